"""Keys of terms as people write them."""

import re


def recommendation_key(written) -> str:
    """4.j, 4(j), 4 (j), s30-4-j: the key s30-4-j."""
    match = re.fullmatch(r"\s*(?:s30-)?(\d+)[\s.\-(]*([a-z]+)\)?\s*", written.lower())
    return f"s30-{match[1]}-{match[2]}" if match else written
