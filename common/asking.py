"""Confirmation page of the Secretariat: an action and its consequences."""

from collections.abc import Iterable

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render


def is_confirmed(request: HttpRequest) -> bool:
    """A POST that does not come from the confirmation page is asked about as well."""
    return request.method == "POST" and request.POST.get("confirmed") == "yes"


def ask(
    request: HttpRequest, question: str, consequences: Iterable[str], action: str, back: str
) -> HttpResponse:
    """`action` names the button; `back` is the address of those who decide against it."""
    context = {"question": question, "consequences": consequences, "action": action, "back": back}
    return render(request, "common/ask.html", context)
