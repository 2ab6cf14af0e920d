"""Review page: one screen with the text, its changes, a checklist, comments and the decisions."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.clickjacking import xframe_options_sameorigin
from django.views.decorators.http import require_GET, require_http_methods, require_POST
from wagtail.models import Comment, Revision

from accounts.roles import OfficersRequest, officers_only
from common.arrived import say_arrived
from practices.models import ContributionPage
from practices.typed_words import give_back, words_of_a_review

from . import notifications, queue
from .clock import TARGET, clock_of
from .decisions import StaleDecisionError, decide, refuse_stale, why_not_approve
from .forms import CommentForm, DecisionForm
from .models import Assignment, Decision
from .parts import parts_of

CONFLICT = 409


@require_GET
@officers_only
def review(request: OfficersRequest, page_id: int) -> HttpResponse:
    page = _under_review(page_id)
    return _show(request, page, DecisionForm())


@require_http_methods(["GET", "POST"])
@officers_only
def decision(
    request: OfficersRequest, page_id: int, step_id: int, revision_id: int, action_name: str
) -> HttpResponse:
    found = get_object_or_404(
        ContributionPage.objects.joined().select_related("latest_revision"), pk=page_id
    )
    page = found.as_joined
    page.latest_revision = found.latest_revision
    if request.method == "GET":  # signed out meanwhile, and led here after signing in
        messages.warning(request, _("You had been signed out: your decision was not recorded."))
        return redirect("review", page.pk)
    if action_name not in Decision.Action.values:
        raise Http404
    form = DecisionForm(request.POST, action=action_name)
    try:
        step = refuse_stale(page, step_id, revision_id)
        if not form.is_valid():
            return _show(request, page, form, status=422)
        decide(page, request.user, action_name, step, form)
    except StaleDecisionError as error:
        return _stale(request, page, form, str(error))
    except PermissionDenied as error:  # Wagtail would lead to its home page
        return _show(request, page, form, stale=str(error), status=403)
    say_arrived(request, _place(page))
    said = {
        Decision.Action.APPROVE: _("You approved “%s”."),
        Decision.Action.CHANGES: _("You asked for changes to “%s”. The State has been informed."),
        Decision.Action.DECLINE: _("You declined “%s”. The State has been informed."),
    }
    messages.success(request, said[Decision.Action(action_name)] % page.draft_title)
    return _next_item(request, page)


@require_GET
@officers_only
@xframe_options_sameorigin
def text(request: OfficersRequest, page_id: int, revision_id: int) -> HttpResponse:
    """The text as the public will see it, for the frame on the review page."""
    page = get_object_or_404(ContributionPage, pk=page_id)
    revision = get_object_or_404(Revision.page_revisions, pk=revision_id, object_id=str(page.pk))
    newest = revision.as_object()
    context = newest.get_context(request) | {"is_preview": True}
    return render(request, newest.get_template(request), context)


@require_POST
@officers_only
def comment(request: OfficersRequest, page_id: int) -> HttpResponse:
    page = get_object_or_404(ContributionPage, pk=page_id).specific
    if page.current_workflow_state is None:
        words = words_of_a_review(request.POST)
        return give_back(request, words, _("The review of this text has ended."), CONFLICT)
    form = CommentForm(request.POST)
    if not form.is_valid():
        return _show(request, page, DecisionForm(), comment_form=form, status=422)
    field = form.cleaned_data["field"]
    Comment.objects.create(
        page=page, user=request.user, contentpath=field, position="", text=form.quoted()
    )
    notifications.commented(page, request.user)
    say_arrived(request, f"{_place(page)}/{field}")
    messages.success(request, _("Your comment is shown to the State beside this part."))
    return redirect(_anchor(page, field))


@require_POST
@officers_only
def resolve(request: OfficersRequest, page_id: int, comment_id: int) -> HttpResponse:
    page = _under_review(page_id)
    found = get_object_or_404(Comment, pk=comment_id, page=page, resolved_at__isnull=True)
    found.resolved_at, found.resolved_by = timezone.now(), request.user
    found.save()
    messages.success(request, _("The comment is settled."))
    return redirect(_anchor(page, found.contentpath))


def _under_review(page_id: int) -> ContributionPage:
    page: ContributionPage = get_object_or_404(ContributionPage, pk=page_id).specific
    if page.current_workflow_state is None:
        raise Http404(_("This contribution is not under review."))
    return page


def _place(page: ContributionPage) -> str:
    """Under what the browser keeps the words of a decision; those of a comment under its part."""
    return f"review/{page.pk}"


def _anchor(page: ContributionPage, field: str) -> str:
    return f"{reverse('review', args=[page.pk])}#part-{field.split('.')[0]}"


def _show(
    request: OfficersRequest,
    page: ContributionPage,
    form: DecisionForm,
    comment_form: CommentForm | None = None,
    stale: str = "",
    status: int = 200,
) -> HttpResponse:
    state = page.current_workflow_state
    step = state.current_task_state.specific if state else None
    newest = page.get_latest_revision_as_object()
    base, base_label = _base(page)
    clock = clock_of(page, state) if state else None
    allowed = step.task.specific.actions_for(page, request.user) if step else set()
    context = {
        "subject": page,
        "place": _place(page),
        "text": newest,
        "step": step,
        "revision_id": page.latest_revision_id,
        "clock": clock,
        "parts": parts_of(newest, base),
        "base_label": base_label,
        "form": form,
        "comment_form": comment_form or CommentForm(auto_id=False),
        "stale": stale,
        "may_decide": bool(allowed) and not (clock and clock.is_with_state),
        "why_not_approve": why_not_approve(page, request.user),
        "decisions": Decision.objects.filter(page=page).select_related("officer"),
        "assignment": Assignment.objects.filter(page=page).select_related("reviewer").first(),
        "target": TARGET,
    }
    return render(request, "review/page.html", context, status=status)


def _base(page: ContributionPage) -> tuple[ContributionPage | None, str]:
    """What the text is compared with: the public version, else the one the State cleared last."""
    if page.live:
        return page, _("the public version")
    cleared = page.clearances.filter(revision__isnull=False).exclude(
        revision_id=page.latest_revision_id
    )
    last = cleared.first()
    if last is None:
        return None, ""
    return last.revision.as_object(), _("the version the State last cleared")


def _stale(
    request: OfficersRequest, page: ContributionPage, form: DecisionForm, why: str
) -> HttpResponse:
    """What the officer wrote stays on the page."""
    if page.current_workflow_state is None:
        return give_back(request, words_of_a_review(request.POST), why, CONFLICT)
    form.errors.clear()
    return _show(request, page, form, stale=why, status=CONFLICT)


def _next_item(request: OfficersRequest, page: ContributionPage) -> HttpResponse:
    for row in queue.rows():
        if row.page.pk != page.pk and not why_not_approve(row.page.specific, request.user):
            messages.info(request, _("Next in the queue: “%s”.") % row.page.draft_title)
            return redirect("review", row.page.pk)
    return redirect("secretariat_queue")
