"""Cleaning and Unicode normalisation of text.

`clean` for a text of several lines and `clean_line` for one line are applied where text comes in;
`xml_safe` where it leaves in XML; `bare` where two texts are compared or searched.

Direction marks: a single mark (LRM, RLM, ALM) is kept where a text has right-to-left letters, since
its author may have placed it to keep brackets and numbers in order. Isolates are kept if each is
closed in its line. Embeddings and overrides reach beyond the text they stand in, turn words round
without a trace, and are mostly left by copying from other programs: they go.
"""

import re
import unicodedata

LINE_ENDS = re.compile("\r\n|[\r\x0b\x0c\x85\u2028\u2029]")
# Quotation marks and dashes of Windows, read as Latin-1 on their way: what HTML takes them for.
WINDOWS = {code: bytes([code]).decode("cp1252", "ignore") for code in range(0x80, 0xA0)}
# Control characters and noncharacters: XML 1.0 forbids or discourages each of them.
CONTROL = re.compile(
    "[\x00-\x08\x0e-\x1f\x7f\ufdd0-\ufdef\ufffe\uffff"
    + "".join(f"{chr(end - 1)}{chr(end)}" for end in range(0x1FFFF, 0x110000, 0x10000))
    + "]"
)
NOT_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
SURROGATES = re.compile("[\ud800-\udfff]")

# Soft hyphen, grapheme joiner, word joiner, invisible operators, deprecated format signs, byte
# order mark, annotation signs, Hangul fillers, embeddings and overrides.
INVISIBLE = re.compile(
    "[\u00ad\u034f\u17b4\u17b5\u180e\u2060-\u2065\u206a-\u206f\u202a-\u202e"
    "\u3164\ufeff\uffa0\ufff0-\ufffb\U0001bca0-\U0001bca3\U0001d173-\U0001d17a]"
)
# Thai, Lao, Burmese and Khmer separate words with it.
_UNSPACED = "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff"
ZERO_WIDTH_SPACE = re.compile(f"(?<![{_UNSPACED}])\u200b|\u200b(?![{_UNSPACED}])")
# Arabic, Syriac, Mongolian and the scripts of India join and part letters with them; emoji join.
_JOINED = (
    "\u0600-\u061b\u061d-\u07bf\u0840-\u0dff\u1000-\u109f\u1780-\u18af"
    "\ufb50-\ufdff\ufe70-\ufefc\U0001e900-\U0001e95f"
)
_EMOJI = "\u2190-\u2bff\ufe0f\U0001f000-\U0001faff"
JOINERS = re.compile(f"(?<![{_JOINED}{_EMOJI}])[\u200c\u200d]|(?<=[{_EMOJI}])\u200d(?![{_EMOJI}])")
# Letters that only flags of regions are spelt with, after a black flag.
TAGS = re.compile("(\U0001f3f4[\U000e0020-\U000e007f]+)|[\U000e0000-\U000e007f]")
MARKS = re.compile("[\u200e\u200f\u061c]")
ISOLATES = re.compile("[\u2066-\u2069]")
RIGHT_TO_LEFT = re.compile(
    "[\u0590-\u061b\u061d-\u08ff\ufb1d-\ufdff\ufe70-\ufefc\U00010800-\U00010fff\U0001e800-\U0001efff]"
)

ESCAPE = re.compile("_x([0-9A-Fa-f]{4})_")


def clean(text: str) -> str:
    """The text as it is stored: every word kept, nothing in it that cannot be seen or sent on."""
    if text.isascii() and text.isprintable():
        return text
    text = LINE_ENDS.sub("\n", text).translate(WINDOWS)
    text = unicodedata.normalize("NFC", without_control_characters(text))
    return text if text.isascii() else _without_invisible(text)


def clean_line(text: str) -> str:
    """The same for a title or a name, which has no line breaks."""
    return re.sub(r"\s*[\n\t]\s*", " ", clean(text)).strip()


def without_control_characters(text: str) -> str:
    """What a database or an encoder would refuse is left out, and nothing else changed."""
    return CONTROL.sub("", _whole_characters(text))


def xml_safe(text: str) -> str:
    """The text without the characters that XML 1.0 cannot hold, whatever is stored."""
    return NOT_XML.sub("", text)


def bare(text: str) -> str:
    """The text for comparing and searching: no format signs at all, every space the same."""
    return " ".join(without_format_signs(clean(text)).split())


def without_format_signs(text: str) -> str:
    """For an index: direction marks and joiners would be part of a word there."""
    if not text.isascii():  # each sign is looked at once, however often it stands there
        text = text.translate({ord(sign): None for sign in set(text) if not _is_seen(sign)})
    return unicodedata.normalize("NFC", text)


def shortened(text: str, length: int) -> str:
    """At most so many characters, the last one an ellipsis; no letter is parted from its marks."""
    if len(text) <= length:
        return text
    end = length - 1
    while end and unicodedata.combining(text[end]):
        end -= 1
    return f"{text[:end]}…"


def is_blank(text: str) -> bool:
    """Whether a reader would see nothing."""
    return not bare(text).strip("\u2800\u115f\u1160")


def unescape_excel(text: str) -> str:
    """`_x000D_` in a workbook's XML is the character of that number; `_x005F_` an underscore."""
    return ESCAPE.sub(lambda match: chr(int(match[1], 16)), text)


def escape_excel(text: str) -> str:
    """A text that holds `_x000D_` in so many words, so that a workbook gives it back unchanged."""
    return re.sub("_(?=x[0-9A-Fa-f]{4}_)", "_x005F_", text)


def _whole_characters(text: str) -> str:
    """Halves of one character become that character; a half alone goes."""
    if not SURROGATES.search(text):
        return text
    return text.encode("utf-16", "surrogatepass").decode("utf-16", "ignore")


def _without_invisible(text: str) -> str:
    text = INVISIBLE.sub("", text)
    text = ZERO_WIDTH_SPACE.sub("", text)
    text = TAGS.sub(lambda match: match[1] or "", text)
    if not RIGHT_TO_LEFT.search(text):
        text = MARKS.sub("", text)
    text = JOINERS.sub("", text)
    if ISOLATES.search(text):
        text = "\n".join(_closed_isolates(line) for line in text.split("\n"))
    return unicodedata.normalize("NFC", text)  # letters that the signs had kept apart


def _closed_isolates(line: str) -> str:
    """The line as it is if each isolate in it is closed; otherwise without isolates."""
    depth = 0
    for sign in ISOLATES.findall(line):
        depth += -1 if sign == "\u2069" else 1
        if depth < 0:
            break
    return ISOLATES.sub("", line) if depth else line


def _is_seen(character: str) -> bool:
    return unicodedata.category(character) not in ("Cf", "Cc", "Cs") or character.isspace()
