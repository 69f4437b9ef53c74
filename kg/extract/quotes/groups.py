"""A reporting verb with who speaks, and a stretch of tokens made into the report of what they say."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from kg.extract.actors.vocabulary import vocabulary
from kg.extract.quotes.extent import finite
from kg.extract.quotes.nouns import BREAKS, pauses
from kg.extract.quotes.reports import Report, Scene
from kg.extract.quotes.subjects import subjects_of
from kg.language.tokens import Token
from kg.model import QuoteKind

_ROLE: Final = frozenset({"NOUN", "PROPN", "ADJ", "DET"})


@dataclass(frozen=True, slots=True)
class Group:
    """A reporting verb with who speaks: the tokens `doc[left:right]`."""

    speakers: tuple[Token, ...]
    left: int
    right: int


def group_of(scene: Scene, token: Token, first: int, last: int) -> Group:
    """A reporting verb and who speaks, from the break before them to the break behind."""
    doc, inside = scene.layout.doc, scene.layout.inside
    speakers = subjects_of(scene, token, first, last)
    verb = scene.words.verb(token)
    particle = verb is not None and token.i + 1 < last and doc[token.i + 1].lower_ in verb.others - {"to", "that"}
    right = max([token.i + particle, *(s.i for s in speakers)]) + 1
    if right > token.i + 1 + particle:
        while right < last and doc[right].text not in BREAKS | {"."} and not finite(doc[right]) and inside[right] < 0:
            right += 1
    left = min([token.i, *(s.i for s in speakers)])
    while left > first and not pauses(doc[left - 1]) and inside[left - 1] < 0:
        if finite(doc[left - 1]) or doc[left - 1].lower_ in {"but", "and", "or", "while", "that"}:
            break
        left -= 1
    return Group(speakers, _before_role(scene, speakers, left, first), right)


def _before_role(scene: Scene, speakers: tuple[Token, ...], left: int, first: int) -> int:
    """Where who speaks begins, with the office that stands before the name: ", [an aide, Ada Voss], said"."""
    doc = scene.layout.doc
    if not speakers or speakers[0].pos_ != "PROPN" or left < first + 3 or doc[left - 1].text != ",":
        return left
    begin = left - 1
    while begin > first and (doc[begin - 1].pos_ in _ROLE or doc[begin - 1].lower_ in {"of", "for"}):
        begin -= 1
    begin -= doc[begin - 1].tag_ == "PRP$"  # ", its envoy, Ada Voss, said"
    role = doc[begin : left - 1]
    opens = len(role) > 1 and (role[0].pos_ == "DET" or role[0].tag_ == "PRP$") and doc[begin - 1].text == ","
    return begin if opens and any(t.lower_ in vocabulary().speakers for t in role) else left


def report_of(
    scene: Scene, token: Token, speakers: tuple[Token, ...], begin: int, end: int, rule: str, bounds: tuple[int, int],
    told: tuple[Token, ...] | None = None,
) -> list[Report]:  # fmt: skip
    """One report of the tokens `begin` to `end`, widened to the marks that they cut; none where nothing is left."""
    inside, runs = scene.layout.inside, scene.layout.runs
    begin, end = scene.trimmed(begin, end)
    begin = _past_that(scene, token, begin, end)
    if begin >= end:
        return []
    if inside[begin] >= 0:
        begin = max(bounds[0], runs[inside[begin]].outer)
    if inside[end - 1] >= 0:
        end = runs[inside[end - 1]].after
    if inside[begin] >= 0 and inside[begin] == inside[end - 1]:
        run = runs[inside[begin]].run
        return [_make(scene, token, speakers, QuoteKind.DIRECT, run.start, run.end, rule, bounds, told)]
    start, stop = scene.text(begin, end)
    return [_make(scene, token, speakers, scene.kind(begin, end), start, stop, rule, bounds, told)]


def _past_that(scene: Scene, verb: Token, begin: int, end: int) -> int:
    """The place after a "that" which opens a clause, and after the comma behind it: that, if elected, she."""
    doc = scene.layout.doc
    if begin + 2 >= end or doc[begin].lower_ != "that":
        return begin
    if doc[begin].dep_ != "mark" and (begin != verb.i + 1 or doc[begin].tag_ == "DT"):
        return begin
    if doc[begin + 1].tag_ == "NN" and doc[begin + 2].pos_ in {"VERB", "AUX"}:
        return begin  # "said that claim was false"
    return begin + 1 + (doc[begin + 1].text == ",")


def _make(
    scene: Scene, token: Token, speakers: tuple[Token, ...], kind: QuoteKind, start: int, stop: int, rule: str,
    bounds: tuple[int, int], told: tuple[Token, ...] | None,
) -> Report:  # fmt: skip
    addressees = tuple(scene.grammar.addressees(token)) if told is None else told
    return Report(
        kind, start, stop, rule, *bounds, cue=token.text, verb=token, speakers=speakers, addressees=addressees
    )
