"""Who speaks and the verb between two commas within what is said: "The ice, she swears, is thin"."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from kg.extract.actors.vocabulary import vocabulary
from kg.extract.quotes.ends import end_of
from kg.extract.quotes.extent import finite, has_finite, listed, reporting
from kg.extract.quotes.groups import report_of
from kg.extract.quotes.nouns import name_in
from kg.extract.quotes.reports import Report, Scene, is_day
from kg.language.tokens import Token

_HE_SHE: Final = frozenset({"he", "she", "they", "we", "i"})
_PHRASE: Final = frozenset({"DET", "ADJ", "NOUN", "PROPN", "NUM"})
_REST: Final = _PHRASE | {"ADP", "ADV", "PRON"}
_SAYING: Final = frozenset({"neutral", "factive", "distancing", "warns", "commits"})
_IF: Final = frozenset({"if", "unless", "should", "were", "had", "although", "though", "because", "once", "until"})
"""What opens a clause that the main clause of the same words follows."""
MAX_WHO: Final = 8
"""How many tokens who speaks may have."""
MAX_TITLE: Final = 24
"""How many tokens a name may have with what commas set off from it."""
MAX_REST: Final = 8
"""How many tokens may tell to whom, where or when it was said."""


@dataclass(frozen=True, slots=True)
class _Cue:
    """Who speaks, the verb, and the place of the comma behind them."""

    speakers: tuple[Token, ...]
    verb: Token
    end: int


def set_in(scene: Scene, first: int, last: int) -> Iterator[Report]:
    """The sentences, or clauses between stronger stops, that a cue between commas breaks up."""
    doc, inside = scene.layout.doc, scene.layout.inside
    for i in range(first + 1, last - 4):
        if doc[i].text != "," or inside[i] >= 0:
            continue
        cue = _cue(scene, i, last)
        if cue is None:
            continue
        begin = _begin(scene, first, i)
        end = end_of(scene, cue.verb, cue.end + 1, last)
        if _broken(scene, begin, i, cue.end + 1, end):
            yield from report_of(scene, cue.verb, cue.speakers, begin, end, "set around", (first, last))


def _begin(scene: Scene, first: int, comma: int) -> int:
    """Where the words begin: behind a colon or semicolon, or behind ", but" where their verb is still to come."""
    doc = scene.layout.doc
    told = False
    for token in reversed(doc[first:comma]):
        if scene.layout.masked(token):
            continue
        joined = token.lower_ in {"but", "yet"} and token.i > first and doc[token.i - 1].text == ","
        if token.text in {";", ":"} or (joined and not told and has_finite(scene, first, token.i)):
            return token.i + 1
        told = told or finite(token)
    return scene.layout.past_dateline(first)


def _cue(scene: Scene, comma: int, last: int) -> _Cue | None:
    """The cue behind a comma, where another comma ends it."""
    doc, start = scene.layout.doc, comma + 1
    who = start + (doc[start].lower_ in _HE_SHE)
    while who == start or doc[start].lower_ not in _HE_SHE:
        if who >= min(last - 2, start + MAX_WHO) or scene.layout.inside[who] >= 0:
            return None
        if not (doc[who].pos_ in _PHRASE or doc[who].tag_ == "POS" or (doc[who].lower_ == "of" and who > start)):
            break
        who += 1
    at = who
    while at < last - 2 and (doc[at].lower_ in {"has", "had", "have"} or doc[at].pos_ == "ADV"):
        at += 1
    verb = doc[at]
    if who == start:
        return _turned_cue(scene, start, last)
    if not (finite(verb) or (verb.tag_ == "VBN" and at > who)):
        return None
    end = next((t.i for t in doc[at + 1 : min(last - 1, at + 2 + MAX_REST)] if t.text == ","), None)
    if end is None or not _speaks(scene, verb, at + 1, end):
        return None
    speakers = (doc[start],) if doc[start].lower_ in _HE_SHE else name_in(scene, start, who)
    return _Cue(speakers, verb, end) if speakers else None


def _turned_cue(scene: Scene, start: int, last: int) -> _Cue | None:
    """The cue behind a comma whose verb stands first, with who it is: "The ice[, said Voss, an aide,] was thin"."""
    doc, who = scene.layout.doc, start + 1
    if doc[start].lower_ not in {"said", "says"} or doc[who].pos_ != "PROPN":
        return None
    while who < last and doc[who].pos_ == "PROPN":
        who += 1
    commas = [t.i for t in doc[who : min(last - 1, who + MAX_TITLE)] if t.text == ","]
    if not commas or commas[0] != who or scene.layout.runs_in(start, commas[-1]):
        return None
    for comma in commas:
        apart = commas[0] + 1 if doc[commas[0] + 1].lower_ in {"who", "which"} else comma
        if finite(doc[comma + 1]) and not any(finite(t) for t in doc[start + 1 : apart]):
            speakers = name_in(scene, start + 1, who)
            return _Cue(speakers, doc[start], comma) if speakers else None
    return None


def _speaks(scene: Scene, verb: Token, begin: int, end: int) -> bool:
    """Whether a verb with the words behind it says no more than that somebody speaks."""
    doc = scene.layout.doc
    if any(n >= 0 for n in scene.layout.inside[begin:end]) or scene.negated(verb):
        return False
    to_add = next((t for t in doc[begin:end] if t.tag_ == "VB" and t.nbor(-1).lower_ == "to"), None)
    if to_add is not None:  # "he hastened to add", "she was quick to say"
        return to_add.i < begin + 3 and to_add.i == end - 1 and reporting(scene, to_add)
    going = verb.lemma_ == "go" and doc[begin].lower_ == "on"
    begin += going
    known = scene.verb(verb)
    whole = known is not None and "clause" in known.frames and known.kind in _SAYING
    shown = known is not None and known.lemma in scene.words.grammar["shown"]
    if shown or not (going or whole or (known is not None and "marked_only" in known.frames and begin == end)):
        return False
    rest = doc[begin:end]
    people = vocabulary().speakers  # the tagger takes many an "aides" for a verb
    if any(not (t.pos_ in _REST or t.lower_ in people or t.tag_ in {"POS", "TO"} or is_day(t)) for t in rest):
        return False
    told = known is not None and known.lemma in scene.words.grammar["told"]
    opens = rest[0] if begin < end else None
    return opens is None or told or opens.pos_ in {"ADP", "ADV"} or opens.tag_ == "TO" or is_day(opens)


def _broken(scene: Scene, begin: int, comma: int, behind: int, end: int) -> bool:
    """Whether a clause that begins before the cue ends behind it: its verb, what completes that, or its main clause."""
    doc, inside = scene.layout.doc, scene.layout.inside
    if begin >= comma or behind >= end or any(n >= 0 for n in inside[begin:comma]):
        return False
    run = inside[behind]
    follows = next((t for t in doc[behind:end] if t.pos_ != "ADV"), doc[behind])
    follows = follows if run < 0 else doc[scene.layout.runs[run].first]
    if run >= 0 and not (finite(follows) and follows.is_lower):
        return False
    known = scene.verb(follows)
    if follows.tag_ in {"VB", "VBN"} and follows.i == behind and not has_finite(scene, begin, comma):
        return True  # "The dam, she says, put them at risk": the tagger takes many for no finite verb
    if finite(follows):  # "The ice, she says, is thin"
        return known is None or known.kind == "belief" or not has_finite(scene, begin, comma)
    before = next((t for t in reversed(doc[begin:comma]) if t.pos_ not in {"ADV", "PART"}), doc[begin])
    if before.pos_ == "AUX" or before.tag_ == "MD":  # "She had never, she said, accepted it"
        return follows.tag_ in {"VBN", "VBG", "VB", "JJ", "DT", "IN"}
    if doc[begin].lower_ in _IF and has_finite(scene, begin, comma):  # "If it rains, she said, they will wait"
        return has_finite(scene, behind, end) and not listed(follows, "circumstances")
    ready = follows.tag_ == "JJ" and doc[follows.i + 1 : follows.i + 2].text == "to"  # "He came, he said, ready to"
    return ready and has_finite(scene, begin, comma)
