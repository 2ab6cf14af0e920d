"""Signs of symbol fonts as Unicode: Greek letters, comparison signs, boxes and ticks."""

_GREEK = "αβχδεφγηιϕκλμνοπθρστυϖωξψζ"
_CAPITALS = "ΑΒΧΔΕΦΓΗΙϑΚΛΜΝΟΠΘΡΣΤΥςΩΞΨΖ"
_WINGDINGS = {0x4A: "☺", 0x6C: "●", 0x6E: "■", 0x6F: "☐", 0x76: "❖", 0xA7: "▪", 0xA8: "☐"} | {
    0xD8: "➢", 0xDF: "←", 0xE0: "→", 0xE8: "→", 0xFB: "✗", 0xFC: "✓", 0xFD: "☒", 0xFE: "☑"
}  # fmt: skip
_SYMBOL = (
    {ord("a") + place: sign for place, sign in enumerate(_GREEK)}
    | {ord("A") + place: sign for place, sign in enumerate(_CAPITALS)}
    | {0xA3: "≤", 0xA5: "∞", 0xAC: "←", 0xAE: "→", 0xB0: "°", 0xB1: "±", 0xB3: "≥"}
    | {0xB4: "×", 0xB7: "•", 0xB9: "≠", 0xBB: "≈", 0xD7: "⋅", 0x2D: "−"}
)
_FONTS = {
    "symbol": _SYMBOL,
    "wingdings": _WINGDINGS,
    "wingdings 2": {0x50: "✓", 0x52: "☑", 0x54: "☒", 0xA3: "☐"},
}

# A soft hyphen is seen only where a line ends; one that keeps a word together is a hyphen.
HYPHENS = {0xAD: None, 0x2011: "-"}


def sign(font: str, code: int) -> str | None:
    """The sign that a code of a symbol font shows, or None where it is not known."""
    low = code & 0xFF if 0xF000 <= code <= 0xF0FF else code
    found = _FONTS.get((font or "").casefold(), {}).get(low)
    if found is None and low < 0x7F and (font or "").casefold() == "symbol":
        return chr(low)  # digits and punctuation stand where they stand in ASCII
    return found


RAISED = str.maketrans("0123456789+-−=()n", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻⁼⁽⁾ⁿ")
LOWERED = str.maketrans("0123456789+-−=()", "₀₁₂₃₄₅₆₇₈₉₊₋₋₌₍₎")


def set_off(text: str, place: str) -> str:
    """Raised or lowered figures as signs of their own: 10⁶ is not 106. Letters stay (1er)."""
    signs = {"superscript": RAISED, "subscript": LOWERED}.get(place, {})
    return text.translate(signs) if all(ord(sign) in signs for sign in text) else text


def is_private(char: str) -> bool:
    return "\uf000" <= char <= "\uf0ff"
