"""Choosers of Wagtail's admin."""

from wagtail.snippets.views.chooser import CreateView, SnippetChooserViewSet


class NothingToCreate(CreateView):
    """Wagtail gives a chooser without a form for new rows an address for it, where it fails."""

    http_method_names = ["options"]


class ChooseOnly(SnippetChooserViewSet):
    create_view_class = NothingToCreate
