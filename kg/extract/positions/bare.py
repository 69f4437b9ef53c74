"""Stances told by a verb that takes nothing: "asked to sign, Oslo refused", "Oslo leaves the door open"."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from kg.extract.inflection import by_form
from kg.extract.positions.complements import Complement
from kg.extract.positions.drafts import Draft, drafts
from kg.extract.positions.forms import VERBAL
from kg.extract.positions.holders import holders_of
from kg.extract.positions.reach import QUOTE_MARKS
from kg.extract.positions.words import stance_words
from kg.extract.told import flat, group, reporting_forms
from kg.extract.voices import Voices
from kg.language.tokens import Span, Token
from kg.model import Stance

_VERBS: Final = {
    **dict.fromkeys(by_form(["refuse", "demur", "balk", "baulk"]), Stance.REJECTS),
    **dict.fromkeys(by_form(["disagree", "object", "dissent"]), Stance.OPPOSES),
}
_ASKING: Final = frozenset({Stance.DEMANDS, Stance.OFFERS})
_AFTER: Final = frozenset({"and", "but", "because", "as", "when", "while"})
_LASTING: Final = frozenset({"for", "so", "again", "twice", "repeatedly", "outright", "flatly", "too", "strongly"})
_SPANS: Final = frozenset({"years", "months", "weeks", "days", "decades", "long", "far"})
_LEAVING: Final = frozenset(by_form(["leave", "keep", "hold"]))
_LODGING: Final = frozenset(by_form(["lodge", "file", "deliver", "submit"]))
_PROTESTS: Final = frozenset({"protest", "protests", "complaint", "démarche", "demarche"})
_READ: Final = frozenset({"against", "at", "over", "about", "that"})
"""What leads to what a protest is about, which the rules of nouns read."""
_DOORS: Final = frozenset({"door", "doors", "window"})
_OPEN: Final = frozenset({"open", "ajar"})


def from_bare(sentence: Span, voices: Voices) -> Iterator[Draft]:
    """The stances of a sentence that nothing follows which they would be taken on."""
    for token in sentence:
        if token.lower_ in _VERBS and token.tag_ in VERBAL:
            yield from _refused(token, sentence, voices)
        elif token.lower_ in _LEAVING and token.tag_ in VERBAL:
            yield from _left_open(token, sentence, voices)
        elif token.lower_ in _LODGING and token.tag_ in VERBAL:
            yield from _lodged(token, sentence, voices)


def _ends(token: Token, sentence: Span) -> bool:
    """Whether a clause ends with a word, or goes on with how long: "objected [for years]"."""
    after = [t for t in sentence.doc[token.i + 1 : min(sentence.end, token.i + 4)] if t.text not in QUOTE_MARKS]
    if not after or (after[0].is_punct and after[0].text != "-"):
        return True
    lasts = after[0].lower_ in _LASTING and (len(after) < 2 or after[0].lower_ not in {"for", "so"})
    span = after[0].lower_ in {"for", "so"} and any(t.lower_ in _SPANS for t in after[1:])
    return lasts or span or after[0].lower_ in _AFTER


def _refused(token: Token, sentence: Span, voices: Voices) -> Iterator[Draft]:
    """ "Asked to sign, Oslo [refused]", "Rome [disagrees]"."""
    telling = group(token)
    if telling is None or not _ends(token, sentence) or telling.negated or telling.passive or telling.participle:
        return
    if telling.modal is not None or not flat(token, telling) or _relative(telling.first):
        return
    if not _raised(telling.first, sentence, voices):
        return
    holders = holders_of(token, telling, voices)
    if len(holders) > 1 and token.lower_.startswith("disagree"):
        return  # "the two disagreed": with each other
    if holders and voices.vouched(token, holders):
        target = sentence.doc[telling.first.i : token.i + 1]
        yield from drafts(holders, _VERBS[token.lower_], Complement("clause", target), voices, "bare", 0.65)


def _raised(first: Token, sentence: Span, voices: Voices) -> bool:
    """Whether something was asked or said that one may refuse: "[Rome asked for aid.] Oslo refused"."""
    words = stance_words().verbs
    low = sentence.doc[max(sentence.start - 1, 0)].sent.start
    for token in sentence.doc[low : first.i]:
        if voices.quote(token) is not None and token.sent.start < sentence.start:
            return True
        asks = any(_ASKING & {*word.frames.values()} for word in words.get(token.lower_, ()) if not word.rest)
        if token.tag_.startswith("VB") and (asks or token.lower_ in reporting_forms()):
            return True
    return False


def _relative(first: Token) -> bool:
    """Whether a verb is said of a thing: "the offer that Oslo [refused]", "which Oslo refused"."""
    near = first.doc[max(first.sent.start, first.i - 5) : first.i]
    return any(t.lower_ in {"that", "which", "who", "whom", "if", "as", "what"} for t in near)


def _left_open(token: Token, sentence: Span, voices: Voices) -> Iterator[Draft]:
    """ "Oslo [leaves] the door open", "kept the door to talks ajar"."""
    near = sentence.doc[token.i + 1 : min(sentence.end, token.i + 9)]
    door = next((t for t in near[:3] if t.lower_ in _DOORS), None)
    last = next((t for t in near if door is not None and t.i > door.i and t.lower_ in _OPEN), None)
    telling = group(token)
    if door is None or last is None or telling is None or telling.passive or not flat(token, telling):
        return
    if telling.negated or (last.i + 1 < sentence.end and last.nbor(1).lower_ == "to"):
        return  # which the rules of verbs read
    if any(t.is_punct or t.tag_.startswith("VB") for t in sentence.doc[door.i : last.i]):
        return
    holders = holders_of(token, telling, voices)
    if holders and voices.vouched(token, holders):
        target = sentence.doc[token.i : last.i + 1]
        yield from drafts(holders, Stance.OFFERS, Complement("clause", target), voices, "bare: door", 0.7)


def _lodged(token: Token, sentence: Span, voices: Voices) -> Iterator[Draft]:
    """ "Oslo [lodged] a formal protest with Rome"."""
    near = sentence.doc[token.i + 1 : min(sentence.end, token.i + 6)]
    protest = next((t for t in near if t.lower_ in _PROTESTS), None)
    telling = group(token)
    if protest is None or telling is None or telling.passive or telling.negated or not flat(token, telling):
        return
    behind = sentence.doc[protest.i + 1 : min(sentence.end, protest.i + 12)]
    if any(t.lower_ in _READ for t in behind) or any(t.tag_.startswith("VB") for t in near[: protest.i - token.i - 1]):
        return
    holders = holders_of(token, telling, voices)
    whom = behind[1:5] if len(behind) > 1 and behind[0].lower_ in {"with", "to"} else None
    if whom is not None and voices.of(list(whom)) and holders and voices.vouched(token, holders):
        complement = Complement("object", sentence.doc[token.i + 1 : protest.i + 1], whom)
        yield from drafts(holders, Stance.OPPOSES, complement, voices, "bare: protest", 0.7)
