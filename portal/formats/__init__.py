"""Dates and numbers as the United Nations writes them, where Django does otherwise."""
