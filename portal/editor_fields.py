"""Wagtail's editor reads texts and dates with the portal's form fields."""

from django.db import models
from wagtail.admin.forms.models import register_form_field_override
from wagtail.admin.widgets import AdminAutoHeightTextInput, AdminDateInput, AdminDateTimeInput

from common import forms

FIELDS = (
    (models.CharField, {"form_class": forms.CharField}),
    (models.TextField, {"form_class": forms.CharField, "widget": AdminAutoHeightTextInput}),
    (models.DateField, {"form_class": forms.DateField, "widget": AdminDateInput}),
    (models.DateTimeField, {"form_class": forms.DateTimeField, "widget": AdminDateTimeInput}),
)


def take_over() -> None:
    for field, override in FIELDS:
        register_form_field_override(field, override=override, exact_class=True)
