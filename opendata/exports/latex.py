"""LaTeX escapes for BibTeX values, chosen so that reference managers read the same text back."""

SPECIAL = {
    "\\": r"\textbackslash{}", "%": r"\%", "&": r"\&", "#": r"\#", "$": r"\$", "_": r"\_",
    "~": r"\textasciitilde{}", "^": r"\textasciicircum{}",
}  # fmt: skip
BALANCED = {"{": r"\{", "}": r"\}"}
# BibTeX counts braces and takes no notice of a backslash before one: a brace that is never closed
# would swallow the fields that follow.
ALONE = {"{": r"\ensuremath{\lbrace}", "}": r"\ensuremath{\rbrace}"}
# Two of these in a row are a dash or a quotation mark to LaTeX.
LIGATURES = "-'`"
COMMA_IN_A_KEYWORD = "\N{SINGLE LOW-9 QUOTATION MARK}"


def escaped(text: str) -> str:
    alone = _without_partner(text)
    parts, before = [], ""
    for place, char in enumerate(text):
        if char == before and char in LIGATURES:
            parts.append("{}")
        braces = ALONE if place in alone else BALANCED
        parts.append(braces.get(char) or SPECIAL.get(char, char))
        before = char
    return "".join(parts)


def _without_partner(text: str) -> set[int]:
    """Places of the braces that nothing opens or closes."""
    opened, alone = [], set()
    for place, char in enumerate(text):
        if char == "{":
            opened.append(place)
        elif char == "}":
            if opened:
                opened.pop()
            else:
                alone.add(place)
    return alone | set(opened)


def keyword(text: str) -> str:
    """A keyword in a list that readers cut at each comma and semicolon, in braces or not.

    JabRef, Zotero and bibtexparser know no escape for them, so a mark that looks like a comma
    stands in its place.
    """
    return escaped(text.replace(",", COMMA_IN_A_KEYWORD).replace(";", COMMA_IN_A_KEYWORD))
