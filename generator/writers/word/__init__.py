"""The parts of a Word file: numbering, bookmarks, inlines, blocks, pages and the package around them."""
