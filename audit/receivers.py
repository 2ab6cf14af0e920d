"""Signal receivers: what Wagtail logs about terms, States, files and settings."""

from django.db.models.signals import post_save
from django.dispatch import receiver
from wagtail.models import ModelLogEntry

from . import trail


@receiver(post_save, sender=ModelLogEntry)
def follow_log_of_terms(
    instance: ModelLogEntry, created: bool, raw: bool = False, **kwargs
) -> None:
    if created and not raw:
        trail.mirror_of_terms(instance)
