"""The second factor: an app that shows codes, and recovery codes on paper. django-otp counts."""

import base64
import logging
import secrets
from binascii import unhexlify
from typing import Any
from urllib.parse import quote, urlencode

import django_otp
import segno
from django.conf import settings
from django.db import transaction
from django.utils import translation
from django.utils.crypto import salted_hmac
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django_otp.plugins.otp_static.models import StaticDevice
from django_otp.plugins.otp_totp.models import TOTPDevice
from django_otp.util import random_hex

from audit import trail
from mail import outbox

from .languages import language_of
from .limits import CODES

security = logging.getLogger("portal.security")
RECOVERY_CODES = 10
ALPHABET = "abcdefghjkmnpqrstuvwxyz23456789"  # nothing that is misread on paper
GROUP = 5


class TooManyTriesError(Exception):
    pass


def is_missing(user) -> bool:
    """Whether a person has given the password, and not yet the code that is asked for."""
    return settings.TWO_FACTOR_REQUIRED and user.is_authenticated and not user.is_verified()


def has_app(user) -> bool:
    return TOTPDevice.objects.devices_for_user(user, confirmed=True).exists()


def new_key() -> str:
    return random_hex()


def in_words(key) -> str:
    """The key as people type it into an app."""
    text = base64.b32encode(unhexlify(key)).decode().rstrip("=")
    return " ".join(text[start : start + 4] for start in range(0, len(text), 4))


def picture(user, key) -> SafeString:
    """A QR code that needs no script and no style of its own: it passes a strict policy."""
    issuer = settings.WAGTAIL_SITE_NAME
    query = {"secret": in_words(key).replace(" ", ""), "issuer": issuer}
    label = quote(f"{issuer}:{user.get_username()}")
    code = segno.make(f"otpauth://totp/{label}?{urlencode(query, quote_via=quote)}", micro=False)
    return mark_safe(code.svg_inline(scale=5, border=4, light="#fff", omitsize=True))  # noqa: S308


@transaction.atomic
def enrol(user, key, code) -> tuple | None:
    """The recovery codes, or None when the app shows another code. Replaces what was there."""
    device = TOTPDevice.objects.create(user=user, key=key, name="app", confirmed=False)
    if not device.verify_token(code):
        device.delete()
        return None
    TOTPDevice.objects.filter(user=user).exclude(pk=device.pk).delete()
    device.confirmed = True
    device.save()
    tell(user, "second factor set up", _("A second factor was set up for your account."))
    return device, new_recovery_codes(user)


@transaction.atomic
def new_recovery_codes(user) -> list[str]:
    """Fresh codes; those before no longer work. The database keeps only their fingerprints."""
    StaticDevice.objects.filter(user=user).delete()
    device = StaticDevice.objects.create(user=user, name="recovery codes")
    codes = [_random_code() for _number in range(RECOVERY_CODES)]
    for code in codes:
        device.token_set.create(token=_fingerprint(code))
    return codes


def _random_code() -> str:
    letters = "".join(secrets.choice(ALPHABET) for _number in range(2 * GROUP))
    return f"{letters[:GROUP]}-{letters[GROUP:]}"


def _fingerprint(code) -> str:
    """Sixteen characters are what the table of django-otp holds: 80 bits, keyed."""
    digest = salted_hmac("recovery code", code, algorithm="sha256").digest()
    return base64.b32encode(digest)[:16].decode()


def check(user, text) -> Any:
    """The device whose code this is, or None. Every code works once."""
    if not CODES.allows(user.pk):
        raise TooManyTriesError
    code = "".join(text.split()).lower()
    is_app = code.isdecimal()
    model = TOTPDevice if is_app else StaticDevice
    token = code if is_app else _fingerprint(code)
    kind = {"user_id": user.pk, "factor": "app" if is_app else "recovery code"}
    for device in model.objects.devices_for_user(user, confirmed=True):
        if django_otp.verify_token(user, device.persistent_id, token):
            CODES.forget(user.pk)
            security.info("second factor accepted", extra=kind)
            return device
    security.warning("second factor refused", extra=kind)
    return None


def used_recovery_code(user) -> int:
    left = StaticDevice.objects.filter(user=user, token_set__isnull=False).count()
    told = _("A recovery code was used to sign in to your account; %d are left.") % left
    tell(user, "recovery code used", told)
    return left


@transaction.atomic
def reset(user, officer) -> None:
    """Another person, an officer, vouches for somebody who has lost the phone."""
    TOTPDevice.objects.filter(user=user).delete()
    StaticDevice.objects.filter(user=user).delete()
    CODES.forget(user.pk)
    told = gettext_lazy(
        "An officer of the Secretariat has reset the second factor of your account."
    )
    tell(user, "second factor reset", told, officer)


def tell(user, action, told, by=None) -> None:
    """In the trail, and by mail to the person: whoever did not do this must learn of it."""
    trail.record(action, None, by or user, after={"person": trail.name_of(user)})
    if not user.email:
        return
    with translation.override(language_of(user)):
        closing = _("If this was not you, inform the Secretariat at once.")
        outbox.put(user.email, _("Your account on the portal"), f"{told}\n\n{closing}\n")
