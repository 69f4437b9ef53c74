"""Readers' words on a page of text: where comments, letters and forums begin, by what stands above and below them."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from itertools import pairwise

from kg.pages import dates
from kg.pages.again import shape
from kg.pages.furniture import Furniture, key, words
from kg.pages.lines import Line, Role
from kg.pages.section import Section
from kg.pages.shapes import is_signed

# looked up once, not for each line
_COMMENTER, _COMMENTS, _FORUM = Role.COMMENTER, Furniture.COMMENTS, Furniture.FORUM
# lines in which a second reader answers the first, and in which a title stands
_NEAR = 30


class Readers:
    """Tells where readers' words begin on one page. A `zone` is what stands between two paragraphs; `number` is that of
    the paragraph below it, among all of the page (`prose`: their places among the lines)."""

    def __init__(self, lines: Sequence[Line], prose: list[int]) -> None:
        self.lines = lines
        self.prose = prose
        top = prose[0] if prose else 0
        self.is_live = any(is_live(line.text) for line in lines[max(0, top - _NEAR) : top])
        self.commenters = [index for index, line in enumerate(lines) if line.role is _COMMENTER]

    def is_theirs(self, zone: list[Line], number: int) -> bool:
        """Whether all of a page is readers' words: a forum, a page of letters."""
        return any(map(_is_forum, zone)) or self._is_letters(zone, number)

    def begin(self, zone: list[Line], kinds: set[Furniture | None], number: int, section: Section) -> bool:
        """Whether readers' comments begin in a zone. "Comments" in a row of buttons near the top are a link to them."""
        if Furniture.FORUM in kinds:
            return True
        first = self.prose[number] - len(zone)
        near = bisect_left(self.commenters, first + _NEAR) - bisect_left(self.commenters, first)
        if Furniture.COMMENTS in kinds:
            row = sum(line.furniture is Furniture.JUNK for line in zone) > 1
            early = len(section.prose) < 4
            return bool(near) or not (row and early) or self.run(number)[0] < 3
        roles = {line.role for line in zone}
        if _is_form(zone) and self.run(number)[0] < 3:
            return True
        if Role.COMMENTER in roles and (near > 1 or Role.DATE in roles) and not _is_post_foot(zone):
            return True
        if (
            not self.is_live
            and _is_signed(zone)
            and (self._signed_again(number, section) or self._is_last_word(zone, number, section))
        ):
            return True
        return not self.is_live and (
            self._is_thread(zone, number)
            or self._is_monologue(zone, number, section)
            or self._is_footed(zone, number, section)
            or self._is_footed_again(zone, number, section)
            or self._is_remark(zone, number, section)
            or self._is_letter_box(number)
            or self._is_round(zone, number, section)
            or self._is_wall(number)
        )

    def _is_letters(self, zone: list[Line], number: int) -> bool:
        """Whether what follows is readers' letters: a line above says so, and somebody's name stands below each."""
        if not any(line.furniture is _COMMENTS for line in zone):
            return False
        places = self.prose[number : number + 6]
        return sum(_is_signature(self.lines[before + 1 : after]) for before, after in pairwise(places)) > 1

    def _is_thread(self, zone: list[Line], number: int) -> bool:
        """Whether a zone is somebody's name and an hour, and so is one of the next, with the name of somebody else."""
        first = _signer(zone)
        if first is None:
            return False
        places = self.prose[number : number + 6]
        others = (_signer(self.lines[before + 1 : after]) for before, after in pairwise(places))
        return any(other is not None and other != first for other in others)

    def _signed_again(self, number: int, section: Section) -> bool:
        """Whether another of the next zones is signed and dated as well; in the same form, where only one paragraph of
        the article stands above, below which may stand who wrote it."""
        places = self.prose[number : number + 6]
        zone = self.lines[self.prose[number - 1] + 1 : self.prose[number]]
        next_zones = [self.lines[before + 1 : after] for before, after in pairwise(places)]
        if not any(_is_signed(other) for other in next_zones):
            return False
        if len(section.prose) < 2 and not any(_stamps(zone) & _stamps(other) for other in next_zones):
            return False
        # a chronicle has days above its paragraphs as well, but no names and no hours
        named = any(line.role is not Role.DATE or _CLOCK.search(line.text) for line in zone)
        return named or any(_is_toned(self.lines[place].text) for place in places)

    def _is_last_word(self, zone: list[Line], number: int, section: Section) -> bool:
        """Whether a zone is a stranger's name with a day and an hour, and nothing but one run of paragraphs follows."""
        names = [line.text for line in zone if line.role is Role.HEAD]
        hours = any(line.role is Role.DATE and _CLOCK.search(line.text) for line in zone)
        if self.is_live or not hours or len(names) != 1 or len(section.prose) < 2 or _is_known(names[0], section):
            return False
        return number + self.run(number)[0] == len(self.prose)

    def _is_monologue(self, zone: list[Line], number: int, section: Section) -> bool:
        """Whether a zone is no more than a stranger's name, and so is the next, with the same name: a paragraph or two
        below each. Credits of pictures have more below them, or a full stop."""
        name = zone[0].text if len(zone) == 1 and zone[0].role is Role.HEAD else ""
        if not _STRANGER.fullmatch(name) or name.lower() in _SPEAKERS:
            return False
        next_zone = number + self.run(number)[0]
        if next_zone - number > 2 or next_zone >= len(self.prose):
            return False
        between = self.lines[self.prose[next_zone - 1] + 1 : self.prose[next_zone]]
        return len(between) == 1 and between[0].text == name and not _is_known(name, section)

    def _is_footed(self, zone: list[Line], number: int, section: Section) -> bool:
        """Whether a zone is no more than a stranger's name, and the foot of a remark stands right below the paragraphs
        below it, which are in its tone."""
        name = zone[0].text if len(zone) == 1 and zone[0].role is Role.HEAD else ""
        if not _STRANGER.fullmatch(name) or not _is_toned(self.lines[self.prose[number]].text):
            return False
        if _is_known(name, section):
            return False
        below = self.prose[number + self.run(number)[0] - 1] + 1
        return below < len(self.lines) and self.lines[below].role is Role.COMMENTER

    def _is_footed_again(self, zone: list[Line], number: int, section: Section) -> bool:
        """Whether a zone ends with a stranger's name, and so does the next, and the foot of a remark stands below the
        paragraphs of both, whatever their tone."""
        name, after = _lone_name(zone), number + self.run(number)[0]
        if not name or _is_known(name, section) or after >= len(self.prose):
            return False
        feet = self.lines[self.prose[after - 1] + 1 : self.prose[after]]
        last = self.prose[after + self.run(after)[0] - 1]
        return bool(_lone_name(feet)) and _has_foot(feet) and _has_foot(self.lines[last + 1 : last + 1 + _FOOT])

    def _is_remark(self, zone: list[Line], number: int, section: Section) -> bool:
        """Whether a zone is no more than a stranger's name, and the last paragraphs below are in the tone of a remark,
        which the article is not."""
        name = zone[0].text if len(zone) == 1 and zone[0].role is Role.HEAD else ""
        if not _STRANGER.fullmatch(name) or name.lower() in _SPEAKERS or len(section.prose) < 2:
            return False
        below = self.prose[number:]
        if len(below) > 2 or self.run(number)[0] < len(below) or _is_known(name, section):
            return False
        said = [self.lines[index].text for index in below]
        return all(map(_is_toned, said)) and not any(_is_toned(line.text) for line in section.prose)

    def _is_letter_box(self, number: int) -> bool:
        """Whether two paragraphs in the tone of remarks follow, below each of which stands a name with a place."""
        for index in self.prose[number : number + 2]:
            below = self.lines[index + 1 : index + 2]
            if not (below and "," in below[0].text and below[0].role is Role.HEAD and _is_signature(below)):
                return False
            if not _is_toned(self.lines[index].text):
                return False
        return number + 1 < len(self.prose)

    def _is_round(self, zone: list[Line], number: int, section: Section) -> bool:
        """Whether strangers' names stand alone above this paragraph and others below, with neither day nor hour, and
        what they say is in the tone of remarks, which the article is not. Subheads look like names, but neither come
        twice nor begin with a small letter, and no "I" is below them; initials are of who speaks in an interview."""
        if not _lone_name(zone) or len(section.prose) < 2:
            return False
        places = self.prose[number : number + _ROUND]
        zones = [zone, *(self.lines[before + 1 : after] for before, after in pairwise(places))]
        said = [
            (name, self.lines[place].text)
            for between, place in zip(zones, places, strict=True)
            if (name := _lone_name(between))
        ]
        names = [name for name, _ in said]
        if len(said) < 2 or any(name.lower() in _SPEAKERS or _is_known(name, section) for name in names):
            return False
        if any(_is_toned(line.text) for line in section.prose) or any(name.isupper() for name in names):
            return False
        if len(set(names)) < len(names) or any(name[0].islower() for name in names):
            return any(_is_toned(text) for _, text in said)
        if not all(map(_is_full_name, names)):
            return False
        return sum(_is_toned(text) and _PERSONAL.search(text) is not None for _, text in said) > 1

    def _is_wall(self, number: int) -> bool:
        """Whether a paragraph and one of the next two lines end with who says them."""
        first = self.prose[number]
        return is_signed(self.lines[first].text) and any(
            is_signed(line.text) for line in self.lines[first + 1 : first + 3]
        )

    def run(self, number: int) -> tuple[int, int]:
        """How many paragraphs follow each other from one on, with nothing between that could be a title, and how many
        characters they have."""
        count = length = 0
        last = self.prose[number]
        for index in self.prose[number : number + 8]:
            between = self.lines[last + 1 : index]
            if any(line.role in (Role.HEAD, Role.FURNITURE, Role.COMMENTER, Role.DATE) for line in between):
                break
            count, length, last = count + 1, length + len(self.lines[index].text), index
        return count, length


_FORUMS = words("comments readers' readers reader user all listed below")


def _is_forum(line: Line) -> bool:
    """Whether a line says that the page is of readers' comments, and not just where they are."""
    if line.furniture is not _COMMENTS:
        return line.furniture is _FORUM
    said = key(line.text).split()
    return len(said) > 1 and _FORUMS.issuperset(said)


_SIGNER = re.compile(
    r"(?:(?:Mr|Mrs|Ms|Miss|Dr|Prof|Rev|Sir|Lt|Col)\.? )?[A-ZÀ-Þ][\w.'’-]*"
    r"(?:[ ,]+(?:[A-ZÀ-Þ][\w.'’-]*|de|van|von|al|of|the|and|&)){1,8}\.?"
)


def _is_signature(zone: Sequence[Line]) -> bool:
    """Whether a zone is no more than a name and a place, as stand below a letter."""
    return 0 < len(zone) < 3 and _SIGNER.fullmatch(", ".join(line.text for line in zone)) is not None


def _is_signed(zone: Sequence[Line]) -> bool:
    """Whether a zone is no more than a name and a date, as readers' comments have above them."""
    heads = [line for line in zone if line.role is Role.HEAD]
    return any(line.role is Role.DATE for line in zone) and all(len(line.text.split()) < 4 for line in heads)


def _stamps(zone: Sequence[Line]) -> set[str]:
    """The forms of the lines of a zone that have a day."""
    return {shape(line.text) for line in zone if line.role is Role.DATE}


def _is_post_foot(zone: Sequence[Line]) -> bool:
    """Whether the only foot in a zone is one that posts of a blog have as well, and a title stands below it."""
    if any(key(line.text) != "permalink" for line in zone if line.role is Role.COMMENTER):
        return False
    return any(line.role is Role.HEAD and len(line.text.split()) > _TITLE for line in zone)


_NAME_FIELDS = words("name name* your-name first-name")
_MAIL_FIELDS = words("email e-mail mail email* e-mail* email-address your-email your-e-mail e-mail-address")


def _is_form(zone: Sequence[Line]) -> bool:
    """Whether a zone asks for a name and an address, as the form for a remark does."""
    asked = {key(line.text).replace(" ", "-") for line in zone if line.furniture is Furniture.JUNK}
    return not asked.isdisjoint(_NAME_FIELDS) and not asked.isdisjoint(_MAIL_FIELDS)


_LIVE = re.compile(r"\b(?:as it happened|live (?:updates|blog|coverage))\b|[–—|-]\s*live$|^live:")


def is_live(text: str) -> bool:
    """Whether a title says that news are told as they come."""
    lower = text.lower()
    return ("live" in lower or "happened" in lower) and _LIVE.search(lower) is not None


def _signer(zone: Sequence[Line]) -> str | None:
    """The name in a zone that ends with a name and an hour, as readers' comments have above them, or has no other."""
    names = [place for place, line in enumerate(zone) if line.role is Role.HEAD or line.role is Role.COMMENTER]
    hours = [place for place, line in enumerate(zone) if line.role is Role.MARK and dates.is_time(line.text)]
    if not names or not hours or (len(names) > 1 and not (hours[-1] == len(zone) - 1 == names[-1] + 1)):
        return None
    name = zone[names[-1]].text
    return name if len(name.split()) < 4 else None


# what news say of nobody but in quotation marks, and what they say of everybody who speaks
_TONE = re.compile(
    r"\b(?=\w)(?:I|I['’]\w+|[Mm]y|me|[Yy]ou|[Yy]our|[Yy]ou['’]\w+|[Ww]e|us|[Oo]ur|[Ss]hould|[Ll]et['’]s|lol|[Ss]hame|ashamed|[Bb]ravo|[Ss]tupid|idiots?"
    r"|liars?|hypocri\w+|clowns?|puppets?|as always|as usual|of course)\b|[!?]"
)
_TOLD = re.compile(r"[\"“”„«]|\b(?:said|says|told|according to|announced|added|reported)\b")


def _is_toned(text: str) -> bool:
    """Whether a paragraph is in the tone of a remark: it speaks to somebody, or of who writes it, and quotes nobody."""
    return _TONE.search(text) is not None and _TOLD.search(text) is None


# how an explainer does not speak, which says "you" and asks what should be done as well
_PERSONAL = re.compile(r"\b(?:I|I['’]\w+|[Mm]y|me|lol|[Bb]ravo|[Ss]hame)\b|!")
# with which subheads begin
_OPENERS = words("a an the what how why who when where which in on at to of for from with and but no not new more")
# paragraphs in which other readers' names are looked for
_ROUND = 12
# words that a title has more of
_TITLE = 4
# lines below a remark in which its foot stands
_FOOT = 5


def _is_full_name(name: str) -> bool:
    """Whether all words of a stranger's name are written as in a name."""
    said = name.split()
    return said[0].lower() not in _OPENERS and not any(word[0].islower() for word in said)


def _has_foot(zone: Sequence[Line]) -> bool:
    """Whether the foot of a remark is among the first lines of a zone."""
    return any(line.role is Role.COMMENTER for line in zone[:_FOOT])


def _lone_name(zone: Sequence[Line]) -> str:
    """The stranger's name that stands in a zone below nothing but furniture; "" where there is none."""
    if not zone or zone[-1].role is not Role.HEAD or any(line.role is Role.HEAD for line in zone[:-1]):
        return ""
    return zone[-1].text if _STRANGER.fullmatch(zone[-1].text) else ""


_CLOCK = re.compile(r"\b\d{1,2}[:.h]\d\d\b|\b\d{1,2} ?[ap]\.?m\b", re.IGNORECASE)
_STRANGER = re.compile(r"[^\W\d_][\w.'’-]*(?: [\w.'’-]+){0,2}(?:(?<!\.)|(?<= [A-Z]\.))")
# who speaks in a transcript, where no name is given
_SPEAKERS = words("q a question questions answer answers reporter interviewer moderator host speaker chair chairman")


# paragraphs in which an article has named everybody who speaks in it
_INTRODUCED = 60


def _is_known(name: str, section: Section) -> bool:
    """Whether an article, or what stands above it, has a name."""
    return any(name in line.text for line in (*section.zone[-_NEAR:], *section.prose[:_INTRODUCED]))
