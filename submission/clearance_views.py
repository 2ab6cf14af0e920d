"""The last step: read, clear, submit; and what a State may do afterwards."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from practices import form_steps, permissions
from practices.content import digest
from review import clearing, confirmation

from . import answers, drafts, review_steps
from .access import own_page
from .views import _context


@own_page
def check(request, page) -> HttpResponse:
    context = _context(page)
    newest = context["submission"]
    context |= {"step": form_steps.CHECK, "text": _as_it_stands(page)}
    context |= {"answers": answers.by_step(newest), "missing_rows": answers.missing_rows(newest)}
    context["locked"] = drafts.is_locked(page)
    if request.method == "POST":
        context["error"] = _why_not(request, page, context)
        if not context["error"]:
            return _clear_and_submit(request, page)
    return render(request, "submission/check.html", context)


def _as_it_stands(page) -> str:
    """What the person clears: the text, and whether it is an update of what is public."""
    standing = "public" if page.live else "draft"
    return f"{standing}:{digest(page.get_latest_revision().content)}"


def _why_not(request, page, context) -> str:
    """Why the text cannot be cleared now, in a sentence; empty when it can."""
    if not permissions.may_clear(request.user, page):
        return _("Only a focal point of the State can clear this text.")
    if context["missing_rows"]:
        return _("Answer these questions before you submit")
    seen = request.POST.get("text")
    if seen != context["text"] and seen == context["text"].replace("draft:", "public:"):
        return _("The text was withdrawn since you opened this page. Is it to be public again?")
    if seen != context["text"]:
        return _("The text has changed since you opened this page. Please read it again.")
    if not request.POST.get("cleared"):
        return _("Tick the sentence to say that your State clears this text.")
    return ""


def _clear_and_submit(request, page) -> HttpResponse:
    clearing.clear(page, request.user)
    clearing.submit(page, request.user)
    return redirect("submission_submitted", page.pk)


@require_GET
@own_page
def submitted(request, page) -> HttpResponse:
    """The reference number and what happens next; kept for as long as the review runs."""
    if not drafts.is_locked(page):
        return redirect("submission_overview", page.pk)
    context = _context(page)
    context |= {"review_steps": review_steps.of(page), "told": review_steps.told(page)}
    return render(request, "submission/submitted.html", context)


def _ask(request, page, question, action, consequences) -> HttpResponse:
    """A page that says what will happen, before it happens."""
    context = _context(page) | {"question": question, "action": action}
    context["consequences"] = consequences
    return render(request, "submission/sure.html", context)


@own_page
def take_back(request, page) -> HttpResponse:
    if not drafts.is_locked(page):
        messages.warning(request, _("The review has already ended; nothing was taken back."))
        return redirect("submission_overview", page.pk)
    if request.method != "POST":
        consequences = [
            _("The review ends, and what has been decided so far no longer counts."),
            _("The text becomes a draft again, which only your State sees."),
            _("To have it published, you clear and submit it again; the review begins again."),
            _("The Secretariat is informed by email."),
        ]
        question = _("Take this text back from the Secretariat?")
        return _ask(request, page, question, _("Take it back"), consequences)
    clearing.take_back(page, request.user)
    messages.success(request, _("The text is a draft again; you can change it."))
    return redirect("submission_overview", page.pk)


@own_page
def withdraw(request, page) -> HttpResponse:
    """Out of public view at once; the text stays with the State."""
    if not (page.live and permissions.may_withdraw(request.user, page)):
        messages.warning(request, _("It was no longer public; nothing was changed."))
        return redirect("submission_overview", page.pk)
    if request.method != "POST":
        consequences = [
            _("The page disappears from the portal, its search and its downloads at once."),
            _("Its address says from then on that the text was withdrawn."),
            _("Copies that others have made, and archives of the web, are not affected."),
            _("Your text stays here. To publish it again, it is cleared and reviewed again."),
            _("The Secretariat and the focal points of your State are informed by email."),
        ]
        question = _("Withdraw this text from public view?")
        return _ask(request, page, question, _("Withdraw from public view"), consequences)
    page.unpublish(user=request.user)
    messages.success(request, _("Withdrawn. It is no longer public."))
    return redirect("submission_overview", page.pk)


@require_POST
@own_page
def confirm(request, page) -> HttpResponse:
    """Once a year, with one button: what is public is still right."""
    confirmation.confirm(page, request.user)
    messages.success(request, _("Thank you. The page now shows today as the date of confirmation."))
    return redirect("submission_overview", page.pk)


@own_page
def delete(request, page) -> HttpResponse:
    """A draft that was never public can go; the trail keeps that it was there."""
    if not page.permissions_for_user(request.user).can_delete() or drafts.is_locked(page):
        messages.error(request, _("What was public or is under review cannot be deleted."))
        return redirect("submission_overview", page.pk)
    if request.method != "POST":
        consequences = [
            _("The draft and all its versions are deleted for good."),
            _("Nobody can bring it back, the Secretariat included."),
        ]
        return _ask(request, page, _("Delete this draft?"), _("Delete"), consequences)
    page.delete(user=request.user)
    messages.success(request, _("The draft has been deleted."))
    return redirect("submissions")
