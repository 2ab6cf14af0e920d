"""Statements that a table names, beside those that an earlier one has made."""

from collections.abc import Sequence

from django.utils.translation import gettext as _

from commission.models import InterventionPage

from .checked import UPDATED, Checked, compare_page


def earlier(rows: Sequence[Checked]) -> dict[str, InterventionPage]:
    """{key: what rows with it have made before}"""
    keys = [row.key for row in rows if row.key]
    pages = InterventionPage.objects.filter(import_key__in=keys)
    return {page.import_key: page for page in pages.order_by("pk")}


def compare(rows: Sequence[Checked]) -> None:
    pages = earlier(rows)
    for row in rows:
        page = pages.get(row.key)
        compare_page(row, page, "key")
        if page is None or page.is_sample or row.outcome != UPDATED:
            continue
        if page.meeting_id != row.data["meeting"].pk:
            message = _(
                "“%(title)s” stands at another meeting: %(meeting)s. Give this row a new key."
            )
            values = {"title": page.title, "meeting": page.meeting}
            row.faults.append(("key", message % values))
