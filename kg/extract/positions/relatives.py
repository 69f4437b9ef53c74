"""Stances in relative clauses: "a charge that Oslo denied", "a step which the rebels oppose"."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from kg.extract.positions.complements import Complement, cut
from kg.extract.positions.drafts import Draft, drafts
from kg.extract.positions.forms import VERBAL, past_particle
from kg.extract.positions.frames import fits
from kg.extract.positions.reach import trimmed
from kg.extract.positions.valued import verdict
from kg.extract.positions.words import StanceWord, stance_words
from kg.extract.told import flat, group, reporting_forms
from kg.extract.voices import Voices
from kg.language.tokens import Span, Token
from kg.model import Stance

_RELATIVES: Final = frozenset({"that", "which", "who", "whom", "what"})
_POINTING: Final = frozenset({"something", "anything", "nothing", "everything"})
"""Words that say nothing of what a clause is about: "something that Oslo has long resisted"."""
_OF: Final = {"of": "object_of", "for": "object_for"}
_NOUNS: Final = frozenset({"NN", "NNS"})
_AWAY: Final = frozenset(
    {"gone", "scrapped", "ended", "stopped", "lifted", "removed", "withdrawn", "abolished", "repealed", "dismantled"}
    | {"dropped", "closed", "shut", "dissolved", "disbanded", "cancelled", "canceled", "banned"}
)
"""What somebody wants a thing to be who does not want the thing."""
_WANTING: Final = frozenset({"want", "wants", "wanted"})


def from_relatives(sentence: Span, voices: Voices) -> Iterator[Draft]:
    """The stances that relative clauses of a sentence take on the noun before them."""
    leads = _RELATIVES | stance_words().claims | stance_words().pointed_at
    if not any(token.lower_ in leads for token in sentence):
        return
    for token in sentence:
        if token.tag_ not in VERBAL:
            continue
        for word in stance_words().verbs.get(token.lower_, ()):
            after = past_particle(token, word, sentence.end)
            if after is not None and is_away(sentence.doc[after : sentence.end]) and _ends(after + 1, sentence, voices):
                yield from _relative(token, word, sentence, voices, Stance.OPPOSES)
                break
            if after is not None and "object" in word.frames and _ends(after, sentence, voices):
                yield from _relative(token, word, sentence, voices)
                break
            if after is not None and after + 1 < sentence.end and (lead := _OF.get(sentence.doc[after].lower_)):
                yield from _of_whom(token, word, lead, after + 1, sentence, voices)
                break
        else:
            if token.lower_ in stance_words().calling or token.lower_ in stance_words().regarding:
                yield from _regarded(token, sentence, voices)


def is_away(wanted: Span) -> bool:
    """Whether what is wanted of a thing is that it be no more: "a mission that Oslo wants [gone]"."""
    before = wanted.doc[max(0, wanted.start - 1) : wanted.start]
    return len(wanted) > 0 and wanted[0].lower_ in _AWAY and any(t.lower_ in _WANTING for t in before)


def _regarded(token: Token, sentence: Span, voices: Voices) -> Iterator[Draft]:
    """ "A step [that] Oslo called unfair", "whom it regards as puppets", "what it called an invasion"."""
    telling = group(token)
    if telling is None or telling.passive or telling.negated or not flat(token, telling):
        return
    found = _led(telling.first, sentence, voices)
    after = token.i + 1 + (token.i + 1 < sentence.end and sentence.doc[token.i + 1].lower_ == "as")
    predicate = cut(after, sentence.end, voices, "object", noun=True) if after < sentence.end else None
    if found is None or predicate is None or not _vouched(token, found[0], voices):
        return
    holders, lead = found
    stance = verdict(predicate.target)
    target = predicate.target if sentence.doc[lead].lower_ == "what" else _phrase(lead, sentence, voices)
    if stance is not None and target is not None:
        yield from drafts(holders, stance, Complement("object", target), voices, "verb: relative", 0.75)


def _of_whom(token: Token, word: StanceWord, frame: str, after: int, sentence: Span, voices: Voices) -> Iterator[Draft]:
    """ "Oslo, which [Rome] has accused of delay": Rome's stance, toward Oslo."""
    telling, stance = group(token), word.frames.get(frame)
    if stance is None or telling is None or telling.passive or telling.negated or not flat(token, telling):
        return
    found = _led(telling.first, sentence, voices)
    if found is None or sentence.doc[found[1]].lower_ not in {"which", "whom", "who", "that"}:
        return
    holders, lead = found
    whom = sentence.doc[lead - 1 - (sentence.doc[lead - 1].text == ",")]
    complement = cut(after, sentence.end, voices, frame, sentence.doc[whom.i : whom.i + 1])
    if voices.who(whom) and complement is not None and _vouched(token, holders, voices):
        yield from drafts(holders, stance, complement, voices, "verb: relative", 0.75)


def _vouched(token: Token, holders: tuple[int, ...], voices: Voices) -> bool:
    """Whether somebody vouches for a clause: the writer, whatever verb its noun hangs on, or who reports it."""
    return voices.quote(token) is None or voices.vouched(token, holders)


def _led(first: Token, sentence: Span, voices: Voices) -> tuple[tuple[int, ...], int] | None:
    """Who stands before a verb group as its subject, and where the word is that leads the clause."""
    while first.i > sentence.start and first.nbor(-1).tag_ == "RB":
        first = first.nbor(-1)
    who = voices.before(first)
    holders = voices.of(who)
    lead = who[0].i - 1 if who else sentence.start
    while lead > sentence.start and sentence.doc[lead].tag_ in {"DT", "JJ", "NN", "NNP"}:
        if sentence.doc[lead].lower_ in _RELATIVES:
            break
        lead -= 1
    if lead > sentence.start and sentence.doc[lead].lower_ in {
        "and",
        "but",
    }:  # "a text that Oslo signed and Rome spurned"
        near = range(lead - 1, max(sentence.start, lead - 7), -1)
        lead = next((i for i in near if sentence.doc[i].lower_ in {"that", "which"}), lead)
    return (holders, lead) if holders and lead > sentence.start else None


def _phrase(lead: int, sentence: Span, voices: Voices) -> Span | None:
    """The noun phrase that a clause is said of."""
    noun = _noun(lead, sentence)
    if noun is None or noun.tag_ not in _NOUNS:
        return None
    if noun.lower_ in _POINTING or _by_which_told(noun):
        return None
    phrase = voices.grammar.noun_phrase(noun)
    return trimmed(sentence.doc, max(sentence.start, min(phrase.start, noun.i)), noun.i + 1)


def _by_which_told(noun: Token) -> bool:
    """Whether a noun is only how something was told: "told them by [telephone] that he agreed"."""
    doc, before = noun.doc, noun.doc[max(noun.sent.start, noun.i - 12) : noun.i]
    by = noun.i > noun.sent.start and doc[noun.i - 1].lower_ in {"by", "via", "over"}
    return by and any(t.lower_ in reporting_forms() and t.tag_.startswith("VB") for t in before)


def _relative(
    token: Token, word: StanceWord, sentence: Span, voices: Voices, told: Stance | None = None
) -> Iterator[Draft]:
    """ "A charge that Oslo [denied]"; `told`: the stance, where it is not that of the verb alone."""
    telling = group(token)
    if telling is None or telling.passive or (told and telling.negated) or not flat(token, telling):
        return
    found = _led(telling.first, sentence, voices)
    if found is None:
        return
    holders, lead = found
    target = _phrase(lead, sentence, voices)
    if target is None or not _vouched(token, holders, voices):
        return
    complement, stance = Complement("object", target), told or word.frames["object"]
    wished = stance is Stance.DEMANDS and any(
        t.lower_ in stance_words().details for t in target
    )  # "the result we want"
    if wished or not fits(word, complement, stance, voices):
        return
    if stance is Stance.REJECTS and any(t.lower_ in stance_words().claims for t in target):
        stance = Stance.DENIES
    turned = stance_words().turned(word.lemma, stance) if telling.negated else stance
    if turned is not None:
        yield from drafts(holders, turned, complement, voices, "verb: relative", 0.75)


def _noun(lead: int, sentence: Span) -> Token | None:
    """What a clause is said of, by the word before its subject: "a charge [that] Oslo denies"."""
    doc, word = sentence.doc, sentence.doc[lead]
    if word.lower_ in _RELATIVES - {"what"}:
        return doc[lead - 1 - (doc[lead - 1].text == ",")]
    return next((t for t in doc[max(sentence.start, lead - 1) : lead + 3] if _bare_claim(t)), None)


def _bare_claim(token: Token) -> bool:
    """A noun for what another has said or done, right behind a comma: ", a [charge] Oslo denies"."""
    doc = token.doc
    led = token.i - 2 >= token.sent.start and doc[token.i - 1].lower_ in {"a", "an"} and doc[token.i - 2].text == ","
    return led and token.lower_ in stance_words().claims | stance_words().pointed_at


def _ends(after: int, sentence: Span, voices: Voices) -> bool:
    """Whether nothing that the verb could take follows it: "rejected.", "has rejected twice", "rejected as unfair"."""
    if after >= sentence.end or after in voices.dates(sentence):
        return True
    token = sentence.doc[after]
    if (
        token.is_punct
        or token.tag_ in {"RB", "MD", "VBZ", "VBD"}
        or token.doc[after : after + 2].text.endswith(" times")
    ):
        return True
    return token.lower_ in {"twice", "once", "and", "but", "as"} or token.doc[after : after + 3].text == "out of hand"
