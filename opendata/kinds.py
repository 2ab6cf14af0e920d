"""The types of the search as the open data know them: where each stands, how each is cited."""

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from practices.models import ContributionPage
from search.kinds import BY_KEY, Side, kind_of

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise  # of the tools, not installed with the portal


@dataclass(frozen=True)
class Form:
    """What vocabularies call a kind.

    `schema_org` is a type of schema.org, `ris` and `csl` are types of references, `bibtex` an
    entry, `dcmi` a type of Dublin Core, `mods` a type of resource, `genre` a term of MARC.
    """

    schema_org: str = "CreativeWork"
    ris: str = "GOVDOC"
    csl: str = "report"
    bibtex: str = "misc"
    dcmi: str = "Text"
    mods: str = "text"
    genre: str = "government publication"


@dataclass(frozen=True)
class Kind:
    """`key` is that of the search, `path` the address of the list in the API, `set_name` is
    what harvesters read."""

    key: str
    path: str
    set_name: str
    search_title: "StrOrPromise"
    one_title: "StrOrPromise"
    form: Form = Form()

    @cached_property
    def model(self) -> type[ContributionPage]:
        return BY_KEY[self.key].model

    @property
    def side(self) -> Side:
        return BY_KEY[self.key].side

    @property
    def set_spec(self) -> str:
        """Of OAI-PMH, where a colon makes a set a part of another one."""
        return self.key if self.side == Side.SHARED else f"{Side.RECORD}:{self.key}"


SPEECH = {"csl": "speech", "genre": "speech"}
KINDS = {
    kind.key: kind
    for kind in (
        Kind("practice", "practices", "Practices", _("Search practices"), _("One practice")),
        Kind(
            "strategy",
            "strategies",
            "Strategies, plans and laws",
            _("Search strategies"),
            _("One strategy"),
        ),
        Kind(
            "meeting",
            "meetings",
            "Meetings",
            _("Search meetings"),
            _("One meeting"),
            Form("Event", "CONF", "event", dcmi="Event", genre="conference publication"),
        ),
        Kind(
            "statement",
            "statements",
            "Statements",
            _("Search statements"),
            _("One statement"),
            Form(ris="CPAPER", **SPEECH),
        ),
        Kind(
            "presentation",
            "presentations",
            "Presentations",
            _("Search presentations"),
            _("One presentation"),
            Form("PresentationDigitalDocument", "SLIDE", **SPEECH),
        ),
        Kind(
            "video",
            "video-messages",
            "Video messages",
            _("Search video messages"),
            _("One video message"),
            Form(
                "VideoObject",
                "VIDEO",
                "motion_picture",
                dcmi="MovingImage",
                mods="moving image",
                genre="videorecording",
            ),
        ),
        Kind(
            "written",
            "written-contributions",
            "Written contributions",
            _("Search written contributions"),
            _("One written contribution"),
            Form(ris="CPAPER"),
        ),
        Kind(
            "document",
            "documents",
            "Documents",
            _("Search documents"),
            _("One document"),
            Form("Report", "RPRT", bibtex="techreport"),
        ),
        Kind(
            "recommendation",
            "body-recommendations",
            "Recommendations of subsidiary bodies",
            _("Search recommendations of subsidiary bodies"),
            _("One recommendation of a subsidiary body"),
        ),
        Kind(
            "call",
            "calls",
            "Calls for contributions",
            _("Search calls for contributions"),
            _("One call for contributions"),
        ),
        Kind("pledge", "pledges", "Pledges", _("Search pledges"), _("One pledge")),
    )
}


def form_of(page: ContributionPage) -> Form:
    return KINDS[kind_of(page).key].form
