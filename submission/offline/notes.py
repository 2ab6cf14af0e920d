"""Notes on a filled-in form: answers that were not taken over, and content that was left out."""

from dataclasses import dataclass

from django.utils.translation import gettext as _


@dataclass(frozen=True)
class Note:
    """What a focal point has to know about one answer; stored and shown with the draft.

    `field` is the name of the model field, empty where the file says something that belongs to
    no question. `message` is a whole sentence. `text` repeats what was written, so that nobody
    has to look it up in the file; it is empty for what has no words, such as a picture.
    """

    field: str
    message: str
    text: str = ""

    def __str__(self) -> str:
        if not self.text:
            return self.message
        return _("%(message)s You wrote: %(text)s") % {"message": self.message, "text": self.text}
