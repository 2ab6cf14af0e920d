"""The steps of the guided form: which fields each holds, for practices and for strategies."""

from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from .models import PledgePage, StrategyPage


@dataclass(frozen=True)
class Step:
    slug: str
    title: str
    help: str = ""
    fields: tuple = ()


TERMS = ("chapters", "challenges", "recommendations", "policy_documents", "target_groups")
TOPICS = Step(
    "topics",
    _("Topics"),
    _("Readers find your text by these. Choose what fits best; one or two are often enough."),
    TERMS,
)
MATERIAL = Step(
    "material",
    _("Material"),
    _("Files, images and links that say more. All are optional."),
)
CONTACT = Step(
    "contact",
    _("Contact"),
    _("The person the Secretariat may contact. Names and addresses are never public."),
    ("contact_name", "contact_email", "embargo_until"),
)
CHECK = Step("check", _("Check and clear"))

PRACTICE = (
    Step(
        "basics",
        _("About"),
        _("What it is, in a few words. Spell out acronyms: readers come from 193 States."),
        ("title", "language", "institution", "start_year", "end_year", "summary"),
    ),
    Step(
        "done",
        _("What was done"),
        _("So that others could do the same elsewhere."),
        ("objectives", "description"),
    ),
    Step(
        "results",
        _("Results and lessons"),
        _("What came of it, how you know, and what you would do differently."),
        (
            "results",
            "evaluation_available",
            "lessons",
            "enabling_factors",
            "partners",
            "resources",
        ),
    ),
    TOPICS,
    MATERIAL,
    CONTACT,
    CHECK,
)
STRATEGY = (
    Step(
        "basics",
        _("About"),
        _("What the text is, and who adopted it."),
        (
            "title",
            "language",
            "kind",
            "adopting_body",
            "adopted_on",
            "start_year",
            "end_year",
            "summary",
        ),
    ),
    Step("done", _("What it aims at"), _("Its main objectives, in your words."), ("objectives",)),
    TOPICS,
    MATERIAL,
    CONTACT,
    CHECK,
)


PLEDGE = (
    Step(
        "basics",
        _("About"),
        _("Who pledges, when, and in a few words what."),
        ("title", "language", "organization", "pledged_on", "occasion", "summary"),
    ),
    Step("done", _("What is pledged"), _("What will be done, by when, for whom."), ("commitment",)),
    TOPICS,
    MATERIAL,
    CONTACT,
    CHECK,
)


def steps_of(model) -> tuple:
    return {StrategyPage: STRATEGY, PledgePage: PLEDGE}.get(model, PRACTICE)


def find(model, slug) -> "Step | None":
    """The step of that name, or None."""
    return next((step for step in steps_of(model) if step.slug == slug), None)


def after(model, step) -> "Step":
    steps = steps_of(model)
    return steps[steps.index(step) + 1]


def step_of_field(model, name) -> "Step | None":
    return next((step for step in steps_of(model) if name in step.fields), None)
