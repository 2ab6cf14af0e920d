"""Translation of a contribution into one language: a draft, what waits, what is public."""

from collections.abc import Iterable
from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Prefetch, Q
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail.query import PageQuerySet

from practices.models import ContributionPage
from taxonomy.languages import Language, direction


class TranslationQuerySet(models.QuerySet["Translation"]):
    def public(self) -> Self:
        """Approved ones; that the contribution is public, its own published() says."""
        return self.filter(step=Translation.Step.PUBLIC).order_by("language")

    def current(self) -> Self:
        return self.public().filter(outdated_since__isnull=True)

    def open(self) -> Self:
        return self.filter(step__in=OPEN)

    def of_secretariat(self) -> Self:
        return self.filter(by_state=False)


def with_translations(pages: PageQuerySet) -> PageQuerySet:
    """The public translations of all pages in one query, for public_translations()."""
    public = Translation.objects.public().defer("source")
    return pages.prefetch_related(Prefetch("translations", public, to_attr="read_translations"))


def public_translations(page: ContributionPage) -> "list[Translation]":
    """In the order of the codes of languages; `page` comes from published()."""
    if page.pk is None:
        return []
    if not hasattr(page, "read_translations"):
        page.read_translations = list(page.translations.public())
    return page.read_translations


class Translation(models.Model):
    """One version in one language.

    `text` holds, by field of the page, a list with the translation of each passage of `source`,
    the original as it was translated; both as `passages` divides them.
    """

    class Status(models.TextChoices):
        OFFICIAL = "official", _("Official translation")
        COURTESY = "courtesy", _("Courtesy translation of the State")
        UNOFFICIAL = "unofficial", _("Unofficial translation by the Secretariat")
        MACHINE = "machine", _("Machine translation, not reviewed")

    class Authority(models.TextChoices):
        """Who answers for the words of an official translation."""

        STATE = "state", _("the State")
        UN = "un", _("the United Nations")
        BODY = "body", _("another body")

    class Step(models.TextChoices):
        DRAFT = "draft", _("draft")
        WAITING = "waiting", _("waits for approval")
        PUBLIC = "public", _("public")
        ENDED = "ended", _("no longer public")

    page = models.ForeignKey(
        ContributionPage,
        models.CASCADE,
        related_name="translations",
        verbose_name=_("contribution"),
    )
    language = models.CharField(_("language"), max_length=2, choices=Language)
    status = models.CharField(_("status"), max_length=10, choices=Status)
    authority = models.CharField(
        _("whose official translation"), max_length=10, choices=Authority, blank=True
    )
    authority_name = models.CharField(_("name of the body"), max_length=255, blank=True)
    step = models.CharField(_("step"), max_length=10, choices=Step, default=Step.DRAFT)
    by_state = models.BooleanField(_("made by the State"), default=False)
    text = models.JSONField(_("text"), default=dict)
    source = models.JSONField(_("text of the original"), default=dict)
    machine = models.JSONField(_("passages of a machine that nobody has read"), default=list)
    source_digest = models.CharField(_("digest of the original"), max_length=64)
    source_revision = models.ForeignKey(
        "wagtailcore.Revision", models.SET_NULL, null=True, related_name="+"
    )
    tool = models.CharField(_("tool"), max_length=255, blank=True)
    maker = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        related_name="+",
        verbose_name=_("handed in by"),
    )
    writers = models.ManyToManyField(
        settings.AUTH_USER_MODEL, related_name="+", verbose_name=_("written by")
    )
    cleared_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        related_name="+",
        verbose_name=_("cleared by"),
    )
    cleared_at = models.DateTimeField(_("cleared at"), null=True)
    reviewer = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        related_name="+",
        verbose_name=_("approved by"),
    )
    remark = models.TextField(_("what the reviewer asks for"), blank=True)
    outdated_since = models.DateTimeField(_("outdated since"), null=True)
    created_at = models.DateTimeField(_("created"), auto_now_add=True)
    updated_at = models.DateTimeField(_("last change"), auto_now=True)
    published_at = models.DateTimeField(_("public since"), null=True)

    objects = TranslationQuerySet.as_manager()

    class Meta:
        ordering = ["page", "language", "-pk"]
        verbose_name = _("translation")
        verbose_name_plural = _("translations")
        constraints = [
            models.UniqueConstraint(
                fields=["page", "language"],
                condition=Q(step="public"),
                name="translation_public_once",
            ),
            models.UniqueConstraint(
                fields=["page", "language", "by_state"],
                condition=Q(step__in=["draft", "waiting"]),
                name="translation_open_once",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.title} ({self.get_language_display()})"

    @property
    def title(self) -> str:
        return self.plain("title")

    @property
    def summary(self) -> str:
        return self.plain("summary")

    def plain(self, name: str) -> str:
        """A field without markup, in one string; nothing if it is not translated."""
        return "\n\n".join(self.text.get(name, []))

    @property
    def direction(self) -> str:
        return direction(self.language)

    @property
    def kind(self) -> str:
        """Status as readers are told it: an official translation names who answers for it."""
        label = str(self.get_status_display())
        whose = self.whose
        return gettext("%(kind)s: %(whose)s") % {"kind": label, "whose": whose} if whose else label

    @property
    def whose(self) -> str:
        """Of an official translation the State, in the interface's language, or the body."""
        if self.status != self.Status.OFFICIAL:
            return ""
        if self.authority == self.Authority.STATE:
            return self.page.state.name if self.page.state else ""
        if self.authority == self.Authority.UN:
            return gettext("United Nations")
        return self.authority_name if self.authority == self.Authority.BODY else ""

    @property
    def is_machine(self) -> bool:
        return self.status == self.Status.MACHINE

    @property
    def is_outdated(self) -> bool:
        return self.outdated_since is not None


OPEN = (Translation.Step.DRAFT, Translation.Step.WAITING)
OF_STATES = (Translation.Status.COURTESY, Translation.Status.OFFICIAL)
OF_SECRETARIAT = (
    Translation.Status.UNOFFICIAL,
    Translation.Status.OFFICIAL,
    Translation.Status.MACHINE,
)


def citable(translations: "Iterable[Translation]") -> "list[Translation]":
    """Those whose title may stand beside the original's; a machine's is nobody's word."""
    return [each for each in translations if not each.is_machine]
