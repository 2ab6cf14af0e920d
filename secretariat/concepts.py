"""Concepts for the search by meaning in Wagtail's admin: each label, and all of them as SKOS."""

from django import forms
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import path, reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe
from wagtail.admin.panels import FieldPanel
from wagtail.admin.widgets.button import HeaderButton
from wagtail.snippets.views.snippets import IndexView

from accounts.roles import officers_only
from approvals.concepts import ImportConcepts
from approvals.views import propose_and_show
from taxonomy import skos
from taxonomy.models import Concept, ConceptLabel

from .proposed_instead import ProposedViewSet

MAX_BYTES = 2 * 1024 * 1024


class ConceptIndexView(IndexView):
    def get_header_buttons(self) -> list:
        buttons = [
            HeaderButton(_("Import SKOS"), url=reverse("concept_import"), icon_name="upload"),
            HeaderButton(_("Export SKOS"), url=reverse("concept_export"), icon_name="download"),
        ]
        return [*super().get_header_buttons(), *buttons]


class ConceptViewSet(ProposedViewSet):
    model = Concept
    icon = "globe"
    index_view_class = ConceptIndexView
    list_display = ["__str__", "key", "is_broad", "acronyms"]
    list_filter = ["is_broad"]
    search_fields = ["key", "acronyms", "labels__label"]
    panels = [FieldPanel(name) for name in ("key", "note", "is_broad", "acronyms")]


class ConceptLabelViewSet(ProposedViewSet):
    model = ConceptLabel
    icon = "tag"
    list_display = ["label", "language", "concept", "role", "kind", "source"]
    list_filter = ["language", "role", "kind", "concept"]
    search_fields = ["label", "concept__key"]
    panels = [
        FieldPanel(name) for name in ("label", "concept", "language", "role", "kind", "source")
    ]


class ConceptsForm(forms.Form):
    file = forms.FileField(
        label=gettext_lazy("Concepts (SKOS in Turtle, UTF-8)"),
        help_text=gettext_lazy(
            "Concepts that the portal has are recognized by their notation, or by their preferred "
            "label in English."
        ),
    )
    source = forms.CharField(
        max_length=255,
        label=gettext_lazy("Source and licence"),
        help_text=gettext_lazy("Of labels for which the file names no source itself."),
    )

    def clean_file(self) -> list[dict]:
        uploaded = self.cleaned_data["file"]
        if uploaded.size > MAX_BYTES:
            raise ValidationError(_("The file is larger than 2 MB. Split it."))
        return [concept.as_json() for concept in skos.read(uploaded.read())]

    def payload(self) -> dict:
        """What the proposal keeps until another officer confirms it."""
        return {"source": self.cleaned_data["source"], "concepts": self.cleaned_data["file"]}


@officers_only
def import_concepts(request) -> HttpResponse:
    form = ConceptsForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        back = reverse("concept_import")
        return propose_and_show(request, ImportConcepts.key, form.payload(), back)
    return render(request, "secretariat/import_concepts.html", {"form": form})


@require_safe
@officers_only
def export_concepts(request) -> HttpResponse:
    text = skos.turtle(Concept.objects.prefetch_related("labels"))
    response = HttpResponse(text, content_type="text/turtle; charset=utf-8")
    response["Content-Disposition"] = 'attachment; filename="concepts.ttl"'
    return response


ADMIN_URLS = [
    path("concepts/import/", import_concepts, name="concept_import"),
    path("concepts/export/", export_concepts, name="concept_export"),
]
