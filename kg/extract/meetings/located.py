"""Where a meeting is: the place that words name, "here", "the Kenyan capital", "to Oslo, where"."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from kg.extract.meetings.words import meeting_words
from kg.extract.places import capital, place
from kg.extract.voices import Voices
from kg.language.tokens import Doc, Span, Token
from kg.model import BlockKind, Place

_NOUNS: Final = frozenset({"NN", "NNS", "NNP", "NNPS", "JJ", "CD", "POS", "VBN", "VBG", "HYPH", "DT", "PRP$"})
_NAMES: Final = frozenset({"NNP", "NNPS"})
_WHITHER: Final = frozenset(
    {"in", "to", "at", "into", "for", "reach", "reached", "reaching", "visit", "visits", "visited", "visiting"}
)
_HYPHENS: Final = frozenset({"-", "‑", "–"})
_REALMS: Final = frozenset(
    {"republic", "kingdom", "state", "states", "federation", "union", "emirates", "commonwealth"}
)
_SETTLEMENTS: Final = frozenset(
    {"village", "town", "city", "resort", "port", "suburb", "settlement", "hamlet", "island"}
)
_SITES: Final = frozenset(
    {
        "camp",
        "castle",
        "palace",
        "house",
        "mount",
        "fort",
        "villa",
        "hotel",
        "airport",
        "base",
        "island",
        "lake",
        "cape",
    }
    | {"port", "hall", "chateau", "manor", "lodge", "center", "centre", "bay", "valley", "park", "square", "abbey"}
    | {"ranch", "resort", "kilometer", "kilometre", "checkpoint", "crossing", "island"}
)


def located(start: int, limit: int, voices: Voices) -> tuple[Place | None, int]:
    """The place named within the next words ("the Austrian city of Graz"), and the token after it."""
    doc, at = voices.parsed.doc, start
    last = min(limit, start + 9)
    while at < last:
        if doc[at].tag_ in _NAMES:
            first = at
            while at < limit and (doc[at].tag_ in _NAMES or _possessed(doc, at, limit)):
                at += 1
            if at < limit and doc[at].text in _HYPHENS and not doc[at - 1].whitespace_:  # "the UN-run zone"
                at += 2
                continue
            where, after = _place_in(first, at, limit, voices)
            if where is None and start <= first <= start + 1:
                where, after = _unlisted(first, at, voices)
            if where is not None:
                return where, after
        elif doc[at].lower_ == "capital" and (found := _capital(at, limit, voices)) is not None:
            return found
        elif (
            doc[at].lower_ in _SETTLEMENTS
            and at + 2 < limit
            and doc[at + 1].lower_ == "of"
            and doc[at + 2].tag_ in _NAMES
        ):
            end = at + 2
            while end < limit and doc[end].tag_ in _NAMES:
                end += 1
            return place(doc[at + 2 : end].text) or Place(doc[at + 2 : end].text), end
        elif (
            doc[at].lower_ in {"country", "capital", "venue"}
            and doc[start].lower_ in {"a", "an"}
            and _ends(at, limit, doc)
        ):
            return Place(doc[start : at + 1].text), at + 1
        elif doc[at].tag_ in _NOUNS or doc[at].lower_ in {"of", "in"}:
            at += 1
        else:
            break
    return None, start


def _ends(at: int, limit: int, doc: Doc) -> bool:
    """Whether a noun ends its phrase: "in an Arab country", not "at a country house"."""
    return at + 1 >= limit or not doc[at + 1].tag_.startswith("NN")


def _capital(at: int, limit: int, voices: Voices) -> tuple[Place, int] | None:
    """ "The Kenyan capital", "the capital of Kenya", "the Kenyan capital, Nairobi", and the token after it."""
    doc, after = voices.parsed.doc, at + 1
    after += after < limit and doc[after].text == ","
    if after < limit and doc[after].tag_ in _NAMES and after > at:
        where, end = _place_in(after, after + 1, limit, voices)
        if where is not None and where.latitude is not None:
            return where, end
    if at + 2 < limit and doc[at + 1].lower_ == "of" and doc[at + 2].tag_ in _NAMES:
        found = capital(doc[at + 2].text)
        return (found, at + 3) if found is not None else None
    found = capital(doc[at - 1].text) if at else None
    return (found, at + 1) if found is not None else None


def dateline(voices: Voices) -> Place | None:
    """Where the article is written, by its dateline: "NAIROBI, May 3 (Reuters) -", "Nairobi, 3 May 2014:"."""
    doc, block = voices.parsed.doc, voices.parsed.block
    first = next((t.i for t in doc if not t.is_space and block(t) in {BlockKind.PROSE, BlockKind.DATELINE}), None)
    if first is None:
        return None
    set_apart = block(doc[first]) is BlockKind.DATELINE
    end = first
    for token in doc[first : first + 4]:
        if not (token.is_alpha and (token.is_upper or (set_apart and token.is_title))):
            break
        end += 1
    return place(doc[first:end].text.title()) if end > first and len(doc[first].text) > 2 else None


def in_own_country(actor: int, where: Place, voices: Voices) -> bool:
    """Whether a place lies in the state that a person is of; False for who is of none that is known."""
    state = voices.state(actor)
    return state != actor and voices.actors.actors[state].key == f"state:{where.country}"


def place_before(at: int, voices: Voices) -> Place | None:
    """What "there" means: the place named last before a token, in its sentence or the one before, behind a word of
    where or whither."""
    doc = voices.parsed.doc
    start = doc[at].sent.start
    low = doc[start - 1].sent.start if start else 0
    for i in range(at - 1, low - 1, -1):
        if doc[i].lower_ in _WHITHER and i + 1 < at and doc[i + 1].tag_ in _NAMES:
            where, _ = located(i + 1, min(at, doc[i].sent.end), voices)
            if where is not None and (where.latitude is not None or i >= start):
                return where
    return None


def place_where(anchor: Token, voices: Voices) -> Place | None:
    """The place before "where": "flew to Oslo, where he will meet"."""
    doc, low = anchor.doc, anchor.sent.start
    where = next((at for at in range(anchor.i - 1, max(low, anchor.i - 16), -1) if doc[at].lower_ == "where"), None)
    if where is None or any(t.text in {";", ":"} for t in doc[where : anchor.i]):
        return None
    end, dates = where - (doc[where - 1].text == ","), voices.dates(anchor.sent)
    while end - 1 > low and end - 1 in dates:
        end -= 1
    first = end
    while first > low and doc[first - 1].tag_ in _NAMES:
        first -= 1
    return located(first, end, voices)[0] if first < end else None


def _place_in(first: int, end: int, limit: int, voices: Voices) -> tuple[Place | None, int]:
    """The place that a run of names is, and the token after it; a country set beside a city belongs to it.

    Whole or not at all: of a name of several words, "of" and more names included, no single word is the place.
    """
    doc = voices.parsed.doc
    if end < limit and doc[end].lower_ == "headquarters":
        return None, end
    for start, stop in _wholes(first, end, limit, voices):
        text = doc[start:stop].text
        where = place(text) or (place(text.title()) if text.isupper() and len(text) > 3 else None)
        if where is not None and not _person(doc[start:stop], voices):
            if stop + 1 < limit and doc[stop].text == ",":
                country, after = (
                    _place_in(stop + 1, stop + 2, limit, voices) if doc[stop + 1].tag_ in _NAMES else (None, 0)
                )
                if country is not None and country.country == where.country:
                    return where, after
            return where, stop
    return None, end


def _wholes(first: int, end: int, limit: int, voices: Voices) -> Iterator[tuple[int, int]]:
    """The stretches that may be the whole name of a place: with "of" and its names, without a date or a noun around."""
    doc = voices.parsed.doc
    if end + 1 < limit and doc[end].lower_ == "of" and doc[end + 1].tag_ in _NAMES:
        last = end + 1
        while last < limit and doc[last].tag_ in _NAMES:
            last += 1
        yield first, last
        if end - first == 1 or doc[end - 1].lower_ in _REALMS:
            return
    dates, nouns = voices.dates(doc[first].sent), meeting_words().nouns
    start, stop = first, end
    while stop - 1 > start and (stop - 1 in dates or doc[stop - 1].lower_ in nouns):
        stop -= 1
    yield start, stop
    while start + 1 < stop and (
        start in dates or (voices.actors.one(doc[start]) and not voices.actors.one(doc[stop - 1]))
    ):
        start += 1
        yield start, stop


def _possessed(doc: Doc, at: int, limit: int) -> bool:
    """Whether a possessive mark stands within a name: "the People's Republic"."""
    inside = doc[at].tag_ == "POS" and at + 1 < limit and doc[at + 1].lower_ in _REALMS
    return inside and doc[at + 1].tag_ in _NAMES


def _unlisted(first: int, end: int, voices: Voices) -> tuple[Place | None, int]:
    """A place of two or more words that no list knows: "at Mount Kesra"; of "the Hill Hotel in Oslo" the town."""
    doc, dates = voices.parsed.doc, voices.dates(voices.parsed.doc[first].sent)
    while end > first and end - 1 in dates:
        end -= 1
    if doc[end - 1].lower_ == "hall" and [t.lower_ for t in doc[end : end + 3]] == ["of", "the", "people"]:
        end += 3
    inside = doc[first:end]
    if inside.text in meeting_words().venues:
        return Place(inside.text), end
    known = any(voices.actors.one(t) or t.lower_ in meeting_words().nouns or t.tag_ == "POS" for t in inside)
    sited = any(t.lower_ in _SITES for t in inside)
    if len(inside) == 1 and inside[0].ent_type_ in {"GPE", "LOC"} and len(inside.text) > 3 and not known:
        return Place(inside.text), end
    if sited and end + 1 < len(doc) and doc[end].lower_ in {"in", ","} and doc[end + 1].tag_ in _NAMES:
        town, after = located(end + 1, min(len(doc), end + 5), voices)
        if town is not None and town.latitude is not None:  # "Camp David, Maryland" is Camp David
            return town, after
    return (Place(inside.text), end) if len(inside) >= 2 and sited and not known else (None, end)


def _person(span: Span, voices: Voices) -> bool:
    return any(voices.actors.is_person(actor) for token in span for actor in voices.actors.one(token))


def compound_place(first: int, noun: Token, voices: Voices) -> Place | None:
    """ "The Oslo talks": a city before the noun; a country there is what they are about."""
    doc, dates, at = noun.doc, voices.dates(noun.sent), noun.i - 1
    while at >= first:
        start = at
        if _may_place(doc[at], voices) and doc[at + 1].text not in _HYPHENS:
            while start > first and start - 1 not in dates and _names_on(doc[start - 1], voices):
                start -= 1
            where = place(doc[start : at + 1].text)
            if where is not None and where.latitude is not None:
                return where
            if {t.lower_ for t in doc[start : at + 1]} & _SITES and at > start:  # "the Camp David talks"
                return Place(doc[start : at + 1].text)
        at = start - 1
    return None


def _names_on(token: Token, voices: Voices) -> bool:
    return token.tag_ in _NAMES and not voices.actors.one(token)


def _may_place(token: Token, voices: Voices) -> bool:
    return _names_on(token, voices) or token.ent_type_ in {"GPE", "LOC"}
