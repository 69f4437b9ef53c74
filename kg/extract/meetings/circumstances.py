"""When and where of a meeting, read from what stands around the verb that tells of it."""

from __future__ import annotations

from typing import Final

from kg.extract.meetings.located import located, place_where
from kg.extract.meetings.time_steps import UNITS
from kg.extract.meetings.words import meeting_words
from kg.extract.told import FINITE, reporting_forms
from kg.extract.voices import Voices
from kg.language.tokens import Span, Token
from kg.model import Place

NO_DATE: Final = frozenset({"since", "until", "till", "after", "before", "from", "for"})
"""Prepositions whose date is another's: "since June"."""

SPEECH_TIMES: Final = frozenset({"after", "during", "following", "at", "in"})
"""Prepositions by which what is said hangs on a meeting: "said during talks"."""

_AFTER: Final = frozenset({"after", "following"})
_ASIDE: Final = frozenset({"sidelines", "margins", "fringes"})
_SPEAKING: Final = frozenset({"speaking", "addressing", "talking", "answering"})
_LONG: Final = frozenset({"days", "weeks", "months", "years"})


def hearsay(token: Token) -> bool:
    """Whether the clause is told as something that others allege."""
    words = meeting_words().hearsay
    return any(t.lower_ in words for t in token.doc[max(token.sent.start, token.i - 16) : token.i])


def opening_place(sentence: Span, anchor: Token, voices: Voices) -> Place | None:
    """The place that opens the sentence or the clause: "In Oslo, the ministers met", "to Oslo, where he met", "on the
    sidelines of the summit in Oslo, they met"."""
    if len(sentence) > 3 and sentence[0].lower_ in {"in", "at"}:
        where, _ = located(sentence.start + 1, min(anchor.i, sentence.start + 8), voices)
        return where
    if len(sentence) > 6 and [t.lower_ for t in sentence[:2]] == ["on", "the"] and sentence[2].lower_ in _ASIDE:
        comma = next((t.i for t in sentence[3:16] if t.text == "," and t.i < anchor.i), sentence.start)
        at = next((t.i for t in sentence.doc[sentence.start + 3 : comma] if t.lower_ in {"in", "at"}), None)
        if at is not None:
            return located(at + 1, comma, voices)[0]
    return place_where(anchor, voices)


def clause_date(anchor: Token, voices: Voices) -> str:
    """The words for when before an anchor: "on Friday met", "On Friday, the two met"; "" without."""
    doc, sentence = anchor.doc, anchor.sent
    dates = voices.dates(sentence)
    start = max((t.i + 1 for t in sentence if t.text == ";" and t.i < anchor.i), default=sentence.start)
    if start in dates:
        at = start
    else:
        at = anchor.i - 1
        while at > sentence.start and (
            doc[at].tag_ in {"RB", "MD"} or doc[at].lower_ in {"have", "has", "had", "was", "were", "be"}
        ):
            at -= 1
        if at not in dates:
            return _opening_date(sentence, anchor, dates)
        while at - 1 >= sentence.start and at - 1 in dates:
            at -= 1
    end = at
    while end < sentence.end and end in dates:
        end += 1
    words = doc[at:end].text
    return "" if words.split()[0].lower() in NO_DATE else words


def _opening_date(sentence: Span, anchor: Token, dates: frozenset[int]) -> str:
    """The words for when in a phrase that opens the sentence: "In Oslo [last month], the two met"."""
    doc = anchor.doc
    comma = next((t.i for t in sentence[:9] if t.text == "," and t.i < anchor.i), None)
    inside = [at for at in range(sentence.start, comma or sentence.start) if at in dates]
    if (
        not inside
        or sentence[0].lower_ not in {"in", "at"}
        or any(t.tag_ in {"VBD", "VBZ", "MD"} for t in doc[sentence.start : comma])
    ):
        return ""
    words = doc[inside[0] : inside[-1] + 1].text
    return "" if words.split()[0].lower() in NO_DATE else words


def date_after(verb: Token, voices: Voices) -> str:
    """The words for when further on in the clause: "spoke with him by telephone on Friday"."""
    dates, doc = voices.dates(verb.sent), verb.doc
    for at in range(verb.i + 1, min(verb.sent.end, verb.i + 30)):
        listing = doc[at].text == "," and at + 1 < verb.sent.end and _goes_on(doc[at + 1], voices)
        if (
            (doc[at].text in {",", ";", "“", '"'} and not listing)
            or (at >= verb.i + 14 and doc[at].lower_ in {"to", "after", "before", "when", "since", "over"})
            or doc[at].tag_ in {"VBD", "VBZ", "MD"}
            or doc[at].lower_ in {"that", "about", "eve"}
            or (doc[at].lower_ in {"before", "after", "ahead"} and doc[at - 1].lower_ in UNITS)
        ):
            return ""
        if at in dates:
            end = at
            while end < verb.sent.end and end in dates:
                end += 1
            words = doc[at:end].text
            return "" if words.split()[0].lower() in NO_DATE else words
    return ""


def _goes_on(token: Token, voices: Voices) -> bool:
    """Whether a list of those who meet goes on after a comma."""
    return bool(voices.who(token)) or token.lower_ == "and"


def spoken_date(noun: Token, voices: Voices) -> str:
    """The words for when of what is said or agreed at a meeting or after it: "said [on Friday] after talks with"."""
    doc, dates, sentence = noun.doc, voices.dates(noun.sent), noun.sent
    if _verb_of_its_own(noun) or any(t.lower_ in _LONG for t in doc[max(sentence.start, noun.i - 6) : noun.i]):
        return ""  # "said on Friday, after talks in Oslo had failed", "after six days of talks"
    main = next((t for t in doc[sentence.start : noun.i] if t.tag_ == "VBD" and t.i not in dates), None)
    if main is None:
        return _spoken_then(noun, voices)
    said = main.lower_ in reporting_forms() and then_told(noun, main)
    if not said and any(t.tag_ in FINITE or t.text == ";" for t in doc[main.i + 1 : noun.i] if t.i not in dates):
        return ""
    behind = next((at for at in range(main.i + 1, min(noun.i, main.i + 3)) if at in dates), None)
    if behind is None:
        words = clause_date(main, voices)
        return "" if _of_another(main, dates) else words
    end = behind
    while end < noun.i and end in dates:
        end += 1
    words = doc[behind:end].text
    return "" if words.split()[0].lower() in NO_DATE else words


def main_saying(word: Token) -> Token | None:
    """The verb of saying with whose words a meeting is told, as what came before them; None without one."""
    main = next((t for t in word.doc[word.sent.start : word.i] if t.tag_ == "VBD"), None)
    return main if main is not None and main.lower_ in reporting_forms() and then_told(word, main) else None


def then_told(noun: Token, main: Token) -> bool:
    """Whether a comma parts "after talks" from what is said, so that it tells when it is said: "said on Friday that
    Chad would sign[, after talks] with Bo Lund"."""
    doc = noun.doc
    at = next((i for i in range(noun.i - 1, main.i, -1) if doc[i].lower_ in _AFTER), None)
    if at is None or doc[at - 1].text != "," or any(t.tag_ in FINITE or t.text in {",", ";"} for t in doc[at : noun.i]):
        return False
    return any(t.lower_ == "that" for t in doc[main.i + 1 : min(at, main.i + 6)])


def _of_another(main: Token, dates: frozenset[int]) -> bool:
    """Whether the words for when before a verb tell when its subject is held: "the meeting [on Friday] was set up"."""
    at, low = main.i - 1, main.sent.start
    while at > low and at in dates:
        at -= 1
    return at < main.i - 1 and main.doc[at].lower_ in meeting_words().nouns


def _spoken_then(noun: Token, voices: Voices) -> str:
    """The words for when of what opens the sentence: "Speaking in Oslo [on Tuesday] after talks with"."""
    doc, dates, low = noun.doc, voices.dates(noun.sent), noun.sent.start
    if doc[low].lower_ not in _SPEAKING or any(t.text in {",", ";"} for t in doc[low : noun.i]):
        return ""
    inside = [at for at in range(low, noun.i) if at in dates]
    words = doc[inside[0] : inside[-1] + 1].text if inside else ""
    return "" if not words or words.split()[0].lower() in NO_DATE else words


def _verb_of_its_own(noun: Token) -> bool:
    """Whether the noun is the subject of a finite verb that follows it."""
    for token in noun.doc[noun.i + 1 : min(noun.sent.end, noun.i + 12)]:
        if token.text in {",", ";"} or token.lower_ in {"that", "which", "who"}:
            return False
        if token.tag_ in FINITE:
            return True
    return False


def date_between(start: int, end: int, sentence: Span, voices: Voices) -> str:
    """The words for when between a verb and whom it takes: "met [on Friday] with"."""
    inside = [at for at in range(start, end) if at in voices.dates(sentence)]
    return sentence.doc[inside[0] : inside[-1] + 1].text if inside else ""


def place_between(start: int, end: int, voices: Voices) -> Place | None:
    """The place within the words for whom a verb takes: "hosted [ministers of the group in Oslo]"."""
    for at in range(start, end):
        if voices.parsed.doc[at].lower_ == "in" and (where := located(at + 1, end, voices)[0]) is not None:
            return where if where.latitude is not None else None
    return None
