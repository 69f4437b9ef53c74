"""Sentences and lines that are furniture: notices, appeals, what is said of authors, the heads of readers' comments."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import cache
from typing import Any

from kg.pages import dates
from kg.pages.furniture import MAX_LABEL, Furniture, data, entries, hints, plain, words

# a notice is short; a paragraph longer than this that speaks of cookies is news about cookies
_MAX_NOTICE = 700
# in so many characters a notice shows what it is
_OPENING = 400
# what somebody said is no notice
_MARKS = '"“„«'
# those that say most of what follows come first
_GROUPS = (("remarks", Furniture.COMMENTS), ("appeals", Furniture.RELATED), ("notices", Furniture.JUNK))


class _Patterns:
    """Patterns of the lexicon, as one for the beginning of a line and one for its middle.

    Most of the latter are for the beginning of a word: that is asked once at each place, not once for each pattern,
    which takes a fifth of the time. `needed`: strings, a bar between, one of which stands in all that match.
    """

    def __init__(self, patterns: Sequence[str], needed: str = "") -> None:
        self._needed = needed.split("|") if needed else ()
        first = [pattern for pattern in patterns if pattern.startswith("^")]
        worded = [pattern.removeprefix(_WORD) for pattern in patterns if pattern.startswith(_WORD)]
        others = [pattern for pattern in patterns if not pattern.startswith(("^", _WORD))]
        middle = [*([_WORD + _BEGINS + _either(worded)] if worded else []), *others]
        self._first = re.compile(_either(first)) if first else None
        self._middle = re.compile(_either(middle)) if middle else None

    def match(self, lower: str) -> bool:
        """Whether a line in lower case has any of the patterns."""
        if self._needed and not any(map(lower.__contains__, self._needed)):
            return False
        if self._first and self._first.match(lower):
            return True
        return self._middle is not None and self._middle.search(lower) is not None


# \b is there behind a word as well, where none of them can begin
_WORD, _BEGINS = r"\b", r"(?=\w)"


def _either(patterns: Sequence[str]) -> str:
    return "(?:" + "|".join(patterns) + ")"


# patterns to hold a line against, and what it is if it has one of them
_Known = dict[bytes, tuple[tuple[_Patterns, Furniture], ...]]


@cache
def _hinted() -> _Known:
    """The patterns to hold a line against by a word that it has."""
    found: dict[bytes, list[tuple[_Patterns, Furniture]]] = {}
    for kind, group in _written("words"):
        patterns = _Patterns(group["patterns"], group.get("needed", ""))
        for word in plain(group["words"]):
            found.setdefault(word, []).append((patterns, kind))
    return {word: tuple(patterns) for word, patterns in found.items()}


@cache
def _begun() -> _Known:
    """The patterns to hold a line against by the word, or the two, with which it begins."""
    found: dict[bytes, list[tuple[_Patterns, Furniture]]] = {}
    for kind, group in _written("first"):
        patterns = _Patterns(group["patterns"])
        for first in entries(group["first"]):
            found.setdefault(first.encode(), []).append((patterns, kind))
    return {first: tuple(patterns) for first, patterns in found.items()}


def _written(key: str) -> list[tuple[Furniture, dict[str, Any]]]:
    """The groups of the lexicon that have a key, those first that say most of what follows."""
    return [(kind, group) for name, kind in _GROUPS for group in data()[name] if key in group]


@cache
def notice_hints() -> frozenset[bytes]:
    """Words, as `plain` gives them, without one of which a line is no notice, unless it begins as one."""
    return frozenset(_hinted())


@cache
def notice_beginnings() -> frozenset[bytes]:
    """The words, one or two with a space between, with which a line can begin as a notice."""
    return frozenset(_begun())


def notice(line: str, first: list[bytes], said: Iterable[bytes]) -> Furniture | None:
    """What a line of one or a few sentences is if it is furniture wherever it stands: COMMENTS where readers' words
    follow, RELATED for an appeal, as more of it follows, JUNK for any other notice. `first`: the first two words of the
    line, as `plain` gives them, or none where no notice begins so; `said`: all of them, or those of `notice_hints`.
    """
    if len(line) > _MAX_NOTICE or line[0] in _MARKS:
        return None
    hinted, begun = _hinted(), _begun()
    known = {found for word in said for found in hinted.get(word, ())}
    if first:
        known.update(begun.get(first[0], ()), begun.get(b" ".join(first), ()))
    if not known:
        return None
    lower = line[:_OPENING].lower()
    kinds = {kind for patterns, kind in known if patterns.match(lower)}
    return next((kind for _, kind in _GROUPS if kind in kinds), None)


# what is told as news is no description, even if it names a news agency
_REPORTED = re.compile(
    r"\b(?=\w)(?:said|told|according to|quoted|announced|added|reported(?! (?:for|from|on)\b))\b|[\"“”]"
)


# what an author has written: "the author of “Long Winters”"
_WORK = re.compile(
    r"\b(?:author|editor|co-author|co-editor|books?) (?:of|is|are|include)\b[^.]{0,30}?[\"“][^\"“”]{2,90}[\"”]"
)


@cache
def _bios() -> tuple[frozenset[str], _Patterns]:
    table = data()["bios"]
    return hints(table["words"]), _Patterns(table["patterns"])


def is_bio(line: str) -> bool:
    """Whether a paragraph is of an author, an agency or a site: furniture if nothing but the like follows it."""
    if len(line) > _MAX_NOTICE:
        return False
    lower = line[:_OPENING].lower()
    hinted, patterns = _bios()
    if hinted.isdisjoint(lower.split()) or _REPORTED.search(_WORK.sub("", lower)):
        return False
    return patterns.match(lower)


_LETTER = re.compile(
    r"(?:(?:SIR|Sir|MADAM|Madam)s?[,:]?\s*[–—-]|(?:Dear|To the|TO THE) (?:Sir|Madam|Editor|EDITOR)s?\b.{0,20}[,:–—-])"
)


def is_letter(line: str) -> bool:
    """Whether a paragraph begins as readers' letters to a paper do."""
    return _LETTER.match(line) is not None


_CODE = re.compile(r"[{}<>;=\\]|\":|\(\)")


def is_code(line: str) -> bool:
    """Whether a line is of a program or of data, which leak into pages that were saved without care."""
    if not ("{" in line or "=" in line or "<" in line or ('"' in line and '":' in line)):
        return False
    return len(_CODE.findall(line[:300])) * 25 > min(len(line), 300)


_AGO = r"(?:an?|\d+) (?:sec(?:ond)?|min(?:ute)?|hour|hr|day|week|month|year)s? ago"
# what the head or foot of a comment is in full, by what it must have in it
_COMMENT_HEADS = tuple(
    (need, re.compile(pattern, re.IGNORECASE))
    for need, pattern in (
        (":", r"\S.{0,40}\b(?:says|writes|wrote|commented|replied)(?: (?:on|at)\b.{0,40})?:"),
        (",", r"\S.{0,40}\b(?:says|writes|wrote|commented|replied),"),
        (" ", r"\S.{0,40}\b(?:wrote|commented|replied|posted) (?:this )?(?:on|at)\b.{0,40}\d.{0,12}"),
        ("ago", rf"(?:\S.{{0,50}}\s*[•·|,–—-]?\s*)?\(?{_AGO}\)?(?:\s*[•·|].{{0,30}})?"),
        (
            "(",
            r"\S.{0,40} \((?:guest|member|anonymous|registered|unregistered|user|visitor|subscriber|moderator)\)",
        ),
        (
            "",
            "|".join(
                (
                    r"by: \S.{0,60}",
                    r"(?:follow-?up|reply|response|comment|message|feedback|e-?mail) from: \S.{0,40}",
                    r"\S.{0,40} (?:wrote|posted|left|added) a (?:review|comment)(?: .{0,12}\d.{0,12})?",
                    r"in (?:response|reply)(?: to\b.{0,60})?",
                    r"(?:anonymous|guest|anon)\b.{0,40}",
                    r"(?:comment|reply|posted|submitted|written) by:? \S.{0,60}\b(?:on|at|,|[-–|])\s.{0,40}\d.{0,20}",
                    r"#\d+|@\w[\w.]*(?:@[\w.-]+)?|(?:up|down)votes?.{0,12}|\d+ repl(?:y|ies)|view \d+ repl(?:y|ies)",
                    r"reply|reply to this|respond|report abuse|report comment|flag comment|flag as inappropriate",
                    r"permalink",
                    r"quote|like\s*·?\s*reply|reply\s*·?\s*(?:like|share|report)|show replies|hide replies|edited",
                    r"verified user|top commenter|(?:\d+ )?thumbs? (?:up|down)",
                    r"[★☆⭐✩]{1,5}\s+(?:by )?[^\W\d_].{0,40}",
                    r"\d+ (?:out )?of \d+ (?:people|users|readers|customers|members) (?:found|liked|thought)\b.{0,30}",
                )
            ),
        ),
    )
)


_LONGEST_HANDLE = 24
_HEAD_HINTS = words("""
    by: from: says: says, writes, wrote, commented, replied, says writes: writes wrote: wrote commented commented:
    replied replied: ago ago) anonymous guest anon
    comment response reply posted submitted written upvotes downvotes upvote downvote vote votes report replies flag
    permalink respond quote reply·like edited verified commenter thumb thumbs helpful useful review (guest) (member)
    (anonymous) (registered) (unregistered) (user) (visitor) (subscriber) (moderator)
""")
# the same as `plain` gives them, without one of which a line of several words is none of these, unless it has a colon,
# ends in a comma or begins with a mark
COMMENT_HINTS = frozenset(
    plain(" ".join(word for word in _HEAD_HINTS if not word.endswith((":", ",")) and "·" not in word))
)
# a name such as people give themselves on the web: small letters, and a digit or a low line among them
_HANDLE = re.compile(r"(?=\w*[\d_])[a-z][a-z0-9]*(?:[_.-]?[A-Za-z0-9]+){1,3}")

# the same, or another's answer to it (">"), with a day and an hour
_STAMPED = re.compile(
    r"[>\s]*\S.{0,30}?[\s|·•,–-]+\d{1,4}([./-])\d{1,2}\1\d{2,4}[\s|·•,–-]+(?:at )?\d{1,2}:\d\d(?::\d\d)?(?: ?[ap]m)?",
    re.IGNORECASE,
)


def comment_head(line: str) -> bool:
    """Whether a short line can be the head or the foot of a reader's comment."""
    if ":" in line and line[-1] in "0123456789mM" and _STAMPED.fullmatch(line) and not dates.says(line):
        return True
    said = line.lower().split()
    if len(said) == 1 and len(line) <= _LONGEST_HANDLE and _HANDLE.fullmatch(line):
        return True
    if line[0] not in "#@»★☆⭐✩" and _HEAD_HINTS.isdisjoint(said):
        return False
    if len(line) > MAX_LABEL:
        return False
    head = line.strip(" \u00a0»«›•|")
    lower = line.lower()
    return any(need in lower and pattern.fullmatch(head) is not None for need, pattern in _COMMENT_HEADS)


# "▲ 14 ▼", beside a remark
_VOTES = re.compile(r"[▲△⬆↑⇧▴]\s*(?:-?\d[\d.,]*|[▼▽⬇↓⇩▾]).{0,8}")
# "[14/07/2016, 18:02:11] Issa: ...", "14/07/2016, 18:02 - Issa: ...", "[18:02] <issa> ..."
_DAY_AND_HOUR = r"\d{1,4}[/.-]\d{1,2}[/.-]\d{2,4},? \d{1,2}:\d\d(?::\d\d)?(?: ?[AaPp]\.?[Mm]\.?)?"
_CHAT = re.compile(
    rf"\[{_DAY_AND_HOUR}\] [^:]{{1,40}}: \S|{_DAY_AND_HOUR} [-–] [^:]{{1,40}}: \S"
    r"|\[?\d{1,2}:\d\d(?::\d\d)?\]? <[^<>]{1,30}> \S"
)
CHAT_BEGINS = frozenset("[0123456789")


def is_votes(line: str) -> bool:
    """Whether a line without letters is how many were for a remark."""
    return _VOTES.fullmatch(line) is not None


def is_chat(line: str) -> bool:
    """Whether a line (it begins with one of `CHAT_BEGINS`) is of the record of a chat."""
    return _CHAT.match(line) is not None
