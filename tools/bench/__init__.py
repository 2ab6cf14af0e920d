"""Measurements of the search: `make bench`, or `python -m tools.bench PART …`; see RESULTS.md."""
