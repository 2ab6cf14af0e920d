"""Signal receivers: sessions end when a person serves another State, or none any more."""

from django.db.models.signals import post_delete, post_save
from django.dispatch import receiver

from accounts import sessions

from .models import FocalPoint


@receiver([post_save, post_delete], sender=FocalPoint)
def end_sessions(instance: FocalPoint, raw: bool = False, **kwargs) -> None:
    """The session began under other rights."""
    if not raw:
        sessions.end_all([instance.user_id])
