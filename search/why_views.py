"""/admin/search/why/: where a contribution stands among the results of a search, and why."""

from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from accounts.roles import officers_only
from common.localized_urls import bare_path
from practices.models import ContributionPage
from practices.models.contributions import path_of

from .asking import ask_for
from .kinds import Side, kind_of
from .query import RECORD, TYPE
from .why import explain


class WhyForm(forms.Form):
    q = forms.CharField(label=_("Words of the search"), max_length=1300)
    page = forms.CharField(
        label=_("Contribution"),
        help_text=_("The address of its page, or its number."),
        max_length=500,
    )

    def clean_page(self) -> ContributionPage:
        written = self.cleaned_data["page"].strip()
        if written.isdecimal():
            page = ContributionPage.objects.filter(pk=min(int(written[:12]), 2**31 - 1)).first()
        else:
            page = _page_at(written)
        if page is None:
            raise forms.ValidationError(_("No contribution has this address or number."))
        specific: ContributionPage = page.specific
        return specific


def _page_at(address: str) -> ContributionPage | None:
    path = address.split("?")[0].split("#")[0]
    if "://" in path:
        path = path.split("://", 1)[1].partition("/")[2]
    path = bare_path(f"/{path.strip('/')}/")
    slug = path.strip("/").rpartition("/")[2]
    pages = ContributionPage.objects.filter(slug=slug).specific()
    return next((page for page in pages if path_of(page) == path), None)


@require_safe
@officers_only
def why(request: HttpRequest) -> HttpResponse:
    form = WhyForm(request.GET if request.GET else None)
    context: dict[str, Any] = {"form": form}
    if form.is_valid():
        page = form.cleaned_data["page"]
        beside = {} if kind_of(page).side == Side.SHARED else {TYPE: RECORD}
        context["why"] = explain(ask_for(form.cleaned_data["q"], selected=beside), page)
    return render(request, "search/why.html", context)
