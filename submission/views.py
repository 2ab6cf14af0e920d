"""The guided form: list, start, steps with autosave, preview."""

from typing import Never

from django.contrib import messages
from django.db import transaction
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.html import strip_tags
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_POST

from practices import diff, form_steps, merging, permissions
from practices.models import ContributionPage, StatePage
from review import clearing, confirmation
from review.models import Clearance
from taxonomy import language_detection

from . import comments, drafts, progress, review_steps, signed_out
from .access import contributors_only, own_page
from .forms import StartForm, form_class
from .models import DraftNote
from .saving import StepSave
from .signals import begun
from .status import status_of, statuses

LOCKED = gettext_lazy("The Secretariat is reading this text. Take it back to change it.")
NOT_YET_SAVED = gettext_lazy(
    "This page was open for too long, or you signed in again in the meantime. Your text is below "
    "and not saved yet: press the button once more."
)


@require_GET
@contributors_only
def submissions(request) -> HttpResponse:
    pages = ContributionPage.objects.of(request.user).order_by("-latest_revision_created_at")
    pages = list(pages.joined().select_related("state", "confirmation"))
    status = statuses(pages)
    rows = [
        {
            "page": page,
            "type_label": page.as_joined.type_label,
            "status": status[page.pk],
            "confirmation": confirmation.status(page, getattr(page, "confirmation", None)),
        }
        for page in pages
    ]
    return render(request, "submission/list.html", {"rows": rows})


@contributors_only
def start(request) -> HttpResponse:
    sent = request.POST if request.method == "POST" else None
    form = StartForm(StatePage.objects.of(request.user), sent)
    if request.method == "POST" and form.is_valid():
        place, title = form.cleaned_data["place"], form.cleaned_data["title"]
        page = drafts.begin(form.model, place, title, request.user)
        begun.send(type(page), page=page, request=request)
        return redirect("submission_step", page.pk, "basics")
    return render(request, "submission/start.html", {"form": form})


@require_GET
@own_page
def overview(request, page) -> HttpResponse:
    context = _context(page) | {
        "locked": drafts.is_locked(page),
        "comments": comments.with_questions(page),
        "review_steps": review_steps.of(page),
        "told": review_steps.told(page),
        "may_withdraw": page.live and permissions.may_withdraw(request.user, page),
    }
    return render(request, "submission/overview.html", context)


@own_page
def step(request, page, step) -> HttpResponse:
    step = form_steps.find(type(page), step) or _missing()
    sent = request.POST if request.method == "POST" else signed_out.take_kept(request)
    if sent is not None:
        return _save_step(request, page, step, sent)
    if drafts.is_locked(page):
        messages.info(request, LOCKED)
        return redirect("submission_overview", page.pk)
    return _show_step(request, page, step, form_class(page, step)(instance=drafts.newest(page)))


def _save_step(request, page, step, sent) -> HttpResponse:
    """On to the next step, or the same one with everything typed and what stands in the way."""
    save = StepSave(page, request.user, form_class(page, step), sent)
    if drafts.is_locked(page):
        save.form.add_error(None, LOCKED)
    else:
        with transaction.atomic():
            if save.write() and ("later" in sent or not save.form.ask_for_missing()):
                return redirect(_after_saving(request, page, step, sent))
    return _show_step(request, page, step, save.form, save)


def _after_saving(request, page, step, sent) -> str:
    if "later" in sent:
        return reverse("submission_overview", args=[page.pk])
    return reverse("submission_step", args=[page.pk, next_step(request, page, step).slug])


@own_page
def step_again(request, page, step) -> HttpResponse:
    """The step with what was typed, not saved: it came with a token that no longer holds."""
    step = form_steps.find(type(page), step) or _missing()
    save = StepSave(page, request.user, form_class(page, step), request.POST)
    save.form.add_error(None, NOT_YET_SAVED)
    response = _show_step(request, page, step, save.form, save)
    response.status_code = 403
    return response


def _show_step(request, page, step, form, save=None) -> HttpResponse:
    context = _context(page) | {"form": form, "step": step, "save": save}
    context["base"] = save.base if save else merging.write_base(merging.base_of(form))
    context["writer"] = signed_out.proof_of_writer(request.user)
    context["comments"] = comments.with_questions(page, step.fields)
    notes = context["notes"].filter(field__in=step.fields)
    context["notes_beside"] = notes.filter(field__in=form.fields)
    context["notes"] = notes.exclude(field__in=form.fields)
    context["returns"] = returns_to_check(request)
    return render(request, "submission/step.html", context)


@require_POST
@own_page
def autosave(request, page, step) -> HttpResponse:
    """Answers with the line that says when it was saved, or why not."""
    step = form_steps.find(type(page), step) or _missing()
    save = StepSave(page, request.user, form_class(page, step), request.POST)
    context = {"form": save.form, "save": save, "locked": drafts.is_locked(page)}
    context["is_own"] = signed_out.writer_of(request.POST) in (None, request.user.pk)
    if context["is_own"] and not context["locked"]:
        save.write()
    context["now"] = timezone.now()
    return render(request, "submission/includes/saved.html", context)


@require_GET
@own_page
def preview(request, page) -> HttpResponse:
    """The page as the public would see it, whatever its state."""
    newest = drafts.newest(page)
    context = newest.get_context(request) | {"is_preview": True}
    return render(request, newest.get_template(request), context)


def returns_to_check(request) -> bool:
    """Whether somebody came from the check page, to change one answer."""
    return request.GET.get("return") == form_steps.CHECK.slug


def next_step(request, page, step) -> form_steps.Step:
    return form_steps.CHECK if returns_to_check(request) else form_steps.after(type(page), step)


def _context(page) -> dict:
    newest = drafts.newest(page)
    return {
        "seems_to_be_in": language_detection.other_than(newest.language, _written(newest)),
        "submission": newest,
        "progress": progress.of(newest),
        "notes": DraftNote.objects.open_on(page),
        "status": status_of(page),
        "is_cleared": Clearance.objects.holds_for(page),
        "changes": diff.against_public(page),
        "changes_since_cleared": clearing.changes_since_cleared(page),
    }


def _written(page) -> str:
    texts = (strip_tags(getattr(page, name)) for name in page.rich_text_fields())
    return " ".join([page.title, page.summary, *texts])


def _missing() -> Never:
    raise Http404
