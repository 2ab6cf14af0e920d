"""Words of the portal alone are no password; a sentence that holds one is."""

import pytest
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError


@pytest.mark.asvs("6.2.11")
@pytest.mark.parametrize(
    "password", ["UNODC-portal-2026", "good practice portal", "NarcoticDrugs1!", "secretariat123"]
)
def test_words_of_the_portal_are_refused(password):
    with pytest.raises(ValidationError, match="have to do with the portal"):
        validate_password(password)


@pytest.mark.asvs("6.2.5", "6.2.9")
@pytest.mark.parametrize(
    "password",
    ["the portal sings at noon", "правильный конь батарея", "x" * 64 + "1", "7391 8264 5550 1"],
)
def test_others_are_taken_whatever_they_are_made_of(password):
    validate_password(password)
