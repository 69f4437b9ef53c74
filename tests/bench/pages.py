"""Reading pages: text and HTML, megabytes a second on one core, beside trafilatura's own speed."""

from __future__ import annotations

import random
import tempfile
import time
import tracemalloc
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from pathlib import Path

from trafilatura import bare_extraction

from kg.pages import Raw, articles, find, read
from kg.pages.furniture import words

PAGES = 300
ROUNDS = 3
NAMES = ("Virtanen", "Holm", "Dahl", "Ek", "Laine", "Friis", "Sund", "Berg", "Cole", "Reed")
PLACES = ("Oslo", "Reykjavik", "Helsinki", "Geneva", "Vilnius", "Nuuk", "Tórshavn", "Brussels")
DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday")
COMMON = ("the", "the", "the", "of", "of", "to", "to", "and", "in", "a")
RARE = sorted(
    words(
        "treaty for strait was agreed by ministers who said that talks would go on with spring while officials both"
        " states warned against haste called answers about fishing quotas before parliaments vote their had have"
    )
)
WORDS = (*COMMON, *COMMON, *RARE)
# words that furniture is told by, and that news have as well
HINTS = ("views", "comments", "visit", "published", "free", "account", "sign", "story", "seen", "following", "old")
HEAD = ("Home", "World", "Politics", "Share this article", "Facebook", "Twitter", "Subscribe")
FOOT = ("© 2014 The Courier", "All rights reserved", "Privacy policy", "About us")
NOTICE = "We use cookies to improve your visit; by going on you agree to our terms of use."


def said(draw: random.Random, least: int, most: int) -> str:
    """Some words, with what is among the words of news: names, places, days, numbers, and what notices have too."""
    found = [draw.choice(WORDS) for _ in range(draw.randint(least, most))]
    strewn = (draw.choice(NAMES), draw.choice(PLACES), draw.choice(("1994,", "12", "2,300", "states’", "non-binding")))
    for word in (*strewn, *([draw.choice(HINTS)] if draw.random() < 0.08 else [])):
        found[draw.randrange(len(found))] = word
    return " ".join(found)


def sentence(draw: random.Random) -> str:
    """A sentence: a plain one, one with a day, or one of somebody's words."""
    first = said(draw, 8, 18)
    first = first[0].upper() + first[1:]
    kind = draw.random()
    if kind < 0.25:
        return f"“{first},” {draw.choice(NAMES)} said on {draw.choice(DAYS)}, “{said(draw, 4, 9)}.”"
    if kind < 0.4:
        return f"{first}, on {draw.choice(DAYS)} in {draw.choice(PLACES)}, {said(draw, 4, 9)}."
    return f"{first}, {said(draw, 4, 9)}."


def paragraphs(draw: random.Random) -> list[str]:
    return [" ".join(sentence(draw) for _ in range(draw.choice((1, 2, 2, 3, 3)))) for _ in range(draw.randint(8, 30))]


def heading(draw: random.Random) -> str:
    return said(draw, 6, 10).capitalize()


def remark(draw: random.Random) -> tuple[str, str, str]:
    return f"{draw.choice(NAMES)} says:", f"March {draw.randint(1, 28)}, 2014 at 9:12 am", sentence(draw)


def text_page(draw: random.Random) -> str:
    """Menu, title, author, date, an article with a picture's caption and a box of other stories, remarks, the foot."""
    body = paragraphs(draw)
    caption = f"{draw.choice(NAMES)} in {draw.choice(PLACES)}, March 3, 2014. (AP Photo/{draw.choice(NAMES)})"
    parts = (
        *HEAD, heading(draw), f"By Jo {draw.choice(NAMES)}", "4 March 2014", caption, *body, "Tags: treaty, strait",
        "Related stories", *(heading(draw) for _ in range(3)), "2 Comments",
        *(line for _ in range(2) for line in remark(draw)), NOTICE, *FOOT,
    )  # fmt: skip
    return "\n\n".join(parts)


def html_page(draw: random.Random) -> str:
    title = heading(draw)
    body = "".join(f"<p>{paragraph}</p>" for paragraph in paragraphs(draw))
    menu = "".join(f'<li><a href="/{word}">{word}</a></li>' for word in (*HEAD, *RARE))
    return (
        f"<!doctype html><html><head><title>{title} | Courier</title>"
        '<meta property="article:published_time" content="2014-03-04"><meta property="og:site_name" content="Courier">'
        f"</head><body><nav><ul>{menu}</ul></nav><main><article><h1>{title}</h1>{body}</article></main>"
        f'<section id="comments"><p>{sentence(draw)}</p></section><footer>{"".join(FOOT)}</footer></body></html>'
    )


def seconds(runs: Sequence[Callable[[], object]]) -> float:
    """The least time of some runs, each on pages that were not read before: others use the machine too."""
    found = []
    for run in runs:
        start = time.process_time()
        run()
        found.append(time.process_time() - start)
    return min(found)


def run_all(run: Callable[[str], object], sources: list[str]) -> None:
    """Runs something on each of many pages."""
    for source in sources:
        run(source)


def run_whole(folder: Path) -> int:
    """Reads a folder of pages; gives the number of articles."""
    return sum(whole(folder))


def whole(folder: Path) -> Iterator[int]:
    """Every page of a folder, found, read, and its articles told; yields how many articles each has."""
    for raw in find([folder]):
        assert isinstance(raw, Raw)
        yield len(articles(read(raw)))


def written(folder: Path, ending: str, make: Callable[[random.Random], str]) -> tuple[list[Path], float]:
    """Folders of pages, one for each round, and the size of one in MB."""
    draw = random.Random(7)
    targets = [folder / f"{ending}{number}" for number in range(ROUNDS)]
    size = 0
    for target in targets:
        target.mkdir()
        for number in range(PAGES):
            data = make(draw).encode()
            size += len(data)
            (target / f"{number:04}.{ending}").write_bytes(data)
    return targets, size / ROUNDS / 1e6


def peak(folder: Path, pages: int) -> float:
    """The most memory, in MB, that so many pages of a folder take while they are read one after the other."""
    tracemalloc.start()
    for number, _ in enumerate(whole(folder)):
        if number == pages:
            break
    most = tracemalloc.get_traced_memory()[1] / 1e6
    tracemalloc.stop()
    return most


def main() -> None:
    """Prints the table."""
    with tempfile.TemporaryDirectory() as name:
        texts, text_size = written(Path(name), "txt", text_page)
        htmls, html_size = written(Path(name), "html", html_page)
        for folder in (texts[-1], htmls[-1]):
            next(whole(folder))  # what is read once, the lexicon and libraries
        plain = seconds([partial(run_whole, folder) for folder in texts])
        ours = seconds([partial(run_whole, folder) for folder in htmls])
        sources = [[path.read_text() for path in sorted(folder.iterdir())] for folder in htmls]
        bare = partial(bare_extraction, include_comments=False)
        full = partial(bare, with_metadata=True)
        for label, run in (("trafilatura, text alone", bare), ("trafilatura, with metadata", full)):
            theirs = seconds([partial(run_all, run, some) for some in sources])
            print(f"{label:32} {html_size / theirs:6.1f} MB/s   ours is {theirs / ours:.2f} of its speed")
        print(f"{'HTML: find, read, articles':32} {html_size / ours:6.1f} MB/s")
        print(f"{'text: find, read, articles':32} {text_size / plain:6.1f} MB/s   {PAGES / plain:6.0f} pages/s")
        print(f"memory for 30 pages {peak(texts[0], 30):.1f} MB, for {PAGES} {peak(texts[0], PAGES):.1f} MB")


if __name__ == "__main__":
    main()
