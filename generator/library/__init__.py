"""Text files -> Library: front matter, markup, expressions, and the files made of them."""

from generator.library.clause import Clause, LawPack, Paper, TextPart
from generator.library.library import Library, load_library
from generator.library.problem import LibraryError, Problem

__all__ = ["Clause", "LawPack", "Library", "LibraryError", "Paper", "Problem", "TextPart", "load_library"]
