"""Labels of bodies, organizations and workplans, in the table of all terms' labels."""

from taxonomy import label_rows
from taxonomy.models import TermLabel

from .models import Body, Organization, Workplan

LISTS = {
    TermLabel.List.BODY: label_rows.TermList(Body, "code"),
    TermLabel.List.ORGANIZATION: label_rows.TermList(Organization, "slug"),
    TermLabel.List.WORKPLAN: label_rows.TermList(Workplan, "slug"),
}


def connect() -> None:
    for name, term_list in LISTS.items():
        label_rows.add(name, term_list)


def fill() -> None:
    """Rows for labels that were written before the table held these lists, and their sources."""
    for name, term_list in LISTS.items():
        for term in term_list.model.objects.all():
            label_rows.term_saved(term)
            rows = TermLabel.objects.filter(list=name, term_id=term.pk, source="", confirmed_by="")
            rows.exclude(label="").update(source=getattr(term, "source", "")[:255])
