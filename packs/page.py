"""A session pack as one HTML file that needs nothing else."""

from django.template.loader import render_to_string


def write(document: dict) -> bytes:
    """The template has no words of its own: they would follow the interface."""
    return render_to_string("packs/document.html", {"document": document}).encode()
