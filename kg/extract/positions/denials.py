"""What somebody says is not so of himself or his own side: ""We did not shell the town," the minister said"."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from kg.extract.inflection import by_form
from kg.extract.positions.complements import Complement, cut
from kg.extract.positions.drafts import Draft, drafts
from kg.extract.positions.reach import trimmed
from kg.extract.positions.said import COPULAS
from kg.extract.positions.subjects import sides_of, subject_heads, subordinate
from kg.extract.positions.words import stance_words
from kg.extract.told import Telling, flat, group
from kg.extract.voices import Voices
from kg.language.tokens import Span, Token
from kg.model import Stance

_NO_PART: Final = frozenset(
    {"party", "part", "involved", "behind", "responsible", "aware", "target", "aggressor", "participant"}
    | {"threat", "enemy", "obstacle", "puppet", "war"}
)
_HAVING: Final = frozenset({"has", "had", "is", "was", "were", "left", "held", "wanted", "wants", "needs", "showed"})
_NEGATING: Final = frozenset({"not", "n't", "n’t", "never", "no", "longer", "neither", "nor", "cannot"})
_SORRY: Final = frozenset({"sorry", "apologise", "apologize", "apologies", "regret", "ashamed"})
"""Words of who owns up to what he has not done, which is no denial."""
_GIVING_IN: Final = frozenset(
    {"negotiate", "bargain", "haggle", "compromise", "talk", "deal", "bow", "kneel", "yield", "bend", "surrender"}
    | {"capitulate", "retreat", "beg", "trade", "submit"}
)
"""What somebody will have none of who says that he does not do it."""
_NAMING: Final = frozenset({"JJ", "NN", "NNP", "POS", "HYPH"})
_DEEDS: Final = frozenset(
    by_form(["seek", "sign", "threaten", "interfere", "meddle", "dictate", "impose", "target", "attack"])
)
"""Verbs of stances and the like that are denied as deeds: "we do not threaten anyone"."""
_DENYING: Final = frozenset({"denies", "denied", "deny", "rejects", "disputes", "disputed"})
_TO_COME: Final = frozenset({"yet", "still", "until", "only"})


def from_denials(sentence: Span, voices: Voices) -> Iterator[Draft]:
    """The denials of a sentence that no verb of denying tells."""
    yield from _charge(sentence, voices)
    if not any(token.lower_ in _NEGATING or token.lower_ == "nothing" for token in sentence):
        return
    for token in sentence:
        if token.tag_.startswith("VB"):
            yield from _not_so(token, sentence, voices)
        if token.lower_ == "no":
            yield from _none_would(token, sentence, voices)
        if token.lower_ == "there":
            yield from _none_of_ours(token, sentence, voices)


def _charge(sentence: Span, voices: Voices) -> Iterator[Draft]:
    """ "Rome said Oslo had armed them, [something] Oslo denies", "..., [which] Oslo denied": what was said before."""
    doc = sentence.doc
    for token in sentence:
        ends = token.i + 1 >= sentence.end or doc[token.i + 1].is_punct or doc[token.i + 1].lower_ in {"and", "but"}
        if token.lower_ not in _DENYING or not ends:
            continue
        lead = next((i for i in range(token.i - 1, max(sentence.start, token.i - 9), -1) if doc[i].text == ","), None)
        if lead is None or doc[lead + 1].lower_ not in {"something", "which"} or lead + 1 == token.i - 1:
            continue
        holders = voices.of([t for t in doc[lead + 2 : token.i] if voices.who(t)])
        opening = next((i for i in range(lead - 1, sentence.start, -1) if doc[i].text == ","), sentence.start - 1)
        target = trimmed(doc, opening + 1, lead)
        if holders and target is not None:
            yield from drafts(holders, Stance.DENIES, Complement("clause", target), voices, "something denied", 0.75)


def _none_of_ours(there: Token, sentence: Span, voices: Voices) -> Iterator[Draft]:
    """ "There is not one Norwegian soldier in the town", said for Norway: it denies it."""
    doc, speakers = there.doc, voices.sayers(there)
    near = doc[there.i + 1 : min(sentence.end, there.i + 7)]
    denied = any(t.lower_ in {"no", "not", "n't", "n’t"} for t in near[:3])
    if not speakers or not denied or near[0].lower_ not in COPULAS or subordinate(there, sentence):
        return
    mine = sides_of(speakers, voices)
    noun = next((i for i, t in enumerate(near) if t.tag_ == "IN"), len(near))  # "no daylight between us" is no denial
    own = {actor for t in near[1:noun] for actor in (*voices.demonym(t.text), *voices.who(t))} & mine
    complement = cut(there.i, sentence.end, voices, "clause")
    if own and complement is not None:
        yield from drafts(speakers, Stance.DENIES, complement, voices, "said: none of ours", 0.65)


def _none_would(no: Token, sentence: Span, voices: Voices) -> Iterator[Draft]:
    """ "No Norwegian government will sign it", said for Norway: it refuses."""
    doc, speakers = no.doc, voices.sayers(no)
    modal = next((t for t in doc[no.i + 1 : min(sentence.end - 1, no.i + 6)] if t.tag_ not in _NAMING), no)
    if not speakers or modal.lower_ not in {"will", "would", "can", "could"} or modal.nbor(1).tag_ != "VB":
        return
    mine, of = sides_of(speakers, voices), doc[no.i + 1 : modal.i]
    nation = [actor for t in of for actor in voices.demonym(t.text)] or [actor for t in of for actor in voices.who(t)]
    own = dict.fromkeys(actor for actor in nation if actor in mine)
    complement = cut(modal.i + 1, sentence.end, voices, "infinitive")
    if own and complement is not None and modal.nbor(1).lower_ != "be" and not subordinate(no, sentence):
        yield from drafts(tuple(own), Stance.REJECTS, complement, voices, "said: none would", 0.65)


def _not_so(token: Token, sentence: Span, voices: Voices) -> Iterator[Draft]:
    """ "Oslo was not supplying the rebels", "we did not shell the town", said by itself: it denies it."""
    telling = group(token)
    none = token.i + 1 < sentence.end and token.nbor(1).lower_ == "no" and token.tag_ in {"VBD", "VBN", "VBZ"}
    if (
        telling is None
        or not (telling.negated or none or _none_of_it(token, sentence) or _is_not(token, sentence))
        or telling.modal is not None
        or telling.passive
        or not flat(token, telling)
    ):
        return
    aloof = _none_of_it(token, sentence)
    if (none and token.lower_ in _HAVING and not aloof) or (
        token.lower_ == "going" and sentence.doc[token.i + 1].lower_ == "to"
    ):
        return
    if _owned_up(token, sentence):
        return
    minded = (token.lower_ in stance_words().minds and not _sides(token)) or _takes_stance(token)
    if subordinate(token, sentence) or ((minded or _not_yet(token, sentence)) and not aloof):
        return
    speakers = voices.sayers(token)
    subjects = [head for head in subject_heads(token, voices) if head.i < token.i] if speakers else []
    mine = sides_of(speakers, voices)
    subject = subjects[0] if subjects and subjects[0].i > sentence.start else None
    bare = token.i + 1 >= sentence.end or token.nbor(1).is_punct
    if bare and subject is not None and subject.tag_ == "PRP" and subject.nbor(-1).tag_ in {"NN", "NNS"}:
        return  # "bound by a paper they did not sign"
    owners = voices.of([owner for subject in subjects for owner in voices.grammar.possessors(subject)])
    own = tuple(actor for actor in voices.of(subjects) or owners if actor in mine)
    if not own:
        return
    complement = cut(_past_negation(token, telling, subjects, sentence, voices), sentence.end, voices, "clause")
    if complement is not None:
        refused = token.tag_ == "VB" and token.lower_ in _GIVING_IN and telling.first.lower_ in {"do", "does"}
        stance = Stance.REJECTS if refused else Stance.DENIES  # "we do not negotiate with a gun at our heads"
        yield from drafts(own, stance, complement, voices, "said: not so", 0.65)


def _none_of_it(verb: Token, sentence: Span) -> bool:
    """Whether a verb takes that one was not there: "had [nothing to do with it]", "played [no role in it]"."""
    text = " ".join(t.lower_ for t in sentence.doc[verb.i + 1 : min(sentence.end, verb.i + 6)]) + " "
    return any(text.startswith(f"{phrase} ") for phrase in stance_words().aloof)


def _is_not(copula: Token, sentence: Span) -> bool:
    """Whether "not" stands behind a copula: "is [not] a party to it"."""
    near = {t.lower_ for t in sentence.doc[copula.i + 1 : min(sentence.end, copula.i + 3)]}
    return copula.lower_ in COPULAS and bool(near & {"not", "n't", "n’t", "never"})


def _sides(verb: Token) -> bool:
    """ "Take sides"."""
    return verb.lower_ in {"take", "taken", "taking"} and verb.i + 1 < verb.sent.end and verb.nbor(1).lower_ == "sides"


def _owned_up(token: Token, sentence: Span) -> bool:
    """Whether one is sorry for what he says is not so: "we regret that we did not act"; not "but we did not"."""
    sorry = [t.i for t in sentence if t.lower_ in _SORRY]
    between = [sentence.doc[min(at, token.i) : max(at, token.i)] for at in sorry]
    return any(all(t.lower_ not in {"but", ";"} for t in words) for words in between)


def _past_negation(token: Token, telling: Telling, subjects: list[Token], sentence: Span, voices: Voices) -> int:
    """Where the words begin that are said not to be so: "had not [signed anything]"; "[it] set no conditions"."""
    start = max(sentence.start, min(voices.grammar.noun_phrase(subject).start for subject in subjects))
    near = sentence.doc[telling.first.i : min(sentence.end, token.i + 3)]
    negated = [t.i for t in near if t.lower_ in _NEGATING - {"no", "longer"}]
    return negated[-1] + 1 if negated and negated[-1] + 1 < sentence.end else start


def _not_yet(token: Token, sentence: Span) -> bool:
    """Whether a clause only says that something is still to come, or is no deed: "had not yet signed"."""
    near = {t.lower_ for t in sentence.doc[max(sentence.start, token.i - 4) : min(sentence.end, token.i + 12)]}
    verbal = token.tag_ in {"VB", "VBN", "VBG"}
    part = token.lower_ in COPULAS and bool(near & _NO_PART)
    return bool(near & _TO_COME) or not (verbal or part)


def _takes_stance(token: Token) -> bool:
    """Whether a verb takes a stance by itself, which the rules of verbs read; who does not seek a thing denies it."""
    return token.lower_ not in _DEEDS and any(not word.rest for word in stance_words().verbs.get(token.lower_, ()))
