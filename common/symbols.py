"""Symbols of United Nations documents: E/CN.7/2020/CRP.1/Rev.1, A/RES/67/193, CND res. 60/1.

A symbol names an organ, bodies below it, as a rule a session or a year, and a number, perhaps of a
series (CRP., L.); what is added, corrected or revised says so at the end. Nothing is ever supplied
that was not written: E/CN.7/9 has no year.
"""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

LONGEST = 200  # characters that are looked at; the longest joint symbols have half of them
SUFFIXES = ("Add", "Corr", "Rev")
ORGANS = ("A", "E", "S", "ST", "UNODC", "CTOC", "CAC")  # that are read without slashes, too
# Written with a full stop before the number, whatever stands between them.
SERIES = ("CRP", "L", "NGO", "INF", "PV", "SR", "WP", "R", "Misc")
DOTTED = (*SERIES, *SUFFIXES, "CN", "C", "AC", "WG", "Sub", "CONF", "PC", "NR", "SER")
_AS_PRINTED = {word.upper(): word for word in DOTTED}
_WORDS = {"ADDENDUM": "ADD", "CORRIGENDUM": "CORR", "REVISION": "REV"}
_RESOLUTIONS = ("RES", "DEC")

# Capital letters of other scripts that a keyboard gives in the place of Latin ones.
_LOOK_ALIKE = str.maketrans("АВЕКМНОРСТХΑΒΕΗΚΜΝΟΡΤΧ", "ABEKMHOPCTXABEHKMNOPTX")
_SLASHES = re.compile(r"[\u2044\u2215\u29f8\\]")
_ADDRESS = re.compile(r"^(?:HTTPS?://)?(?:WWW\.)?UNDOCS\.ORG/(?:(?:AR|EN|ES|FR|RU|ZH)/)?")
_RESOLUTION = re.compile(
    r"^(?:(?P<A>GA|UNGA|GENERAL ASSEMBLY)|(?P<E>ECOSOC|ECONOMIC AND SOCIAL COUNCIL)"
    r"|CND|COMMISSION(?: ON NARCOTIC DRUGS)?)"
    r"[\s/]*(?:RES(?:OLUTION)?)?[\s./]*(?=(?:E?S-)?\d)"
)
_WITH_NUMBER = rf"(?:{'|'.join(map(str.upper, DOTTED))})"
_DOTTED = re.compile(rf"(?<![A-Z])({_WITH_NUMBER})[\s.]*(?=\d)")
_LEFT_OUT = re.compile(rf"(?<=\d)\s+(?=\d|{_WITH_NUMBER}\.\d)")  # a slash that was
_BESIDE = re.compile(  # between two symbols of one document
    r"(?<=[\d)*])(?:\s*[-,;&]\s*|\s+)(?=[A-Z]{1,8}\s*/)"
    rf"|(?<=[\d)*])\s*/\s*(?=(?:{'|'.join(ORGANS)})\s*/)"
)
_SESSION = re.compile(r"(E?S)-?(?=\d)")
_COMPONENT = re.compile(
    r"(?P<session>E?S-?\d+)|(?P<number>\d+)(?P<letter>[A-Z]?)(?P<of>\((?:[IVXLC]+|\d{4})\))?"
    r"|(?P<word>[A-Z]+)(?:\.?(?P<at>\d+[A-Z]?)|\.(?P<part>[A-Z]+))?"
)


@dataclass(frozen=True)
class Symbol:
    """One symbol; `components` are what stands between the slashes, as the United Nations print it.

    A resolution of the Commission has no symbol of its own, and is written CND res. 60/1.
    """

    components: tuple[str, ...]

    def __str__(self) -> str:
        if self.components[:2] == ("CND", "RES"):
            return f"CND res. {'/'.join(self.components[2:])}"
        return "/".join(self.components)

    @property
    def key(self) -> str:
        """The same for every spelling."""
        return "/".join(self.components).casefold()

    @property
    def slug(self) -> str:
        return re.sub(r"[^a-z0-9]+", "-", self.key).strip("-")

    @property
    def organ(self) -> str:
        return self.components[0]

    @property
    def bodies(self) -> tuple[str, ...]:
        """What stands before session and number, such as CN.7 or HONLAF."""
        return tuple(each for each in self._base[1 : self._first_number] if not _is_series(each))

    @property
    def session(self) -> str:
        """Of the symbol alone: a year (2020) or the number of a session (67, S-30), or nothing."""
        numbered = self._base[self._first_number :]
        return numbered[0] if len(numbered) > 1 else ""

    @property
    def year(self) -> int | None:
        is_year = re.fullmatch(r"(?:19|20)\d\d", self.session)
        return int(self.session) if is_year else None

    @property
    def series(self) -> str:
        """CRP, L, RES and so on, or nothing."""
        word = self._base[-1].split(".")[0]
        if word in SERIES:
            return word
        return next((word for word in _RESOLUTIONS if word in self._base[1:]), "")

    @property
    def suffixes(self) -> tuple[str, ...]:
        """What it is to the document that the rest names: Add.1, Corr.1, Rev.2, in this order."""
        return self.components[len(self._base) :]

    @property
    def base(self) -> "Symbol":
        """The document that it adds to, corrects or revises, or itself."""
        return Symbol(self._base)

    @property
    def _base(self) -> tuple[str, ...]:
        at = len(self.components)
        while at > 1 and self.components[at - 1].split(".")[0] in SUFFIXES:
            at -= 1
        return self.components[:at]

    @property
    def _first_number(self) -> int:
        numbered = (at for at, each in enumerate(self._base) if at and _is_number(each))
        return next(numbered, len(self._base))


def parse(text: str) -> Symbol | None:
    """The symbol, however it is written; of a joint symbol the first."""
    return next(iter(parse_joint(text)), None)


def parse_joint(text: str) -> tuple[Symbol, ...]:
    """All symbols of one document, in their order; none if one of them is no symbol."""
    parts = _BESIDE.split(_with_slashes(_normal(text)))
    symbols = [_symbol(part) for part in parts]
    known = tuple(dict.fromkeys(symbol for symbol in symbols if symbol))
    return known if all(symbols) else ()


def is_reissued(text: str) -> bool:
    """Whether an asterisk behind the symbol says that the document was issued again."""
    return text.rstrip(" .)").endswith(("*", "＊"))


def _normal(text: str) -> str:
    """Capital Latin letters, ASCII digits, one kind of slash and of dash."""
    text = unicodedata.normalize("NFKC", text[:LONGEST]).upper().translate(_LOOK_ALIKE)
    text = "".join(map(_plain, text))
    text = _SLASHES.sub("/", text).strip(" .,;:\"'«»“”„‘’<>[]{}*")
    text = text[1:-1] if text.startswith("(") and text.endswith(")") else text
    return _ADDRESS.sub("", text).rstrip("*/ ")


def _plain(character: str) -> str:
    if character.isascii():
        return character
    category = unicodedata.category(character)
    if category == "Cf":
        return ""
    if category == "Pd" or character == "−":
        return "-"
    return str(unicodedata.decimal(character, character))


def _with_slashes(text: str) -> str:
    """File names, and people in a hurry, put other signs between the components."""
    text = _RESOLUTION.sub(lambda match: f"{match.lastgroup or 'CND'}/RES/", text)
    text = re.sub("|".join(_WORDS), lambda match: _WORDS[match[0]], text)
    text = _DOTTED.sub(r"\1.", text.replace("_", "/"))
    if "/" in text:
        return _LEFT_OUT.sub("/", text)
    if not re.match(rf"(?:{'|'.join(ORGANS)})[-\s]", text):
        return text
    text = re.sub(r"(?<=[A-Z])([-\s])(E?S)-(?=\d+[-\s]\d)", r"\1\2", text)
    return re.sub(r"\s*-\s*|\s+", "/", text)


def _symbol(text: str) -> Symbol | None:
    written = re.sub(r"[\s*]+", "", text).split("/")
    components = list(_components(written))
    is_whole = len(components) == len(written) > 1
    if not is_whole or not re.fullmatch("[A-Z]{1,8}", components[0]):
        return None
    if not re.search(r"\d", components[-1]):
        return None
    return Symbol(tuple(components))


def _components(written: list[str]) -> Iterator[str]:
    for text in written:
        match = _COMPONENT.fullmatch(text)
        if match:
            yield _printed(match)


def _printed(match: re.Match[str]) -> str:
    if match["session"]:
        return _SESSION.sub(r"\1-", match["session"])
    if match["number"]:
        return f"{int(match['number'])}{match['letter']}{match['of'] or ''}"
    word = _AS_PRINTED.get(match["word"], match["word"])
    behind = match["at"] or match["part"]
    return f"{word}.{behind}" if behind else word


def _is_number(component: str) -> bool:
    return component[0].isdigit() or bool(_SESSION.match(component))


def _is_series(component: str) -> bool:
    return component.split(".")[0] in SERIES
