"""Snippets that are chosen in other forms, and made only in their own."""

from wagtail.snippets.views.chooser import CreateView, SnippetChooserViewSet
from wagtail.snippets.views.snippets import SnippetViewSet


class NothingToCreate(CreateView):
    """Wagtail gives a chooser without a form for new rows an address for it, where it fails."""

    http_method_names = ["options"]


class ChooseOnly(SnippetChooserViewSet):
    create_view_class = NothingToCreate


class ChosenSnippetViewSet(SnippetViewSet):
    chooser_viewset_class = ChooseOnly
