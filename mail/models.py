"""Mail on its way: written with the change it tells of, sent when the mail server answers."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from common.work_queue import WorkItem, WorkQuerySet


class Message(WorkItem):
    class State(models.TextChoices):
        PENDING = "pending", _("waiting")
        SENDING = "sending", _("being sent")
        SENT = "sent", _("sent")
        FAILED = "failed", _("given up")

    to = models.EmailField(_("to"))
    subject = models.CharField(_("subject"), max_length=255)
    body = models.TextField(_("text"))
    # Empty: the HTML part is made from the text when the message is sent.
    html = models.TextField(_("HTML part"), blank=True, db_default="")
    language = models.CharField(_("language"), max_length=10, blank=True, db_default="")
    # Empty: settings.DEFAULT_FROM_EMAIL.
    sender = models.CharField(_("sender"), max_length=320, blank=True, db_default="")
    # The text of a message with a key in it (invitation, password) is wiped once it is sent.
    confidential = models.BooleanField(_("confidential"), default=False)
    # Of a message to a member of the public nothing is kept, the address least of all.
    forgotten = models.BooleanField(_("deleted once it is sent"), default=False)
    headers = models.JSONField(_("headers"), default=dict, blank=True)
    # Given at the first attempt and the same at each: a mailbox can tell a repetition.
    message_id = models.CharField(_("Message-ID"), max_length=255, blank=True, db_default="")
    state = models.CharField(_("state"), max_length=10, choices=State, default=State.PENDING)
    last_error = models.CharField(_("last error"), max_length=500, blank=True)
    created_at = models.DateTimeField(_("written at"), auto_now_add=True)
    sent_at = models.DateTimeField(_("sent at"), null=True, blank=True)

    objects = WorkQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]
        indexes = [models.Index(fields=["state", "next_try"], name="message_due")]
        verbose_name = _("message")
        verbose_name_plural = _("messages")

    def __str__(self) -> str:
        return f"{self.subject} → {self.to}"

    @property
    def is_list_mail(self) -> bool:
        """Whether its reader asked for it, as for an alert, and can stop it (RFC 2919)."""
        return "List-Id" in self.headers
