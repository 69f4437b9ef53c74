"""Where an article ends: before what is said of who wrote it, and what is in another language."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from kg.pages.doubt import outburst
from kg.pages.english import other_language
from kg.pages.lines import Line, Role
from kg.pages.notices import is_bio
from kg.pages.section import Section

_PROSE = Role.PROSE


def trimmed(section: Section) -> Section | None:
    """A section from its first paragraph to its last that is in English, and not about who wrote it."""
    first, last = 0, len(section.prose)
    while last and _is_tailpiece(section.prose[last - 1].text):
        last -= 1
    if last > 1 and _is_of_signer(section.prose[last - 1].text, section.zone):
        last -= 1
    if last > 1 and _is_of_author(section.prose[0].text, section.zone):
        first = 1
    if not any(line.role is Role.HEAD for line in section.other):  # an explainer says "you" below its subheads
        last -= outburst(section.prose[:last])
    if last - first == len(section.prose):
        return section
    if not last:
        return None
    end = section.body.index(section.prose[last - 1]) + 1
    body = section.body[first:end] + above(section.body[end:])
    return Section(section.zone, body, section.prose[first:last], [line for line in body if line.role is not _PROSE])


# the longest paragraph on its author that stands above an article
_LONGEST_BIO = 250
# what stands behind an author's name in a line
_AUTHOR = re.compile(r"[A-ZÀ-Þ][\w.'’-]+(?: [\w.'’-]+){0,2} [A-ZÀ-Þ][\w.'’-]+")
_TOLD = re.compile(r"[\"“”]|\b(?:said|says|told)\b")
_BESIDE_NAME = re.compile(r"\s*[|•·,]\s| in (?=[A-Z])")


def _is_of_author(text: str, zone: Sequence[Line]) -> bool:
    """Whether a paragraph is of the person whose name alone stands in the zone above it."""
    named = (line.text.removeprefix("By ") for line in zone[-8:])
    return len(text) < _LONGEST_BIO and any(" " in name and text.startswith(name) for name in named) and is_bio(text)


def _is_of_signer(text: str, zone: Sequence[Line]) -> bool:
    """Whether a last paragraph is of the person who signs the article: the name stands beside its date."""
    if len(text) >= _LONGEST_BIO or _TOLD.search(text):
        return False
    lines = zone[-8:]
    beside = [line for line, after in pairwise(lines) if after.role is Role.DATE]
    signed = [line for line in lines if line.role in (Role.BYLINE, Role.DATE)]
    names = (_BESIDE_NAME.split(line.text.removeprefix("By "), maxsplit=1)[0] for line in (*signed, *beside))
    return any(text.startswith(name + " ") for name in names if _AUTHOR.fullmatch(name))


# the voice of those who run the page, where they quote nobody
_OURS = re.compile(r"^(?!.*[\"“”]).*\b(?:we|our|us|you|your)\b", re.IGNORECASE)


def _is_tailpiece(text: str) -> bool:
    """Whether a paragraph at the end of an article is none of it."""
    if text[-1] == ":" and _OURS.search(text):  # what readers sent to "us"
        return True
    return is_bio(text) or (" the " not in text and other_language(text) is not None)


_SUBJECTS = ("Subject:", "Re:", "RE:", "Betreff:")


def above(zone: Sequence[Line]) -> list[Line]:
    """The lines of a zone that still belong to the article above it."""
    kept = []
    mailed = any(line.text.startswith(_SUBJECTS) for line in zone)
    for line in zone:
        if mailed and line.role is Role.SOURCE:  # "From: ..." says who sent a letter
            break
        if line.role in (Role.PROSE, Role.HEAD, Role.FURNITURE, Role.COMMENTER, Role.COPY):
            break
        kept.append(line)
    return kept
