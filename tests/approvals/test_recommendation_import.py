"""The Secretariat brings in the official list; nobody else does."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from approvals import decisions
from approvals.models import Proposal
from taxonomy.models import Chapter, Recommendation
from tests import people

pytestmark = pytest.mark.django_db
ADDRESS = "/admin/recommendations/import/"


@pytest.fixture
def officer_client(client):
    client.force_login(people.officer())
    return client


def confirm():
    """Another officer looks at what would change, and applies it."""
    officer = people.officer()
    decisions.apply(Proposal.objects.open().get(), officer)
    return officer


def post(client, data, name="list.csv", **given):
    file = SimpleUploadedFile(name, data if isinstance(data, bytes) else data.encode())
    given = {"file": file, "source": "A/RES/S-30/1", "text_version": "final"} | given
    return client.post(ADDRESS, given, follow=True)


def current(term, language):
    return term.texts.get(language=language, replaced_at=None)


def test_imported_rows_are_verified_and_show(officer_client, client):
    post(officer_client, "id,text_en,text_fr\n4(j),Alternatives,Solutions\n7.k,Development,\n")
    name = confirm().username
    term = Recommendation.objects.get(key="s30-4-j")
    assert (term.verified, term.verified_by, term.source) == (True, name, "A/RES/S-30/1")
    assert "Alternatives" in client.get("/search/").content.decode()


def test_letters_need_not_be_contiguous_and_chapters_may_be_added(officer_client):
    Chapter.objects.create(number=42, slug="fictional", label_en="A fictional chapter")
    post(officer_client, "id,text_en\n42.zz,Only one\n")
    confirm()
    assert Recommendation.objects.get(key="s30-42-zz").verified


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("id,text_en\n4.j,Fine\n99.a,No such chapter\n", "Line 3: There is no chapter 99."),
        ("id,text_en\nnonsense,Label\n", "Line 2: Write the key like s30-4-j."),
        ("id,text_en\n4.j,\n", "Line 2: There is no text in this line."),
        ("id,text_en\n", "The file holds no rows."),
        (
            "id,text_en\n4.j,One\n4(j),Two\n",
            "Line 3: This recommendation stands in the file twice.",
        ),
        (f"id,text_en\n4.j,{'x' * 5001}\n", "Line 2: text_en is longer than 5000 characters."),
    ],
)
def test_a_fault_keeps_everything_out_and_what_was_typed(officer_client, text, message):
    response = post(officer_client, text)
    assert message in response.content.decode()
    assert 'value="A/RES/S-30/1"' in response.content.decode()
    assert not Proposal.objects.exists()


def test_visitors_and_editors_without_the_right_are_kept_out(client, django_user_model):
    from django.contrib.auth.models import Permission

    assert client.get(ADDRESS).status_code == 302
    user = django_user_model.objects.create_user("editor", password="x")
    user.user_permissions.add(Permission.objects.get(codename="access_admin"))
    client.force_login(user)
    post(client, "id,text_en\n4.j,Alternatives\n")
    assert not Proposal.objects.exists()


def test_a_language_the_file_lacks_stays_as_it_is(officer_client):
    post(officer_client, "id,text_en,text_fr\n4.j,Alternatives,Solutions de rechange\n")
    confirm()
    post(officer_client, "id,text_en\n4.j,Alternatives again\n")
    confirm()
    term = Recommendation.objects.get(key="s30-4-j")
    assert (term.label_en, term.label_fr) == ("Alternatives again", "Solutions de rechange")
    assert current(term, "fr").text == "Solutions de rechange"


@pytest.mark.asvs("8.2.3")
def test_neither_text_nor_verification_is_changed_by_hand(officer_client):
    term = Recommendation.objects.get(key="s30-4-j")
    before = term.label_en
    address = f"/admin/snippets/taxonomy/recommendation/edit/{term.pk}/"
    assert 'name="verified"' not in officer_client.get(address).content.decode()
    officer_client.post(address, {"label_en": "x", "order": 1, "verified": "on"})
    assert Recommendation.objects.get(pk=term.pk).label_en == before
    assert not Recommendation.objects.verified().exists()
