"""Keys of terms as people write them."""

import re


def recommendation_key(written) -> str:
    """4.j, 4(j), 4 (j), s30-4-j: the key s30-4-j."""
    match = re.fullmatch(r"\s*(?:s30-)?(\d+)[\s.\-(]*([a-z]+)\)?\s*", written.lower())
    return f"s30-{match[1]}-{match[2]}" if match else written


def letter_rank(letter: str) -> int:
    """a is 1, z is 26, aa is 27."""
    rank = 0
    for sign in letter:
        rank = rank * 26 + ord(sign) - ord("a") + 1
    return rank


def ranked_letter(rank: int) -> str:
    letters = ""
    while rank:
        rank, sign = divmod(rank - 1, 26)
        letters = chr(ord("a") + sign) + letters
    return letters
