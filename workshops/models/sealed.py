"""Keys of States, and rows that only their State can read."""

import uuid
from functools import cached_property
from typing import Any

from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.db import models
from django.utils.translation import gettext_lazy as _

from taxonomy.models import MemberState
from workshops import sealing


class StateKeyManager(models.Manager["StateKey"]):
    def current(self, state: MemberState) -> "StateKey":
        """The newest key of a State; its first one is made when it is asked for."""
        found = self.filter(state=state).order_by("-number").first()
        return found or self.create(state=state, wrapped=sealing.new_key())


class StateKey(models.Model):
    """Deleting the keys of a State erases whatever was sealed with them, everywhere at once."""

    state = models.ForeignKey(MemberState, models.PROTECT, related_name="workshop_keys")
    number = models.PositiveSmallIntegerField(_("number"), default=1)
    wrapped = models.TextField(editable=False)
    created_at = models.DateTimeField(_("made on"), auto_now_add=True)

    objects = StateKeyManager()

    class Meta:
        verbose_name = _("key of a State")
        verbose_name_plural = _("keys of States")
        constraints = [models.UniqueConstraint(fields=["state", "number"], name="state_key_once")]

    def __str__(self) -> str:
        return f"{self.state_id}, {self.number}"

    @cached_property
    def cipher(self) -> AESGCM:
        """The key itself, unwrapped once for all rows that share this object."""
        return sealing.unwrap(self.wrapped)


class Sealed(models.Model):
    """Mixed into rows of a State; `data` is what they hold, and never a column in clear.

    A row says by `owner` whose key seals it.
    """

    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    key = models.ForeignKey(StateKey, models.SET_NULL, null=True, editable=False, related_name="+")
    sealed = models.BinaryField(editable=False, default=bytes)

    class Meta:
        abstract = True

    @property
    def owner(self) -> MemberState:
        raise NotImplementedError

    @property
    def is_erased(self) -> bool:
        """Whether the key that sealed the row is destroyed."""
        return bool(self.sealed) and self.key_id is None

    def check_seal(self) -> None:
        """Raises SealBrokenError once the key is destroyed, so that nothing is added to the row."""
        if self.is_erased:
            raise sealing.SealBrokenError

    @cached_property
    def data(self) -> dict[str, Any]:
        """Empty for a new row; raises SealBrokenError once the key is destroyed."""
        self.check_seal()
        if self.key is None:
            return {}
        return sealing.unseal(self.key.cipher, self.sealed, self._place)

    def seal(self, data: dict[str, Any]) -> None:
        """Take these for what the row holds; save() is the caller's."""
        self.seal_with(StateKey.objects.current(self.owner), data)

    def seal_with(self, key: StateKey, data: dict[str, Any]) -> None:
        self.key = key
        self.sealed = sealing.seal(key.cipher, data, self._place)
        self.__dict__["data"] = data

    @property
    def _place(self) -> str:
        return f"{self._meta.label_lower}:{self.uid}"
