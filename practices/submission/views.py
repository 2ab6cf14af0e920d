"""The guided form: list, start, steps with autosave, preview."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from practices import clearing, comparison, permissions
from practices.models import Clearance

from . import comments, drafts, steps
from .access import contributors_only, own_page
from .forms import StartForm, form_class
from .status import status_of


@require_GET
@contributors_only
def submissions(request):
    pages = permissions.contributions_of(request.user).order_by("-latest_revision_created_at")
    rows = [(page, status_of(page)) for page in pages.specific()]
    return render(request, "submission/list.html", {"rows": rows})


@contributors_only
def start(request):
    form = StartForm(permissions.workplaces(request.user), request.POST or None)
    if request.method == "POST" and form.is_valid():
        place, title = form.cleaned_data["place"], form.cleaned_data["title"]
        page = drafts.begin(form.model, place, title, request.user)
        return redirect("submission_step", page.pk, "basics")
    return render(request, "submission/start.html", {"form": form})


@require_GET
@own_page
def overview(request, page):
    context = _context(page) | {
        "locked": drafts.is_locked(page),
        "comments": comments.open_on(page),
        "may_withdraw": page.live and permissions.may_withdraw(request.user, page),
    }
    return render(request, "submission/overview.html", context)


@own_page
def step(request, page, step):
    step = steps.find(type(page), step) or _missing()
    if drafts.is_locked(page):
        messages.info(
            request, _("The Secretariat is reading this text. Take it back to change it.")
        )
        return redirect("submission_overview", page.pk)
    sent = request.POST if request.method == "POST" else None  # nothing chosen is an answer too
    form = form_class(page, step)(sent, instance=drafts.newest(page))
    if request.method == "POST" and _is_saved(request, page, form):
        return redirect("submission_step", page.pk, steps.after(type(page), step).slug)
    context = _context(page) | {"form": form, "step": step, "base": page.latest_revision_id}
    context["comments"] = comments.open_on(page, step.fields)
    return render(request, "submission/step.html", context)


@require_POST
@own_page
def autosave(request, page, step):
    """Answers with the line that says when it was saved, or why not."""
    step = steps.find(type(page), step) or _missing()
    form = form_class(page, step)(request.POST, instance=drafts.newest(page))
    context = {"form": form, "locked": drafts.is_locked(page)}
    if not context["locked"]:
        _is_saved(request, page, form)
        page.refresh_from_db()
    context |= {"base": page.latest_revision_id, "now": timezone.now()}
    return render(request, "submission/includes/saved.html", context)


def _is_saved(request, page, form):
    """Save the valid values; False keeps the person on the step, with everything typed."""
    complete = form.is_valid()
    try:
        drafts.refuse_overwriting(page, request.user, request.POST.get("base"))
    except drafts.ConflictError as conflict:
        form.add_error(None, str(conflict))
        return False
    drafts.save(form.take_over(drafts.newest(page)), request.user)
    return complete


@require_GET
@own_page
def preview(request, page):
    """The page as the public would see it, whatever its state."""
    newest = drafts.newest(page)
    context = newest.get_context(request) | {"is_preview": True}
    return render(request, newest.get_template(request), context)


def _context(page):
    newest = drafts.newest(page)
    return {
        "submission": newest,
        "steps": steps.steps_of(type(page)),
        "status": status_of(page),
        "missing": clearing.labels_of(newest, clearing.missing(newest)),
        "is_cleared": Clearance.objects.holds_for(page),
        "changes": comparison.against_public(page),
    }


def _missing():
    raise Http404
