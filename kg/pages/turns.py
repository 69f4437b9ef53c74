"""Where the tone of a page turns from an article's to that of readers' remarks, whatever stands between them."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from kg.pages.doubt import ENOUGH, HARDLY, SIGNS, doubt
from kg.pages.furniture import Furniture
from kg.pages.lines import Line, Role
from kg.pages.roles import classify
from kg.pages.section import Section
from kg.pages.shapes import headed, is_headed, shape

# the first of several remarks may be written like news: it goes where the second goes, with so much less doubt
# and less again if a name behind a dash stands right below it
_LESS, _FAR_LESS = 1.5, 3.0
_DASHES = "—–―"
# paragraphs in which somebody spoke before
_NEAR = 60
# remarks that are looked for above a zone
_MOST = 20
# paragraphs that a remark has at most, and those that tell the tone below a zone
_REMARK, _BELOW = 2, 5
_ENDED = frozenset((Furniture.RELATED, Furniture.FOOT, Furniture.ABOUT))


def turns(lines: Sequence[Line], prose: Sequence[int], number: int, section: Section) -> bool:
    """Whether remarks begin below a zone. `prose`: the places of all paragraphs among the lines; `number`: which of
    them is the first below the zone; `section`: the article above it."""
    zone = lines[prose[number - 1] + 1 : prose[number]]
    said = _below(lines, prose, number)
    parts = [headed(text) for text in said]
    if len(parts[0]) > 1:
        if _is_transcript([part[0] for part in parts if len(part) > 1], section):
            return False
        zone = [*zone, classify(lines[prose[number]]._replace(text=parts[0][0]))]
        said = [part[-1] for part in parts]
    places = prose[number : number + _BELOW]
    again = [lines[before + 1 : after] for before, after in pairwise(places)]
    return doubt(zone, said, section.prose, section.other, again) >= ENOUGH


def _is_transcript(heads: Sequence[str], section: Section) -> bool:
    """Whether those who speak below a zone are of an interview or a debate: somebody spoke above as well, or speaks
    twice."""
    if len(set(heads)) < len(heads) or len(heads[0]) == 1 or heads[0].isupper():
        return True
    return any(is_headed(line.text) for line in section.prose[-_NEAR:])


def without_remarks(section: Section, zone: Sequence[Line]) -> None:
    """Takes the last paragraphs out of a section, above a zone below which remarks begin, where the like of it stands
    above them too: names and hours may stand below what they belong to."""
    marks = {shape(line, ()) for line in zone} & SIGNS
    less = _FAR_LESS if zone and zone[0].text[0] in _DASHES else _LESS
    for _ in range(_MOST):
        end = len(section.body)
        while section.body[end - 1].role is not Role.PROSE:
            end -= 1
        first = end
        while first and section.body[first - 1].role is Role.PROSE:
            first -= 1
        top = first
        while top and section.body[top - 1].role is not Role.PROSE:
            top -= 1
        said, known = section.body[first:end], section.prose[: first - end]
        if len(said) > _REMARK or len(known) < HARDLY:
            return
        above = section.body[top:first]
        if marks.isdisjoint(shape(line, ()) for line in above) and not (
            marks and doubt(above, [line.text for line in said], known, []) >= ENOUGH - less
        ):
            return
        section.body = section.body[:top]
        section.prose = known
        section.other = [line for line in section.body if line.role is not Role.PROSE]


def _below(lines: Sequence[Line], prose: Sequence[int], number: int) -> list[str]:
    """The first paragraphs below a zone, as far as other stories or the foot of the page."""
    found = [lines[prose[number]].text]
    for last, place in zip(prose[number:], prose[number + 1 : number + _BELOW], strict=False):
        if any(line.furniture in _ENDED for line in lines[last + 1 : place]):
            break
        found.append(lines[place].text)
    return found
