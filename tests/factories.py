"""Makes practices, strategies, pledges and files for tests."""

import factory
from django.core.files.base import ContentFile
from wagtail.documents.models import Document

from practices import file_collections
from practices.bulk.publishing import check, publish_new
from practices.models import PledgePage, PracticePage, StatePage, StrategyPage
from taxonomy.models import MemberState


def state_page(code):
    return StatePage.objects.get(slug=code)


class ContributionFactory(factory.Factory):
    """Builds below the page of `state` and publishes a revision, unless `publish=False`.

    `terms` maps a relation to what it holds: {"chapters": [chapter]}.
    """

    class Meta:
        abstract = True

    state = "ke"
    publish = True
    terms = {}
    title = factory.Sequence(lambda number: f"Contribution {number}")
    slug = factory.Sequence(lambda number: f"contribution-{number}")

    @classmethod
    def _create(cls, model, *args, state, publish, terms, **fields):
        page = model(live=False, **fields)
        for name, values in terms.items():
            setattr(page, name, values)
        place = state_page(state)
        if publish:  # as an import does it, which takes half as long as the editor
            page.state = place.state
            check(page)
            publish_new([(place, page)], None, way="test")
        else:
            place.add_child(instance=page)
            page.save_revision()
        return fresh(page)


class PracticeFactory(ContributionFactory):
    class Meta:
        model = PracticePage


class PledgeFactory(ContributionFactory):
    slug = factory.Sequence(lambda number: f"pledge-{number}")

    class Meta:
        model = PledgePage


class StrategyFactory(ContributionFactory):
    slug = factory.Sequence(lambda number: f"strategy-{number}")

    class Meta:
        model = StrategyPage


def fresh(row):
    """The row as it is stored now, in an object of its own."""
    return type(row).objects.get(pk=row.pk)


def put_online(revision):
    """Publish without review, which only tests and imports may."""
    revision.content_object.publish(revision, way="test")


def member_state(code):
    return MemberState.objects.get(code=code)


def document_of(code, content=b"text"):
    """A document in the collection of a State."""
    return Document.objects.create(
        title="Annex",
        file=ContentFile(content, name="annex.txt"),
        collection=file_collections.state_collection(member_state(code)),
    )
