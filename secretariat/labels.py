"""Labels of terms in Wagtail's admin: each label with its source, and all of them as a table."""

from django import forms
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import path, reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe
from wagtail.admin.panels import FieldPanel
from wagtail.admin.widgets.button import HeaderButton
from wagtail.snippets.views.snippets import CreateView, IndexView

from accounts.roles import officers_only
from approvals.labels import ImportLabels
from approvals.views import propose_and_show
from common.spreadsheets import downloads
from taxonomy import label_table
from taxonomy.models import TermLabel

from .proposed_instead import ProposedViewSet


class LabelIndexView(IndexView):
    def get_header_buttons(self) -> list:
        buttons = [
            HeaderButton(_("Import a table"), url=reverse("label_import"), icon_name="upload"),
            *(
                HeaderButton(
                    _("Export as %s") % name,
                    url=reverse("label_export", args=[file_format]),
                    icon_name="download",
                )
                for file_format, name in (("xlsx", "Excel"), ("csv", "CSV"))
            ),
        ]
        return [*super().get_header_buttons(), *buttons]


class ImportInstead(CreateView):
    """Each term has a place for each language already, in the table."""

    def dispatch(self, request, *args, **kwargs) -> HttpResponse:
        return redirect("label_import")


class TermLabelViewSet(ProposedViewSet):
    model = TermLabel
    add_view_class = ImportInstead
    index_view_class = LabelIndexView
    icon = "globe"
    list_display = [
        "label", "english", "list", "language", "kind", "source", "text_version", "confirmed_by",
    ]  # fmt: skip
    list_filter = ["list", "language", "kind"]
    search_fields = ["label", "source"]
    panels = [
        *(FieldPanel(name, read_only=True) for name in ("list", "language", "confirmed_by")),
        *(FieldPanel(name) for name in label_table.FIELDS),
    ]


class LabelsForm(forms.Form):
    file = forms.FileField(
        label=gettext_lazy("Labels (Excel, or CSV in UTF-8)"),
        help_text=gettext_lazy(
            "The table that the portal exports, with your changes. Rows and columns that you do "
            "not need may be left out, but for list, key, language and label. An emptied label is "
            "taken away; visitors then see the English one."
        ),
    )

    def clean_file(self) -> list[dict]:
        return label_table.changes(self.cleaned_data["file"])


@officers_only
def import_labels(request) -> HttpResponse:
    form = LabelsForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        payload = {"rows": form.cleaned_data["file"]}
        return propose_and_show(request, ImportLabels.key, payload, reverse("label_import"))
    return render(request, "secretariat/import_labels.html", {"form": form})


@require_safe
@officers_only
def export_labels(request, file_format) -> HttpResponse:
    return downloads.offer("labels", file_format, label_table.COLUMNS, label_table.rows())


ADMIN_URLS = [
    path("labels/import/", import_labels, name="label_import"),
    path("labels.<slug:file_format>", export_labels, name="label_export"),
]
