"""Quotes: the words that a page reports somebody as having said or written, each with its speaker.

An article is read in three passes: its marks are paired (`marks`, `layout`), runs between marks find the verb that
reports them (`direct`), reporting verbs find the clause that they report (`indirect`). Then nouns become actors.
"""

from __future__ import annotations

import tomllib
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from functools import cache
from itertools import takewhile
from pathlib import Path
from typing import Final

from kg.extract.actors import Actors
from kg.extract.quotes.direct import another_acts, find_direct
from kg.extract.quotes.extent import begin_after, finite, reporting
from kg.extract.quotes.indirect import FRAMING, find_indirect
from kg.extract.quotes.labels import find_labelled
from kg.extract.quotes.layout import Layout
from kg.extract.quotes.reports import Report, Scene
from kg.extract.quotes.speakers import Voices
from kg.extract.when import resolve
from kg.language.grammar import grammar_of
from kg.language.parsed import Parsed
from kg.language.tokens import Token
from kg.model import Article, Passage, Quote

BESIDE: Final = 8
"""How many tokens from the reporting verb a date may stand to be the day on which it was said."""
LEAST: Final = 0.5
"""The confidence in a rule that was met too seldom to be measured."""
ASIDE: Final = 40
"""How many tokens may stand between the words of one speaker that tell what "he" or "she" did."""
_HE_SHE: Final = frozenset({"he", "she"})
_TITLES: Final = frozenset({"mr", "mrs", "ms", "miss", "dr"})
_RULES: Final = Path(__file__).resolve().parent.parent / "lexicon" / "quote_rules.toml"
_FIRM: Final = frozenset(
    {"direct after verb", "direct after colon", "direct going on", "direct next paragraph", "direct before verb"}
)


def find_quotes(parsed: Sequence[Parsed], actors: Actors, articles: Sequence[Article] = ()) -> list[Quote]:
    """The quotes of a page, in the order of its articles and their text.

    Several speakers of the same words are a quote each. `continues` counts in the list that is returned. The `articles`
    are the page's: their days date what was said "on Tuesday".
    """
    quotes: list[Quote] = []
    for article in parsed:
        issued = articles[article.article].issued if article.article < len(articles) else None
        quotes += _of_article(article, issued, actors, len(quotes))
    return quotes


def find_reports(scene: Scene) -> list[Report]:
    """All reported speech of an article, in the order of the text: each word once in the mouth of each speaker."""
    labelled = find_labelled(scene)
    direct = [r for r in find_direct(scene) if not _labelled(r, labelled)]
    taken = frozenset(r.verb.i for r in direct if r.verb is not None)
    indirect = [r for r in find_indirect(scene, taken) if not any(_repeats(r, d) for d in direct)]
    indirect = [r for r in indirect if not _labelled(r, labelled)] + labelled
    kept = [d for d in direct if not any(r.start <= d.start and d.end <= r.end for r in indirect)]
    found = sorted([*kept, *indirect], key=lambda r: (r.start, -r.end))
    _give_speakers(scene, found)
    for report in found:
        if report.previous is not None and not any(report.previous is other for other in found):
            report.previous = None
    return found


def _give_speakers(scene: Scene, found: list[Report]) -> None:
    """Free-standing quotations take the speaker of the report before them, in their paragraph or the one before.

    One whose words stand again in a longer run ("a pull quote") takes that one's.
    """
    text = scene.layout.doc.text
    for i, report in enumerate(found):
        if report.rule != "direct alone":
            continue
        words = text[report.start : report.end].strip(" .,")
        whole = next((r for r in found if r.speakers and r is not report and words in text[r.start : r.end]), None)
        before, rule = (whole, "direct again") if whole else _just_before(scene, report, found[:i])
        if before is not None:
            report.speakers, report.verb, report.rule = before.speakers, before.verb, rule
            if rule == "direct after aside" and (told := _pronoun_of(scene, before, report)) is not None:
                report.speakers = (told,)
        elif (somebody := _who_acts(scene, report)) is not None:
            report.speakers, report.rule = (somebody,), "direct after deed"


def _who_acts(scene: Scene, report: Report) -> Token | None:
    """The one person whom the sentence before tells of, in the same paragraph: "Ada Voss shrugged. “We wait.”"."""
    layout = scene.layout
    first, last = layout.sentence(report.first - 1) if report.first else (0, 0)
    if last != report.first or layout.paragraph(first) != layout.paragraph(report.first) or not layout.prose(first):
        return None
    words = layout.doc[first:last]
    if any(layout.masked(t) or reporting(scene, t) for t in words) or not any(finite(t) for t in words):
        return None  # "Voss said nothing"
    subject = next((t for t in words if scene.grammar.is_subject(t)), None)
    if subject is None or not (subject.pos_ == "PROPN" or subject.lower_ in _HE_SHE) or _said_next(scene, report):
        return None
    own = {t.i for t in scene.grammar.name_span(subject)} | {subject.i}
    others = [t for t in words if t.ent_type_ in {"PERSON", "PER"} and t.i not in own]
    return None if others or subject.left_edge.i > first + 1 else subject


def _said_next(scene: Scene, report: Report) -> bool:
    """Whether somebody else says the words right behind them, though they end a sentence: "No!" His aide cried."""
    layout = scene.layout
    if report.last >= len(layout.doc) or layout.paragraph(report.last) != layout.paragraph(report.first):
        return False
    low, high = layout.sentence(report.last)
    verb = next((t for t in layout.doc[low:high] if (finite(t) or t.tag_ == "VBN") and not layout.masked(t)), None)
    known = None if verb is None else scene.verb(verb)
    return verb is not None and known is not None and begin_after(scene, verb, known, high) is None


def _just_before(scene: Scene, report: Report, found: list[Report]) -> tuple[Report | None, str]:
    """The report that ends in the sentence before, with a speaker; captions between the two do not count.

    Within a paragraph a sentence may stand between that only tells what "he" or "she" did.
    """
    layout = scene.layout
    before = next((r for r in reversed(found) if r.last <= report.first and layout.prose(r.first)), None)
    if before is None or not before.speakers or another_acts(scene, before):
        return None, ""
    gap = [t for t in layout.doc[before.last : report.first] if layout.prose(t.i)]
    if all(t.is_space or t.is_punct for t in gap):
        near = layout.paragraphs_between(before.last - 1, report.first) <= 1
        return (before, "direct after report") if near else (None, "")
    near = layout.paragraph(report.first) - layout.paragraph(before.last - 1) <= 1
    aside = all(_of_speaker(scene, layout.sentence(t.i)[0], before) for t in gap)
    return (before, "direct after aside") if near and aside and len(gap) < ASIDE else (None, "")


def _of_speaker(scene: Scene, first: int, before: Report) -> bool:
    """Whether a sentence tells of whoever spoke before it, as "he" or "she" or by the same name: "Mr. Voss nodded"."""
    doc = scene.layout.doc
    while first < len(doc) - 1 and (doc[first].is_space or doc[first].lower_.rstrip(".") in _TITLES):
        first += 1
    names = [t.text for s in before.speakers for t in doc[s.left_edge.i : s.right_edge.i + 1] if t.pos_ == "PROPN"]
    return doc[first].lower_ in _HE_SHE or doc[first].text in names


def _pronoun_of(scene: Scene, before: Report, report: Report) -> Token | None:
    """The "he" or "she" of whom the sentences between two reports tell: who speaks again, if the last one was so."""
    return next((t for t in scene.layout.doc[before.last : report.first] if t.lower_ in _HE_SHE), None)


def _labelled(report: Report, labelled: list[Report]) -> bool:
    """Whether a report stands in a paragraph that is somebody's as a whole."""
    return any(other.first <= report.first < other.last for other in labelled)


def _repeats(report: Report, direct: Report) -> bool:
    """Whether an indirect report only frames a run that a firm rule has already given to somebody."""
    return direct.rule in _FIRM and direct.start < report.end and report.start < direct.end


def _of_article(article: Parsed, issued: date | None, actors: Actors, offset: int) -> list[Quote]:
    """The quotes of one article; the first has the index `offset` on the page."""
    if not len(article.doc):
        return []
    scene = Scene(Layout(article), grammar_of(article.doc))
    voices = Voices(scene, actors)
    quotes: list[Quote] = []
    index: dict[tuple[int, int | None], int] = {}
    said = [(report, voices.speakers(report)) for report in find_reports(scene)]
    named = [report for report, speakers in said if speakers]
    for report, speakers in said:
        if not speakers and (voices.things(report) or _frames(report, named)):
            continue
        told = voices.addressees(report)
        for speaker in speakers or (None,):
            before = None if report.previous is None else index.get((id(report.previous), speaker))
            quote = _quote(scene, report, speaker, told, issued)
            if before is not None:
                quote = replace(quote, continues=before, said=quote.said or quotes[before - offset].said)
            index[id(report), speaker] = offset + len(quotes)
            quotes.append(quote)
    return quotes


def _frames(report: Report, named: list[Report]) -> bool:
    """Whether it only hands on, by nobody known, what somebody says in it: "Voss said it rained, sources said"."""
    inner = (other for other in named if other is not report)
    return report.rule in FRAMING and any(report.start <= o.start and o.end <= report.end for o in inner)


def _quote(scene: Scene, report: Report, speaker: int | None, told: tuple[int, ...], issued: date | None) -> Quote:
    layout = scene.layout
    start, end = scene.text(*scene.trimmed(report.first, report.last, stops=False))
    return Quote(
        kind=report.kind,
        speaker=speaker,
        start=layout.page(report.start),
        end=layout.page(report.end - 1) + 1,
        evidence=(Passage(layout.parsed.article, layout.page(start), layout.page(end - 1) + 1),),
        confidence=confidence(report.rule, how(report, speaker)),
        rule=f"{report.rule}, {how(report, speaker)}",
        cue=report.cue,
        addressees=tuple(a for a in told if a != speaker),
        said=_said(scene, report, issued),
    )


def _said(scene: Scene, report: Report, issued: date | None) -> str | None:
    """The day on which words were said, from a date beside the reporting verb: "said on Tuesday"."""
    if report.verb is None or issued is None:
        return None
    doc, verb = scene.layout.doc, report.verb.i
    opening = range(report.first, min(verb, report.first + BESIDE))
    for places in (range(verb + 1, min(report.last, verb + BESIDE)), range(verb - 1, report.first - 1, -1), opening):
        words = [doc[i] for i in takewhile(lambda i: _outside(scene, report, doc[i]), places)]
        value = resolve("".join(t.text + t.whitespace_ for t in sorted(words, key=lambda t: t.i)), issued, "past").value
        if value is not None:
            break
    return value if value is not None and len(value) == len("2016-01-26") else None


def _outside(scene: Scene, report: Report, token: Token) -> bool:
    """Whether a word stands by the reporting verb: before any comma, and not among the words reported."""
    return (
        token.text not in {",", ";"} and not report.start <= token.idx < report.end and not scene.layout.masked(token)
    )


# -- confidence ------------------------------------------------------------------------------------


def how(report: Report, speaker: int | None) -> str:
    """How the speaker was told: by "name", by "noun", by "pronoun", or "nobody"."""
    if speaker is None or not report.speakers:
        return "nobody"
    kinds = {t.pos_ for t in report.speakers}
    return "pronoun" if kinds == {"PRON"} else "name" if kinds == {"PROPN"} else "noun"


def confidence(rule: str, speaker: str) -> float:
    """How often a rule found reported words, times how often its speakers were right, where both were measured."""
    rules, speakers = _measured()
    return round(rules.get(rule, LEAST) * speakers.get(speaker, 1.0), 2)


@cache
def _measured() -> tuple[dict[str, float], dict[str, float]]:
    data = tomllib.loads(_RULES.read_text(encoding="utf-8"))
    return data["rules"], data["speakers"]
