"""Stances of verbs in the passive: "was backed by Oslo", "groups backed by Oslo", "was accused by Rome of delay"."""

from __future__ import annotations

from collections.abc import Iterator

from kg.extract.listing import listed
from kg.extract.positions.complements import Complement, cut
from kg.extract.positions.drafts import Draft, drafts
from kg.extract.positions.frames import fits
from kg.extract.positions.reach import trimmed
from kg.extract.positions.words import StanceWord, stance_words
from kg.extract.told import Telling, flat
from kg.extract.voices import Voices
from kg.language.tokens import Span, Token
from kg.model import Stance


def by_agent(token: Token, sentence: Span) -> int | None:
    """Where the agent of a passive begins."""
    for at in range(token.i + 1, min(sentence.end, token.i + 8)):
        if token.doc[at].lower_ == "by":
            return at + 1
        if token.doc[at].text == "," and token.doc[at + 1 : at + 3].text.lower() == "including by":
            return at + 3
        if token.doc[at].is_punct or token.doc[at].tag_ in {"VBD", "VBZ", "MD"}:
            return None
    return None


def from_passive(token: Token, word: StanceWord, telling: Telling, sentence: Span, voices: Voices) -> Iterator[Draft]:
    """ "The plan was backed by Oslo", "groups backed by Oslo", "Oslo was accused by Rome of delay"."""
    start = by_agent(token, sentence)
    if start is None or not flat(token, telling):
        return
    holders, after = listed(voices, start, sentence.end)
    for complement in _passive_frames(token, start, after, sentence, voices):
        stance = word.frames.get(complement.frame)
        if stance is None or not fits(word, complement, stance, voices):
            continue
        turned = stance_words().turned(word.lemma, stance) if telling.negated else stance
        if stance is Stance.REJECTS and complement.whom is not None:
            complement = Complement("object", complement.whom)
        if turned is not None and voices.vouched(token, holders):
            yield from drafts(holders, turned, complement, voices, f"verb: passive {complement.frame}", 0.8)
        return


def _passive_frames(token: Token, agent: int, after: int, sentence: Span, voices: Voices) -> Iterator[Complement]:
    """What a passive is about: its subject, or what follows its agent (the tokens `agent` to `after`) or the verb."""
    subject = _passive_subject(token, voices)
    doc = token.doc
    for at in (after, token.i + 1):
        if at + 1 < sentence.end:
            low = doc[at].lower_
            frame = {"of": "object_of", "for": "object_for", "as": "object_as"}.get(low)
            if low == "to" and doc[at + 1].tag_ == "VB":
                frame = "object_infinitive"
            limit = sentence.end if agent <= at + 2 else agent - 1  # "dismissed as absurd by Oslo"
            if frame and (found := cut(at + 1, limit, voices, frame, subject)):
                yield found
    named = token.i + 1 < sentence.end and doc[token.i + 1].tag_ in {"NN", "JJ", "DT"}
    if named and doc[token.i + 1].lower_ != "by" and (span := trimmed(doc, token.i + 1, agent - 1)) is not None:
        yield Complement("object_named", span, subject)
    if subject is not None:
        yield Complement("object", subject)


def _passive_subject(token: Token, voices: Voices) -> Span | None:
    """The noun phrase that the passive is said of: by the parse, else the one right before it."""
    grammar, doc = voices.grammar, token.doc
    heads = [head for head in grammar.passive_subjects(token) if head.i < token.i and head.tag_ not in {"WDT", "WP"}]
    if heads:
        phrase = grammar.noun_phrase(heads[0])
        return trimmed(doc, phrase.start, min(phrase.end, token.i))
    at = token.i - 1
    while at > token.sent.start and (
        doc[at].text == "," or doc[at].tag_ in {"WDT", "WP", "VBZ", "VBD", "VBP", "VBN", "RB"}
    ):
        at -= 1
    if doc[at].tag_ not in {"NN", "NNS", "NNP", "NNPS", "PRP"}:
        return None
    phrase = grammar.noun_phrase(doc[at])
    return trimmed(doc, phrase.start, min(phrase.end, token.i))
