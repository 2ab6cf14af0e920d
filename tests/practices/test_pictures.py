"""Images of a practice: modern formats in two widths, with words for those who cannot see them."""

import gc
import warnings
from contextlib import closing

import pytest
from bs4 import BeautifulSoup
from wagtail.images.models import Image
from wagtail.images.tests.utils import get_test_image_file_jpeg

from practices import file_collections
from practices.models import ContributionImage
from tests.factories import PracticeFactory, member_state

pytestmark = pytest.mark.django_db


def figure(client, description="", size=(1200, 800)):
    file = get_test_image_file_jpeg(size=size)
    collection = file_collections.state_collection(member_state("ke"))
    image = Image.objects.create(
        title="IMG_0042.jpg", description=description, file=file, collection=collection
    )
    rows = {"images": [ContributionImage(caption="The new clinic", image=image)]}
    page = PracticeFactory(terms=rows)
    return BeautifulSoup(first_look(client, page.url), "html.parser").figure


def first_look(client, address):
    """The page with its images made now: Wagtail leaves the files of new ones to the collector."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", ResourceWarning)
        content = client.get(address).content
        gc.collect()
    return content


def test_each_format_comes_in_both_widths_and_is_public_and_fetched_late(client):
    picture = figure(client).picture
    sources = picture.find_all("source")
    assert [source["type"] for source in sources] == ["image/avif", "image/webp"]
    for offered, kind in zip([*sources, picture.img], ("avif", "webp", "jpeg"), strict=True):
        addresses = [entry.split() for entry in offered["srcset"].split(", ")]
        assert [width for _address, width in addresses] == ["480w", "960w"]
        for address, _width in addresses:
            with closing(client.get(address)) as answer:
                assert (answer.status_code, answer["Content-Type"]) == (200, f"image/{kind}")
    width, height = int(picture.img["width"]), int(picture.img["height"])
    assert width / height == 1.5  # so that room is kept for it
    assert picture.img["loading"] == "lazy"


def test_what_it_shows_is_said_and_never_the_name_of_the_file(client):
    small = (60, 40)
    assert figure(client, size=small).img["alt"] == "The new clinic"
    assert figure(client, "Two nurses at a door", small).img["alt"] == "Two nurses at a door"
