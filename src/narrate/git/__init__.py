"""What Git knows of the content: when a file began, who wrote it, what it was called before, and who is who."""
