"""Positions: where each actor stands, on what, toward whom, and on what condition."""

from __future__ import annotations

from collections.abc import Sequence

from kg.extract.positions.adjectives import from_adjectives
from kg.extract.positions.backers import from_backers
from kg.extract.positions.bare import from_bare
from kg.extract.positions.beside import from_beside
from kg.extract.positions.conditions import asked_for
from kg.extract.positions.cued import from_cued
from kg.extract.positions.denials import from_denials
from kg.extract.positions.drafts import Draft
from kg.extract.positions.errands import from_errands
from kg.extract.positions.failings import from_failings
from kg.extract.positions.judged import from_judged
from kg.extract.positions.mandates import from_mandates
from kg.extract.positions.matters import from_matters
from kg.extract.positions.mutual import from_mutual
from kg.extract.positions.nouns import from_nouns
from kg.extract.positions.orders import from_orders
from kg.extract.positions.praised import from_praised
from kg.extract.positions.reach import marked
from kg.extract.positions.relatives import from_relatives
from kg.extract.positions.said import from_said
from kg.extract.positions.undertakings import from_undertakings
from kg.extract.positions.valued import from_valued
from kg.extract.positions.verbs import from_verbs
from kg.extract.topics import topics_of
from kg.extract.voices import Voices
from kg.language.tokens import Span
from kg.model import BlockKind, Passage, Position, Stance

_BINDING = frozenset({Stance.WARNS, Stance.COMMITS})
_BEARING = frozenset({BlockKind.TITLE, BlockKind.PROSE, BlockKind.CAPTION, BlockKind.SUBHEAD})


def find_positions(told: Sequence[Voices]) -> list[Position]:
    """The positions that the articles of a page tell of, in the order of the text.

    `told` are the articles as parsed, with the actors and quotes that were found in them.
    """
    found: list[Position] = []
    for voices in told:
        for sentence in voices.parsed.doc.sents:
            if len(sentence) > 2 and voices.parsed.block(sentence[0]) in _BEARING:
                found += _in_sentence(sentence, voices)
    return found


def _in_sentence(sentence: Span, voices: Voices) -> list[Position]:
    drafts = [*from_verbs(sentence, voices), *from_adjectives(sentence, voices), *from_nouns(sentence, voices)]
    drafts += [*from_backers(sentence, voices), *from_errands(sentence, voices), *from_relatives(sentence, voices)]
    said = [*from_undertakings(sentence, voices), *from_said(sentence, voices), *from_matters(sentence, voices)]
    failings = list(from_failings(sentence, voices))
    said += list(from_praised(sentence, voices))
    said += [*from_mandates(sentence, voices), *from_orders(sentence, voices), *from_beside(sentence, voices)]
    drafts = [d for d in drafts if not any(_ascribed(d, failing) for failing in failings)]
    drafts += [d for d in said if not any(_claimed(d, other) for other in drafts)]
    drafts += failings
    drafts += [*from_denials(sentence, voices), *from_mutual(sentence, voices)]
    drafts += [d for d in from_bare(sentence, voices) if not any(_blamed(d, other) for other in drafts)]
    drafts += [d for d in from_valued(sentence, voices) if not any(_blamed(d, other) for other in drafts)]
    drafts += [d for d in from_cued(sentence, voices) if not any(_bound(d, other) for other in drafts)]
    drafts += [asked for draft in drafts for asked in asked_for(draft, voices)]
    kept: list[Draft] = []
    for draft in sorted(drafts, key=lambda d: (-d.confidence, d.target.start, d.holder)):
        if not any(_same(draft, other) or _within(draft, other) for other in kept):
            kept.append(draft)
    kept = [draft for draft in kept if not any(_told_by(draft, other) for other in kept)]
    for draft in from_judged(sentence, voices):
        if not any(draft.holder == other.holder for other in kept):
            kept.append(draft)
    kept.sort(key=lambda d: (d.target.start, d.target.end, d.holder, d.stance))
    start, end = _edges(sentence, voices)
    passage = Passage(voices.parsed.article, start, end)
    return [
        Position(
            holder=draft.holder,
            stance=draft.stance,
            target=marked(draft.target).text,
            evidence=(passage,),
            confidence=draft.confidence,
            rule=draft.rule,
            toward=draft.toward,
            about=topics_of(draft.target, voices.actors),
            condition=None if draft.condition is None else draft.condition.text,
        )
        for draft in kept
    ]


def _edges(sentence: Span, voices: Voices) -> tuple[int, int]:
    """The sentence on the page, without the space around it."""
    first, last = sentence.start, sentence.end
    while last > first + 1 and sentence.doc[last - 1].is_space:
        last -= 1
    while first < last - 1 and sentence.doc[first].is_space:
        first += 1
    return voices.parsed.offsets(sentence.doc[first:last])


def _claimed(said: Draft, other: Draft) -> bool:
    """Whether the words of a draft are what somebody else is already told to demand, accept or deny."""
    overlap = said.target.start < other.target.end and other.target.start < said.target.end
    barred = said.rule == "said: duty of another" and other.stance is Stance.DEMANDS and other.rule == "verb: clause"
    return overlap and (barred or (other.rule in {"verb: clause", "noun"} and said.holder != other.holder))


def _ascribed(draft: Draft, failing: Draft) -> bool:
    """Whether a stance is only what one blames another for: "they do [not want peace]"; a refusal may well be so."""
    inside = failing.target.start <= draft.target.start and draft.target.end <= failing.target.end
    refuses = draft.stance is Stance.REJECTS and draft.rule.startswith("verb")
    return inside and draft.holder in failing.toward and not refuses


def _blamed(valued: Draft, other: Draft) -> bool:
    """Whether blame is already told as an accusation, or a rejection of the same thing."""
    overlap = valued.target.start < other.target.end and other.target.start < valued.target.end
    return overlap and valued.holder == other.holder


def _bound(cued: Draft, other: Draft) -> bool:
    """Whether the words that a verb of speaking reports are read already, or take a stance by themselves."""
    overlap = cued.target.start < other.target.end and other.target.start < cued.target.end
    if cued.rule == "cue before":
        return overlap and other.stance is cued.stance
    return (
        overlap and (other.stance is cued.stance or other.stance is Stance.REJECTS) and cued.stance is not Stance.WARNS
    )


def _told_by(one: Draft, other: Draft) -> bool:
    """Whether another draft tells what a draft tells, and more exactly."""
    return _carries(one, other) or _assures(one, other) or _complains(one, other) or _goes_on(one, other)


def _complains(one: Draft, other: Draft) -> bool:
    """Whether a complaint is of a wrong that another does: "complained that [Chad was violating the truce]"."""
    inside = one.target.start <= other.target.start and other.target.end <= one.target.end
    wrong = other.stance is Stance.ACCUSES and other.rule == "said: a wrong done" and one.holder == other.holder
    return wrong and inside and one.rule == "verb: clause" and one.stance is Stance.OPPOSES


def _goes_on(one: Draft, other: Draft) -> bool:
    """Whether a stance is part of what the same holder will do: "said it would continue [to back the talks]"."""
    inside = other.target.start < one.target.start and one.target.end <= other.target.end
    return inside and one.holder == other.holder and other.rule == "said: will" and one.rule == "verb: object"


def _carries(one: Draft, other: Draft) -> bool:
    """Whether a draft is of the verb that only carries the noun of another: "pledged its support for"."""
    inside = one.target.start <= other.target.start and other.target.end <= one.target.end
    return (
        other.rule == "noun: carried by a verb" and one.rule == "verb: object" and inside and one.holder == other.holder
    )


def _assures(one: Draft, other: Draft) -> bool:
    """Whether what one assures another of is told as his state's: "assured her of [Norway's support for]"."""
    inside = one.target.start <= other.target.start and other.target.end <= one.target.end
    return one.rule == "verb: object_of" and one.stance is Stance.COMMITS and other.rule == "noun" and inside


def _within(one: Draft, other: Draft) -> bool:
    """Whether a draft is part of what the same holder is told to warn of or promise: "warned that it would veto"."""
    inside = other.target.start <= one.target.start and one.target.end <= other.target.end
    return inside and one.holder == other.holder and other.rule == "verb: clause" and other.stance in _BINDING


def _same(one: Draft, other: Draft) -> bool:
    """Whether two drafts tell of one position: the same holder and stance on words that overlap."""
    overlap = one.target.start < other.target.end and other.target.start < one.target.end
    return overlap and one.holder == other.holder and one.stance is other.stance
