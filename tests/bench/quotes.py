"""Quotes against PolNeAR: found, exact, speakers, whether confidences keep their word, and the time beside the parse.

`python -m tests.bench.quotes train 300` measures another part; with `--calibrate` it writes what it measured into
`kg/extract/lexicon/quote_rules.toml`: numbers by the names of rules, none of the text.
"""

from __future__ import annotations

import json
import lzma
import re
import sys
import time
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from spacy.language import Language

from kg import extract, language
from kg.extract.actors import Actors
from kg.extract.quotes import find_quotes
from kg.model import Article, Block, BlockKind, Quote

SHARED = Path(__file__).resolve().parents[3] / "shared" / "polnear"
RULES = Path(extract.__file__).parent / "lexicon" / "quote_rules.toml"
COVERED = 0.3
"""How much of an attribution a quote has to cover to have found it."""
PRIOR = 5
"""As how many quotes of average precision a rule is counted that was hardly met."""
CERTAIN = 0.99
"""The most that is said of a rule: none is beyond doubt."""
PRONOUNS = 0.85
"""How often a pronoun's speaker is taken to be right: where the source is a pronoun too no name tells."""
NAME = re.compile(r"\b[A-Z]")
LEADING = re.compile(r"(?:that|whether|if)\b|[^\w]+")
PRONOUN = re.compile(r"(?:He|She|They|It|I|We|You)\b")


@dataclass(frozen=True)
class Verdict:
    """How one quote that was found fares: None where there is no named source to hold the speaker against."""

    quote: Quote
    content: bool
    speaker: bool | None

    @property
    def right(self) -> bool:
        """Whether its words were said, and by its speaker."""
        return self.content and self.speaker is not False


@dataclass
class Tally:
    """Sums over pages."""

    gold: int = 0
    covered: int = 0
    exact: int = 0
    close: int = 0
    whole: int = 0
    utterances: int = 0
    named: int = 0
    named_right: int = 0
    parsing: float = 0.0
    quoting: float = 0.0


def main(part: str = "dev", limit: int | None = None, calibrate: bool = False) -> None:
    """Prints the tables."""
    path = SHARED / f"{part}.jsonl.xz"
    if not path.is_file():
        print(f"{path} is not there: nothing to measure with.")
        return
    tally, verdicts = Tally(), list[Verdict]()
    nlp = language.load()
    for page in list(pages(path))[:limit]:
        verdicts += read(nlp, page, tally)
    report(part, tally, verdicts)
    if calibrate:
        RULES.write_text(calibrated(verdicts), encoding="utf-8")


def pages(path: Path) -> Iterator[dict[str, Any]]:
    """The annotated articles of a part."""
    with lzma.open(path, "rt", encoding="utf-8") as lines:
        yield from (json.loads(line) for line in lines if line.strip())


def read(nlp: Language, page: dict[str, Any], tally: Tally) -> list[Verdict]:
    """The verdicts on the quotes of one article."""
    text: str = page["text"]
    blocks = tuple(Block(BlockKind.PROSE, *m.span()) for m in re.finditer(r"\S[^\n\r]*", text))
    started = time.perf_counter()
    parsed = [language.parse(nlp, text, Article("", 0, len(text), blocks))]
    tally.parsing += time.perf_counter() - started
    actors = Actors.find(parsed)
    started = time.perf_counter()
    quotes = find_quotes(parsed, actors)
    tally.quoting += time.perf_counter() - started
    names = [set(re.findall(r"\w+", " ".join((a.name, *a.aliases)).casefold())) for a in actors.actors]
    marked = [a for a in page["attributions"] if a["content"]]
    spans = [_chars(a["content"]) for a in marked]
    sources = [" ".join(text[s:e] for s, e in a["source"]) for a in marked]
    _recall(text, tally, quotes, spans, sources, names)
    return [_verdict(quote, spans, sources, names) for quote in quotes]


def _chars(spans: list[list[int]]) -> set[int]:
    return {i for start, end in spans for i in range(start, end)}


def _shared(quote: Quote, span: set[int]) -> int:
    return sum(quote.start <= i < quote.end for i in span)


def _told(text: str, quotes: list[Quote]) -> set[tuple[int, int]]:
    """Where the words of each quote stand, and of each utterance from its first run to its last, bare."""
    found = {_bare(text, quote.start, quote.end) for quote in quotes}
    for quote in quotes:
        first = quote
        while first.continues is not None:
            first = quotes[first.continues]
        found.add(_bare(text, first.start, quote.end))
    return found


def _bare(text: str, start: int, end: int) -> tuple[int, int]:
    """Words without "that" before them, and without marks at either end: PolNeAR counts both in, the ontology's terms
    have neither."""
    while match := LEADING.match(text, start, end):
        start = match.end()
    while end > start and not text[end - 1].isalnum():
        end -= 1
    return start, end


def _recall(
    text: str, tally: Tally, quotes: list[Quote], spans: list[set[int]], sources: list[str], names: list[set[str]]
) -> None:
    tally.gold += len(spans)
    tally.utterances += sum(quote.continues is None for quote in quotes)
    told = _told(text, quotes)
    for span, source in zip(spans, sources, strict=True):
        best = max(quotes, key=lambda q: _shared(q, span), default=None)
        found = best is not None and _shared(best, span) / len(span) > COVERED
        low, high = min(span), max(span) + 1
        tally.covered += found
        tally.exact += any(abs(q.start - low) <= 1 and abs(q.end - high) <= 1 for q in quotes)
        tally.close += any(-1 <= q.start - low <= len("that ") and abs(q.end - high) <= 1 for q in quotes)
        tally.whole += any(
            abs(start - low) <= 1 and abs(end - high) <= 1
            for low, high in [_bare(text, low, high)]
            for start, end in told
        )
        if found and best is not None and NAME.search(source) and not PRONOUN.match(source):
            tally.named += 1
            tally.named_right += best.speaker is not None and bool(names[best.speaker] & _words(source))


def _verdict(quote: Quote, spans: list[set[int]], sources: list[str], names: list[set[str]]) -> Verdict:
    """Right is what mostly lies in one attribution, or covers one as far as it must to have found it."""
    best = max(range(len(spans)), key=lambda i: _shared(quote, spans[i]), default=None)
    if best is None:
        return Verdict(quote, content=False, speaker=None)
    shared = _shared(quote, spans[best])
    covers = any(_shared(quote, span) / len(span) > COVERED for span in spans)
    content = covers or shared / (quote.end - quote.start) > 1 / 2
    source = sources[best]
    if not content or quote.speaker is None or not NAME.search(source) or PRONOUN.match(source):
        return Verdict(quote, content, None)
    return Verdict(quote, content, bool(names[quote.speaker] & _words(source)))


def _words(source: str) -> set[str]:
    return {word for word in re.findall(r"\w+", source.casefold()) if len(word) > 2}


def report(part: str, tally: Tally, verdicts: list[Verdict]) -> None:
    """Prints what was measured."""
    content = sum(v.content for v in verdicts)
    print(f"PolNeAR {part}: {tally.gold} attributions, of speech and of belief; {len(verdicts)} quotes found")
    print(f"  covered > {COVERED}   {_f1(content, len(verdicts), tally.covered, tally.gold)}")
    print(f"  exact            {_f1(tally.exact, len(verdicts), tally.exact, tally.gold)}")
    print(f"  exact but 'that' {_f1(tally.close, len(verdicts), tally.close, tally.gold)}")
    print(f"  exact, whole     {_f1(tally.whole, tally.utterances, tally.whole, tally.gold)}"
          " (runs of an utterance taken together, without marks and 'that' at the ends)")  # fmt: skip
    given = [v.speaker for v in verdicts if v.speaker is not None]
    print(f"  speaker where one is given {sum(given) / max(1, len(given)):.3f} of {len(given)}; "
          f"where the source is named {tally.named_right / max(1, tally.named):.3f} of {tally.named}")  # fmt: skip
    print(f"  time: {tally.quoting:.1f} s beside {tally.parsing:.1f} s of parsing "
          f"({tally.quoting / max(tally.parsing, 1e-9):.0%})\n")  # fmt: skip
    # whether "he" was given to the right one no name tells, where the source is a pronoun too
    told = [v for v in verdicts if v.speaker is not None or v.quote.speaker is None or not v.content]
    print(f"  of {len(told)} quotes that can be told right or wrong:")
    print(f"  {'confidence':12}{'quotes':>8}{'mean':>8}{'right':>8}")
    bins = defaultdict(list)
    for verdict in told:
        bins[int(verdict.quote.confidence * 10)].append(verdict)
    for tenth, group in sorted(bins.items()):
        mean = sum(v.quote.confidence for v in group) / len(group)
        right = sum(v.right for v in group) / len(group)
        bar = "#" * round(right * 30)
        print(f"  {tenth / 10:.1f} to {tenth / 10 + 0.1:.1f}  {len(group):>8}{mean:>8.2f}{right:>8.2f}  {bar}")
    print(f"\n  {'rule':24}{'quotes':>8}{'words':>8}{'speaker':>9}{'nobody':>8}")
    for rule, group in _by_rule(verdicts):
        given = [v.speaker for v in group if v.speaker is not None]
        who = f"{sum(given) / len(given):.2f}" if given else "-"
        nobody = sum(v.quote.speaker is None for v in group) / len(group)
        print(f"  {rule:24}{len(group):>8}{sum(v.content for v in group) / len(group):>8.2f}{who:>9}{nobody:>8.2f}")


def _by_rule(verdicts: list[Verdict]) -> list[tuple[str, list[Verdict]]]:
    groups = defaultdict(list)
    for verdict in verdicts:
        groups[verdict.quote.rule.split(", ")[0]].append(verdict)
    return sorted(groups.items(), key=lambda pair: (-len(pair[1]), pair[0]))


def _f1(right: int, found: int, hit: int, gold: int) -> str:
    p, r = right / max(1, found), hit / max(1, gold)
    return f"P {p:.3f}  R {r:.3f}  F1 {2 * p * r / max(p + r, 1e-9):.3f}"


def calibrated(verdicts: list[Verdict]) -> str:
    """The table of rules and of speakers as TOML."""
    mean = sum(v.content for v in verdicts) / len(verdicts)
    lines = [
        "# How often the words that a rule finds were reported speech, and how often a speaker was right by what tells",
        "# who it is, measured on PolNeAR train by `python -m tests.bench.quotes train 250 --calibrate`.",
        "[rules]",
    ]
    for rule, group in sorted(_by_rule(verdicts)):
        right = (sum(v.content for v in group) + PRIOR * mean) / (len(group) + PRIOR)
        lines.append(f'"{rule}" = {min(right, CERTAIN):.2f}')
    lines += ["", "[speakers]"]
    told = defaultdict(list)
    for verdict in verdicts:
        if verdict.speaker is not None:
            told[verdict.quote.rule.split(", ")[1]].append(verdict.speaker)
    told["pronoun"] = []
    measured = (f"{how} = {sum(g) / len(g) if g else PRONOUNS:.2f}" for how, g in sorted(told.items()))
    return "\n".join([*lines, *measured, "nobody = 1.00", ""])


if __name__ == "__main__":
    words = [word for word in sys.argv[1:] if not word.startswith("--")]
    main(
        words[0] if words else "dev",
        int(words[1]) if len(words) > 1 else None,
        calibrate="--calibrate" in sys.argv,
    )
