"""/admin/search/why/: where a contribution stands among the results of a search, and why."""

from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from accounts.roles import officers_only
from practices.models import ContributionPage

from .asking import ask_for
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
            *_before, state, slug = ["", *written.split("?")[0].strip("/").split("/")][-2:]
            page = ContributionPage.objects.filter(slug=slug, state__code=state).first()
        if page is None:
            raise forms.ValidationError(_("No contribution has this address or number."))
        specific: ContributionPage = page.specific
        return specific


@require_safe
@officers_only
def why(request: HttpRequest) -> HttpResponse:
    form = WhyForm(request.GET if request.GET else None)
    context: dict[str, Any] = {"form": form}
    if form.is_valid():
        context["why"] = explain(ask_for(form.cleaned_data["q"]), form.cleaned_data["page"])
    return render(request, "search/why.html", context)
