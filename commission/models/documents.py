"""Documents of the United Nations, each known by its symbol."""

from collections.abc import Iterator

from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.models import Orderable, Page
from wagtail.search import index

from commission import panels, rules
from common import symbols
from practices.file_texts import ShownFile
from practices.models.citation import NO_SYMBOL
from practices.models.control import is_of_drafts
from taxonomy.languages import Language

from .records import RecordPage

TAKEN = _("Another document has the symbol %(symbol)s.")


class BySymbol(models.Model):
    """The symbol as it is printed, whatever was typed, and what is looked up of it."""

    symbol = models.CharField(_("symbol"), max_length=100)
    symbol_key = models.CharField(max_length=100, unique=True, editable=False)
    family_key = models.CharField(max_length=100, db_index=True, editable=False)

    class Meta:
        abstract = True

    def take_symbol(self) -> None:
        """What is no symbol is left as it was typed, for clean() to refuse."""
        found = symbols.parse(self.symbol)
        self.symbol = str(found or self.symbol)
        self.symbol_key = found.key if found else self.symbol
        self.family_key = found.base.key if found else self.symbol


class DocumentPage(BySymbol, RecordPage):
    """One symbol, with joint symbols of other organs, and up to six language files."""

    series = models.CharField(max_length=10, blank=True, editable=False)
    suffix = models.CharField(max_length=10, blank=True, editable=False)
    is_reissued = models.BooleanField(
        _("reissued"), default=False, help_text=_("Printed as an asterisk behind the symbol.")
    )
    is_english_only = models.BooleanField(
        _("English only"), default=False, help_text=_("Issued in no other language.")
    )
    replaces = models.ForeignKey(
        "self",
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="replaced_by",
        verbose_name=_("replaces"),
    )

    only_kind = RecordPage.Kind.DOCUMENT
    content_panels = panels.DOCUMENT
    is_compared = False
    address_prefix = "documents"
    template = "commission/document_page.html"
    parent_page_types = ["commission.DocumentIndexPage"]
    subpage_types = []
    search_fields = [
        *RecordPage.search_fields,
        index.SearchField("symbol"),
        index.SearchField("other_symbols"),
    ]

    class Meta:
        verbose_name = _("document")
        verbose_name_plural = _("documents")

    def __str__(self) -> str:
        return self.title

    @transaction.atomic
    def save(self, *args, update_fields=None, **kwargs) -> None:
        if not is_of_drafts(update_fields):
            # One document after the other: a symbol is unique over two tables.
            Page.objects.select_for_update().filter(pk=self.get_parent().pk).first()
            self.sanitise()
            self._refuse_symbols()
        super().save(*args, update_fields=update_fields, **kwargs)

    @property
    def place_slug(self) -> str:
        return ""

    def shown_files(self) -> list[ShownFile]:
        """With its language versions that are kept here; each is in a language of its own."""
        kept = [version for version in self.files.all() if version.document_id]
        own = [ShownFile("", each.document_id, each.language) for each in kept]
        return [*own, *super().shown_files()]

    @property
    def parsed(self) -> symbols.Symbol | None:
        return symbols.parse(self.symbol)

    @property
    def other_symbols(self) -> str:
        return " ".join(joint.symbol for joint in self.joint_symbols.all())

    @property
    def symbol_keys(self) -> list[str]:
        return [self.symbol_key, *(joint.symbol_key for joint in self.joint_symbols.all())]

    @property
    def printed_symbol(self) -> str:
        """All its symbols, as the United Nations print them on the first page."""
        joint = [self.symbol, *(joint.symbol for joint in self.joint_symbols.all())]
        return "-".join(joint) + ("*" if self.is_reissued else "")

    def missing(self) -> Iterator[str]:
        return rules.missing_of_document(self)

    def sanitise(self) -> None:
        super().sanitise()
        self._take_symbols()
        found = self.parsed
        self.series = found.series if found else ""
        self.suffix = found.suffixes[-1].split(".")[0] if found and found.suffixes else ""
        if found and found.year:  # the year of the session, by which people look for it
            self.start_year = self.end_year = found.year

    def _take_symbols(self) -> None:
        """Of a joint symbol typed as one the rest becomes rows; an asterisk says "reissued"."""
        self.is_reissued = self.is_reissued or symbols.is_reissued(self.symbol)
        others = symbols.parse_joint(self.symbol)[1:]
        self.take_symbol()
        known = {symbols.parse(row.symbol) for row in self.joint_symbols.all()}
        self.joint_symbols.add(
            *(JointSymbol(symbol=str(other)) for other in others if other not in known)
        )
        for row in self.joint_symbols.all():
            row.take_symbol()

    def clean(self) -> None:
        super().clean()
        self.sanitise()
        self._refuse_symbols()
        if self.pk and self.replaces_id == self.pk:
            raise ValidationError({"replaces": gettext("A document does not replace itself.")})

    def _refuse_symbols(self) -> None:
        if self.parsed is None:
            raise ValidationError({"symbol": NO_SYMBOL})
        for symbol in taken([self, *self.joint_symbols.all()], self.pk):
            raise ValidationError({"symbol": TAKEN % {"symbol": symbol}})

    def _set_core_field_defaults(self) -> None:
        found = self.parsed
        if not self.slug and found:
            self.slug = self._get_autogenerated_slug(found.slug)
        super()._set_core_field_defaults()


class JointSymbol(BySymbol, Orderable):
    """Another symbol of the same document: E/2019/28 of E/CN.7/2019/13."""

    page = ParentalKey(DocumentPage, on_delete=models.CASCADE, related_name="joint_symbols")

    class Meta(Orderable.Meta):
        verbose_name = _("joint symbol")
        verbose_name_plural = _("joint symbols")

    def __str__(self) -> str:
        return self.symbol

    def clean(self) -> None:
        super().clean()
        self.take_symbol()
        if symbols.parse(self.symbol) is None:
            raise ValidationError({"symbol": NO_SYMBOL})
        for symbol in taken([self], self.page_id):
            raise ValidationError({"symbol": TAKEN % {"symbol": symbol}})


class DocumentFile(Orderable):
    """The document in one language, kept here or elsewhere on the web."""

    page = ParentalKey(DocumentPage, on_delete=models.CASCADE, related_name="files")
    language = models.CharField(_("language"), max_length=2, choices=Language)
    document = models.ForeignKey(
        "wagtaildocs.Document", models.PROTECT, null=True, blank=True, related_name="+",
        verbose_name=_("file"),
    )  # fmt: skip
    url = models.URLField(_("address"), max_length=2000, blank=True)

    class Meta(Orderable.Meta):
        verbose_name = _("language version")
        verbose_name_plural = _("language versions")

    def __str__(self) -> str:
        return str(self.get_language_display())

    def clean(self) -> None:
        super().clean()
        rules.refuse_unsafe_address("url", self.url)
        if not self.document_id and not self.url:
            raise ValidationError({"url": gettext("Choose a file, or write its address.")})


def taken(rows: list[BySymbol], own_id: int | None) -> list[str]:
    """The symbols of these rows that a document other than `own_id` has."""
    keys = [row.symbol_key for row in rows]
    pages = DocumentPage.objects.filter(symbol_key__in=keys).exclude(pk=own_id)
    joint = JointSymbol.objects.filter(symbol_key__in=keys).exclude(page_id=own_id)
    found = set(pages.values_list("symbol_key", flat=True))
    found |= set(joint.values_list("symbol_key", flat=True))
    return [row.symbol for row in rows if row.symbol_key in found]
