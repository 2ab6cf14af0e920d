"""Chinese words for search engines that split text at spaces only."""

import re

_RUN = re.compile(r"[\u3400-\u4dbf\u4e00-\u9fff]+")


def bigrams(text: str | None) -> str:
    """Overlapping pairs of the Chinese characters in a text: 戒毒治疗 → 戒毒 毒治 治疗."""
    pairs: list[str] = []
    for run in _RUN.findall(text or ""):
        pairs += [run[i : i + 2] for i in range(max(1, len(run) - 1))]
    return " ".join(pairs)


def has_chinese(text: str) -> bool:
    return bool(_RUN.search(text))


def split_chinese(text: str | None) -> str:
    """The text with each run of Chinese characters replaced by its pairs."""
    return _RUN.sub(lambda match: f" {bigrams(match.group())} ", text or "")
