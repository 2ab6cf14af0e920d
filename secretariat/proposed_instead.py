"""Forms of Wagtail whose content is proposed to another officer instead of saved."""

from django.core.exceptions import PermissionDenied
from django.db.models import Model
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy
from wagtail.snippets.action_menu import ActionMenuItem, SaveMenuItem
from wagtail.snippets.views.snippets import CreateView, EditView

from approvals import decisions
from approvals.states import ChangeState, values_of
from approvals.terms import ChangeTerm, term_payload
from approvals.views import show_proposed
from common.snippets import ChosenSnippetViewSet


class ProposedInstead:
    """Mixed into Wagtail's views that add and edit: a valid form ends in a proposal."""

    kind = ChangeTerm.key
    error_message = gettext_lazy("Not proposed yet: please see what the form says about it.")

    def form_valid(self, form) -> HttpResponse:
        stored = self.model._base_manager.filter(pk=form.instance.pk).first()
        try:
            proposal = decisions.propose(self.kind, self.payload(form, stored), self.request.user)
        except PermissionDenied as error:
            return self.form_refused(form, error)
        return show_proposed(self.request, proposal)

    def form_refused(self, form, error) -> HttpResponse:
        """The form again, with all that was typed."""
        form.add_error(None, str(error))
        self.produced_error_message = self.get_error_message()
        return self.form_invalid(form)

    def payload(self, form, stored: Model | None) -> dict:
        return term_payload(form.instance, stored)


class ProposedTerm(ProposedInstead, CreateView):
    pass


class ProposedChange(ProposedInstead, EditView):
    def get_page_subtitle(self) -> str:
        """What the term is called now, whatever was typed into the form."""
        return str(self.model._base_manager.get(pk=self.object.pk))


class StateProposal:
    """Another kind than that of terms: the State's page follows, its focal points are told."""

    kind = ChangeState.key

    def payload(self, form, stored: Model | None) -> dict:
        names = form.changed_data
        return {
            "state": stored.code if stored else "",
            "before": values_of(stored, names) if stored else {},
            "after": values_of(form.instance, names),
        }


class ProposedState(StateProposal, ProposedTerm):
    pass


class ProposedChangeOfState(StateProposal, ProposedChange):
    pass


class ProposedViewSet(ChosenSnippetViewSet):
    """Snippets that visitors see: no view of Wagtail writes them.

    Officers have no permission to delete them; tests/approvals/test_terms.py walks all of them.
    """

    add_view_class = ProposedTerm
    edit_view_class = ProposedChange
    copy_view_enabled = False


class ProposeMenuItem(SaveMenuItem):
    template_name = "secretariat/propose_menu_item.html"


def offer_to_propose(menu_items: list[ActionMenuItem], request: HttpRequest, context: dict) -> None:
    """Hook construct_snippet_action_menu: the button says what it does."""
    if isinstance(context["model"].snippet_viewset, ProposedViewSet):
        menu_items[:] = [ProposeMenuItem(order=0)]
