"""Who may do what and who needs what, as somebody says: "nobody has the right to decide for us", "Oslo needs time"."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from kg.extract.positions.complements import cut
from kg.extract.positions.drafts import Draft, drafts
from kg.extract.positions.said import directed
from kg.extract.positions.subjects import clause_start, sides_of, subject_heads, subordinate
from kg.extract.positions.words import stance_words
from kg.extract.told import copulas, flat, group, taken_back
from kg.extract.voices import Voices
from kg.language.tokens import Span, Token
from kg.model import Stance

_HAVING: Final = frozenset({"has", "have", "had"})
_NOBODY: Final = frozenset({"nobody", "noone", "none"})
_TITLES: Final = frozenset({"right", "mandate", "authority", "business", "standing", "say"})
"""What somebody has, or has not, who may do a thing, or may not."""
_SELF: Final = frozenset(
    {"defend", "respond", "exist", "self-defence", "self-defense", "protect", "choose", "decide", "live"}
)
_NEEDING: Final = frozenset({"need", "needs", "needed"})
_NEEDED: Final = frozenset({"DT", "NN", "NNS", "JJ", "JJR", "VBZ", "CD", "PRP$", "NNP"})
_TIED: Final = frozenset({"conditional", "contingent", "dependent"})
_MAKING: Final = frozenset({"made", "make", "makes", "making"})
_DESERVE: Final = frozenset({"deserve", "deserves", "deserved"})
_NOT: Final = frozenset({"not", "n't", "n’t", "never"})
_WORKING: Final = frozenset({"work", "worked", "working", "succeed", "help"})
_FAILING: Final = frozenset({"failed", "backfired", "flopped"})


def from_mandates(sentence: Span, voices: Voices) -> Iterator[Draft]:
    """The stances on what others may do and on what is needed, in the words that a sentence reports."""
    for token in sentence:
        if token.lower_ in _MAKING:
            yield from _tied(token, sentence, voices)
        if not token.tag_.startswith("VB") or not voices.sayers(token) or taken_back(token):
            continue
        if subordinate(token, sentence):
            continue
        if token.lower_ in _HAVING:
            yield from _entitled(token, sentence, voices)
        elif token.lower_ in _NEEDING:
            yield from _needed(token, sentence, voices)
        elif token.lower_ in _DESERVE:
            yield from _deserved(token, sentence, voices)
        elif token.lower_ in copulas():
            yield from _not_for(token, sentence, voices)
        elif token.lower_ in _WORKING | _FAILING:
            yield from _useless(token, sentence, voices)


def _entitled(verb: Token, sentence: Span, voices: Voices) -> Iterator[Draft]:
    """ "Nobody has [a mandate to] decide for us", "Oslo has [no right to]": refused; "has every right to": backed."""
    near = sentence.doc[verb.i + 1 : min(sentence.end - 2, verb.i + 5)]
    title = next((t for t in near if t.lower_ in _TITLES), None)
    telling = group(verb)
    if title is None or telling is None or telling.negated or telling.modal or title.nbor(1).lower_ not in {"to", "in"}:
        return
    before = sentence.doc[max(sentence.start, verb.i - 6) : verb.i]
    nobody = [t for t in before if t.lower_ in _NOBODY or (t.lower_ == "no" and t.nbor(1).lower_ in {"one", "country"})]
    speakers = voices.sayers(verb)
    own = voices.subjects(verb, telling)
    if nobody or (near[0].lower_ == "no" and own):
        start, stance, toward = (nobody[0].i if nobody else verb.i), Stance.REJECTS, () if nobody else own
    elif title.lower_ == "right" and title.nbor(2).lower_ in _SELF and own:
        start, stance, toward = verb.i, Stance.SUPPORTS, own
    else:
        return
    complement = cut(start, sentence.end, voices, "clause")
    if complement is not None and flat(verb, telling) | bool(nobody) and not sides_of(speakers, voices) & {*toward}:
        yield from directed(drafts(speakers, stance, complement, voices, "mandate", 0.7), toward)


def _needed(verb: Token, sentence: Span, voices: Voices) -> Iterator[Draft]:
    """ "[Norway] needs guarantees", said for Norway, "the talks need a new start": it is asked for."""
    telling, after = group(verb), verb.i + 1
    if telling is None or telling.passive or telling.participle or telling.modal or after >= sentence.end:
        return
    if sentence.doc[after].tag_ not in _NEEDED or sentence.doc[after].lower_ in {"no", "to"}:
        return
    if telling.first.i > sentence.start and telling.first.nbor(-1).lower_ in {"that", "who", "which"}:
        return  # "every line that needs reform"
    speakers, subjects = voices.sayers(verb), [h for h in subject_heads(verb, voices) if h.i < verb.i]
    own = tuple(a for a in voices.of(subjects) if a in sides_of(speakers, voices))
    if not flat(verb, telling) or not subjects:
        return
    if own or subjects[0].lower_ == "we":
        holders, complement = own or speakers, cut(after, sentence.end, voices, "object")
    elif subjects[0].tag_ in {"NN", "NNP"} and not any(map(voices.actors.is_person, voices.of(subjects))):
        holders, complement = speakers, cut(clause_start(verb, subjects, voices), sentence.end, voices, "clause")
    else:
        return
    stance = Stance.REJECTS if telling.negated else Stance.DEMANDS
    longer = verb.nbor(-1).lower_ == "longer"
    if complement is not None and (own or not telling.negated) and not longer:
        yield from drafts(holders, stance, complement, voices, "mandate: needed", 0.65)


def _deserved(verb: Token, sentence: Span, voices: Voices) -> Iterator[Draft]:
    """ "Oslo deserves [no reward]", "does not deserve it": he is against it."""
    telling = group(verb)
    none = verb.i + 1 < sentence.end and verb.nbor(1).lower_ in {"no", "nothing"}
    own = voices.subjects(verb, telling) if telling is not None else ()
    speakers, complement = voices.sayers(verb), cut(verb.i, sentence.end, voices, "clause")
    if telling is None or not (none or telling.negated) or not own or sides_of(speakers, voices) & {*own}:
        return
    if complement is not None and flat(verb, telling):
        yield from directed(drafts(speakers, Stance.OPPOSES, complement, voices, "mandate: deserved", 0.65), own)


def _not_for(copula: Token, sentence: Span, voices: Voices) -> Iterator[Draft]:
    """ "It is [not for] Oslo to decide": he will have none of it; "it is for Oslo to decide": he asks it to."""
    doc, at = sentence.doc, copula.i + 1
    if copula.i == sentence.start or copula.nbor(-1).lower_ != "it" or at + 2 >= sentence.end:
        return
    negated = doc[at].lower_ in _NOT
    at += negated
    to = next((i for i in range(at + 1, min(sentence.end - 1, at + 7)) if doc[i].lower_ == "to"), None)
    up = tuple(t.lower_ for t in doc[at : at + 2]) == ("up", "to")
    if up:
        to = next((i for i in range(at + 2, min(sentence.end - 1, at + 8)) if doc[i].lower_ == "to"), None)
    if to is None or doc[to + 1].tag_ != "VB" or not (doc[at].lower_ == "for" or (up and negated)):
        return
    speakers, named = voices.sayers(copula), doc[at + 1 + up : to]
    whom = voices.of([t for t in named if voices.who(t)]) or voices.state_named(named.text)
    complement = cut(copula.i - 1, sentence.end, voices, "clause")
    if complement is not None and not sides_of(speakers, voices) & {*whom} and (whom or negated):
        stance = Stance.REJECTS if negated else Stance.DEMANDS
        yield from directed(drafts(speakers, stance, complement, voices, "mandate: for whom", 0.65), whom)


def _useless(verb: Token, sentence: Span, voices: Voices) -> Iterator[Draft]:
    """ "The plan would [not work]", "sanctions have [failed]": he is against them."""
    telling = group(verb)
    subjects = [h for h in subject_heads(verb, voices) if h.i < verb.i]
    if telling is None or telling.passive or not subjects or subjects[0].lower_ not in stance_words().policies:
        return
    after = verb.nbor(1).lower_ if verb.i + 1 < sentence.end else ""
    fails = verb.lower_ in _FAILING and not telling.negated and after != "to"
    if not (fails or (verb.lower_ in _WORKING and telling.negated)) or telling.modal in {"may", "might", "could"}:
        return
    complement = cut(clause_start(verb, subjects, voices), sentence.end, voices, "clause")
    if complement is not None and flat(verb, telling):
        yield from drafts(voices.sayers(verb), Stance.OPPOSES, complement, voices, "mandate: useless", 0.65)


def _tied(verb: Token, sentence: Span, voices: Voices) -> Iterator[Draft]:
    """ "Has made its return [conditional on] a truce": the truce is asked for."""
    doc, telling = sentence.doc, group(verb)
    near = range(verb.i + 2, min(sentence.end - 2, verb.i + 12))
    at = next((i for i in near if doc[i].lower_ in _TIED and doc[i + 1].lower_ in {"on", "upon"}), None)
    if at is None or telling is None or telling.passive or telling.negated or not flat(verb, telling):
        return
    holders, complement = voices.subjects(verb, telling), cut(at + 2, sentence.end, voices, "object")
    if complement is not None and holders and voices.vouched(verb, holders):
        yield from drafts(holders, Stance.DEMANDS, complement, voices, "conditional on", 0.7)
