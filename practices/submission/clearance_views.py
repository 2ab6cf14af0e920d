"""The last step: read, clear, submit; and what a State may do afterwards."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from practices import clearing, freshness, permissions
from practices.content import digest

from . import drafts, steps
from .access import own_page
from .views import _context


@own_page
def check(request, page):
    context = _context(page)
    context |= {"step": steps.CHECK, "text": digest(page.get_latest_revision().content)}
    if request.method == "POST":
        context["error"] = _why_not(request, page, context)
        if not context["error"]:
            return _clear_and_submit(request, page)
    return render(request, "submission/check.html", context)


def _why_not(request, page, context):
    """Why the text cannot be cleared now, in a sentence; empty when it can."""
    if not permissions.may_clear(request.user, page):
        return _("Only a focal point of the State can clear this text.")
    if context["missing"]:
        return _("Some parts are still empty.")
    if request.POST.get("text") != context["text"]:
        return _("The text has changed since you opened this page. Please read it again.")
    if not request.POST.get("cleared"):
        return _("Tick the sentence to say that your State clears this text.")
    return ""


def _clear_and_submit(request, page):
    clearing.clear(page, request.user)
    clearing.submit(page, request.user)
    messages.success(request, _("Cleared and with the Secretariat. You will hear by e-mail."))
    return redirect("submission_overview", page.pk)


@require_POST
@own_page
def take_back(request, page):
    if drafts.is_locked(page):
        clearing.take_back(page, request.user)
        messages.success(request, _("The text is a draft again; you can change it."))
    else:
        messages.warning(request, _("The review has already ended; nothing was taken back."))
    return redirect("submission_overview", page.pk)


@require_POST
@own_page
def withdraw(request, page):
    """Out of public view at once; the text stays with the State."""
    if page.live and permissions.may_withdraw(request.user, page):
        page.unpublish(user=request.user)
        messages.success(request, _("Withdrawn. It is no longer public."))
    else:
        messages.warning(request, _("It was no longer public; nothing was changed."))
    return redirect("submission_overview", page.pk)


@require_POST
@own_page
def confirm(request, page):
    """Once a year, with one button: what is public is still right."""
    freshness.confirm(page, request.user)
    messages.success(request, _("Thank you. The page says from when your word is."))
    return redirect("submission_overview", page.pk)


@require_POST
@own_page
def delete(request, page):
    """A draft that was never public can go; the trail keeps that it was there."""
    if not page.permissions_for_user(request.user).can_delete() or drafts.is_locked(page):
        messages.error(request, _("What was public or is under review cannot be deleted."))
        return redirect("submission_overview", page.pk)
    page.delete(user=request.user)
    messages.success(request, _("The draft has been deleted."))
    return redirect("submissions")
