"""Titles of annexes and links, captions, and texts for search engines are translated as well."""

from importlib import import_module
from io import BytesIO

import pytest
from django.apps import apps
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import override_settings
from docx import Document as WordDocument
from wagtail.images.models import Filter, Image
from wagtail.images.tests.utils import get_test_image_file

from practices import file_collections
from practices.models import Annex, ContributionImage, Link
from search.documents import documents
from taxonomy.models import MemberState
from tests import people
from tests.factories import document_of, fresh
from tests.shared_rows import shared
from tests.translations import made
from tests.translations.test_form import address, form_of
from tests.translations.test_public import PATH, soup
from translations import drafts, steps
from translations.models import Translation
from translations.passages import passages_of

pytestmark = pytest.mark.django_db
Status = Translation.Status
MIGRATION = "translations.migrations.0003_material_in_sources"
ORIGINALS = {
    "annexes": ["Liste de contrôle"],
    "links": ["Le programme", "Le ministère"],
    "images": ["Une infirmière"],
    "seo_title": ["Titre pour moteurs"],
    "search_description": ["Texte pour moteurs"],
}


@pytest.fixture(scope="module")
def original(django_db_setup, django_db_blocker, tmp_path_factory):
    with override_settings(MEDIA_ROOT=tmp_path_factory.mktemp("media")):
        yield from shared(make_page, django_db_blocker)


@pytest.fixture
def page(original):
    return fresh(original)


def make_page():
    place = {"collection": file_collections.state_collection(MemberState.objects.get(code="fr"))}
    with get_test_image_file() as file:
        image = Image.objects.create(title="", file=file, **place)
    rendered(image)
    links = [
        Link(title="Le programme", url="https://example.org/a"),
        Link(title="Le ministère", url="https://example.org/b"),
    ]
    terms = {
        "annexes": [Annex(title="Liste de contrôle", document=document_of("fr"))],
        "links": links,
        "images": [
            ContributionImage(caption="Une infirmière", image=image),
            ContributionImage(image=image),
        ],
    }
    listing = {"seo_title": "Titre pour moteurs", "search_description": "Texte pour moteurs"}
    return made.original(terms=terms, **listing)


def rendered(image):
    """By hand: Wagtail, asked for a rendition, leaves its temporary file open."""
    for kind in ("avif", "webp", "jpeg"):
        for width in (480, 960):
            spec = Filter(spec=f"format-{kind}|width-{width}|bgcolor-ffffff")
            with image.generate_rendition_file(spec) as file:
                image.renditions.create(filter_spec=spec.spec, file=file)


def in_english(page):
    """Each passage with its own words, to be told apart."""
    passages = made.translated(page)
    for number, each in enumerate(passages):
        object.__setattr__(each, "text", each.text.replace("Nurses", f"Words {number}"))
    return passages


def published(page, passages):
    author = people.focal_point("fr")
    draft = drafts.save(page, "en", author, passages, drafts.About(Status.COURTESY))
    return steps.approve(steps.hand_in(draft, author), people.officer())


def test_they_are_passages(page):
    assert {name: passages_of(page)[name] for name in ORIGINALS} == ORIGINALS


def test_readers_see_them_in_the_language_of_the_tab(client, page):
    texts = {each.original: each.text for each in in_english(page)}
    published(page, in_english(page))
    found = soup(client, PATH)
    names = [(bdi.text, bdi["lang"]) for bdi in found.select("#material .files bdi")]
    wanted = ("Liste de contrôle", "Le programme", "Le ministère")
    assert names == [(texts[each], "en") for each in wanted]
    caption = found.select_one("#material figcaption")
    assert (caption.text, caption["lang"]) == (texts["Une infirmière"], "en")
    assert found.select_one("#material img")["alt"] == texts["Une infirmière"]
    assert found.title.text.startswith(texts["Titre pour moteurs"])
    assert found.select_one("meta[name=description]")["content"] == texts["Texte pour moteurs"]
    assert found.select_one("meta[property='og:title']")["content"] == texts["Titre pour moteurs"]
    original = soup(client, f"{PATH}?text=original")
    assert original.select_one("#material .files bdi").text == "Liste de contrôle"
    assert original.title.text.startswith("Titre pour moteurs")


def test_what_is_left_out_is_called_as_in_the_original(client, page):
    passages = in_english(page)
    for each in passages:
        if each.original in ("Le programme", "Titre pour moteurs"):
            object.__setattr__(each, "text", "")
    published(page, passages)
    found = soup(client, PATH)
    names = [(bdi.text, bdi["lang"]) for bdi in found.select("#material .files bdi")]
    assert names[1] == ("Le programme", "fr")
    assert names[2][1] == "en"
    assert found.title.text.startswith("Words 0")


def test_a_new_title_of_an_annex_makes_the_translation_outdated(client, page):
    public = published(page, in_english(page))
    annexes = list(page.annexes.all())
    annexes[0].title = "Une autre liste"
    made.changed(page, annexes=annexes)
    public.refresh_from_db()
    assert public.is_outdated
    names = [(bdi.text, bdi["lang"]) for bdi in soup(client, PATH).select("#material .files bdi")]
    assert names[0] == ("Une autre liste", "fr")


def test_they_stand_in_the_form_with_names_people_know(client, page, author):
    sent = form_of(client, address(page))
    assert sum(name.startswith(("annexes-", "links-", "images-")) for name in sent) == 4
    legends = [legend.text for legend in soup(client, address(page)).select("legend")]
    assert {"Titles of annexes", "Titles of links", "Captions of images"} <= set(legends)
    assert {"Title for search engines", "Description for search engines"} <= set(legends)


@pytest.mark.parametrize("kind", ["xlf", "xlf2", "po", "docx"])
def test_files_carry_them(client, page, author, kind):
    drafts.save(page, "en", author, in_english(page), drafts.About(Status.COURTESY))
    before = Translation.objects.get().text
    content = client.get(f"{address(page)}file.{kind}").content
    if kind == "docx":
        cells = {row.cells[1].text for row in WordDocument(BytesIO(content)).tables[0].rows}
        assert {text for texts in ORIGINALS.values() for text in texts} <= cells
    steps.discard(Translation.objects.get(), author)
    file = SimpleUploadedFile(f"a.{kind.removesuffix('2')}", content)
    client.post(address(page), {"do": "upload", "file": file})
    assert Translation.objects.get().text == before


def test_both_engines_search_titles_and_neither_captions(page):
    published(page, in_english(page))
    words = {each.field: each.text for each in in_english(page)}
    document = documents([page.pk])[page.pk]
    assert words["annexes"] in document["body"]["en"]
    assert words["images"] not in document["body"]["en"]
    page = fresh(page)
    for field, is_searched in (("annexes", True), ("images", False), ("seo_title", False)):
        number = words[field].split()[1]
        assert (number in page.database_words.split()) == is_searched, field


def test_what_was_up_to_date_before_they_were_translated_stays_so(page):
    public = published(page, in_english(page))
    Translation.objects.update(
        source={name: texts for name, texts in public.source.items() if name not in ORIGINALS}
    )
    steps.mark_outdated([page])
    import_module(MIGRATION).add_material(apps, None)
    public.refresh_from_db()
    assert public.source == passages_of(page)
    steps.mark_outdated([page])
    public.refresh_from_db()
    assert not public.is_outdated
