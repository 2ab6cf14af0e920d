"""What the Secretariat reported over all thematic discussions, beside what is recorded here."""

from dataclasses import dataclass

from django.db.models import Count, Q

from .models import InterventionPage, Organization, ReportedFigure

COMMISSION = "cnd"
Kind = Organization.Kind
What = ReportedFigure.What
COUNTED = {
    What.STATES: Q(state__isnull=False),
    What.CIVIL_SOCIETY: Q(organization__kind=Kind.CIVIL_SOCIETY),
    What.EXPERTS: Q(organization__kind__in=[Kind.UNITED_NATIONS, Kind.INTERGOVERNMENTAL]),
}


@dataclass(frozen=True)
class Total:
    """`recorded` is counted in this portal and has nothing to do with the figure."""

    figure: ReportedFigure
    recorded: int


def totals() -> list[Total]:
    """Verified figures; recorded are the public interventions before the Commission itself."""
    pages = InterventionPage.objects.published().filter(body__code=COMMISSION).order_by()
    counts = {what.value: Count("pk", filter=condition) for what, condition in COUNTED.items()}
    recorded = pages.aggregate(**counts)
    figures = ReportedFigure.objects.filter(verified=True)
    return [Total(figure, recorded[figure.what]) for figure in figures]
