"""Whose an official translation is: asked of its makers, told to readers and programs."""

from importlib import import_module

import pytest
from bs4 import BeautifulSoup
from django.apps import apps
from django.core.exceptions import PermissionDenied
from django.urls import reverse
from django.utils.translation import override

from taxonomy.models import MemberState
from tests import people
from tests.translations import made
from tests.translations.test_form import address, filled, form_of
from tests.translations.test_public import PATH, soup
from translations import drafts, steps
from translations.models import Translation

pytestmark = pytest.mark.django_db
Authority, Status = Translation.Authority, Translation.Status
MIGRATION = "translations.migrations.0002_authority_of_official_ones"


def official(page, authority, name=""):
    author = people.focal_point("fr")
    about = drafts.About(Status.OFFICIAL, authority=authority, authority_name=name)
    draft = drafts.save(page, "en", author, made.translated(page), about)
    return steps.approve(steps.hand_in(draft, author), people.officer())


def test_nobodys_official_translation_is_not_handed_in(page):
    author = people.focal_point("fr")
    for about in (
        drafts.About(Status.OFFICIAL),
        drafts.About(Status.OFFICIAL, authority=Authority.BODY),
        drafts.About(Status.OFFICIAL, authority="x"),
    ):
        draft = drafts.save(page, "en", author, made.translated(page), about)
        with pytest.raises(PermissionDenied, match="whose official translation"):
            steps.hand_in(draft, author)
    assert Translation.objects.get().step == Translation.Step.DRAFT


def test_a_joint_text_has_no_state_to_answer_for_it():
    page = made.original(state="international")
    officer = people.officer()
    about = drafts.About(Status.OFFICIAL, authority=Authority.STATE)
    draft = drafts.save(page, "en", officer, made.translated(page), about)
    assert draft.authority == ""
    assert Authority.STATE not in drafts.authorities_of(page)


@pytest.mark.parametrize(
    ("authority", "name", "said"),
    [
        (Authority.STATE, "", "France"),
        (Authority.UN, "", "United Nations"),
        (Authority.BODY, "Court of Audit", "Court of Audit"),
    ],
)
def test_readers_are_told_in_tab_and_citation(client, page, authority, name, said):
    official(page, authority, name)
    found = soup(client, PATH)
    [_original, tab] = found.select(".versions__status")
    assert tab.text == f"Official translation: {said}"
    cited = " ".join(found.select_one(".citation").text.split())
    assert f"Des infirmiers [Nurses: Official translation: {said}]" in cited
    ris = client.get(f"{reverse('reference', args=[page.pk, 'ris'])}?lang=en").content.decode()
    assert f"N1  - Nurses: Official translation: {said}" in ris


def test_the_name_of_the_state_is_the_readers(page):
    public = official(page, Authority.STATE)
    with override("ar"):
        assert public.whose == MemberState.objects.get(code="fr").name_ar


def test_programs_read_whose_it_is(client, page):
    official(page, Authority.BODY, "Court of Audit")
    made.public(page, "ru", Status.UNOFFICIAL, "Медсёстры")
    facts = client.get(f"/api/v1/contributions/{page.pk}").json()["translations"]
    assert [(each["authority"], each["authority_name"]) for each in facts] == [
        ("body", "Court of Audit"),
        (None, ""),
    ]


def test_it_is_asked_in_the_form_and_kept_when_it_is_refused(client, page, author):
    sent = filled(form_of(client, address(page))) | {"status": Status.OFFICIAL, "cleared": "yes"}
    answer = client.post(
        address(page), sent | {"do": "hand-in", "authority_name": "Court of Audit"}
    )
    assert "whose official translation" in answer.content.decode()
    shown = BeautifulSoup(answer.content, "html.parser")
    assert shown.select_one("[name=authority_name]")["value"] == "Court of Audit"
    client.post(
        address(page),
        sent | {"do": "hand-in", "authority": "body", "authority_name": "Court of Audit"},
    )
    waiting = Translation.objects.get()
    assert (waiting.step, waiting.whose) == (Translation.Step.WAITING, "Court of Audit")


def test_two_people_who_name_another_body_do_not_overwrite_each_other(client, page, author):
    made.draft(page, author)
    sent = form_of(client, address(page))
    about = drafts.About(Status.COURTESY, authority_name="Ministry")
    drafts.save(page, "en", people.focal_point("fr"), made.translated(page), about)
    client.post(address(page), sent | {"authority_name": "Court"})
    assert Translation.objects.get().authority_name == "Ministry"


def test_those_of_before_are_named_by_who_handed_them_in(page):
    made.public(page, "en", Status.OFFICIAL)
    made.public(page, "ru", Status.UNOFFICIAL)
    Translation.objects.update(authority="")
    Translation.objects.filter(language="en").update(by_state=True)
    made.public(page, "ar", Status.OFFICIAL)
    import_module(MIGRATION).name_authorities(apps, None)
    found = dict(Translation.objects.values_list("language", "authority"))
    assert found == {"en": "state", "ru": "", "ar": "un"}
