"""Fonts: those we ship, those of `--fonts DIR`, and which characters of a paper no font has."""

from generator.fonts.folder import read_fonts
from generator.fonts.fonts import SHIPPED, Family, Fonts, is_strange
from generator.fonts.lacking import REMEDY, Lack, lacking
from generator.fonts.sfnt import FontError

__all__ = ["REMEDY", "SHIPPED", "Family", "FontError", "Fonts", "Lack", "is_strange", "lacking", "read_fonts"]
