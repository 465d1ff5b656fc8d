"""The tree of a paper and the passes that make it: select -> fill -> define -> number -> link."""

from generator.document.draft import Drafted, draft_document
from generator.document.tree import Document

__all__ = ["Document", "Drafted", "draft_document"]
