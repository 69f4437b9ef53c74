"""Makes a page of its bytes."""

from __future__ import annotations

from kg.errors import PageError
from kg.model import Page
from kg.pages import dates
from kg.pages.decode import decode
from kg.pages.english import is_english, other_language
from kg.pages.raw import Raw

# A long page has some thousands of lines, and a line takes some two hundred bytes while it is looked at.
MAX_LINES = 200_000
# lines from this length on are sentences as a rule, and tell the language
_SENTENCE = 80
_SAMPLE = 1500
# menus stand above them
_LOOKED_AT = 20_000


def read(raw: Raw) -> Page:
    """The page: its text, and what its metadata say.

    Raises:
        PageError: it is binary, broken, empty, not English.
    """
    text, warnings = decode(raw.data, raw.kind)
    meta = raw.metadata
    if raw.kind == "html":
        from kg.pages.html import read_html  # trafilatura is slow to import, and text pages do without

        page = read_html(raw, text, warnings)
    else:
        page = Page(
            name=raw.name,
            text=text,
            sha256=raw.sha256,
            url=meta.url,
            title=meta.title,
            issued=dates.in_metadata(meta.date) or dates.in_url(meta.url),
            publisher=meta.publisher,
            warnings=(*raw.warnings, *warnings),
        )
    if not page.text.strip("\ufeff \t\r\n\u00a0"):
        raise PageError("The page has no text.")
    if len(page.text) > MAX_LINES and page.text.count("\n") > MAX_LINES:
        raise PageError(f"The page has more than {MAX_LINES} lines; a list or a table is no page of news.")
    language = other_language(_sample(page.text))
    if language and not _is_partly_english(page.text):
        raise PageError(f"The page is in {language}; only English is read, so it was left out.")
    return page


def _is_partly_english(text: str) -> bool:
    """Whether the first sentences of a page are English, and more than a quotation: it may say all in two languages."""
    long = [line for line in text[:_LOOKED_AT].splitlines() if len(line) >= _SENTENCE]
    first = long[: max(2, len(long) // 3)]
    return len(first) > 1 and all(is_english(line) for line in first)


def _sample(text: str) -> str:
    """The first sentences of a page, or what else it has."""
    long: list[str] = []
    size = start = 0
    while start < _LOOKED_AT and size < _SAMPLE:
        end = text.find("\n", start, _LOOKED_AT)
        if end < 0:
            end = min(len(text), _LOOKED_AT)
        if end - start >= _SENTENCE and len(said := text[start:end].strip()) >= _SENTENCE:
            long.append(said)
            size += len(said)
        if end == len(text):
            break
        start = end + 1
    return (" ".join(long) or " ".join(text[:_LOOKED_AT].split()))[:_SAMPLE]
