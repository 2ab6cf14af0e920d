"""The phone of a person in a test."""

import time

from django_otp.oath import TOTP
from django_otp.plugins.otp_totp.models import TOTPDevice

STEP = 30
KEY = "3132333435363738393031323334353637383930"


def give_app(user):
    return TOTPDevice.objects.create(user=user, key=KEY, name="app", confirmed=True)


def code(key=KEY, later=0):
    """What the app shows now, or `later` steps from now (one more is still accepted)."""
    app = TOTP(bytes.fromhex(key), step=STEP)
    app.time = time.time() + later * STEP
    return f"{app.token():06}"


def sign_in(client, user, later=0, **options):
    """By the same doors as a person: password, then code."""
    from tests.people import PASSWORD

    client.post("/admin/login/", {"username": user.username, "password": PASSWORD, **options})
    return client.post("/account/code/", {"code": code(later=later)})
