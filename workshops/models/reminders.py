"""Which next steps people were reminded of, sealed as the steps are."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from taxonomy.models import MemberState

from .assessments import Assessment
from .sealed import Sealed


class Reminded(Sealed):
    """`data`: steps, {item: the date of which people were reminded}."""

    assessment = models.OneToOneField(Assessment, models.CASCADE, related_name="reminded")

    class Meta:
        verbose_name = _("reminders of next steps")
        verbose_name_plural = _("reminders of next steps")

    def __str__(self) -> str:
        return str(self.assessment_id)

    @property
    def owner(self) -> MemberState:
        return self.assessment.owner
