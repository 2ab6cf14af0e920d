"""Files, images and links of a submission."""

import io

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from PIL import Image as Picture

from practices.models import PracticePage, StrategyPage
from tests import people
from tests.factories import PracticeFactory, StrategyFactory
from tests.uploads import made

pytestmark = pytest.mark.django_db
PDF = made.pdf()


@pytest.fixture
def page(client):
    client.force_login(people.focal_point("ke"))
    return PracticeFactory(publish=False)


def add(client, page, kind, **fields):
    data = {f"{kind}-{name}": value for name, value in fields.items()} | {"add": kind}
    return client.post(reverse("submission_material", args=[page.pk]), data)


def newest(page):
    return type(page).objects.get(pk=page.pk).get_latest_revision_as_object()


def picture():
    file = io.BytesIO()
    Picture.new("RGB", (4, 4)).save(file, "PNG")
    return SimpleUploadedFile("Our secret plan.png", file.getvalue(), "image/png")


def test_a_file_goes_into_the_collection_of_the_state(client, page):
    add(client, page, "annexes", title="Report", file=SimpleUploadedFile("a.pdf", PDF))
    document = newest(page).annexes.get().document
    assert (document.title, document.collection.name) == ("Report", "Kenya")


@pytest.mark.parametrize("name", ["a.exe", "a.html", "a.svg", "a.docm", "a", "a.pdf.exe"])
def test_a_wrong_type_is_refused_in_plain_words(client, page, name):
    file = SimpleUploadedFile(name, PDF)
    body = add(client, page, "annexes", title="Kept title", file=file).content.decode()
    assert "cannot be kept" in body
    assert "Kept title" in body
    assert not newest(page).annexes.exists()


@pytest.mark.asvs("5.2.1")
def test_a_large_file_is_refused_in_plain_words(client, page, settings):
    settings.WAGTAILDOCS_MAX_UPLOAD_SIZE = 4
    file = SimpleUploadedFile("a.pdf", PDF)
    body = add(client, page, "annexes", title="Big", file=file).content.decode()
    assert "at most" in body
    assert not newest(page).annexes.exists()


@pytest.mark.asvs("5.3.2")
@pytest.mark.fault(42)
def test_the_name_of_an_image_file_cannot_be_guessed(client, page):
    add(client, page, "images", caption="A room", file=picture())
    image = newest(page).images.get().image
    assert "secret" not in image.file.name
    assert image.title == "A room"


def test_what_is_no_image_is_refused(client, page):
    file = SimpleUploadedFile("a.png", b"<script>", "image/png")
    response = add(client, page, "images", caption="A room", file=file)
    assert response.status_code == 200
    assert not newest(page).images.exists()


def test_links_come_and_go(client, page):
    for number in (1, 2):
        add(client, page, "links", title=f"L{number}", url=f"https://example.org/{number}")
    address = reverse("submission_material", args=[page.pk])
    client.post(address, {"remove": "links:https://example.org/1"})
    assert [link.title for link in newest(page).links.all()] == ["L2"]
    assert not PracticePage.objects.get(pk=page.pk).links.exists()


@pytest.mark.asvs("1.2.2")
def test_script_is_no_link(client, page):
    add(client, page, "links", title="x", url="javascript:alert(1)")
    assert not newest(page).links.exists()


def test_a_strategy_has_its_own_document(client):
    client.force_login(people.focal_point("ke"))
    page = StrategyFactory(publish=False)
    add(client, page, "document", title="The plan", file=SimpleUploadedFile("p.pdf", PDF))
    assert newest(page).document.title == "The plan"
    assert StrategyPage.objects.get(pk=page.pk).document is None


def test_a_practice_has_no_such_document(client, page):
    response = add(client, page, "document", title="x", file=SimpleUploadedFile("p.pdf", PDF))
    assert response.status_code == 200
