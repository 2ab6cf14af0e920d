"""Redirects from the former addresses of pages that were renamed or moved.

They take the place of Wagtail's automatic ones: those compare the addresses below the tree, while
a contribution's address names its State, and a move that changes no address deletes them all.
A redirect leads to the page and not to an address, so that there are no chains.
"""

import copy

from django.dispatch import receiver
from django.http import HttpRequest, HttpResponse
from wagtail.contrib.redirects.middleware import RedirectMiddleware
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Page, Site
from wagtail.signals import page_slug_changed, post_page_move

from common.localized_urls import bare_path
from taxonomy.models import MemberState

from .models import ContributionPage


class RedirectInEachLanguage(RedirectMiddleware):
    """Finds the redirect of a page by its plain path; leads to the page in the same language."""

    def process_response(self, request: HttpRequest, response: HttpResponse) -> HttpResponse:
        if response.status_code != 404:
            return response
        plain = copy.copy(request)
        plain.path = bare_path(request.path)
        return super().process_response(plain, response)


@receiver(page_slug_changed)
def after_renaming(instance: Page, instance_before: Page, **kwargs) -> None:
    _keep_addresses(instance, instance_before)


@receiver(post_page_move)
def after_move(instance: Page, parent_page_before: Page, url_path_before: str, **kwargs) -> None:
    if instance.url_path == url_path_before:
        return  # another place among the same pages
    page = Page.objects.get(pk=instance.pk).specific
    before = copy.copy(page)
    before.url_path = url_path_before
    if isinstance(page, ContributionPage):
        before.state = parent_page_before.specific.state
        page.state = page.get_parent().specific.state
    _keep_addresses(page, before)


def after_new_code(state: MemberState, old_code: str) -> None:
    """The address of a contribution names the code of its State."""
    former = copy.copy(state)
    former.code = old_code
    for page in ContributionPage.objects.filter(state=state).specific():
        before = copy.copy(page)
        before.state, page.state = former, state
        if site := page.get_site():
            _keep_address(page, before, site)


def _keep_addresses(page: Page, before: Page) -> None:
    """For the page and everything below it."""
    site = page.get_site()
    if site is None:
        return
    _keep_address(page, before, site)
    for below in page.get_descendants().specific().iterator():
        earlier = copy.copy(below)
        earlier.url_path = before.url_path + below.url_path[len(page.url_path) :]
        _keep_address(below, earlier, site)


def _keep_address(page: Page, before: Page, site: Site) -> None:
    old, new = _address(before), _address(page)
    automatic = Redirect.objects.filter(automatically_created=True, site=site)
    automatic.filter(old_path=new).delete()  # the page itself stands there now
    if old == new or page.first_published_at is None:
        return
    automatic.filter(old_path=old).delete()
    Redirect.objects.get_or_create(
        old_path=old, site=site, defaults={"redirect_page": page, "automatically_created": True}
    )


def _address(page: Page) -> str:
    _site, _root, path = page.get_url_parts()
    return Redirect.normalise_path(bare_path(path))
