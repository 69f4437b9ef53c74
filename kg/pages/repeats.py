"""What stands on a page more than once: captions printed twice, an article printed again below itself."""

from __future__ import annotations

from collections.abc import Sequence

from kg.pages.furniture import Furniture
from kg.pages.lines import Line, Role
from kg.pages.titles import is_name

# shorter lines are repeated by chance
_SHORTEST = 25
# enough of a line to find another like it
_KEY = 40
_TYPOGRAPHY = (
    ("’", "'"), ("‘", "'"), ("“", '"'), ("”", '"'), ("…", "..."), ("—", "--"), ("–", "-"), ("\u00a0", " ")
)  # fmt: skip


def plain(text: str) -> str:
    """A text without the differences that typesetting makes."""
    if not text.isascii():
        for fine, simple in _TYPOGRAPHY:
            text = text.replace(fine, simple)
    return text


def marked(lines: Sequence[Line]) -> list[Line]:
    """The lines, with those that are repeated marked so, and captions recognised by their being repeated."""
    found = list(lines)
    seen: dict[str, int] = {}
    begun = len(lines)
    for index, line in enumerate(lines):
        if line.role is Role.PROSE:
            begun = min(begun, index)
        if index and _is_signature(line, found[index - 1]):
            found[index] = line._replace(role=Role.CREDIT)
        if len(line.text) < _SHORTEST or line.role in (Role.FURNITURE, Role.COMMENTER):
            continue
        text = line.text
        first = seen.setdefault(plain(text[: 2 * _KEY])[:_KEY], index)
        if first != index and plain(text) == plain(lines[first].text):
            _repeat(found, first, index, begun)
        elif text.endswith(("...", "…")):
            _cut_short(found, index, text)
    return found


def _is_signature(line: Line, above: Line) -> bool:
    """Whether a line is the photographer's name below a caption."""
    return (
        line.role is Role.HEAD
        and not line.gap
        and above.role in (Role.CAPTION, Role.REPEAT)
        and "," in line.text
        and is_name(line.text)
    )


def _repeat(lines: list[Line], first: int, again: int, begun: int) -> None:
    """Marks the later of two lines that are the same; or the earlier, where it is a summary above the title.

    A short line between paragraphs (`begun`: where they begin) that stands in a list elsewhere leads to another story.
    """
    between = [line.role for line in lines[first + 1 : again]]
    before, line = lines[first], lines[again]
    beside = all(role in (Role.MARK, Role.REPEAT, Role.CREDIT) for role in between)
    if beside:
        if before.role is Role.PROSE or (before.role is Role.HEAD and first > begun):
            lines[first] = before._replace(role=Role.CAPTION)
        lines[again] = line._replace(role=Role.REPEAT)
    elif line.role is Role.PROSE and Role.PROSE not in between and Role.COPY not in between and Role.HEAD in between:
        lines[first] = before._replace(role=Role.REPEAT)
    else:
        lines[again] = line._replace(role=Role.COPY if line.role is Role.PROSE else Role.REPEAT)
        if first > begun and Role.COPY not in between and _is_link(lines, first):
            lines[first] = before._replace(role=Role.FURNITURE, furniture=Furniture.JUNK)


def _is_link(lines: Sequence[Line], place: int) -> bool:
    """Whether a line can be a link to another story: it stands short between two paragraphs."""
    above, line, below = lines[place - 1 : place + 2]
    return line.role is Role.HEAD and below.role is Role.PROSE and above.role in (Role.PROSE, Role.CREDIT)


def _cut_short(lines: list[Line], index: int, text: str) -> None:
    """Marks a caption that ends in "..." and stands in full right below."""
    stem = "".join(filter(str.isalnum, text))
    for place in range(index + 1, min(index + 3, len(lines))):
        if "".join(filter(str.isalnum, lines[place].text)).startswith(stem) and len(stem) > _SHORTEST:
            lines[index] = lines[index]._replace(role=Role.REPEAT)
            lines[place] = lines[place]._replace(role=Role.CAPTION)
