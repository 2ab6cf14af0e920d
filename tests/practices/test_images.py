"""Files of images: public while a public page shows them, and hidden from strangers else."""

from contextlib import closing

import pytest
from wagtail.images.models import Filter, Image
from wagtail.images.tests.utils import get_test_image_file

from practices import file_collections
from practices.models import ContributionImage
from tests import people
from tests.downloads import status_of
from tests.factories import PracticeFactory, member_state, put_online

pytestmark = pytest.mark.django_db


@pytest.fixture
def image():
    collection = file_collections.state_collection(member_state("ke"))
    with get_test_image_file() as file:
        return Image.objects.create(title="A room", file=file, collection=collection)


@pytest.fixture
def address(image):
    """Of a rendition made by hand: get_rendition() leaves its temporary file open."""
    spec = Filter(spec="width-100")
    with image.generate_rendition_file(spec) as file:
        return image.renditions.create(filter_spec=spec.spec, file=file).url


def page_with(image, **options):
    rows = {"images": [ContributionImage(image=image, caption="A room")]}
    return PracticeFactory(state="ke", terms=rows, **options)


def test_the_image_of_a_draft_is_not_served_to_strangers(client, image, address):
    page_with(image, publish=False)
    assert status_of(client, address) == 404


def test_the_image_of_no_page_is_not_served(client, address):
    assert status_of(client, address) == 404


def test_the_image_of_a_public_page_is_served(client, image, address):
    page_with(image)
    with closing(client.get(address)) as answer:
        assert answer.status_code == 200
        assert answer["Content-Type"].startswith("image/")


def test_withdrawn_it_is_gone_and_published_again_it_is_back(client, image, address):
    page = page_with(image)
    page.unpublish()
    assert status_of(client, address) == 404
    put_online(page.get_latest_revision())
    assert status_of(client, address) == 200


@pytest.mark.parametrize(("code", "status"), [("ke", 200), ("fr", 404)])
def test_the_own_state_sees_it_before_and_another_does_not(client, image, address, code, status):
    page_with(image, publish=False)
    client.force_login(people.focal_point(code))
    assert status_of(client, address) == status


def test_an_officer_sees_it_before(client, image, address):
    page_with(image, publish=False)
    client.force_login(people.officer())
    assert status_of(client, address) == 200


@pytest.mark.parametrize("name", ["none.png", "../db.sqlite3", "%2e%2e/settings.py", ""])
def test_other_names_are_not_found(client, name):
    assert client.get(f"/media/images/{name}").status_code == 404


def test_the_original_is_not_served(client, image):
    page_with(image)
    assert status_of(client, f"/media/{image.file.name}") == 404
    assert client.get(f"/media/original_images/{image.filename}").status_code == 404
