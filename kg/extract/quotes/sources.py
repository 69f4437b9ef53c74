"""Speech without a verb: "according to" somebody, and who stands at the colon of a headline."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from kg.extract.actors.vocabulary import vocabulary
from kg.extract.quotes.ends import end_of
from kg.extract.quotes.extent import DASHES, clausal, finite, has_finite, listed, reporting
from kg.extract.quotes.groups import report_of
from kg.extract.quotes.nouns import RELATIVE, name_in
from kg.extract.quotes.reports import NOMINAL, Report, Scene, is_day
from kg.extract.quotes.subjects import subjects_of
from kg.extract.quotes.whose import made_by
from kg.language.tokens import Span, Token

_WHEN: Final = frozenset({"earlier", "later", "last", "this", "on", "in", "a", "the", "ago", "late", "early"})
_JOINING: Final = RELATIVE | {"and", "but", "yet", "while", "whereas", "although", "though", "because", "since"}
"""What joins a clause to the one before it, so that the words behind a source are what it tells."""
MAX_MADE: Final = 6
"""How many tokens before a noun of speech the verb may stand by which it was made."""
LONGER: Final = 4
"""How many letters a word has that is written large in a headline of capitals."""
MIN_WORDS: Final = 3
"""How many words are a headline's message at the least."""
MAX_OWNER: Final = 8
"""How many tokens behind a noun of speech its "that" may stand: whose words they are."""
MAX_NAME: Final = 5
"""How many words a name before the colon of a headline may have: "Russian Foreign Ministry"."""


def headline(scene: Scene, first: int, last: int) -> list[Report]:
    """Who speaks before a colon, or behind one: "Voss: Oslo ready for talks", "Oslo ready for talks: Voss"."""
    doc = scene.layout.doc
    colon = next((i for i in range(first + 1, last - 1) if doc[i].text == ":" and scene.layout.inside[i] < 0), None)
    if colon is None:
        return []
    for begin, end, low, high in ((colon + 1, last, first, colon), (first, colon, colon + 1, last)):
        names = [t for t in doc[low:high] if not t.is_space and not t.is_punct]
        if 0 < len(names) <= MAX_NAME and not has_finite(scene, low, high) and end - begin >= MIN_WORDS:
            speakers = name_in(scene, low, high)
            if speakers and clausal(scene, begin, end) and scene.layout.title(first):
                return report_of(scene, doc[colon], speakers, begin, end, "headline", (first, last), ())
            whole = _capitals(doc[begin:end]) or clausal(scene, begin, end)
            told = any(finite(t) and reporting(scene, t) for t in doc[begin:end])  # "Oslo: Ada Voss said it was late"
            if speakers and low == first and whole and not told and len(names[-1]) > MIN_WORDS:
                return report_of(scene, doc[colon], speakers, begin, end, "headline by name", (first, last), ())
    return []


def _capitals(words: Span) -> bool:
    """Whether all longer words of a headline are written large, so that no verb can be told by its tag."""
    longer = [t for t in words if t.is_alpha and len(t) >= LONGER]
    return len(longer) >= MIN_WORDS and sum(t.text[0].isupper() for t in longer) >= len(longer) - 1


def nouns(scene: Scene, first: int, last: int) -> Iterator[Report]:
    """A noun of speech with its clause and whose it is: Rome's warning that it would leave, a claim by Rome that."""
    doc, listed_ = scene.layout.doc, scene.words.utterances | scene.words.grammar["feelings"]
    for i in range(first + 1, last - 3):
        noun = doc[i]
        forms = {noun.lower_, noun.lower_.removesuffix("s")}
        if forms.isdisjoint(listed_):
            continue
        if noun.pos_ != "NOUN" or scene.layout.masked(noun):
            continue
        if (by := made_by(scene, noun, last)) is not None:
            end = end_of(scene, noun, by[1] + 1, last)
            if has_finite(scene, by[1] + 1, end):
                yield from report_of(scene, noun, by[0], by[1] + 1, end, "noun that", (first, last), ())
            continue
        that = next((j for j in range(i + 1, min(last - 2, i + MAX_OWNER)) if doc[j].lower_ == "that"), None)
        if that == i + 2 and doc[i + 1].lower_ in {"is", "was"}:  # "her answer was that it rained"
            whose = [t for t in scene.grammar.possessors(noun) if first <= t.i]
            end = end_of(scene, doc[i + 1], that + 1, last)
            if whose and has_finite(scene, that + 1, end):
                yield from report_of(scene, noun, tuple(whose), that + 1, end, "noun that", (first, last), ())
            continue
        if that is None or has_finite(scene, i + 1, that + 2) or any(t.is_punct for t in doc[i + 1 : that]):
            continue
        when = all(is_day(t) or t.lower_ in _WHEN for t in doc[i + 1 : that])
        felt = not forms & scene.words.utterances  # "voiced hope that" is said, "her hope that" is not
        whose = scene.grammar.possessors(noun) if when and not felt else []
        if not felt and doc[i + 1].lower_ in {"by", "from"}:
            whose += name_in(scene, i + 2, that)
        adjective = doc[i - 1].pos_ == "ADJ" and doc[i - 1].text[0].isupper()
        if when and not felt and not whose and adjective:
            whose = [doc[i - 1]]  # "Danish accusations that"
        maker = _maker(scene, noun, first) if when and not whose else None
        if maker is not None:
            whose = list(subjects_of(scene, maker, first, maker.i))
        speakers = tuple(t for t in whose if first <= t.i < that and not scene.layout.masked(t))
        end = _end_before_verb(scene, noun, that + 1, end_of(scene, maker or noun, that + 1, last))
        if speakers and has_finite(scene, that + 1, end):
            yield from report_of(scene, noun, speakers, that + 1, end, "noun that", (first, last), ())


def _maker(scene: Scene, noun: Token, first: int) -> Token | None:
    """The verb by which a claim is made that no owner stands beside: "Voss [made] the argument that"."""
    for verb in reversed(scene.layout.doc[max(first, noun.i - MAX_MADE) : noun.i]):
        if verb.is_punct or scene.layout.masked(verb) or verb.pos_ == "ADP":
            return None
        if verb.tag_ in {"VBD", "VBZ", "VBP", "VBN", "VBG"} and verb.pos_ == "VERB":
            told = listed(verb, "makes") and not scene.grammar.is_passive(verb) and not scene.negated(verb)
            return verb if told else None
    return None


def _end_before_verb(scene: Scene, noun: Token, begin: int, end: int) -> int:
    """Where the clause of a noun ends that has a verb of its own: "the claim that it rained was rejected"."""
    for token in scene.layout.doc[begin + 1 : end]:
        if finite(token):
            verb = token.head if token.pos_ == "AUX" and token.head.i > token.i else token
            subjects = scene.grammar.subjects(verb, inherit=False) + scene.grammar.passive_subjects(verb, inherit=False)
            if any(s.i == noun.i for s in subjects):
                return token.i
    return end


def according(scene: Scene, first: int, last: int) -> Iterator[Report]:
    """What is so "according to" somebody, or "in the words of" somebody: before it, behind it, or around it."""
    doc = scene.layout.doc
    for i in range(first, last - 2):
        length = _lead(scene, i) or _own_words(scene, i)
        whose = length > 0 and doc[i + 1].tag_ == "PRP$"
        speakers = () if not length else (doc[i + 1],) if whose else _source(scene, i + length, last)
        if not speakers or speakers[0].lower_ in scene.words.rules:
            continue
        if i > first + 1 and doc[i - 1].text == "," and doc[i - 2].lower_ in {"to", "not"}:
            continue  # "asked them not to, in her words, “wait”"
        within = _own_run(scene, i) if doc[i].lower_ == "in" else None
        told = within or _told_by(scene, i, max(i + length, speakers[-1].i + 1), first, last)
        if told is not None and (has_finite(scene, *told) or any(n >= 0 for n in scene.layout.inside[told[0] : i])):
            for report in report_of(scene, doc[i], speakers, *told, "according to", (first, last), ()):
                report.cue = doc[i : i + length].text
                yield report


def _own_run(scene: Scene, i: int) -> tuple[int, int] | None:
    """The marked words right before "in the words of": left "with regret", in the words of an envoy."""
    layout, before = scene.layout, i - 1 - (scene.layout.doc[i - 1].text == ",")
    if before < 0 or layout.inside[before] < 0:
        return None
    run = layout.runs[layout.inside[before]]
    return run.outer, run.after


def _told_by(scene: Scene, i: int, past: int, first: int, last: int) -> tuple[int, int] | None:
    """The tokens of what is so "according to" somebody, who ends at `past`: those before, those behind, or both."""
    doc, inside = scene.layout.doc, scene.layout.inside
    comma = next((j for j in range(past, last) if doc[j].text == ","), None)
    if comma is not None and RELATIVE & {t.lower_ for t in doc[comma + 1 : comma + 4]}:  # "two, both of whom met,"
        comma = next((j for j in range(comma + 1, last) if doc[j].text == ","), None)
    dashed = doc[i - 1].text in DASHES
    comma = next((j for j in range(past, last) if dashed and doc[j].text in DASHES), comma)
    around = comma is not None and comma + 1 < last and finite(doc[comma + 1])
    low = _clause_start(scene, first, i, around)
    marked = any(n >= 0 for n in inside[low:i])
    if has_finite(scene, low, i) or (marked and clausal(scene, low, i)):
        return low, i
    if comma is None:
        return None
    if around and i > low + 1 and (doc[i - 1].text == "," or dashed):
        return scene.layout.past_dateline(low), end_of(scene, doc[i], comma + 1, last)  # "The deal, so Voss, is dead"
    end = end_of(scene, doc[i], comma + 1, last)
    if low == i and doc[i - 1 - (doc[i - 1].text == ",")].lower_ in RELATIVE:
        closing = (j for j in range(comma + 2, end - 1) if doc[j].text == "," and inside[j] < 0 and finite(doc[j + 1]))
        end = next(closing, end)  # "Lind, who, according to Voss, was late, left"
    return comma + 1, end


def _clause_start(scene: Scene, first: int, i: int, around: bool) -> int:
    """Where the clause begins that "according to" tells of, if another stands before it in the sentence.

    "Lind left; [according to] Voss, it rained", "Lind left, but [the road], according to Voss, is open".
    """
    doc, inside = scene.layout.doc, scene.layout.inside
    before = i - 1 - (i > first + 1 and doc[i - 1].text == ",")
    if before > first and inside[before] < 0 and doc[before].lower_ in _JOINING:
        return i
    dashed = any(t.text in DASHES for t in doc[i : scene.layout.sentence(i)[1]])
    for j in range(i - 1, first, -1):
        if inside[j] >= 0:
            continue
        parts = doc[j].text in {";", ":"} or (j == i - 1 and doc[j].text in DASHES and not dashed)
        joined = around and doc[j].lower_ in {"and", "but", "while"} and doc[j - 1].text == ","
        if (parts or joined) and not has_finite(scene, j + 1, i):
            return j + 1
    return first


def _lead(scene: Scene, i: int) -> int:
    """How many words of a phrase that names a source begin at a token; 0 for none."""
    doc = scene.layout.doc
    if scene.layout.masked(doc[i]):
        return 0
    fitting = (p for p in scene.words.sources.get(doc[i].lower_, ()) if [t.lower_ for t in doc[i : i + len(p)]] == p)
    return len(next(fitting, ()))


def _own_words(scene: Scene, i: int) -> int:
    """How many words of "in his words", "in her own words" begin at a token, where a comma sets them off."""
    doc = scene.layout.doc
    if doc[i].lower_ != "in" or doc[i + 1].tag_ != "PRP$" or scene.layout.masked(doc[i]):
        return 0
    length = 3 + (doc[i + 2].lower_ == "own")
    closed = doc[i + length : i + length + 1].text
    return length if doc[i + length - 1].lower_ == "words" and closed in {",", "."} else 0


def _source(scene: Scene, i: int, last: int) -> tuple[Token, ...]:
    """The nouns of the phrase that begins at a token."""
    doc = scene.layout.doc
    while i < last and doc[i].pos_ not in NOMINAL and doc[i].lower_ not in vocabulary().speakers:
        if doc[i].is_punct:
            return ()
        i += 1
    if i >= last:
        return ()
    token = doc[i]
    while i < token.head.i < last and token.head.i != token.i and token.head.pos_ in NOMINAL and token.dep_ != "conj":
        if _parted(scene, i, token.head.i):
            break
        token = token.head
    return (token, *(t for t in scene.grammar.conjuncts(token) if not _parted(scene, token.i, t.i)))


def _parted(scene: Scene, low: int, high: int) -> bool:
    return any(t.text in {",", ";"} for t in scene.layout.doc[low:high])
