"""Signal receivers: the officers hear that one of them has taken a page off the site."""

from django.dispatch import receiver
from django.urls import reverse
from django.utils.translation import gettext as _
from wagtail.models import Page
from wagtail.signals import page_unpublished

from audit import trail
from common.http import absolute_url
from common.lazy_text import lazily
from practices.models import is_worded

from . import mails


@receiver(page_unpublished)
def tell_of_page_taken_off(instance: Page, **kwargs: object) -> None:
    """Contributions have mails of their own (review.notices)."""
    if not is_worded(instance):
        return
    officer = instance.who_acts()
    values = {"who": trail.name_of(officer), "page": instance.title}
    mails.tell(
        None,
        lazily(lambda: _("Taken off the site: %s") % instance.title),
        lazily(lambda: _("%(who)s has taken the page “%(page)s” off the site.") % values),
        lazily(
            lambda: (
                _("It comes back when one officer proposes it and another agrees.")
                + f"\n{absolute_url(reverse('wagtailadmin_pages:edit', args=[instance.pk]))}"
            )
        ),
        but=officer,
    )
