"""Stances that two take toward each other: "Oslo and Rome accused each other of delay", "the sides traded blame"."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import Final

from kg.extract.inflection import by_form
from kg.extract.positions.complements import Complement, complements
from kg.extract.positions.drafts import Draft
from kg.extract.positions.forms import VERBAL
from kg.extract.positions.reach import trimmed
from kg.extract.told import Telling, flat, group
from kg.extract.voices import Voices
from kg.language.tokens import Span, Token
from kg.model import Stance

_TAKEN: Final = {
    **dict.fromkeys(("accuse", "blame"), Stance.ACCUSES),
    **dict.fromkeys(("condemn", "criticise", "criticize", "denounce", "berate"), Stance.OPPOSES),
    **dict.fromkeys(("praise", "thank", "back"), Stance.SUPPORTS),
    "threaten": Stance.WARNS,
}
"""Verbs of what two do to each other."""
_TRADING: Final = ("trade", "exchange", "swap")
_TRADED: Final = {
    **dict.fromkeys(("accusations", "blame", "recriminations", "allegations"), Stance.ACCUSES),
    **dict.fromkeys(("barbs", "insults", "criticism", "jibes"), Stance.OPPOSES),
    **dict.fromkeys(("threats", "warnings"), Stance.WARNS),
}
_EACH: Final = frozenset({("each", "other"), ("one", "another"), ("the", "other"), ("the", "others")})
_LEADS: Final = frozenset({"of", "for", "with", "over"})


@cache
def _verbs() -> dict[str, str]:
    return by_form([*_TAKEN, *_TRADING])


def from_mutual(sentence: Span, voices: Voices) -> Iterator[Draft]:
    """The stances that those of whom a sentence tells take toward one another, one for each of them."""
    for token in sentence:
        lemma = _verbs().get(token.lower_) if token.tag_ in VERBAL else None
        if lemma is None:
            continue
        found = _traded(token, sentence) if lemma in _TRADING else _taken(token, lemma, sentence, voices)
        telling = group(token)
        if found is None or telling is None or telling.negated or telling.passive or not flat(token, telling):
            continue
        holders, (stance, target) = _holders(token, telling, voices), found
        if len(holders) < 2 or not voices.vouched(token, holders):
            continue
        for holder in holders:
            others = tuple(other for other in holders if other != holder)
            yield Draft(holder, stance, target, others, None, "mutual", 0.86)


def _holders(verb: Token, telling: Telling, voices: Voices) -> tuple[int, ...]:
    """Who do it: the subject, or of a participle behind "each" that of the verb before: "left, [each] accusing"."""
    before = verb.nbor(-1).lower_ if verb.i > verb.sent.start else ""
    if not (telling.participle and before == "each"):
        found = voices.subjects(verb, telling)
        opening = telling.first.i - 1 - (telling.first.i > verb.sent.start and telling.first.nbor(-1).tag_ == "NN")
        each = opening >= verb.sent.start and verb.doc[opening].lower_ == "each"
        if not each or len(found) > 1:
            return found
        two = voices.last_pair(verb)
        named = verb.doc[opening + 1].lower_ in {"country", "side", "government", "nation", "capital"}
        return voices.both_states(verb) if named and any(map(voices.actors.is_person, two)) else two
    main = next((t for t in verb.doc[verb.sent.start : verb.i] if t.tag_ in {"VBD", "VBZ", "VBP"}), None)
    above = group(main) if main is not None else None
    return voices.subjects(main, above) if main is not None and above is not None else ()


def _taken(verb: Token, lemma: str, sentence: Span, voices: Voices) -> tuple[Stance, Span] | None:
    """ "Accused [each other] of delay", "left, each blaming [the other]": the stance, and on what."""
    after = verb.i + 3
    pair = tuple(t.lower_ for t in verb.doc[verb.i + 1 : min(sentence.end, after)])
    each = "each" in {t.lower_ for t in verb.doc[max(sentence.start, verb.i - 3) : verb.i]}
    if pair not in _EACH or (pair[0] == "the" and not each):
        return None
    found: Complement | None = next((c for c in complements(after, sentence.end, voices) if c.frame in _LEADS), None)
    target = found.target if found is not None else trimmed(verb.doc, verb.i, after)
    return (_TAKEN[lemma], target) if target is not None else None


def _traded(verb: Token, sentence: Span) -> tuple[Stance, Span] | None:
    """ "Traded [fresh accusations] on Tuesday": the words; "have traded blame for years" tells a habit."""
    if verb.tag_ == "VBN":
        return None
    for token in sentence.doc[verb.i + 1 : min(sentence.end, verb.i + 4)]:
        if token.lower_ in _TRADED:
            target = trimmed(verb.doc, verb.i, token.i + 1)
            return (_TRADED[token.lower_], target) if target is not None else None
        if token.tag_ not in {"JJ", "DT", "NN", "CC", "VBN", "VBG"}:
            return None
    return None
