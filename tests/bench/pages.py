"""Reading pages: text and HTML, megabytes a second on one core, beside trafilatura's own speed."""

from __future__ import annotations

import random
import tempfile
import time
import tracemalloc
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

from trafilatura import bare_extraction

from kg.pages import Raw, articles, find, read
from kg.pages.furniture import words

PAGES = 300
NAMES = ("Virtanen", "Holm", "Dahl", "Ek", "Laine", "Friis", "Sund", "Berg", "Cole", "Reed")
WORDS = sorted(
    words(
        "the treaty for strait was agreed by ministers who said that talks would go on in spring while officials of"
        " both states warned against haste and called for answers about fishing quotas before parliaments vote"
    )
)
HEAD = ("Home", "World", "Politics", "Share this article", "Facebook", "Twitter", "Subscribe")
FOOT = ("Related stories", "Ferry runs aground off the cape", "3 Comments", "Jo says:", "© 2014 The Courier")


def sentence(draw: random.Random) -> str:
    said = [draw.choice(WORDS) for _ in range(draw.randint(12, 28))]
    said[draw.randrange(len(said))] = draw.choice(NAMES)
    return " ".join(said).capitalize() + "."


def paragraphs(draw: random.Random) -> list[str]:
    return [" ".join(sentence(draw) for _ in range(draw.randint(1, 4))) for _ in range(draw.randint(8, 30))]


def text_page(draw: random.Random) -> str:
    title = " ".join(draw.choice(WORDS) for _ in range(8)).capitalize()
    return "\n\n".join((*HEAD, title, "4 March 2014", *paragraphs(draw), *FOOT, sentence(draw)))


def html_page(draw: random.Random) -> str:
    title = " ".join(draw.choice(WORDS) for _ in range(8)).capitalize()
    body = "".join(f"<p>{paragraph}</p>" for paragraph in paragraphs(draw))
    menu = "".join(f'<li><a href="/{word}">{word}</a></li>' for word in (*HEAD, *WORDS))
    return (
        f"<!doctype html><html><head><title>{title} | Courier</title>"
        '<meta property="article:published_time" content="2014-03-04"><meta property="og:site_name" content="Courier">'
        f"</head><body><nav><ul>{menu}</ul></nav><main><article><h1>{title}</h1>{body}</article></main>"
        f'<section id="comments"><p>{sentence(draw)}</p></section><footer>{"".join(FOOT)}</footer></body></html>'
    )


def seconds(run: Callable[[], object]) -> float:
    """The least time of three runs: others use the machine too."""
    found = []
    for _ in range(3):
        start = time.process_time()
        run()
        found.append(time.process_time() - start)
    return min(found)


def run_all(run: Callable[[str], object], sources: list[str]) -> None:
    """Runs something on each of many pages."""
    for source in sources:
        run(source)


def whole(folder: Path) -> Iterator[int]:
    """Every page of a folder, found, read, and its articles told; yields how many articles each has."""
    for raw in find([folder]):
        assert isinstance(raw, Raw)
        yield len(articles(read(raw)))


def written(folder: Path, ending: str, make: Callable[[random.Random], str]) -> tuple[Path, float]:
    """A folder of pages, and its size in MB."""
    draw = random.Random(7)
    target = folder / ending
    target.mkdir()
    size = 0
    for number in range(PAGES):
        data = make(draw).encode()
        size += len(data)
        (target / f"{number:04}.{ending}").write_bytes(data)
    return target, size / 1e6


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
        plain = seconds(lambda: sum(whole(texts)))
        ours = seconds(lambda: sum(whole(htmls)))
        sources = [path.read_text() for path in sorted(htmls.iterdir())]
        bare = partial(bare_extraction, include_comments=False)
        full = partial(bare, with_metadata=True)
        for label, run in (("trafilatura, text alone", bare), ("trafilatura, with metadata", full)):
            theirs = seconds(partial(run_all, run, sources))
            print(f"{label:32} {html_size / theirs:6.1f} MB/s   ours is {theirs / ours:.2f} of its speed")
        print(f"{'HTML: find, read, articles':32} {html_size / ours:6.1f} MB/s")
        print(f"{'text: find, read, articles':32} {text_size / plain:6.1f} MB/s   {PAGES / plain:6.0f} pages/s")
        print(f"memory for 30 pages {peak(texts, 30):.1f} MB, for {PAGES} {peak(texts, PAGES):.1f} MB")


if __name__ == "__main__":
    main()
