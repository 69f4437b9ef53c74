"""Clauses that a reporting verb reports: after it, behind "as", and by verbs that no list has."""

from __future__ import annotations

from typing import Final

from kg.extract.actors.vocabulary import vocabulary
from kg.extract.cues import Verb
from kg.extract.quotes.ends import end_of
from kg.extract.quotes.extent import (
    begin_after,
    clausal,
    finite,
    has_finite,
    listed,
    skip_adjuncts,
    that_after,
)
from kg.extract.quotes.groups import Group, group_of, report_of
from kg.extract.quotes.nouns import BREAKS, name_in
from kg.extract.quotes.reports import Report, Scene
from kg.extract.quotes.setoff import needs_no_other, paused
from kg.extract.quotes.subjects import subjects_of
from kg.language.tokens import Token

_CIRCUMSTANCES: Final = frozenset({"when", "after", "before", "while", "as", "asked", "if"})
_ANSWERING: Final = frozenset({"respond", "reply", "object", "answer"})
_WHOM: Final = frozenset({"me", "us", "him", "them"})
_BEING: Final = frozenset({"be", "is", "was", "are", "were", "remain", "seem", "sound"})
_SOMEBODY: Final = frozenset({"he", "she", "they", "we"})


def clause(scene: Scene, token: Token, verb: Verb, first: int, last: int) -> list[Report]:
    """The clause after a verb, with "that" or without: said (that) rain will fall."""
    opened = begin_after(scene, token, verb, last)
    group = group_of(scene, token, first, last)
    colon = group.right if group.right < last - 1 and scene.layout.doc[group.right].text == ":" else token.i
    if colon > token.i + 1 and scene.layout.inside[colon + 1] < 0 and has_finite(scene, colon + 1, last):
        # "Not so, says Voss: it is late"
        return report_of(scene, token, group.speakers, colon + 1, last, "clause parse", (first, last))
    if opened is None or (opened[1] == "look" and (group.right > token.i + 1 or not group.speakers)):
        return []
    begin, how = opened
    if how == "parse" and token.lower_ in scene.words.documents and scene.layout.doc[token.i + 1].lower_ == "that":
        return []  # "slammed a court ruling that never came": the tagger takes it for a participle
    if how == "parse" and verb.lemma in _ANSWERING and scene.layout.doc[begin].lower_ == "to":
        return []  # "responded to criticism from Rome that it was late": Rome's words
    if token.dep_ == "amod":
        return []  # "the recognised government agreed"
    if how == "look" and _of_antecedent(scene, token, begin, last):
        return []
    if (
        (verb.kind == "denies" or scene.layout.doc[begin].lower_ == "at")
        and how != "that"
        and any(t.lower_ in scene.words.claims for t in scene.layout.doc[begin : begin + 3])
    ):
        return []  # "denied a claim by Rome that", "scoffed at the idea that": Rome's words, or nobody's
    if how != "that" and scene.layout.doc[begin].lower_ in _WHOM:
        return []  # "The ship, he promised us, would come"
    if how != "that" and finite(token) and _behind_marks(scene, token, first):
        return []  # "“We wait,” said one aide involved in the talks": who says so follows
    if token.lower_ == "states" and scene.layout.doc[begin].tag_ in {"RB", "VBD", "VBN", "VBP", "MD"}:
        return []  # "Gulf states that once backed it"
    if how != "that" and _is_aside(scene, begin, last):
        return []
    end = end_of(scene, token, begin, last)
    if how != "that" and not clausal(scene, begin, end):
        return []
    if token.tag_ == "VBG" and token.dep_ == "csubj" and token.i == first:
        return []  # "Finding what is left is hard"
    if how != "that" and scene.layout.doc[token.i + 1].lower_ == "so" and scene.layout.doc[begin].pos_ != "SCONJ":
        return []  # "has said so twice before"
    if any(begin <= speaker.i < end for speaker in group.speakers):
        return []  # "said Ada Voss, who met envoys there": the parse took her for what was said
    told = tuple(scene.grammar.addressees(token))
    if not told and verb.lemma in scene.words.grammar["told"]:
        told = name_in(scene, token.i + 1, begin - (how == "that"))
    if not told and how == "that" and verb.kind == "demands":
        told = _asked(scene, token, begin, end)
    return report_of(scene, token, group.speakers, begin, end, f"clause {how}", (first, last), told)


def _is_aside(scene: Scene, begin: int, last: int) -> bool:
    """Whether who says so stands there, set in: "Oslo has pledged to pay, [she said], though ..."."""
    begin += scene.layout.doc[begin].text == ","
    aside = scene.layout.doc[begin : min(begin + 3, last)]
    if len(aside) < 3 or aside[0].lower_ not in {"he", "she", "they", "it"} or aside[2].text != ",":
        return False
    return finite(aside[1]) and scene.verb(aside[1]) is not None


def _behind_marks(scene: Scene, token: Token, first: int) -> bool:
    """Whether a verb stands right behind marked words that open its sentence."""
    if token.i == first or scene.layout.inside[token.i - 1] < 0 or not paused(scene, token.i - 1):
        return False
    return not any(t.is_alpha and not scene.layout.masked(t) for t in scene.layout.doc[first : token.i])


def _of_antecedent(scene: Scene, token: Token, begin: int, last: int) -> bool:
    """Whether the next verb is that of the noun which a relative clause tells of: "who answered the phone said"."""
    if scene.layout.doc[token.i - 1].lower_ not in {"who", "which", "that"}:
        return False
    ahead = next((t for t in scene.layout.doc[begin:last] if finite(t)), None)
    return ahead is not None and scene.verb(ahead) is not None


def _asked(scene: Scene, token: Token, begin: int, end: int) -> tuple[Token, ...]:
    """Of whom something is demanded: who is to do it ("demanded that Oslo remove the ships"), in no passive."""
    for content in scene.grammar.content_clauses(token, paratactic=False):
        if begin <= content.i < end and content.tag_ in {"VB", "VBP"} and not scene.grammar.is_passive(content):
            return tuple(s for s in scene.grammar.subjects(content, inherit=False) if begin <= s.i < content.i)
    return ()


def clause_too(scene: Scene, token: Token, verb: Verb, first: int, last: int) -> list[Report]:
    """A clause behind a verb that reports marked words already: no circumstance ("she said after the talks ended")."""
    opened = begin_after(scene, token, verb, last)
    if opened is None or opened[1] == "look":
        return []
    begin, _ = scene.trimmed(opened[0], last)
    if opened[1] != "that" and scene.layout.doc[begin : begin + 1].text.lower() in _CIRCUMSTANCES:
        return []
    if opened[1] != "that" and begin < last and scene.layout.doc[begin].pos_ in {"ADP", "SCONJ", "ADV"}:
        return []
    return clause(scene, token, verb, first, last)


def unlisted(scene: Scene, token: Token, first: int, last: int) -> list[Report]:
    """A finite verb that is in no list, where the syntax shows speech: somebody by name, and a clause with "that"."""
    if token.pos_ != "VERB" or scene.words.forms.get(token.lower_) is not None or token.lower_ in scene.words.documents:
        return []
    clause = next((c for c in scene.grammar.content_clauses(token, paratactic=False) if token.i < c.i < last), None)
    that = that_after(scene, token, last)
    if clause is None or that is None or that > clause.i:
        return []
    if finite(next((t for t in scene.layout.doc[that:last] if t.pos_ != "ADV"), token)):
        return []  # "a court stalemate that quickly ended the plan": a noun taken for a verb
    speakers = subjects_of(scene, token, first, token.i)
    if not speakers or not all(t.pos_ in {"PROPN", "PRON"} for t in speakers):
        return []
    return report_of(scene, token, speakers, that, end_of(scene, token, that, last), "unlisted verb", (first, last))


def insisting(scene: Scene, token: Token, first: int, last: int) -> list[Report]:
    """The clause that somebody insists on being so: was adamant that rain would fall; not "it is clear that"."""
    doc, i = scene.layout.doc, token.i - 1
    if not listed(token, "insisting") or token.i + 2 >= last or doc[token.i + 1].lower_ != "that":
        return []
    while i > first and doc[i].pos_ in {"ADV", "PART"}:
        i -= 1
    if doc[i].lemma_.lower() not in _BEING or not finite(doc[i]) or scene.negated(token):
        return []
    speakers = tuple(t for t in scene.grammar.subjects(token) if first <= t.i < i and scene.may_speak(t))
    known = vocabulary().speakers
    if not speakers or not all(t.pos_ == "PROPN" or t.lower_ in _SOMEBODY or t.lower_ in known for t in speakers):
        return []
    begin, end = token.i + 2, end_of(scene, doc[i], token.i + 2, last)
    made = report_of(scene, doc[i], speakers, begin, end, "clause that", (first, last), ())
    for report in made:
        report.cue = doc[i : token.i + 1].text
    return made


def as_said(scene: Scene, token: Token, verb: Verb, first: int, last: int) -> list[Report]:
    """The clause that "as" hands to somebody: As she noted, rain will fall; Rain will fall, as she noted."""
    doc = scene.layout.doc
    group = _reported_by(scene, token, first, last) or group_of(scene, token, first, last)
    if (
        doc[group.left].lower_ != "as"
        or not (finite(token) or token.tag_ == "VBN")
        or not group.speakers
        or verb.lemma in scene.words.grammar["things"]
    ):
        return []
    right = skip_adjuncts(scene, group.right, last)
    if right < last and not doc[right].is_punct:
        return []
    if group.left > first + 2 and doc[group.left - 1].text == "," and needs_no_other(scene, first, group.left):
        return report_of(scene, token, group.speakers, first, group.left, "as said", (first, last))
    if group.left <= first + 1 and right < last and doc[right].text == ",":
        end = end_of(scene, token, right + 1, last)
        if has_finite(scene, right, end):
            return report_of(scene, token, group.speakers, right + 1, end, "as said", (first, last))
    return []


def _reported_by(scene: Scene, token: Token, first: int, last: int) -> Group | None:
    """Who stands behind "as reported by", from the "as" to the comma behind them."""
    doc = scene.layout.doc
    if token.i <= first or doc[token.i - 1].lower_ != "as" or doc[token.i + 1 : token.i + 2].text.lower() != "by":
        return None
    right = next((i for i in range(token.i + 2, last) if doc[i].text in BREAKS | {"."}), last)
    speakers = name_in(scene, token.i + 2, right)
    return Group(speakers, token.i - 1, right) if speakers else None
