"""Papers read back from their files: which values they mark, by the places of the deal these come from."""

from generator.readback.docx import read_docx
from generator.readback.files import read_files
from generator.readback.html import read_html
from generator.readback.marked import CannotRead, Marked

__all__ = ["CannotRead", "Marked", "read_docx", "read_files", "read_html"]
