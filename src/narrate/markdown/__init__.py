"""Markdown to sanitised HTML with typed holes: the parser, and one file per extension of CommonMark."""
