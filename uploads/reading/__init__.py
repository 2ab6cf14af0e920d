"""The text of files, page by page: read by a process of its own, kept beside the file."""
