"""What stands on a page more than once: captions printed twice, an article printed again below itself."""

from __future__ import annotations

from collections.abc import Sequence

from kg.pages.asides import is_asked, is_captioned, is_pulled
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
_SOFT = frozenset((Role.MARK, Role.REPEAT, Role.CREDIT))
_NEVER = -1
# as many sheets as a running head is known by
_SHEETS = 3
_BROKEN_OFF = ("...", "…")
_NO_REPEATS = frozenset((Role.FURNITURE, Role.COMMENTER))
# looked up once, not for each line
_PROSE, _HEAD, _COPY, _CREDIT = Role.PROSE, Role.HEAD, Role.COPY, Role.CREDIT


def plain(text: str) -> str:
    """A text without the differences that typesetting makes."""
    if text.isascii():
        return text
    for fine, simple in _TYPOGRAPHY:
        if fine in text:
            text = text.replace(fine, simple)
    return text


def marked(lines: Sequence[Line]) -> list[Line]:
    """The lines, with those that are repeated marked so, and captions recognised by their being repeated."""
    return _Marker(_without_running_heads(lines)).mark()


def _without_running_heads(lines: Sequence[Line]) -> list[Line]:
    """The lines, with those as furniture that stand on each of several sheets, with its number."""
    numbered = [
        place
        for place, line in enumerate(lines)
        if line.role is _HEAD and (line.text[-1].isdigit() or line.text[0].isdigit())
    ]
    found = list(lines)
    if len(numbered) < _SHEETS:
        return found
    heads: dict[str, list[int]] = {}
    for place in numbered:
        heads.setdefault(lines[place].text.strip("0123456789 |-–—"), []).append(place)
    for words, places in heads.items():
        if " " in words and len({lines[place].text for place in places}) >= _SHEETS:
            for place in places:
                found[place] = lines[place]._replace(role=Role.FURNITURE, furniture=Furniture.JUNK)
    return found


class _Marker:
    """Goes down a page once; remembers where it last saw what, so that no line is looked at again."""

    def __init__(self, lines: list[Line]) -> None:
        self.lines = lines
        self.seen: dict[str, int] = {}
        self.begun = next((place for place, line in enumerate(lines) if line.role is _PROSE), len(lines))
        self.solid = self.prose = self.copied = self.head = _NEVER

    def mark(self) -> list[Line]:
        seen, lines = self.seen, self.lines
        for place, line in enumerate(lines):
            text, role = line.text, line.role
            if role is not _PROSE and place:
                role = self._beside(place, role)
            if len(text) >= _SHORTEST and role not in _NO_REPEATS:
                start = text[:_KEY]
                if not start.isascii():
                    start = plain(start)[:_KEY]
                first = seen.setdefault(start, place)
                if first != place or text[-2] == "." or text[-1] == "…":  # it may break off: "..."
                    self._look(first, place, text)
                    role = lines[place].role
            if role not in _SOFT:
                self.solid = place
            if role is _PROSE:
                self.prose = place
            elif role is _HEAD:
                self.head = place
            elif role is _COPY:
                self.copied = place
        return lines

    def _beside(self, place: int, role: Role) -> Role:
        """What a line is beside the one above it, which it may tell of; `role`: by its own looks."""
        if role is _CREDIT:
            if is_captioned(self.lines, place):
                self._set(place - 1, Role.CAPTION)
        elif role is _HEAD or role is Role.MARK:
            if role is _HEAD and _is_signature(self.lines[place], self.lines[place - 1]):
                role = _CREDIT
                self._set(place, role)
            elif is_asked(self.lines, place) or (role is _HEAD and is_pulled(self.lines, place)):
                role = Role.MARK
                self._set(place - 1, role)
                self._set(place, role)
        return role

    def _look(self, first: int, place: int, text: str) -> None:
        """Looks at a line that begins as another one did before, or that breaks off."""
        if first != place and plain(text) == plain(self.lines[first].text):
            self._repeat(first, place)
        elif text.endswith(_BROKEN_OFF):
            self._cut_short(place, text)
        elif first == place - 1 and self.lines[place].role is Role.CAPTION and text.startswith(self.lines[first].text):
            self._set(first, Role.REPEAT)

    def _repeat(self, first: int, again: int) -> None:
        """Marks the later of two lines that are the same; or the earlier, where it is a summary above the title.

        A short line between paragraphs that stands in a list elsewhere leads to another story.
        """
        before, line = self.lines[first], self.lines[again]
        if line.role is Role.HEAD and self._is_numbered(first) and self._is_numbered(again):
            self.lines[first] = before._replace(role=Role.FURNITURE, furniture=Furniture.JUNK)
            self._set(again, Role.REPEAT)
        elif self.solid <= first:
            if before.role is Role.PROSE or (before.role is Role.HEAD and first > self.begun):
                self._set(first, Role.CAPTION)
            self._set(again, Role.REPEAT)
        elif line.role is Role.PROSE and max(self.prose, self.copied) <= first < self.head:
            self._set(first, Role.REPEAT)
        else:
            self._set(again, Role.COPY if line.role is Role.PROSE else Role.REPEAT)
            if first > self.begun and self.copied < first and self._is_link(first):
                self.lines[first] = before._replace(role=Role.FURNITURE, furniture=Furniture.JUNK)

    def _set(self, place: int, role: Role) -> None:
        self.lines[place] = self.lines[place]._replace(role=role)

    def _is_numbered(self, place: int) -> bool:
        """Whether the number of a sheet stands right above or below a line, as at the top of each."""
        beside = (*self.lines[max(0, place - 1) : place], *self.lines[place + 1 : place + 2])
        return any(line.role is Role.MARK and line.text.strip("- ").isdigit() for line in beside)

    def _is_link(self, place: int) -> bool:
        """Whether a line can be a link to another story: it stands short between two paragraphs."""
        above, line, below = self.lines[place - 1 : place + 2]
        return line.role is Role.HEAD and below.role is Role.PROSE and above.role in (Role.PROSE, Role.CREDIT)

    def _cut_short(self, place: int, text: str) -> None:
        """Marks a caption that ends in "..." and stands in full right below."""
        stem = "".join(filter(str.isalnum, text))
        for below in range(place + 1, min(place + 3, len(self.lines))):
            whole = "".join(filter(str.isalnum, self.lines[below].text))
            if whole.startswith(stem) and len(stem) > _SHORTEST:
                self._set(place, Role.REPEAT)
                self._set(below, Role.CAPTION)


def _is_signature(line: Line, above: Line) -> bool:
    """Whether a short line is the photographer's name below a caption."""
    return not line.gap and above.role in (Role.CAPTION, Role.REPEAT) and "," in line.text and is_name(line.text)
