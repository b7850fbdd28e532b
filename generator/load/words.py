"""The words that tell most about an entry, for finding related ones."""

from __future__ import annotations

from collections.abc import Mapping

from generator.core.memo import Memo
from generator.core.words import fold_form

# Words of English and te reo Māori that stand in every text, folded and without apostrophes.
_STOP_WORDS = """
about above after again against ain all also although always and another any anyone are around because been
before being below between both but came can cannot come could did does doing done down
during each either else ever every few for from further get gets getting give given goes going gone good got great
had has have having her here hers herself him himself his how however into its itself just know
let like lot made make makes making many may maybe more most much must myself need needs never not now off
often once one only onto other others ought our ours ourselves out over own perhaps put quite rather really said
same say says see seen shall she should since some something soon still such take taken than that the their
theirs them themselves then there these they thing things think this those though through thus too took toward
towards two under until upon use used uses using very want was way ways well went were what when where
whether which while who whom whose why will with within without won would yes yet you your yours yourself
yourselves arent cant couldnt didnt doesnt dont hadnt hasnt havent hes isnt ive lets mustnt shes shouldnt thats
theres theyll theyre theyve wasnt werent weve whats wont wouldnt youll youre youve
aku ana ano anei ara atu aua auaua engari era etahi hei hoki ina inaianei ira iho kai kaore kau kei kia
koe koia kore koutou kua mai matou mau mehemea mea mei mena mua nana nau nei nga noa nona nou ona oku otira pea
penei pera rano ratou raua reira roto runga taku tana tatou taua tena tenei tera tetahi tino toku tona tonu waho
whai
"""
STOP_WORDS = frozenset(_STOP_WORDS.split())


def telling_words(counts: Mapping[str, int], limit: int = 40) -> tuple[tuple[str, int], ...]:
    """Return the ``limit`` most frequent of the counted forms with their counts, most frequent first, then by alphabet.

    Words are folded (``whānau`` → ``whanau``), at least three letters long, and in the singular as far as an English
    ending tells; words that stand in every text are left out.
    """
    plain = dict(counts)
    # Most forms stand for themselves. Those that may not are looked at one by one.
    others: dict[str, int] = {}
    for form in [form for form in plain if form[-1] == "s" or not form.isascii()]:
        word = _TELLING[form]
        others[word] = others.get(word, 0) + plain.pop(form)
    others.pop("", 0)
    for word in others:
        if word in plain and _tells(word):
            others[word] += plain[word]
    found = plain | others
    ranked: list[tuple[int, str]] = []
    least = 0
    for word in sorted(found, key=found.__getitem__, reverse=True):
        count = found[word]
        if count < least:
            break
        if word in others or _tells(word):
            ranked.append((-count, word))
            if len(ranked) == limit:
                least = count  # others that count as much may come before, by alphabet
    return tuple([(word, -count) for count, word in sorted(ranked)[:limit]])


def _tells(form: str) -> bool:
    return len(form) >= 3 and form not in STOP_WORDS and form.isalpha()


def _telling(form: str) -> str:
    """The word that a form counts for, or ""."""
    if not _tells(form):
        return ""
    folded = fold_form(form)
    return _singular(folded) if folded not in STOP_WORDS and len(folded) >= 3 else ""


_TELLING = Memo(_telling, 1 << 16)


def _singular(word: str) -> str:
    """The singular, by the endings of regular English plurals only."""
    if len(word) < 4 or not word.endswith("s") or word.endswith(("ss", "us", "is")):
        return word
    if word.endswith("ies") and len(word) > 4:
        return word[:-3] + "y"
    if word.endswith(("sses", "shes", "ches", "xes", "zzes")):
        return word[:-2]
    return word[:-1]
