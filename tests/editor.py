"""What a browser would send back from Wagtail's editor when nobody has touched the form."""

from bs4 import BeautifulSoup
from django.urls import reverse
from wagtail.test.utils.form_data import _querydict_from_form

from approvals.models import Proposal
from tests.people import CONFIRMED


def filled_form(client, address):
    return form_in(client.get(address).content.decode())


def form_in(html):
    form = BeautifulSoup(html, "lxml").find(id="page-edit-form")  # half a megabyte, so not slowly
    data = dict(_querydict_from_form(form))
    for name in ("recommendations", "addressed_states"):
        data.pop(name, None)  # the helper takes the first of a list nobody chose from
    boxes = form.select("input[type=checkbox][checked]:not([value])")
    return data | {box["name"]: "on" for box in boxes}  # the helper sends nothing for these


def edit_words(client, person, page, **changes):
    """Save a draft with another title, by a button that says "publish" if `changes` has it."""
    client.force_login(person)
    address = reverse("wagtailadmin_pages:edit", args=[page.pk])
    return client.post(address, filled_form(client, address) | {"title": "New words"} | changes)


def propose_and_apply(client, page, proposer, applier):
    """The saved draft, proposed by one person unless it is already, and applied by another."""
    client.force_login(proposer)
    client.post(reverse("propose_words", args=[page.pk]), CONFIRMED)
    client.force_login(applier)
    return client.post(reverse("apply_proposal", args=[Proposal.objects.latest("pk").pk]))
