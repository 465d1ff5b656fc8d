"""What papers look like: skeletons of documents, styles, fonts. Data only."""
