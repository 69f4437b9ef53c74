"""Pairs the quotation marks of a whole article: which words stand between marks, and how deep.

Straight and curly, double and single marks, guillemets, and the doubled singles of old typesetting are one alphabet
here. What a mark does is decided by its neighbours first (a mark after a space and before a letter opens) and by what
is open second. Paragraphs are where pairing starts afresh: a paragraph that opens again while the one before it was
never closed goes on with the same speech, and a mark that finds no partner costs its own paragraph only.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Final

_MARK: Final = re.compile(r"(?<=\S)'(?=''(?!'))|''|``|‘‘|’’|[\"“”„‟«»‘’‚'`]")
_LINE: Final = re.compile(r"[^\n\r]+")
_DOUBLE: Final = {'"', "“", "”", "„", "‟", "«", "»", "''", "``", "‘‘", "’’"}
_OPENING: Final = {"“", "„", "«", "``", "‘‘", "‘", "‚", "`"}
_CLOSING: Final = {"”", "»", "’’"}
_ELIDED: Final = re.compile(r"(?:em|til|tis|twas|cause|bout|round|n|\d0s?)\b", re.IGNORECASE)
_BEFORE_OPENING: Final = frozenset("([{—–-/:…\"“‘'`")
_AFTER_CLOSING: Final = frozenset(".,;:!?)]}—–-/…\"”’'")
LONGEST_SPEECH: Final = 8
"""How many paragraphs what somebody said may have between one pair of marks."""
_FINAL: Final = frozenset(".?!…")
"""How a paragraph ends that says all it has to: a mark left open in it is not closed by a later one."""


@dataclass(frozen=True, slots=True)
class Run:
    """Words between quotation marks.

    Attributes:
        start, end: what stands between the marks, in code points of the text.
        left, right: the same with the marks.
        depth: 0 for the outermost marks, 1 for a quotation inside them, and so on.
        reopens: True where it goes on with the speech of the run before it, which its paragraph left open.
        opened, closed: False where that mark is missing.
    """

    start: int
    end: int
    left: int
    right: int
    depth: int = 0
    reopens: bool = False
    opened: bool = True
    closed: bool = True


@dataclass(frozen=True, slots=True)
class _Mark:
    start: int
    end: int
    double: bool
    opens: bool
    closes: bool


def pair(text: str, paragraphs: Iterable[tuple[int, int]] | None = None) -> tuple[Run, ...]:
    """The runs between quotation marks in `text`, in order of their beginnings; apostrophes and inches are no marks.

    `paragraphs` are the (start, end) of its paragraphs; without them each line is one.
    """
    if paragraphs is None:
        paragraphs = [line.span() for line in _LINE.finditer(text)]
    runs: list[Run] = []
    pending: _Mark | None = None
    for start, end, marks in _speeches(text, paragraphs):
        reopens = False
        if pending is not None:
            reopens = bool(marks) and marks[0].opens and not text[start : marks[0].start].strip()
            if not reopens and _closes_first(marks) and text[pending.end : start].rstrip()[-1:] not in _FINAL:
                closing = next(m for m in marks if m.double)
                _close(runs, pending, closing)
                marks, start = [m for m in marks if m.start >= closing.end], closing.end
        found, pending = _paragraph(marks, start, end, text)
        if reopens and found:
            found[0] = replace(found[0], reopens=True)
        runs += found
    return tuple(sorted(runs, key=lambda r: (r.left, -r.right)))


def _speeches(text: str, paragraphs: Iterable[tuple[int, int]]) -> Iterator[tuple[int, int, list[_Mark]]]:
    """The paragraphs with their marks; one where a mark opens the first and its fellow closes the last, alone, is one.

    So do ministries print what was said: no paragraph between the two opens again.
    """
    every = [(start, end, list(_marks(text, start, end))) for start, end in paragraphs]
    at = 0
    while at < len(every):
        start = every[at][0]
        last = _last_of(text, every, at)
        yield start, every[last][1], [m for _, _, inside in every[at : last + 1] for m in inside]
        at = last + 1


def _last_of(text: str, every: list[tuple[int, int, list[_Mark]]], at: int) -> int:
    """The paragraph that ends the speech which a paragraph opens; itself for any other."""
    start, _, marks = every[at]
    doubles = [m for m in marks if m.double]
    if len(doubles) != 1 or not doubles[0].opens or text[start : doubles[0].start].strip():
        return at
    for later in range(at + 1, min(len(every), at + LONGEST_SPEECH)):
        doubles = [m for m in every[later][2] if m.double]
        if doubles:
            alone = len(doubles) == 1 and doubles[0].closes and not text[doubles[0].end : every[later][1]].strip()
            return later if alone and text[every[later][0] : doubles[0].start].strip() else at
    return at


def _close(runs: list[Run], opening: _Mark, closing: _Mark) -> None:
    """Ends the run of a mark that an earlier paragraph left open."""
    for i in range(len(runs) - 1, -1, -1):
        if runs[i].left == opening.start:
            runs[i] = replace(runs[i], end=closing.start, right=closing.end, closed=True)
            return
    runs.append(Run(opening.end, closing.start, opening.start, closing.end))


def outermost(runs: tuple[Run, ...]) -> tuple[Run, ...]:
    """The runs that stand inside no other."""
    return tuple(r for r in runs if r.depth == 0)


def _marks(text: str, start: int, end: int) -> Iterator[_Mark]:
    """The quotation marks of a paragraph, with what each may do there."""
    for found in _MARK.finditer(text, start, end):
        mark, at, to = found.group(), found.start(), found.end()
        before = text[at - 1] if at > start else " "
        after = text[to] if to < end else " "
        if mark in _DOUBLE:
            yield _double(mark, at, to, before, after)
        elif not (before.isalnum() and after.isalnum()):
            single = _single(mark, at, to, before, text[to:end])
            if single.opens or single.closes:
                yield single


def _double(mark: str, at: int, to: int, before: str, after: str) -> _Mark:
    if mark in "«»":  # French sets them off with spaces
        return _Mark(at, to, double=True, opens=mark == "«", closes=mark == "»")
    may_open = (before.isspace() or before in _BEFORE_OPENING) and not after.isspace()
    may_close = not before.isspace() and (after.isspace() or after in _AFTER_CLOSING)
    if mark in _OPENING and not (may_close and not may_open):
        return _Mark(at, to, double=True, opens=True, closes=False)
    if mark in _CLOSING and not (may_open and not may_close):
        return _Mark(at, to, double=True, opens=False, closes=True)
    if may_open == may_close:  # the neighbours do not tell: a straight mark between letters, or between spaces
        inches = before.isdigit() and not may_open
        return _Mark(at, to, double=True, opens=not inches, closes=True)
    return _Mark(at, to, double=True, opens=may_open, closes=may_close)


def _single(mark: str, at: int, to: int, before: str, rest: str) -> _Mark:
    after = rest[:1] or " "
    opens = (
        mark != "’"
        and (before.isspace() or before in _BEFORE_OPENING)
        and (after.isalnum() or after in '["“$.…')
        and not _ELIDED.match(rest)
    )
    closes = mark != "‘" and not before.isspace() and (after.isspace() or after in _AFTER_CLOSING)
    return _Mark(at, to, double=False, opens=opens, closes=closes and not opens)


def _closes_first(marks: list[_Mark]) -> bool:
    first = next((m for m in marks if m.double), None)
    return first is not None and first.closes and not first.opens


def _paragraph(marks: list[_Mark], start: int, end: int, text: str) -> tuple[list[Run], _Mark | None]:
    """The runs of one paragraph, and the mark that it leaves open (its run is the last one)."""
    runs: list[Run] = []
    stack: list[_Mark] = []
    for i, mark in enumerate(marks):
        if _is_closed_by(stack, mark, marks[i + 1 :], text):
            while stack and stack[-1].double != mark.double:
                stack.pop()
            opening = stack.pop()
            runs.append(Run(opening.end, mark.start, opening.start, mark.end, depth=len(stack)))
        elif mark.opens:
            if mark.double and _never_closed(stack, marks[i:]):
                runs.append(_open_run(stack[0], mark.start, text))
                stack.clear()
            if mark.double or any(_ends_single(m, marks[i + 1 :][j + 1 :], text) for j, m in enumerate(marks[i + 1 :])):
                stack.append(mark)
        elif mark.double and not stack and not text[mark.start - 1 : mark.start].isdigit():
            runs.append(_unopened(mark, max([start, *(r.right for r in runs)]), text))
    pending = next((m for m in stack if m.double), None)
    if pending is not None:
        # what seemed to be nested in a mark that nothing closes stands for itself
        runs = [replace(r, depth=max(0, r.depth - 1)) if r.left > pending.start else r for r in runs]
        inner = [r for r in runs if r.left > pending.start and r.depth == 0]
        runs.append(_open_run(pending, inner[0].left if inner else end, text))
        runs.sort(key=lambda r: r.left)
        if inner:
            pending = None
    return [r for r in runs if text[r.start : r.end].strip()], pending


def _is_closed_by(stack: list[_Mark], mark: _Mark, later: list[_Mark], text: str) -> bool:
    """Whether `mark` ends the innermost open run of its own kind."""
    if not mark.closes or not any(m.double == mark.double for m in stack):
        return False
    if mark.double:
        return True
    return stack[-1].double is False and _ends_single(mark, later, text)


def _ends_single(mark: _Mark, later: list[_Mark], text: str) -> bool:
    """Whether a single mark ends a run, and is not the apostrophe of a plural ("the rebels' demand")."""
    if mark.double or not mark.closes:
        return False
    plural = text[mark.start - 1] == "s" and re.match(r" [a-z]", text[mark.end : mark.end + 2]) is not None
    return not plural or not any(not m.double and m.closes for m in later)


def _never_closed(stack: list[_Mark], rest: list[_Mark]) -> bool:
    """Whether a double mark is open that too few closing marks follow for."""
    doubles = [m for m in stack if m.double]
    if not doubles:
        return False
    opens = sum(m.double and m.opens for m in rest)
    closes = sum(m.double and m.closes and not m.opens for m in rest)
    return closes < opens + len(doubles)


def _open_run(opening: _Mark, end: int, text: str) -> Run:
    stop = opening.end + len(text[opening.end : end].rstrip())
    return Run(opening.end, stop, opening.start, stop, closed=False)


def _unopened(closing: _Mark, start: int, text: str) -> Run:
    begin = start + len(text[start : closing.start]) - len(text[start : closing.start].lstrip(" \t\xa0.,;:-–—"))
    return Run(begin, closing.start, begin, closing.end, opened=False)
