"""The goals of speed and memory, measured row by row: `python -m tools.bench goals`."""
