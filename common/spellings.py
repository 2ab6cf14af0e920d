"""British and American spelling of English words, as one: the search finds either by the other.

The rules are applied to what is indexed and to what is asked for, so a word that a rule takes for
another spelling ("exercise") meets itself all the same. Lower case; the syntax of the patterns is
common to Python and Java, since Elasticsearch applies the same ones.
"""

import re
from functools import lru_cache

RULES = (
    ("^practis(?=(e|es|ed|ing)$)", "practic"),
    ("^(an|gyn|h|leuk|orthop|p|tox)ae(?=[a-z]{3})", "$1e"),  # paediatric, haematology
    ("(?<=[a-z]{3})is(?=(e|es|ed|er|ers|ing|ation|ations|ational)$)", "iz"),  # stigmatise
    ("(?<=[a-z]{3})ys(?=(e|es|ed|er|ers|ing)$)", "yz"),  # analyse
    ("(?<=[a-z]{3})our(?=(s|al|ally|ed|er|ers|ing|ite|hood|hoods)?$)", "or"),  # behaviour
    ("(?<=[a-z]{2}[bt])re(?=s?$)", "er"),  # centre
    ("(?<=[a-z]{2}[bt])red$", "ered"),  # centred
    ("^(def|off|lic|pret)ence(?=s?$)", "$1ense"),  # offence
    ("(?<=[a-z]{2}el)l(?=(ed|ing|or|ors|er|ers)$)", ""),  # counselling
    ("(?<=[a-z]{2})ll?ment(?=s?$)", "lment"),  # enrolment, fulfilment
    ("^programme(?=s?$)", "program"),
    ("^judgement(?=s?$)", "judgment"),
)


@lru_cache
def _compiled() -> list[tuple[re.Pattern[str], str]]:
    return [(re.compile(pattern), new.replace("$1", r"\1")) for pattern, new in RULES]


@lru_cache(maxsize=50_000)
def one_spelling(word: str) -> str:
    """The English word, folded, in the spelling that stands for both."""
    for pattern, replacement in _compiled():
        word = pattern.sub(replacement, word)
    return word
