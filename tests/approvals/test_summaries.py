"""Summaries of proposals: each officer reads them in their own language, the trail in one."""

import pytest
from django.conf import settings
from django.urls import reverse
from django.utils.translation import override

from accounts.languages import keep_language
from approvals import decisions
from approvals.models import Proposal
from audit.models import AuditEntry
from mail.models import Message
from tests import people
from tests.factories import member_state

pytestmark = pytest.mark.django_db
CODES = [code for code, _name in settings.LANGUAGES]
INVITATION = {"email": "new@example.org", "state": "de", "office": "Ministry of Health"}
SAID = {
    "en": "Invite new@example.org as focal point of Germany",
    "fr": "Allemagne",
    "ru": "Германия",
    "es": "Alemania",
    "ar": "ألمانيا",
    "zh-hans": "德国",
}


@pytest.fixture
def proposal(first):
    """By an officer who works in Russian."""
    with override("ru"):
        return decisions.propose("focal point", INVITATION, first)


@pytest.mark.parametrize("code", CODES)
def test_an_officer_reads_it_in_their_own_language(client, proposal, second, code):
    keep_language(second, code)
    client.force_login(second)
    for address in (reverse("proposals"), reverse("proposal", args=[proposal.pk])):
        body = client.get(address).content.decode()
        assert SAID[code] in body
        assert code == "ru" or SAID["ru"] not in body


def test_mails_say_it_in_the_language_of_each_reader(first, second):
    keep_language(second, "fr")
    third = people.officer()
    keep_language(third, "es")
    with override("ru"):
        decisions.propose("focal point", INVITATION, first)
    for reader, name in ((second, "Allemagne"), (third, "Alemania")):
        mail = Message.objects.get(to=reader.email)
        assert name in mail.subject
        assert name in mail.body
        assert "Германия" not in mail.subject + mail.body


def test_the_trail_keeps_one_wording_whoever_proposes_and_decides(proposal, second):
    with override("fr"):
        decisions.apply(proposal, second)
    entries = AuditEntry.objects.filter(action__startswith="proposal ")
    assert [entry.after["summary"] for entry in entries] == [SAID["en"]] * 2


def test_what_was_proposed_stays_what_officers_read(proposal, second):
    """Also when the names in it change, as they do by the very proposal that names them."""
    state = member_state("de")
    state.name_en = "Another name"
    state.save()
    assert Proposal.objects.get().summary == SAID["en"]
