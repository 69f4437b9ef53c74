"""Whether a text is English, and what it is if it is not."""

from __future__ import annotations

import pycountry

from kg.pages.furniture import words

# A third and more of the words of English prose are among these; of French or Dutch, a few in a hundred.
_SMALL_WORDS = words("""
    the of and to in that is was for it with as on be at by had are but from or have an they which one were all
    their there been has when who will more no if out so said what up its about than them can only other he she you this
    would could should after into just because these those where while him our some
""")
_SURE, _FOREIGN = 0.2, 0.12
_ENOUGH = 40
# how much likelier another language must be, as a difference of log-likelihoods: names alone reach 25
_MARGIN = 30.0
# characters that are looked at; most pages show with the first of them that they are English
_SAMPLE, _GLANCE = 3000, 600


def other_language(text: str) -> str | None:
    """The name of the language that a text is in ("French"), or None if it is English or cannot be told."""
    share, count = _small_words(text[:_GLANCE])
    if share < _SURE and len(text) > _GLANCE:
        share, count = _small_words(text[:_SAMPLE])
    if not count or share >= _SURE or (count < _ENOUGH and share >= _FOREIGN):
        return None
    return _name(_classify(text[:_SAMPLE]))


def is_english(text: str) -> bool:
    """Whether a text is English beyond doubt."""
    return _small_words(text[:_SAMPLE])[0] >= _SURE


def _small_words(text: str) -> tuple[float, int]:
    """What share of a text's words is small English ones, and how many words it has."""
    said = text.lower().split()
    return sum(map(_SMALL_WORDS.__contains__, said)) / max(1, len(said)), len(said)


def _classify(text: str) -> str:
    """The code of the language that a text is most likely in: English unless another is far likelier."""
    # its import reads a model, which a page in plain English can do without
    import py3langid

    ranked = dict(py3langid.rank(text))
    best = next(iter(ranked))
    return str(best) if ranked[best] - ranked["en"] > _MARGIN else "en"


def _name(code: str) -> str | None:
    if code == "en":
        return None
    language = pycountry.languages.get(alpha_2=code) or pycountry.languages.get(alpha_3=code)
    return str(language.name).partition(" (")[0] if language else f"the language {code!r}"
