"""The second factor: asked for on every path, each code once, recovery by another person."""

import re

import pytest
from django.contrib.auth.tokens import default_token_generator
from django.urls import reverse
from django.utils.encoding import force_bytes
from django.utils.http import urlsafe_base64_encode
from django_otp.plugins.otp_static.models import StaticToken
from django_otp.plugins.otp_totp.models import TOTPDevice

from accounts import second_factor
from audit.models import AuditEntry
from mail.models import Message
from submission.models import Invitation
from tests import codes, people
from tests.factories import PracticeFactory, member_state
from tests.nightly import nightly
from tests.test_country_wall import ROUTES

pytestmark = pytest.mark.django_db
ROLES = {
    "focal point": lambda: people.focal_point("ke"),
    "officer": people.officer,
    "superuser": people.superuser,
    "account without a role": lambda: people.user("nobody-"),
}
DOOR = "/account/code/?next="


@pytest.fixture(autouse=True)
def _required(settings):
    settings.TWO_FACTOR_REQUIRED = True


def password_only(client, user, **options):
    data = {"username": user.username, "password": people.PASSWORD, **options}
    return client.post("/admin/login/", data)


# By day each role in one of the two ways, by turns.
PLAIN, REMEMBERED = {}, {"remember": "on"}


@pytest.mark.share
@pytest.mark.asvs("6.3.3")
@pytest.mark.parametrize(
    ("role", "remember"),
    [
        *zip(ROLES, [PLAIN, REMEMBERED] * 2, strict=True),
        *nightly(*zip(ROLES, [REMEMBERED, PLAIN] * 2, strict=True)),
    ],
)
def test_a_password_alone_opens_nothing(client, role, remember):
    user = ROLES[role]()
    codes.give_app(user)
    password_only(client, user, **remember)
    for path in ("/admin/", "/admin/pages/", "/admin/account/", "/submit/", "/submit/new/"):
        assert client.get(path)["Location"].startswith(DOOR), path
        assert client.post(path)["Location"].startswith(DOOR), path
    assert client.get("/account/")["Location"].startswith(DOOR)


@pytest.mark.slow
@pytest.mark.asvs("6.3.4")
@pytest.mark.fault(26)
def test_no_page_behind_the_door_is_left_out(client):
    """Every address of the admin and the form that needs no id, as a superuser."""
    user = people.superuser()
    codes.give_app(user)
    client.force_login(user)
    open_ones = set()
    for route, names in ROUTES:
        path = None if names else reverse(route)
        if path and path.startswith(("/admin/", "/submit/")):
            answer = client.get(path)
            if answer.status_code != 302 or not answer["Location"].startswith(DOOR):
                open_ones.add(route)
            if "logout" in route:
                client.force_login(user)
    assert open_ones == {
        "wagtailadmin_login",
        "wagtailadmin_logout",
        "wagtailadmin_password_reset",
        "wagtailadmin_password_reset_done",
        "wagtailadmin_password_reset_complete",
        "wagtailadmin_javascript_catalog",
        "wagtailadmin_sprite",
    } & {route for route, _names in ROUTES}


@pytest.mark.asvs("7.2.4")
def test_password_and_code_open_the_door_and_lead_on(client):
    user = people.officer()
    codes.give_app(user)
    password_only(client, user)
    key = client.session.session_key
    answer = client.post("/account/code/", {"code": codes.code(), "next": "/admin/trail/"})
    assert answer["Location"] == "/admin/trail/"
    assert client.get("/admin/trail/").status_code == 200
    assert client.session.session_key != key


@pytest.mark.asvs("6.5.1")
def test_a_code_works_once(client):
    user = people.officer()
    codes.give_app(user)
    code = codes.code()
    password_only(client, user)
    client.post("/account/code/", {"code": code})
    client.logout()
    password_only(client, user)
    assert "is not correct" in client.post("/account/code/", {"code": code}).content.decode()
    assert client.get("/admin/").status_code == 302


def test_half_signed_in_is_nobody_on_public_pages_too(client):
    person = people.focal_point("ke")
    codes.give_app(person)
    page = PracticeFactory(state="ke", publish=True)
    client.force_login(person)
    assert client.get(page.url).wsgi_request.user.is_anonymous


@pytest.mark.asvs("6.4.3")
@pytest.mark.fault(26)
def test_the_reset_link_does_not_skip_it(client):
    user = people.focal_point("ke")
    codes.give_app(user)
    uid = urlsafe_base64_encode(force_bytes(user.pk))
    token = default_token_generator.make_token(user)
    form = client.get(reverse("wagtailadmin_password_reset_confirm", args=[uid, token]))
    new = "quite another long sentence"
    client.post(form["Location"], {"new_password1": new, "new_password2": new})
    client.post("/admin/login/", {"username": user.username, "password": new})
    assert client.get("/submit/")["Location"].startswith(DOOR)
    assert TOTPDevice.objects.filter(user=user).exists()


def test_an_invitation_leads_to_the_set_up_first(client):
    _invitation, token = Invitation.issue("new@example.org", member_state("ke"), None)
    answer = {"first_name": "New", "last_name": "Person", "password": people.PASSWORD}
    client.post(reverse("invitation", args=[token]), answer)
    door = client.get("/submit/")["Location"]
    assert door.startswith(DOOR)
    assert client.get(door)["Location"].startswith("/account/set-up/")


def set_up(client):
    page = client.get("/account/set-up/").content.decode()
    signed = re.search(r'name="signed_key" value="([^"]+)"', page)[1]
    key = signed.split(":")[0]
    data = {"signed_key": signed, "code": codes.code(key)}
    return client.post("/account/set-up/", data)


def recovery_codes(page):
    return re.findall(r'<code dir="ltr">(\w{5}-\w{5})</code>', page.content.decode())


@pytest.mark.asvs("6.3.7")
def test_set_up_gives_ten_recovery_codes_each_for_one_use(client):
    user = people.focal_point("ke")
    client.force_login(user)
    found = recovery_codes(set_up(client))
    assert len(set(found)) == 10
    assert client.get("/submit/").status_code == 200
    for expected in (302, 200):  # the second time it is refused, with the form again
        client.logout()
        client.force_login(user)
        assert client.post("/account/code/", {"code": found[0]}).status_code == expected
    assert AuditEntry.objects.filter(action="recovery code used", actor_id=user.pk).count() == 1
    assert Message.objects.filter(to=user.email).count() == 2


@pytest.mark.asvs("6.5.2")
def test_the_database_does_not_hold_the_recovery_codes(client):
    client.force_login(people.focal_point("ke"))
    found = recovery_codes(set_up(client))
    stored = str(list(StaticToken.objects.values_list("token", flat=True))).lower()
    assert not [code for code in found if code in stored or code.replace("-", "") in stored]


def test_a_stolen_password_sets_up_no_new_app(client):
    user = people.officer()
    codes.give_app(user)
    client.force_login(user)
    for answer in (
        client.get("/account/set-up/"),
        client.post("/account/set-up/", {"code": "123456"}),
        client.post("/account/recovery-codes/"),
    ):
        assert answer["Location"].startswith(DOOR)


@pytest.mark.asvs("7.5.1")
def test_a_borrowed_screen_changes_neither_app_nor_codes_nor_address(client):
    user = people.officer()
    codes.give_app(user)
    codes.sign_in(client, user)
    assert client.get("/account/set-up/").status_code == 200
    session = client.session
    session["code_given_at"] -= 601
    session.save()
    assert client.get("/account/").status_code == 200
    assert client.get("/account/set-up/")["Location"].startswith(DOOR)
    assert client.post("/account/recovery-codes/")["Location"].startswith(DOOR)
    answer = client.post("/account/code/", {"code": codes.code(later=1)})
    assert answer.status_code == 302
    assert client.get("/account/set-up/").status_code == 200
    back = client.get("/account/recovery-codes/", follow=True)  # where the code led
    assert "press the button once more" in back.content.decode()
    assert 'type="email"' not in client.get("/admin/account/").content.decode()


@pytest.mark.asvs("9.2.1", "9.2.2", "9.2.3", "9.2.4")
def test_a_key_made_up_by_somebody_else_is_not_taken(client):
    user = people.officer()
    client.force_login(user)
    client.post("/account/set-up/", {"signed_key": codes.KEY, "code": codes.code()})
    assert not TOTPDevice.objects.filter(user=user).exists()


@pytest.mark.fault(25)
def test_five_codes_in_five_minutes_and_then_even_the_right_one_waits(client):
    user = people.officer()
    codes.give_app(user)
    client.force_login(user)
    answers = [client.post("/account/code/", {"code": "00000x"}) for _try in range(5)]
    assert {answer.status_code for answer in answers} == {200}
    refused = client.post("/account/code/", {"code": codes.code()})
    assert refused.status_code == 429
    assert "Wait five minutes" in refused.content.decode()


@pytest.mark.asvs("6.4.4", "6.5.6")
@pytest.mark.fault(26)
def test_recovery_takes_another_officer_and_is_kept_in_the_trail(client):
    lost, helper = people.officer(), people.officer()
    codes.give_app(lost)
    codes.give_app(helper)
    codes.sign_in(client, lost)
    client.logout()
    address = reverse("reset_second_factor", args=[lost.pk])
    codes.sign_in(client, helper)
    own = client.post(reverse("reset_second_factor", args=[helper.pk]), people.CONFIRMED)
    assert own.status_code in (302, 403)
    assert TOTPDevice.objects.filter(user=helper).exists()
    assert "Reset second factor" in client.get(reverse("people")).content.decode()
    client.post(address, people.CONFIRMED)
    assert not TOTPDevice.objects.filter(user=lost).exists()
    entry = AuditEntry.objects.get(action="second factor reset")
    assert (entry.actor_id, entry.after["person"]) == (helper.pk, lost.username)
    assert Message.objects.filter(to=lost.email, body__contains="reset").exists()


def test_a_focal_point_resets_nobody(client):
    person, other = people.focal_point("ke"), people.focal_point("fr")
    codes.give_app(person)
    codes.give_app(other)
    codes.sign_in(client, person)
    client.post(reverse("reset_second_factor", args=[other.pk]), people.CONFIRMED)
    client.post(reverse("end_sessions_of", args=[other.pk]), people.CONFIRMED)
    assert TOTPDevice.objects.filter(user=other).exists()
    assert not AuditEntry.objects.filter(action__in=["second factor reset", "sessions ended"])


@pytest.mark.asvs("3.7.2")
def test_the_way_on_never_leaves_the_portal(client):
    user = people.officer()
    codes.give_app(user)
    for later, wish in enumerate(("https://evil.example/", "//evil.example", "/\\evil.example")):
        client.force_login(user)
        data = {"code": codes.code(later=min(later, 1)), "next": wish}
        TOTPDevice.objects.update(last_t=-1)
        assert client.post("/account/code/", data)["Location"] == "/account/"
        client.logout()


def test_the_picture_needs_no_style_and_no_script():
    picture = second_factor.picture(people.officer(), codes.KEY)
    assert picture.startswith("<svg")
    assert "style=" not in picture
    assert "<script" not in picture


def test_development_does_not_insist(client, settings):
    settings.TWO_FACTOR_REQUIRED = False
    client.force_login(people.officer())
    assert client.get("/admin/").status_code == 200
