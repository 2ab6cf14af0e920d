"""Many contributions under other headings: choose, look at what would change, apply, undo."""

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.roles import officers_only
from common import asking
from common.lists import listed
from practices.models import ContributionPage
from review import reclassification
from review.models import Reclassification
from taxonomy.models import Challenge, Chapter, MemberState

MODELS = {"chapters": Chapter, "challenges": Challenge}
LISTED = 50


class TermField(forms.ChoiceField):
    """A chapter or a challenge; clean() gives the term itself."""

    def __init__(self, **kwargs) -> None:
        super().__init__(choices=_choices, **kwargs)

    def clean(self, value) -> Challenge | Chapter | None:
        relation, _colon, pk = super().clean(value).partition(":")
        return MODELS[relation].objects.get(pk=pk) if relation else None


def _choices() -> list:
    groups = [
        (model._meta.verbose_name_plural, [(f"{name}:{term.pk}", term.label) for term in terms])
        for name, model in MODELS.items()
        if (terms := model.objects.all())
    ]
    return [("", "–"), *groups]


class ProposalForm(forms.Form):
    having = TermField(label=gettext_lazy("Present heading"))
    state = forms.ModelChoiceField(
        MemberState.objects.all(),
        required=False,
        label=gettext_lazy("Only of this Member State"),
        empty_label=gettext_lazy("All"),
    )
    add = TermField(required=False, label=gettext_lazy("New heading"))
    remove = forms.BooleanField(
        required=False, label=gettext_lazy("Remove from the present heading")
    )

    def clean(self) -> dict | None:
        data = super().clean()
        if not data.get("add") and not data.get("remove"):
            raise forms.ValidationError(_("Say what should change: a new heading, or none."))
        return data

    def propose(self, officer) -> Reclassification:
        data = self.cleaned_data
        having = data["having"]
        pages = ContributionPage.objects.published().filter(
            **{reclassification.relation_of(having): having}
        )
        if data["state"]:
            pages = pages.filter(state=data["state"])
        remove = having if data["remove"] else None
        words = self._summary(having, remove, data["add"], data["state"])
        return reclassification.propose(officer, words, pages, remove, data["add"])

    def _summary(self, having, remove, add, state) -> str:
        parts = [_("under “%s”") % having.label]
        parts += [_("of %s") % state.name] if state else []
        parts += [_("new: “%s”") % add.label] if add else []
        parts += [_("“%s” taken away") % remove.label] if remove else []
        return listed(parts)


@officers_only
def overview(request) -> HttpResponse:
    form = ProposalForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        return redirect("secretariat_reclassification", form.propose(request.user).pk)
    proposals = Reclassification.objects.select_related("proposed_by", "applied_by", "undone_by")
    context = {"form": form, "proposals": proposals[:LISTED]}
    return render(request, "secretariat/reclassification_list.html", context)


@officers_only
def preview(request, reclassification_id) -> HttpResponse:
    proposal = get_object_or_404(Reclassification, pk=reclassification_id)
    context = {
        "proposal": proposal,
        "rows": _rows(proposal),
        "is_own": proposal.proposed_by_id == request.user.pk,
    }
    return render(request, "secretariat/reclassification.html", context)


def _rows(proposal) -> list:
    """(page, headings before, headings after, whether somebody works on it)."""
    labels = _labels()
    ids = [row["page"] for row in proposal.rows]
    pages = {page.pk: page for page in ContributionPage.objects.filter(pk__in=ids)}
    return [
        (
            pages[row["page"]],
            _words(row["before"], labels),
            _words(row["after"], labels),
            reclassification.is_worked_on(pages[row["page"]]),
        )
        for row in proposal.rows
        if row["page"] in pages
    ]


def _labels() -> dict:
    return {
        (name, term.pk): term.label
        for name, model in MODELS.items()
        for term in model.objects.all()
    }


def _words(ids_by_relation, labels) -> list:
    keys = [(name, pk) for name, ids in ids_by_relation.items() for pk in ids]
    return [labels[key] for key in keys if key in labels]


@officers_only
def apply(request, reclassification_id) -> HttpResponse:
    consequences = [
        _("The public pages stand under the new headings at once."),
        _("Each State whose text is filed elsewhere is informed by email."),
        _("It can be undone, except for pages that have changed since."),
    ]
    said = _("%(done)d changed, %(left)d left alone.")
    return _do(
        request, reclassification_id, reclassification.apply, (_("Apply"), consequences, said)
    )


@officers_only
def undo(request, reclassification_id) -> HttpResponse:
    consequences = [
        _("The public pages stand under their earlier headings at once."),
        _("Each State whose text is filed elsewhere is informed by email."),
        _("It cannot be applied again; someone would have to propose it again."),
    ]
    said = _("%(done)d put back, %(left)d left alone.")
    return _do(request, reclassification_id, reclassification.undo, (_("Undo"), consequences, said))


@officers_only
def discard(request, reclassification_id) -> HttpResponse:
    consequences = [
        _("Nothing changes in public."),
        _("The proposal stays in the list and can no longer be applied."),
    ]
    said = _("Discarded.")
    return _do(
        request, reclassification_id, reclassification.discard, (_("Discard"), consequences, said)
    )


def _do(request, reclassification_id, step, words) -> HttpResponse:
    action, consequences, said = words
    proposal = get_object_or_404(Reclassification, pk=reclassification_id)
    if not asking.is_confirmed(request):
        question = f"{action}: {proposal.summary}"
        back = reverse("secretariat_reclassification", args=[proposal.pk])
        return asking.ask(request, question, consequences, action, back)
    try:
        done, left = step(proposal, request.user) or (0, 0)
    except PermissionDenied as error:
        messages.error(request, str(error))
    else:
        messages.success(request, said % {"done": done, "left": left})
    return redirect("secretariat_reclassification", proposal.pk)
