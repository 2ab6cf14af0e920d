"""What is sent while nobody is signed in, or with a token that no longer holds: kept, not lost."""

from collections.abc import Callable
from functools import wraps

from django.contrib.auth.decorators import login_required
from django.core import signing
from django.http import HttpResponse, JsonResponse, QueryDict
from django.middleware.csrf import get_token
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET

SALT = "submission.writer"
STEP = "submission_step"  # the script of the form sends to another address and keeps by itself
KEY = "sent_while_signed_out"
SECONDS_FORM_IS_GOOD_FOR = 7 * 24 * 3600
CHARACTERS_KEPT = 1_000_000  # percent-encoded; the session is a row of the database


def proof_of_writer(user) -> str:
    """The value of a hidden field that says for whom the form was made."""
    return signing.dumps(user.pk, salt=SALT)


def writer_of(data) -> int | None:
    """The key of that person, or None."""
    try:
        return signing.loads(data.get("writer", ""), salt=SALT, max_age=SECONDS_FORM_IS_GOOD_FOR)
    except signing.BadSignature:
        return None


def sign_in_first(view) -> Callable:
    """Like `login_required`, and what was sent comes back after signing in."""
    guarded = login_required(view)

    @wraps(view)
    def keeping(request, **kwargs) -> HttpResponse:
        if request.method == "POST" and request.user.is_anonymous:
            _keep(request)
        return guarded(request, **kwargs)

    return keeping


def _keep(request) -> None:
    if request.resolver_match.view_name != STEP:
        return
    writer, data = writer_of(request.POST), request.POST.urlencode()
    if writer and len(data) <= CHARACTERS_KEPT:
        request.session[KEY] = {"writer": writer, "path": request.path, "data": data}


def take_kept(request) -> QueryDict | None:
    """What this person sent to this address before signing in again, or None."""
    kept = request.session.get(KEY)
    if not kept or (kept["writer"], kept["path"]) != (request.user.pk, request.path):
        return None
    del request.session[KEY]
    return QueryDict(kept["data"])


@require_GET
@never_cache
def session(request) -> HttpResponse:
    """For the script of the form: who is signed in here, and a token for what is sent next."""
    return JsonResponse({"user": request.user.pk or 0, "token": get_token(request)})
