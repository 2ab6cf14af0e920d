"""Uploads in a bucket, on a real S3 server: closed, whole or not at all, served by the portal."""

import sys
from contextlib import closing
from urllib.error import HTTPError
from urllib.request import urlopen

import boto3
import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import transaction
from django.urls import reverse
from storages.backends.s3 import S3Storage
from wagtail.documents.models import Document
from wagtail.images.models import Filter

from portal.settings import media
from practices import file_collections
from practices.models import Annex, PracticePage
from tests import local_servers, people
from tests.downloads import status_of
from tests.factories import PracticeFactory, member_state, put_online
from tests.uploads import made
from uploads.storage import StorageUnavailableError, whole

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
NAME = "uploads-of-the-portal"
PDF = made.pdf()


@pytest.fixture(scope="module")
def server():
    url = f"http://127.0.0.1:{local_servers.free_port()}"
    command = [sys.executable, "-m", "moto.server", "-p", url.rpartition(":")[2]]
    with local_servers.running(command, url):
        yield url


@pytest.fixture
def bucket(server, monkeypatch, settings):
    """The portal is set up by its environment, as in production."""
    point_to(server, monkeypatch, settings)
    keys = {"aws_access_key_id": NAME, "aws_secret_access_key": NAME}
    bucket = boto3.resource("s3", "us-east-1", endpoint_url=server, **keys).Bucket(NAME)
    bucket.create()
    yield bucket
    bucket.objects.delete()
    bucket.delete()


def point_to(url, monkeypatch, settings):
    environment = {
        "MEDIA_BUCKET": NAME,
        "MEDIA_BUCKET_ENDPOINT": url,
        "AWS_REGION": "us-east-1",
        "AWS_ACCESS_KEY_ID": NAME,
        "AWS_SECRET_ACCESS_KEY": NAME,
    }
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    settings.STORAGES = settings.STORAGES | {"default": media.uploads()}


def names(bucket):
    return [item.key for item in bucket.objects.all()]


def add(client, page, kind, **fields):
    data = {f"{kind}-{name}": value for name, value in fields.items()} | {"add": kind}
    return client.post(reverse("submission_material", args=[page.pk]), data)


def newest(page):
    return PracticePage.objects.get(pk=page.pk).get_latest_revision_as_object()


def public_page():
    document = Document.objects.create(
        title="A",
        file=SimpleUploadedFile("a.pdf", PDF),
        collection=file_collections.state_collection(member_state("ke")),
    )
    annexes = [Annex(title="Annex", document=document)]
    return PracticeFactory(state="ke", terms={"annexes": annexes}), document


@pytest.fixture
def page(client, bucket):
    client.force_login(people.focal_point("ke"))
    return PracticeFactory(publish=False)


def test_without_a_bucket_the_files_lie_in_a_folder(monkeypatch):
    monkeypatch.setenv("MEDIA_BUCKET", "")
    assert media.uploads() == {"BACKEND": "uploads.storage.WholeFiles"}


def test_an_upload_of_the_guided_form_is_in_the_bucket_and_handed_out_to_its_state_only(
    client, page, bucket, server
):
    add(client, page, "annexes", title="Report", file=SimpleUploadedFile("a.pdf", PDF))
    document = newest(page).annexes.get().document
    assert names(bucket) == [document.file.name]
    with closing(client.get(document.url)) as answer:
        assert b"".join(answer) == PDF
        assert answer["Content-Disposition"].startswith("attachment")
        assert answer["Content-Length"] == str(len(PDF))
        assert server not in str(answer.headers)
    client.logout()
    assert status_of(client, document.url) == 404
    client.force_login(people.focal_point("fr"))
    assert status_of(client, document.url) == 404


def test_a_public_page_links_the_portal_and_never_the_bucket(client, bucket, server):
    page, document = public_page()
    body = client.get(page.url).content.decode()
    assert document.url in body
    assert server not in body
    assert NAME not in body
    assert document.file.url == f"/media/{document.file.name}"
    assert status_of(client, document.file.url) == 404
    assert status_of(client, document.url) == 200


def test_strangers_read_nothing_from_the_bucket_itself(bucket, server):
    name = default_storage.save("documents/a.pdf", ContentFile(PDF))
    with pytest.raises(HTTPError) as refused:
        urlopen(f"{server}/{NAME}/{name}")  # noqa: S310  our own server
    with closing(refused.value):
        assert refused.value.code == 403


def test_a_rendition_is_made_and_served_while_its_page_is_public(client, page, bucket):
    file = SimpleUploadedFile("a.png", made.picture(), "image/png")
    add(client, page, "images", caption="A room", file=file)
    image = newest(page).images.get().image
    spec = Filter(spec="width-2")  # by hand: get_rendition() leaves its temporary file open
    with image.generate_rendition_file(spec) as made_file:
        rendition = image.renditions.create(filter_spec=spec.spec, file=made_file)
    assert sorted(names(bucket)) == sorted([image.file.name, rendition.file.name])
    with closing(client.get(rendition.url)) as answer:
        assert answer["Content-Type"] == "image/png"
        assert b"".join(answer).startswith(b"\x89PNG")
        tag = answer["ETag"]
    client.logout()
    assert status_of(client, rendition.url) == 404
    put_online(PracticePage.objects.get(pk=page.pk).get_latest_revision())
    with closing(client.get(rendition.url, headers={"if-none-match": tag})) as answer:
        assert answer.status_code == 304


def test_a_change_that_is_undone_leaves_nothing_in_the_bucket(bucket):
    with pytest.raises(ZeroDivisionError):
        _save_and_fail()
    assert names(bucket) == []


def test_an_upload_that_is_refused_after_it_was_stored_leaves_nothing(
    client, page, bucket, monkeypatch
):
    """The view stores the file, and its transaction fails afterwards."""
    seen = []

    def fail(page, **options):
        seen.extend(names(bucket))
        raise ZeroDivisionError

    monkeypatch.setattr(PracticePage, "save_revision", fail)
    with pytest.raises(ZeroDivisionError):
        add(client, page, "annexes", title="Report", file=SimpleUploadedFile("a.pdf", PDF))
    assert len(seen) == 1
    assert names(bucket) == []


def test_an_answer_that_is_lost_leaves_nothing_either(bucket, monkeypatch):
    """The server has stored the file, and the portal never hears of it."""
    save = S3Storage._save

    def lost(*args):
        save(*args)
        raise OSError("connection reset")

    monkeypatch.setattr(S3Storage, "_save", lost)
    with pytest.raises(OSError, match="reset"), whole():
        default_storage.save("documents/a.txt", ContentFile(b"x"))
    assert names(bucket) == []


def test_two_of_one_name_are_both_kept_and_keep_their_name(bucket):
    first, second = [default_storage.save("documents/a.txt", ContentFile(b"x")) for _ in "ab"]
    assert first != second
    assert {name.rpartition("/")[2] for name in names(bucket)} == {"a.txt"}
    assert len(names(bucket)) == 2


def test_a_deleted_document_is_gone_from_the_bucket(bucket, django_capture_on_commit_callbacks):
    document = Document.objects.create(title="A", file=SimpleUploadedFile("a.pdf", PDF))
    assert names(bucket)
    with django_capture_on_commit_callbacks(execute=True):
        document.delete()
    assert names(bucket) == []


def test_a_long_name_still_fits_the_column(bucket):
    file = SimpleUploadedFile(f"{'long ' * 30}.pdf", PDF)
    document = Document.objects.create(title="A", file=file)
    assert names(bucket) == [document.file.name]
    assert document.file.name.endswith(".pdf")


def test_a_document_whose_file_is_lost_is_not_found(client, bucket):
    document = Document.objects.create(title="A", file=SimpleUploadedFile("a.pdf", PDF))
    client.force_login(people.superuser())
    assert status_of(client, document.url) == 200
    bucket.objects.delete()
    assert status_of(client, document.url) == 404


def test_while_the_bucket_is_away_the_visitor_is_asked_to_come_back(
    client, monkeypatch, settings, bucket
):
    page, document = public_page()
    point_to(f"http://127.0.0.1:{local_servers.free_port()}", monkeypatch, settings)
    client.raise_request_exception = False
    answer = client.get(document.url)
    assert (answer.status_code, answer["Retry-After"]) == (503, "30")
    assert client.get(page.url).status_code == 200


def test_why_a_change_was_undone_is_told_while_the_bucket_is_away(bucket, monkeypatch, caplog):
    def away(storage, name):
        raise StorageUnavailableError

    monkeypatch.setattr("uploads.bucket.BucketFiles.delete", away)
    with pytest.raises(ZeroDivisionError):
        _save_and_fail()
    assert names(bucket)[0] in caplog.text


def _save_and_fail():
    with whole():
        default_storage.save("documents/a.txt", ContentFile(b"x"))
        raise ZeroDivisionError


def test_an_upload_to_a_bucket_that_is_away_is_undone_whole(monkeypatch, settings):
    point_to(f"http://127.0.0.1:{local_servers.free_port()}", monkeypatch, settings)
    with pytest.raises(StorageUnavailableError), transaction.atomic():
        Document.objects.create(title="A", file=SimpleUploadedFile("a.pdf", PDF))
    assert not Document.objects.exists()
