"""Lines of the empty form, to tell them from what somebody wrote outside its boxes."""

from django.conf import settings
from django.utils import translation

from submission.offline.questions import plain
from taxonomy.models import Chapter

from . import word


def foreign(text: str, title: str) -> str:
    """The lines that a form with this title has not of itself."""
    own = _own() | {plain(title)}
    return "\n".join(line for line in text.split("\n") if plain(line) not in own).strip()


def _own() -> set[str]:
    lines, chapters = {""}, list(Chapter.objects.all())
    for code, _name in settings.LANGUAGES:
        with translation.override(code):
            lines.add(plain(word.introduction()))
            lines |= {plain(f"{chapter.number}. {chapter.label}") for chapter in chapters}
    return lines
