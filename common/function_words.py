"""Function words of five languages: words of grammar, which say nothing of a subject.

Articles, pronouns, prepositions, conjunctions, auxiliaries and words that ask. Chinese, without
spaces, has none here. Lucene's own lists do as much for a text in its own language; these are for
a search, whose language nobody declares, in texts of every language.
"""

from collections import Counter
from functools import lru_cache

from common.folding import folded

WORDS = {
    "en": """
        a about after all also although am an and any are as at be because been before being
        between both but by can could did do does doing done during each for from had has have
        having he her hers him his how i if in into is it its may me might must my no nor not of
        off on once only or our ours over own per please shall she should so some such than that
        the their theirs them then there these they this those through to too under until up
        upon us very was we were what when where whether which while who whom whose why will
        with within without would you your
    """,
    "fr": """
        à afin ai ainsi après as au aucun aucune aussi autre autres aux avant avec avez avoir
        avons c ce ceci cela celle celles celui ces cet cette ceux chaque chez comme comment d
        dans de depuis des donc dont du elle elles en entre es est et été être eu eux font il
        ils j je l la le les leur leurs lors lui m ma mais me même mes moi mon n ne ni nos notre
        nous on ont ou où par parmi pas pendant peut peuvent plus pour pourquoi puis qu quand
        que quel quelle quelles quels qui quoi s sa sans se sera seront ses si son sont sous sur
        t ta te tes toi ton tous tout toute toutes très tu un une vers vos votre vous y
    """,
    "es": """
        a al algo algún alguna algunas algunos ante antes aquel aquella aquello así aún cada
        como cómo con contra cual cuál cuales cuáles cuando cuándo cuánto de del desde donde
        dónde durante e el él ella ellas ellos en entre era eran es esa esas ese eso esos esta
        está estaba están estas este esto estos fue fueron ha haber había hace han hasta hay la
        las le les lo los más me mi mientras muy ni no nos nosotros o os otra otras otro otros
        para pero por porque pueden puede pues qué que quien quién quienes se según sea ser si
        sí sido sin sobre son su sus también tan te tiene tienen todo toda todas todos tras tu
        tus u un una unas uno unos y ya yo
    """,
    "ru": """
        а без бы был была были было быть в вам вас весь во вот все всех вы где да для до его ее
        её ей если есть еще ещё же за и из или им их к каждый как какая какие каким каких какой
        ко когда кто ли либо между мы на над нас не него неё ней нет ни них но о об обо он она
        они оно от перед по под почему при про с своей своих свой себя со так также там то того
        тоже той только том тот ту у уже чего чем что чтобы эта эти этих это этого этой этом
        этот я
    """,
    "ar": """
        أن إن أو أي أين إذا إلى التي الذي الذين بعد بل بين تحت ثم حتى حول حيث خلال ذلك سوف عن
        عند على غير فوق في فيه فيها قبل قد كان كانت كل كم كما كيف لا لدى لكن لم لماذا لن له لها
        ما ماذا متى مع من منذ منه منها هذا هذه هل هم هو هي و وفي ومن
    """,
}


@lru_cache
def by_language() -> dict[str, frozenset[str]]:
    return {
        language: frozenset(folded(word) for word in words.split())
        for language, words in WORDS.items()
    }


def function_words_among(words: list[str]) -> frozenset[str]:
    """Those of the folded words that are function words of the language most of them belong to.

    None if nothing else would be left: whoever asks for "who" or "the" looks for that word.
    """
    lists = by_language()
    found = Counter({name: sum(word in known for word in words) for name, known in lists.items()})
    language, number = found.most_common(1)[0]
    if not number:
        return frozenset()
    grammar = frozenset(words) & lists[language]
    return grammar if set(words) - grammar else frozenset()
