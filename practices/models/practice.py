"""A good practice: what a State did, with what result, and what it learned."""

from django.db import models
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from wagtail.fields import RichTextField
from wagtail.search import index

from common.sanitise import FEATURES
from practices import panels

from .contributions import ContributionPage


class PracticePage(ContributionPage):
    institution = models.CharField(
        _("implementing body"),
        max_length=500,
        blank=True,
        help_text=_("Write the name in full; spell out acronyms."),
    )
    description = RichTextField(_("what was done"), blank=True, features=FEATURES)
    results = RichTextField(_("results and evidence"), blank=True, features=FEATURES)
    lessons = RichTextField(_("lessons learned"), blank=True, features=FEATURES)
    enabling_factors = RichTextField(_("what helped, what hindered"), blank=True, features=FEATURES)
    partners = models.TextField(_("partners"), blank=True)
    resources = models.TextField(_("resources needed"), blank=True)
    evaluation_available = models.BooleanField(_("an evaluation is available"), default=False)

    address_prefix = "practices"
    template = "practices/practice_page.html"
    # The sections of the public page, in the order in which they are read.
    section_fields = [
        "objectives",
        "description",
        "results",
        "lessons",
        "enabling_factors",
        "partners",
        "resources",
    ]
    content_panels = panels.PRACTICE
    search_fields = [
        *ContributionPage.search_fields,
        index.SearchField("institution"),
        index.SearchField("description"),
        index.SearchField("results"),
        index.SearchField("lessons"),
        index.SearchField("enabling_factors"),
        index.SearchField("partners"),
        index.SearchField("resources"),
    ]

    class Meta:
        verbose_name = _("practice")
        verbose_name_plural = _("practices")

    @property
    def type_label(self) -> str | Promise:
        return _("Practice")
