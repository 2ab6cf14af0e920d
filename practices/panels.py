"""The editor's form for practices and strategies, in the order a focal point thinks."""

from typing import Any

from django.forms import CheckboxSelectMultiple
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel, MultiFieldPanel
from wagtail.models import Page


def _boxes(name) -> Any:
    return FieldPanel(name, widget=CheckboxSelectMultiple)


_TAGS = MultiFieldPanel(
    [
        _boxes("chapters"),
        _boxes("challenges"),
        FieldPanel("recommendations"),
        _boxes("policy_documents"),
        _boxes("target_groups"),
    ],
    heading=_("Topics"),
)
_YEARS = FieldRowPanel([FieldPanel("start_year"), FieldPanel("end_year")], heading=_("Years"))
_MATERIAL = [
    InlinePanel("links", heading=_("Links"), label=_("link")),
    InlinePanel("citations", heading=_("Cited sources"), label=_("cited source")),
    InlinePanel("images", heading=_("Images"), label=_("image")),
    InlinePanel("annexes", heading=_("Annexes"), label=_("annex")),
]
_CONTACT = MultiFieldPanel(
    [FieldPanel("contact_name"), FieldPanel("contact_email")],
    heading=_("Contact (never public)"),
)
_RELEASE = FieldPanel("embargo_until")

PRACTICE = [
    *Page.content_panels,
    FieldPanel("language"),
    FieldPanel("institution"),
    FieldPanel("summary"),
    _YEARS,
    FieldPanel("objectives"),
    FieldPanel("description"),
    FieldPanel("results"),
    FieldPanel("evaluation_available"),
    FieldPanel("lessons"),
    FieldPanel("enabling_factors"),
    FieldPanel("partners"),
    FieldPanel("resources"),
    _TAGS,
    *_MATERIAL,
    _CONTACT,
    _RELEASE,
]

PLEDGE = [
    *Page.content_panels,
    FieldPanel("language"),
    FieldRowPanel([FieldPanel("pledged_on"), FieldPanel("occasion")], heading=_("Pledge")),
    FieldPanel("organization"),
    FieldPanel("summary"),
    FieldPanel("commitment"),
    InlinePanel("progress", heading=_("Progress"), label=_("progress note")),
    _TAGS,
    *_MATERIAL,
    _CONTACT,
    _RELEASE,
]

STRATEGY = [
    *Page.content_panels,
    FieldPanel("language"),
    FieldPanel("kind"),
    FieldRowPanel([FieldPanel("adopting_body"), FieldPanel("adopted_on")], heading=_("Adoption")),
    _YEARS,
    FieldPanel("summary"),
    FieldPanel("objectives"),
    FieldPanel("document"),
    FieldPanel("supersedes"),
    _TAGS,
    *_MATERIAL,
    _CONTACT,
    _RELEASE,
]
