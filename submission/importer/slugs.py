"""The last part of a new page's address: words of its title, and a number where they are taken."""

from anyascii import anyascii
from django.utils.text import slugify
from wagtail.models import Page

LENGTH = 80


class Slugs:
    """What is taken below each page, read once; those given since are among them."""

    def __init__(self) -> None:
        self.taken: dict[int, set[str]] = {}

    def new(self, place: Page, title: str) -> str:
        return self.free(place, slugify(anyascii(title))[:LENGTH].strip("-") or "contribution")

    def free(self, place: Page, slug: str) -> str:
        candidate, number = slug, 2
        while self.is_taken(place, candidate):
            candidate, number = f"{slug}-{number}", number + 1
        self.taken[place.pk].add(candidate)
        return candidate

    def is_taken(self, place: Page, slug: str) -> bool:
        if place.pk not in self.taken:
            self.taken[place.pk] = set(place.get_children().values_list("slug", flat=True))
        return slug in self.taken[place.pk]


def add_below(place: Page, page: Page) -> None:
    page.slug = Slugs().new(place, page.title)
    place.add_child(instance=page)
