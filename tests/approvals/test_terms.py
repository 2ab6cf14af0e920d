"""Words of terms that visitors see: no officer alone changes one, by any snippet of the admin."""

import pytest
from bs4 import BeautifulSoup
from django.db.models import CharField
from django.forms.models import model_to_dict
from django.urls import reverse
from wagtail.models import ModelLogEntry
from wagtail.snippets.models import get_snippet_models

from approvals import decisions
from approvals.kinds import ProposalError
from approvals.models import Proposal
from approvals.terms import term_payload, values_of
from audit import trail
from audit.models import AuditEntry
from commission import labels
from commission.facts import terms as facts_of_terms
from commission.models import Organization
from mail.models import Message
from review.models import Criterion
from search.models import IndexState, Synonyms
from taxonomy.models import Challenge, Chapter, Recommendation, TargetGroup, WorkplanItem
from tests.nightly import nightly

pytestmark = [pytest.mark.django_db, pytest.mark.slow]

# What no visitor reads; any other snippet takes two officers, whoever registers it.
PRIVATE = {
    Criterion: "the checklist of officers; each decision keeps its own copy",
    Synonyms: "what the search looks for besides; shown to nobody",
    IndexState: "written by the index worker, looked at by officers",
}
PUBLIC = [model for model in get_snippet_models() if model not in PRIVATE]


def url(model, step, *args):
    return reverse(model.snippet_viewset.get_url_name(step), args=args)


def example(model):
    if model._meta.app_label == "commission" and not model.objects.exists():
        facts_of_terms.load()  # as prepare_portal does
        labels.fill()
        Organization.objects.create(slug="who", label_en="WHO", kind="un")
    row = model.objects.last()
    if row is None:
        row = WorkplanItem.objects.create(
            plan="2026-2029", year=2026, challenge=Challenge.objects.first()
        )
    return row


def form_of(row, **changes):
    """What the browser sends back from the form of this row."""
    fields = type(row).snippet_viewset.get_form_class(for_update=True).base_fields
    data = model_to_dict(row, fields=list(fields)) | changes
    return {name: value for name, value in data.items() if value is not None and value is not False}


def changed(row):
    """A new value for the first field of its form: {field: value}"""
    fields = type(row).snippet_viewset.get_form_class(for_update=True).base_fields
    name = next(
        name
        for name in fields
        if name.startswith(("name", "label", "note", "order", "session", "source"))
    )
    old = getattr(row, name)
    return {name: old + 1 if isinstance(old, int) else f"{old} words of one".strip()}


def rows_of(model):
    return {row.pk: values_of(row) for row in model.objects.all()}


def decide(client, person, proposal=None):
    client.force_login(person)
    proposal = proposal or Proposal.objects.get()
    return client.post(reverse("apply_proposal", args=[proposal.pk]))


def test_the_walk_sees_the_terms():
    assert set(PUBLIC) >= {Chapter, Challenge, TargetGroup, WorkplanItem, Recommendation}


@pytest.mark.parametrize("model", PUBLIC)
def test_one_officer_alone_changes_no_term_and_two_do(client, first, second, model):
    row = example(model)
    change, before = changed(row), rows_of(model)
    client.force_login(first)
    answer = client.post(url(model, "edit", row.pk), form_of(row, **change), follow=True)
    (value,) = change.values()
    assert f"<ins>{value}</ins>" in answer.content.decode()
    decide(client, first)
    assert rows_of(model) == before
    decide(client, second)
    after = rows_of(model)
    if "confirmed_by" in after[row.pk]:  # who these two are stands beside the words
        change["confirmed_by"] = f"{trail.name_of(first)}, {trail.name_of(second)}"
    assert after == before | {row.pk: before[row.pk] | change}


# By day every other list of terms, whose forms are all made by the same views.
@pytest.mark.share
@pytest.mark.parametrize("model", [*PUBLIC[::2], *nightly(*PUBLIC[1::2])])
def test_one_officer_alone_adds_copies_and_deletes_no_term(client, first, model):
    row = example(model)
    before = rows_of(model)
    client.force_login(first)
    unlike = {
        field.name: f"{getattr(row, field.name)[:1]}x"
        for field in model._meta.concrete_fields
        if field.unique and isinstance(field, CharField)
    }
    numbers = {"number": 77, "year": 2031}
    form = form_of(row, **(unlike | numbers))
    bulk = reverse("wagtail_bulk_action", args=[*model._meta.label_lower.split("."), "delete"])
    chooser = model.snippet_viewset.chooser_viewset.get_url_name("create")
    for address in (
        url(model, "add"),
        url(model, "delete", row.pk),
        f"{bulk}?id={row.pk}",
        reverse(chooser),
        url(model, "add").replace("/add/", f"/copy/{row.pk}/"),
    ):
        client.post(address, form)
        assert (address, rows_of(model)) == (address, before)


@pytest.mark.parametrize("model", [Chapter, Challenge, TargetGroup, WorkplanItem])
def test_a_new_term_is_added_by_two(client, first, second, model):
    typed = {
        Chapter: {"number": 77, "slug": "new", "label_en": "New chapter"},
        Challenge: {"slug": "new", "label_en": "New challenge", "order": 7},
        TargetGroup: {"slug": "new", "label_en": "New group", "order": 7},
        WorkplanItem: {"plan": "p", "year": 2031, "order": 7, "verified": True}
        | {"challenge": Challenge.objects.first().pk},
    }[model]
    client.force_login(first)
    client.post(url(model, "add"), typed)
    before = rows_of(model)
    decide(client, second)
    (new,) = [values for pk, values in rows_of(model).items() if pk not in before]
    assert new | typed == new


def test_nothing_public_changes_before_the_second_officer(client, first, second):
    chapter = Chapter.objects.get(number=1)
    form = form_of(chapter, label_en="Words of one")
    client.force_login(first)
    client.post(url(Chapter, "edit", chapter.pk), form)
    client.logout()
    assert "Words of one" not in client.get("/chapters/").content.decode()
    decide(client, second)
    client.logout()
    assert "Words of one" in client.get("/chapters/").content.decode()


def test_all_officers_are_told_and_the_trail_tells_who(client, first, second):
    chapter = Chapter.objects.get(number=1)
    client.force_login(first)
    client.post(url(Chapter, "edit", chapter.pk), form_of(chapter, label_en="New words"))
    assert set(Message.objects.values_list("to", flat=True)) == {second.email}
    Message.objects.all().delete()
    decide(client, second)
    assert set(Message.objects.values_list("to", flat=True)) == {first.email, second.email}
    entries = AuditEntry.objects.filter(actor_id__in=[first.pk, second.pk]).order_by("number")
    steps = [(entry.actor_id, entry.action) for entry in entries]
    assert steps == [
        (first.pk, "proposal proposed"),
        (second.pk, "proposal applied"),
        (second.pk, "edit"),
    ]
    assert ModelLogEntry.objects.get().object_id == str(chapter.pk)
    assert Proposal.objects.get().summary == f"Change the chapter “{chapter}”: label (English)"


def test_a_form_at_fault_shows_what_was_typed(client, first):
    chapter = Chapter.objects.get(number=1)
    client.force_login(first)
    form = form_of(chapter, label_en="", label_fr="Mots saisis")
    answer = client.post(url(Chapter, "edit", chapter.pk), form)
    assert answer.status_code == 200
    assert "Mots saisis" in answer.content.decode()
    assert not Proposal.objects.exists()


def test_what_cannot_be_proposed_shows_the_form_again(client, first):
    chapter = Chapter.objects.get(number=1)
    client.force_login(first)
    form = form_of(chapter, label_en="Typed once")
    client.post(url(Chapter, "edit", chapter.pk), form)
    answer = client.post(url(Chapter, "edit", chapter.pk), form)
    assert answer.status_code == 200
    body = answer.content.decode()
    assert "has been proposed already" in body
    assert "Typed once" in body
    assert "Not proposed yet" in body
    assert "could not be saved" not in body
    assert "Typed once" not in BeautifulSoup(body, "html.parser").title.text
    assert Proposal.objects.count() == 1


def test_an_untouched_form_proposes_nothing(client, first):
    chapter = Chapter.objects.get(number=1)
    client.force_login(first)
    answer = client.post(url(Chapter, "edit", chapter.pk), form_of(chapter))
    assert "Nothing would change" in answer.content.decode()
    assert not Proposal.objects.exists()


def proposed(officer, **changes):
    stored = Chapter.objects.get(number=1)
    wanted = Chapter.objects.get(number=1)
    for name, value in changes.items():
        setattr(wanted, name, value)
    return decisions.propose("term", term_payload(wanted, stored), officer)


@pytest.mark.parametrize("meanwhile", [{"label_en": "Others"}, {"label_ru": "Others"}])
def test_a_term_that_changed_meanwhile_is_left_alone(first, second, meanwhile):
    """Also where another field changed: the second officer decides on the row as it was shown."""
    proposal = proposed(first, label_en="Words of one")
    Chapter.objects.filter(number=1).update(**meanwhile)
    with pytest.raises(ProposalError, match="changed since"):
        decisions.apply(proposal, second)
    assert Chapter.objects.get(number=1).label_en != "Words of one"


def test_of_two_proposals_for_one_term_the_first_applied_wins(first, second):
    one, other = proposed(first, label_en="One"), proposed(second, label_en="Other")
    decisions.apply(one, second)
    with pytest.raises(ProposalError, match="changed since"):
        decisions.apply(other, first)
    assert Chapter.objects.get(number=1).label_en == "One"


def test_a_term_deleted_meanwhile_is_not_made_again(first, second):
    group = TargetGroup.objects.create(slug="short-lived", label_en="Short-lived")
    wanted = TargetGroup.objects.get(pk=group.pk)
    wanted.label_en = "Longer"
    proposal = decisions.propose("term", term_payload(wanted, group), first)
    group.delete()
    with pytest.raises(ProposalError, match="changed since"):
        decisions.apply(proposal, second)
    assert not TargetGroup.objects.filter(slug="short-lived").exists()


def test_a_new_term_whose_key_was_taken_meanwhile_is_refused(first, second):
    payload = term_payload(TargetGroup(slug="new", label_en="New"), None)
    proposal = decisions.propose("term", payload, first)
    TargetGroup.objects.create(slug="new", label_en="Others")
    with pytest.raises(ProposalError, match="already exists"):
        decisions.apply(proposal, second)
    assert TargetGroup.objects.get(slug="new").label_en == "Others"


@pytest.mark.parametrize("model", PUBLIC)
def test_every_term_of_the_files_can_be_proposed(model):
    """A row that is not valid as it stands could never be changed."""
    for row in model.objects.all():  # that each is there once, the database holds
        row.full_clean(validate_unique=False, validate_constraints=False)


def test_a_recommendation_comes_with_the_official_list_only(client, first):
    client.force_login(first)
    answer = client.get(url(Recommendation, "add"))
    assert answer["Location"] == reverse("recommendation_import")


def test_the_preview_shows_names_and_not_keys(client, first):
    item = WorkplanItem.objects.create(
        plan="p", year=2031, challenge=Challenge.objects.first(), verified=False
    )
    other = Challenge.objects.last()
    client.force_login(first)
    form = form_of(item, challenge=other.pk, verified="on")
    answer = client.post(url(WorkplanItem, "edit", item.pk), form, follow=True)
    body = answer.content.decode()
    assert f"<ins>{other}</ins>" in body
    assert "<del>No</del>" in body
    assert "<ins>Yes</ins>" in body


def test_the_button_says_that_another_officer_decides(client, first):
    client.force_login(first)
    body = client.get(url(Chapter, "edit", Chapter.objects.first().pk)).content.decode()
    assert "Propose to another officer" in body
    body = client.get(url(Criterion, "add")).content.decode()
    assert "Propose to another officer" not in body
