"""The editor's forms for the Commission's record, in the order of the facts."""

from django.forms import CheckboxSelectMultiple
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel, MultiFieldPanel, Panel
from wagtail.models import Page


def _boxes(name: str) -> Panel:
    return FieldPanel(name, widget=CheckboxSelectMultiple)


def _fields(*names: str) -> list[Panel]:
    return [FieldPanel(name) for name in names]


_PLACE = FieldPanel(
    "meeting", read_only=True, help_text=_("The page above; a proposal puts it below another one.")
)
_STATE = FieldPanel(
    "state",
    help_text=_("Whose it is. The people of the State get no rights to it: it is the record's."),
)
_TOPICS = MultiFieldPanel(
    [_boxes("chapters"), _boxes("challenges"), FieldPanel("recommendations")], heading=_("Topics")
)
_FILES = InlinePanel("annexes", heading=_("Files"), label=_("file"))
_LINKS = InlinePanel("links", heading=_("Links"), label=_("link"))
_SOURCE = MultiFieldPanel(
    _fields("source", "source_url", "certainty"),
    heading=_("Source"),
    help_text=_("Only what a source of the United Nations says is made public."),
)

SEGMENT = [
    FieldPanel("title"),
    FieldRowPanel(_fields("day", "half")),
    _boxes("challenges"),
    _boxes("chapters"),
    InlinePanel(
        "panellists",
        panels=[
            *_fields("nominated_by", "group", "state", "organization", "role", "name"),
            FieldPanel("is_name_public"),
        ],
        heading=_("Panellists"),
        label=_("panellist"),
    ),
    FieldRowPanel(_fields("source", "verified")),
    FieldPanel("unconfirmed"),
]

MEETING = [
    *Page.content_panels,
    MultiFieldPanel(_fields("body", "session", "ordinal", "plan"), heading=_("Session")),
    MultiFieldPanel(
        [FieldRowPanel(_fields("date", "last_day", "precision")), *_fields("place", "is_online")],
        heading=_("When and where"),
    ),
    MultiFieldPanel(_fields("chair", "facilitator"), heading=_("People")),
    *_fields("language", "summary", "text", "report"),
    InlinePanel("segments", panels=SEGMENT, heading=_("Programme"), label=_("segment")),
    InlinePanel("web_links", heading=_("Webcast and other links"), label=_("link")),
    InlinePanel("figures", heading=_("Reported figures"), label=_("figure")),
    _TOPICS,
    _FILES,
    _SOURCE,
    FieldPanel("unconfirmed"),
]

INTERVENTION = [
    *Page.content_panels,
    _PLACE,
    MultiFieldPanel(
        _fields("kind", "was_delivered", "segment", "date"), heading=_("What and when")
    ),
    MultiFieldPanel([_STATE, *_fields("organization", "on_behalf_of")], heading=_("Whose it is")),
    MultiFieldPanel(
        _fields("speaker_role", "speaker_name", "is_speaker_public"), heading=_("Speaker")
    ),
    FieldRowPanel(_fields("spoken", "language"), heading=_("Languages")),
    *_fields("summary", "text"),
    _FILES,
    _LINKS,
    _TOPICS,
    _SOURCE,
]

DOCUMENT = [
    *Page.content_panels,
    MultiFieldPanel(
        _fields("symbol", "is_reissued", "is_english_only", "replaces"), heading=_("Symbol")
    ),
    InlinePanel("joint_symbols", heading=_("Joint symbols"), label=_("joint symbol")),
    InlinePanel("files", heading=_("Language versions"), label=_("language version")),
    MultiFieldPanel(_fields("body", "meeting", "date"), heading=_("Issued for")),
    *_fields("language", "summary", "text"),
    _LINKS,
    _TOPICS,
    _SOURCE,
]

RECOMMENDATION = [
    *Page.content_panels,
    _PLACE,
    FieldRowPanel(_fields("number", "date")),
    *_fields("working_group", "addressees", "addressed_states", "language", "text"),
    InlinePanel("replies", heading=_("What States reported"), label=_("reply")),
    _LINKS,
    _TOPICS,
    _SOURCE,
]
