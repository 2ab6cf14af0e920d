"""The symbols that a public text names, kept beside it: what cites a document is known at once."""

from collections.abc import Iterable, Iterator

from common.html import plain_text
from common.symbols import parse_joint
from practices.models import ContributionPage
from translations.models import Translation

from .models import Mention
from .symbol_links import MENTION

LONGEST_KEY = 100


def follow_texts(
    pages: list[ContributionPage], translations: dict[int, list[Translation]], **kwargs: object
) -> None:
    """Keep what these pages name now; few name anything."""
    named = {
        page.pk: keys_in(page, _passages(translations.get(page.pk, ())))
        for page in pages
        if page.live
    }
    kept = Mention.objects.filter(page_id__in=named).values_list("pk", "page_id", "symbol_key")
    gone = [pk for pk, page_id, key in kept if key not in named[page_id]]
    known = {(page_id, key) for _pk, page_id, key in kept}
    if gone:
        Mention.objects.filter(pk__in=gone).delete()
    Mention.objects.bulk_create(
        Mention(page_id=page_id, symbol_key=key)
        for page_id, keys in named.items()
        for key in sorted(keys)
        if (page_id, key) not in known
    )


def _passages(translations: Iterable[Translation]) -> Iterator[str]:
    for translation in translations:
        for passages in translation.text.values():
            yield from passages


def keys_in(page: ContributionPage, translated: Iterable[str] = ()) -> set[str]:
    """Keys of the symbols in the text and its translations, without those of a document itself."""
    texts = [*map(str, page.searched_texts()), *translated]
    keys = {key for text in texts for key in _keys_in(text)}
    return keys - set(getattr(page, "symbol_keys", ()))


def _keys_in(text: str) -> Iterator[str]:
    for match in MENTION.finditer(plain_text(text)):
        for symbol in parse_joint(match[0]):
            if len(symbol.key) <= LONGEST_KEY:
                yield symbol.key
