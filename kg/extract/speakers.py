"""From the noun that a reporting verb has for its subject to the actors in whose mouth the words are."""

from __future__ import annotations

from typing import Final

from spacy.tokens import Token

from kg.extract.actors import Actors
from kg.extract.reports import Report, Scene

_PERSONAL: Final = frozenset({"he", "she", "they", "him", "her", "them"})
_FOR: Final = frozenset({"for", "of", "from", "by", "with", "at", "in", "among"})
_PARTS: Final = frozenset(
    "number group collection dozens scores hundreds many some most several majority minority all both each handful lot "
    "host couple pair series half one two three others few".split()
)
_OF_BODIES: Final = frozenset(
    {"spokesman", "spokeswoman", "spokesperson", "spokesmen", "spokespeople", "spokespersons"}
)


def speakers_of(report: Report, scene: Scene, actors: Actors) -> tuple[int, ...]:
    """The actors who speak, in the order of the text; () where nobody is known."""
    found: list[int] = []
    for token in report.speakers:
        found += _actors_of(token, report, scene, actors)
    return tuple(dict.fromkeys(found))


def addressees_of(report: Report, actors: Actors) -> tuple[int, ...]:
    """The actors who are told."""
    return tuple(dict.fromkeys(actor for token in report.addressees for actor in actors.one(token)))


def _actors_of(token: Token, report: Report, scene: Scene, actors: Actors) -> tuple[int, ...]:
    if token.lower_ in _PERSONAL:
        words = token.doc.char_span(report.start, report.end, alignment_mode="expand")
        found = actors.pronoun(token, excluding=words)
        return () if found is None else (found,)
    own = actors.one(token)
    if own:
        return own
    for apposition in scene.grammar.appositions(token):
        if own := actors.one(apposition):
            return own
    return _issuer(token, scene, actors)


def _issuer(token: Token, scene: Scene, actors: Actors) -> tuple[int, ...]:
    """Whose a document is ("a rebel statement", "a letter from Oslo"), or for whom a spokesman speaks."""
    if token.lower_ not in scene.words.documents | _OF_BODIES | _PARTS:
        return ()
    grammar = scene.grammar
    nouns = [*grammar.possessors(token), *grammar.modifiers(token)]
    nouns += [noun for preposition, noun in grammar.prepositional(token) if preposition in _FOR]
    for noun in nouns:
        if own := actors.one(noun):
            return own
    return ()
