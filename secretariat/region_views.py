"""Who looks after the submissions of which UN regional group."""

from django import forms
from django.contrib import messages
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from accounts.roles import officers_only
from practices import permissions
from review import assignment
from review.models import RegionReviewer


class RegionsForm(forms.Form):
    """One choice of an officer per group."""

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.groups = {region.key: region for region in assignment.groups()}
        for key, region in self.groups.items():
            self.fields[key] = forms.ModelChoiceField(
                permissions.officers(),
                required=False,
                label=region.label,
                empty_label=_("Nobody in particular"),
            )

    @transaction.atomic
    def save(self, officer) -> None:
        for key, region in self.groups.items():
            assignment.set_reviewer(region, self.cleaned_data[key], officer)


@officers_only
def regions(request) -> HttpResponse:
    named = RegionReviewer.objects.values_list("region__key", "reviewer_id")
    form = RegionsForm(request.POST if request.method == "POST" else None, initial=dict(named))
    if request.method == "POST" and form.is_valid():
        form.save(request.user)
        messages.success(request, _("New submissions go to the officers you named."))
        return redirect("secretariat_regions")
    return render(request, "secretariat/regions.html", {"form": form})
