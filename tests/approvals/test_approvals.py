"""Changes by two officers: one proposes, another applies; in the trail, and told by mail."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.core.files.uploadedfile import SimpleUploadedFile
from django.forms.models import model_to_dict
from django.urls import reverse
from django.utils import timezone

from approvals import decisions
from approvals.kinds import ProposalError
from approvals.models import Proposal
from audit.models import AuditEntry
from mail.models import Message
from practices import publication
from practices.models import (
    PracticeIndexPage,
    PracticePage,
    PublicationEvent,
    StatePage,
    StrategyIndexPage,
)
from submission.models import Invitation
from taxonomy.models import MemberState, Recommendation
from tests import people
from tests.editor import filled_form
from tests.factories import PracticeFactory, member_state, state_page
from tests.nightly import nightly

pytestmark = pytest.mark.django_db
INVITATION = {"email": "new@example.org", "state": "ke", "office": "Ministry of Health"}


def invited(officer):
    return decisions.propose("focal point", INVITATION, officer)


def decide(client, person, step, proposal=None):
    client.force_login(person)
    proposal = proposal or Proposal.objects.get()
    return client.post(reverse(f"{step}_proposal", args=[proposal.pk]))


def post_invitation(client, person, **changes):
    client.force_login(person)
    data = INVITATION | {"state": member_state("ke").pk} | changes
    return client.post(reverse("invite_focal_point"), data, follow=True)


def test_one_officer_alone_invites_nobody(client, first, second):
    post_invitation(client, first)
    decide(client, first, "apply")
    assert not Invitation.objects.exists()
    assert not Message.objects.filter(to="new@example.org").exists()
    decide(client, second, "apply")
    assert Invitation.objects.get().email == "new@example.org"
    assert Proposal.objects.get().outcome == "applied"
    entries = AuditEntry.objects.filter(actor_id__in=[first.pk, second.pk]).order_by("number")
    steps = [(entry.actor_id, entry.action) for entry in entries if entry.action != "denied"]
    assert steps == [
        (first.pk, "proposal proposed"),
        (second.pk, "proposal applied"),
        (first.pk, "focal point invited"),
    ]


@pytest.mark.parametrize("step", ["propose", "apply", "refuse"])
def test_a_superuser_looks_and_decides_nothing(client, first, step):
    root = people.superuser()
    if step == "propose":
        post_invitation(client, root)
        assert not Proposal.objects.exists()
        assert AuditEntry.objects.filter(action="denied", actor_id=root.pk).exists()
        return
    proposal = invited(first)
    client.force_login(root)
    assert client.get(reverse("proposal", args=[proposal.pk])).status_code == 200
    decide(client, root, step)
    proposal.refresh_from_db()
    assert proposal.is_open
    with pytest.raises(PermissionDenied):
        getattr(decisions, step)(proposal, root)


def test_the_states_other_focal_points_and_all_officers_are_told(first, second):
    colleague, stranger = people.focal_point("ke"), people.focal_point("fr")
    proposal = invited(first)
    proposed = set(Message.objects.values_list("to", flat=True))
    assert proposed == {second.email, colleague.email}
    Message.objects.all().delete()
    decisions.apply(proposal, second)
    told = set(Message.objects.filter(subject__startswith="Applied").values_list("to", flat=True))
    assert told == {first.email, second.email, colleague.email}
    assert not Message.objects.filter(to=stranger.email).exists()
    body = Message.objects.get(to=colleague.email).body
    assert first.username in body
    assert second.username in body
    assert "/admin/" not in body


def test_it_is_decided_once(first, second):
    proposal = invited(first)
    decisions.refuse(proposal, second)
    with pytest.raises(ProposalError, match="decided already"):
        decisions.apply(proposal, second)
    assert not Invitation.objects.exists()


def test_who_proposed_takes_it_back(first):
    assert decisions.refuse(invited(first), first).outcome == "taken back"


def test_the_proposal_of_somebody_who_is_no_officer_any_more_lapses(first, second):
    proposal = invited(first)
    first.groups.clear()
    with pytest.raises(ProposalError, match="no longer an officer"):
        decisions.apply(proposal, second)


def test_two_accounts_with_one_mailbox_are_not_two_officers(first, second):
    second.email = first.email.upper().replace("@", "+second@")
    second.save()
    with pytest.raises(ProposalError, match="mailbox"):
        decisions.apply(invited(first), second)


def with_a_dot(email):
    return f"{email[:1]}.{email[1:]}"


@pytest.mark.parametrize(
    "write", [str, str.upper, lambda email: email.replace("@", "+ke@"), with_a_dot]
)
def test_an_officers_mailbox_is_no_focal_point(client, first, second, write):
    response = post_invitation(client, first, email=write(second.email))
    assert "An officer cannot be a focal point" in response.content.decode()
    assert not Proposal.objects.exists()


def test_an_invitation_that_reaches_somebody_who_became_an_officer_opens_nothing(
    client, first, second
):
    person = people.user("later-")
    invitation, token = Invitation.issue(person.email, member_state("ke"), first)
    person.groups.add(first.groups.get())
    client.force_login(person)
    assert client.post(reverse("invitation", args=[token])).status_code == 403
    assert not person.focal_points.exists()
    assert not Invitation.objects.get(pk=invitation.pk).used_at


def test_a_state_is_renamed_by_two(client, first, second):
    state = member_state("ke")
    address = f"/admin/snippets/taxonomy/memberstate/edit/{state.pk}/"
    client.force_login(first)
    data = model_to_dict(state, exclude=["regions"]) | {"name_en": "Kenia", "code": "kx"}
    client.post(address, {name: value for name, value in data.items() if value is not False})
    assert member_state("ke").name_en == "Kenya"
    page = PracticeFactory(state="ke")
    address = page.url
    decide(client, second, "apply")
    assert MemberState.objects.get(code="kx").name_en == "Kenia"
    assert state_page("kx").title == "Kenia"
    client.logout()
    assert "/practices/kx/" in client.get(address)["Location"]
    assert client.get("/states/kx/").status_code == 200


def test_a_state_that_changed_meanwhile_is_left_alone(first, second):
    payload = {"state": "ke", "before": {"name_en": "Kenya"}, "after": {"name_en": "Kenia"}}
    proposal = decisions.propose("state", payload, first)
    MemberState.objects.filter(code="ke").update(name_en="Republic of Kenya")
    with pytest.raises(ProposalError, match="changed since"):
        decisions.apply(proposal, second)


def test_a_state_whose_code_changed_meanwhile_is_not_added_anew(first, second):
    payload = {"state": "ke", "before": {"name_en": "Kenya"}, "after": {"name_en": "Kenia"}}
    proposal = decisions.propose("state", payload, first)
    MemberState.objects.filter(code="ke").update(code="kx")
    number = MemberState.objects.count()
    with pytest.raises(ProposalError, match="changed since"):
        decisions.apply(proposal, second)
    assert MemberState.objects.count() == number


def test_a_code_that_is_taken_is_refused(first):
    payload = {"state": "ke", "before": {"code": "ke"}, "after": {"code": "fr"}}
    with pytest.raises(ProposalError, match="has this code"):
        decisions.propose("state", payload, first)


def draft_words(client, person, words, **action):
    client.force_login(person)
    address = reverse("wagtailadmin_pages:edit", args=[state_page("ke").pk])
    data = filled_form(client, address)
    return client.post(address, data | {"title": words} | action)


# An officer: tests/approvals/test_page_words.py, on every kind of page.
@pytest.mark.parametrize("who", ["superuser", *nightly("officer")])
def test_nobody_alone_publishes_words_on_a_states_page(client, who):
    draft_words(client, getattr(people, who)(), "Words of one", **{"action-publish": "true"})
    assert state_page("ke").title == "Kenya"
    assert "Words of one" not in client.get("/states/ke/").content.decode()


def test_code_does_not_change_the_words_of_a_state_either():
    page = state_page("ke")
    page.introduction = "<p>Words of code.</p>"
    with pytest.raises(publication.PublicationRefusedError):
        page.save()
    with pytest.raises(publication.PublicationRefusedError):
        page.save_revision().publish()
    assert StatePage.objects.get(pk=page.pk).introduction == ""


@pytest.mark.parametrize(
    ("who", "publish"),
    [
        ("officer", True),
        ("superuser", False),
        *nightly(("officer", False), ("superuser", True)),
    ],
)
def test_a_contribution_of_a_state_is_not_deleted_in_the_admin(client, who, publish):
    page = PracticeFactory(publish=publish)
    client.force_login(getattr(people, who)())
    for target in (page, state_page("ke")):
        client.post(reverse("wagtailadmin_pages:delete", args=[target.pk]))
        bulk = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "delete"])
        client.post(f"{bulk}?id={target.pk}")
    assert PracticePage.objects.filter(pk=page.pk).exists()


@pytest.mark.parametrize("who", ["officer", *nightly("superuser")])
def test_a_list_above_public_contributions_is_not_deleted(client, who):
    page = PracticeFactory()
    client.force_login(getattr(people, who)())
    above = [state_page("ke").get_parent(), state_page("ke").get_parent().get_parent()]
    for target in above:
        address = reverse("wagtailadmin_pages:delete", args=[target.pk])
        client.post(address, {"confirm_site_name": "Good Practice Portal"})
    assert PracticePage.objects.filter(pk=page.pk).exists()


def withdrawn(days):
    page = PracticeFactory()
    page.unpublish()
    events = PublicationEvent.objects.filter(page_id=page.pk, kind="withdrawn")
    events.update(at=timezone.now() - timedelta(days=days))
    return PracticePage.objects.get(pk=page.pk)


def test_a_purge_takes_thirty_days_and_two_officers(client, first, second):
    early, page = withdrawn(29), withdrawn(30)
    client.force_login(first)
    for each in (early, page):
        client.post(reverse("propose_purge", args=[each.pk]), {"confirmed": "yes"})
    proposal = Proposal.objects.get()
    assert proposal.payload["page"] == page.pk
    decide(client, first, "apply")
    assert PracticePage.objects.filter(pk=page.pk).exists()
    decide(client, second, "apply")
    assert list(PracticePage.objects.all()) == [early]
    assert AuditEntry.objects.filter(page_id=page.pk, action="deleted").exists()


def test_what_became_public_again_is_not_purged(first, second):
    page = withdrawn(40)
    payload = {"page": page.pk, "title": page.title}
    proposal = decisions.propose("purge", payload, first)
    page.publish(page.get_latest_revision(), way="test")
    with pytest.raises(ProposalError, match="public"):
        decisions.apply(proposal, second)


def upload(client, officer, text="id,text_en\n4.j,Alternatives\n"):
    client.force_login(officer)
    file = SimpleUploadedFile("list.csv", text.encode(), content_type="text/csv")
    given = {"file": file, "source": "A/RES/S-30/1", "text_version": "final"}
    return client.post(reverse("recommendation_import"), given, follow=True)


def test_the_official_list_is_shown_first_and_confirmed_by_another_officer(client, first, second):
    body = upload(client, first).content.decode()
    assert "<ins>Alternatives</ins>" in body
    decide(client, first, "apply")
    assert not Recommendation.objects.verified().exists()
    decide(client, second, "apply")
    assert Recommendation.objects.verified().get().label_en == "Alternatives"


def test_what_waits_is_on_the_home_page_and_in_the_list(client, first, second):
    proposal = invited(first)
    client.force_login(second)
    assert "proposal waits for an officer" in client.get("/admin/").content.decode()
    body = client.get(reverse("proposals")).content.decode()
    assert proposal.summary in body
    body = client.get(reverse("proposal", args=[proposal.pk])).content.decode()
    assert "can write, clear, submit and withdraw texts of Kenya" in body
    assert ">Apply</button>" in body


def test_only_officers_see_proposals(client, first):
    proposal = invited(first)
    client.force_login(people.focal_point("ke"))
    for address in (reverse("proposals"), reverse("proposal", args=[proposal.pk])):
        assert client.get(address).status_code in (302, 403)


@pytest.mark.parametrize("page", [PracticeIndexPage, StrategyIndexPage])
def test_the_lists_that_hold_all_addresses_are_not_deleted(client, page):
    client.force_login(people.officer())
    client.post(reverse("wagtailadmin_pages:delete", args=[page.objects.get().pk]))
    assert page.objects.exists()


def test_words_of_a_state_bring_no_schedule_with_them(client, first):
    client.force_login(first)
    address = reverse("wagtailadmin_pages:edit", args=[state_page("ke").pk])
    assert not {"go_live_at", "expire_at"} & set(filled_form(client, address))


def test_a_proposal_of_an_account_that_is_gone_can_be_read(client, first, second):
    Proposal.objects.create(kind="page words", payload={}, proposed_by=None)
    client.force_login(first)
    listed = client.get(reverse("proposals"))
    assert listed.status_code == 200
    assert "Proposed by –" in listed.content.decode()
