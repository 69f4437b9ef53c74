"""The ontology as a diagram: its classes as boxes, its properties as arrows between them, every box a link.

Wide, the boxes stand where a table here puts them; narrow, they are cards one below the other. What stands in them and
on the arrows comes from the ontology. Coordinates are in the units of each drawing's view box.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from markupsafe import Markup, escape

from server.vocabulary import Term, all_terms

_LINE = 17
_LETTER = 6.3
"""The width of a letter of the smaller print, about."""
_CARD, _GAP, _PAD = 360, 12, 12


@dataclass(frozen=True, slots=True)
class _Box:
    """A class on the wide drawing: its local name, and its left, top, width and height."""

    name: str
    left: int
    top: int
    width: int
    height: int


@dataclass(frozen=True, slots=True)
class _Arrow:
    """An arrow from one class to another: its path, where its words stand, and whether they stand upright."""

    source: str
    target: str
    path: str
    at: tuple[int, int]
    is_upright: bool = False
    words: str = ""


_FRAME = _Box("Fact", 40, 176, 920, 150)
_BOXES = (
    _Box("Actor", 40, 44, 920, 62),
    _Box("Tenure", 62, 206, 196, 96),
    _Box("Meeting", 290, 206, 196, 96),
    _Box("Position", 518, 206, 196, 96),
    _Box("Quote", 742, 206, 196, 96),
    _Box("Office", 62, 386, 196, 44),
    _Box("Account", 290, 386, 196, 44),
    _Box("Topic", 518, 386, 196, 44),
    _Box("Passage", 742, 386, 196, 44),
    _Box("Place", 290, 510, 196, 44),
    _Box("SourcePage", 518, 510, 150, 44),
    _Box("Article", 742, 510, 196, 44),
)
_ARROWS = (
    _Arrow("Actor", "Actor", "M820 44C820 6 890 6 890 44", (770, 24)),
    _Arrow("Tenure", "Actor", "M160 206V106", (160, 142)),
    _Arrow("Meeting", "Actor", "M388 206V106", (388, 142)),
    _Arrow("Position", "Actor", "M616 206V106", (616, 142)),
    _Arrow("Quote", "Actor", "M840 206V106", (840, 142)),
    _Arrow("Quote", "Quote", "M880 302C880 322 920 322 920 302", (842, 314)),
    _Arrow("Tenure", "Office", "M160 302V386", (160, 358)),
    _Arrow("Office", "Actor", "M62 408H18V75H40", (18, 240), True),
    _Arrow("Meeting", "Account", "M400 302V386", (400, 358)),
    _Arrow("Meeting", "Place", "M310 302V340H274V532H290", (274, 470)),
    _Arrow("Account", "Place", "M388 430V510", (388, 476)),
    _Arrow("Account", "Article", "M460 430V456H770V510", (590, 460)),
    _Arrow("Fact", "Topic", "M616 326V386", (616, 358)),
    _Arrow("Topic", "Place", "M540 430V494H470V510", (540, 482)),
    _Arrow("Fact", "Passage", "M840 326V386", (840, 358)),
    _Arrow("Passage", "Article", "M840 430V510", (840, 476)),
    _Arrow("Article", "Article", "M800 554C800 592 860 592 860 554", (892, 578)),
    _Arrow("Article", "SourcePage", "M742 532H668", (705, 532), words="part of"),
    _Arrow("Actor", "Article", "M960 75H984V532H938", (984, 300), True),
)
_WIDE, _TALL = 1002, 600


def wide() -> Markup:
    """The drawing for wide screens."""
    known = {term.local: term for term in all_terms() if term.kind == "Class"}
    parts = [
        Markup('<defs><marker id="arrow" viewBox="0 0 10 10" refX="9" refY="5" markerWidth="8" markerHeight="8" '
               'orient="auto"><path d="M0 0L10 5L0 10z"/></marker></defs>'),
        Markup('<a href="#{}"><rect class="frame" x="{}" y="{}" width="{}" height="{}" rx="12"/>'
               '<text class="kinds" x="{}" y="{}">{}</text></a>').format(
            known["Fact"].anchor, _FRAME.left, _FRAME.top, _FRAME.width, _FRAME.height,
            _FRAME.left + 12, _FRAME.top + 20, known["Fact"].label,
        ),
    ]  # fmt: skip
    parts += [Markup('<path class="arrow" d="{}"/>').format(arrow.path) for arrow in _ARROWS]
    parts += [_box(box, known[box.name]) for box in _BOXES]
    parts += [_words(arrow) for arrow in _ARROWS]
    return _svg("ontology-wide", _WIDE, _TALL, parts)


def narrow() -> Markup:
    """The drawing for narrow screens."""
    known = {term.local: term for term in all_terms() if term.kind == "Class"}
    parts, top = list[Markup](), 2
    for name in (box.name for box in (_FRAME, *_BOXES)):
        term = known[name]
        kinds = _wrapped([(f"#{child.anchor}", child.label) for child in _inside(term)], _CARD - 2 * _PAD)
        told = list(_told(name))
        height = 2 * _PAD + _LINE * (1 + len(kinds) + len(told)) + 2
        inside = [_named(term, (1, top, _CARD - 2, height), _PAD, top + _PAD + 13)]
        y = top + _PAD + 13
        for row in kinds:
            y += _LINE
            inside.append(Markup('<text class="kinds" x="{}" y="{}">{}</text>').format(_PAD, y, row))
        for words, target in told:
            y += _LINE
            inside.append(
                Markup('<text class="rel" x="{}" y="{}">{} → <a href="#{}">{}</a></text>').format(
                    _PAD, y, words, known[target].anchor, known[target].label
                )
            )
        parts += inside
        top += height + _GAP
    return _svg("ontology-narrow", _CARD, top, parts)


def properties(source: str, target: str) -> tuple[Term, ...]:
    """The properties that lead from one class to another and are stored, by the classes' local names."""
    return tuple(
        term
        for term in all_terms()
        if term.kind == "Property"
        and not term.is_inverse
        and f"dip:{source}" in dict(term.domain)
        and f"dip:{target}" in dict(term.range)
    )


def _told(name: str) -> Iterator[tuple[str, str]]:
    """Where the properties of a class lead: their words, and the class."""
    for arrow in _ARROWS:
        if arrow.source == name:
            yield _label(arrow), arrow.target


def _label(arrow: _Arrow) -> str:
    return arrow.words or ", ".join(term.label for term in properties(arrow.source, arrow.target))


def _inside(term: Term) -> tuple[Term, ...]:
    """What stands in a class's box: its kinds, and the lists that its values are from."""
    every = all_terms()
    kinds = (
        tuple(t for t in every if t.kind == "Class" and term.name in dict(t.parents)) if term.local != "Fact" else ()
    )
    lists = {"Position": ("Stance",), "Meeting": ("Status",), "Account": ("Status",), "Tenure": ("TenureState",)}
    return kinds + tuple(t for t in every if t.local in lists.get(term.local, ()))


def _box(box: _Box, term: Term) -> Markup:
    middle = box.left + box.width / 2
    rows = _wrapped([(f"#{child.anchor}", child.label) for child in _inside(term)], box.width - 16)
    y = box.top + (box.height - _LINE * (len(rows) + 1)) / 2 + 13
    found = _named(term, (box.left, box.top, box.width, box.height), middle, y, "middle")
    for row in rows:
        y += _LINE
        found += Markup('<text class="kinds" x="{}" y="{}" text-anchor="middle">{}</text>').format(middle, y, row)
    return found


def _named(term: Term, place: tuple[float, float, float, float], x: float, y: float, anchor: str = "start") -> Markup:
    """A box with a class's name, a link to what is told of it; its place is left, top, width and height."""
    return Markup(
        '<a href="#{}"><rect x="{}" y="{}" width="{}" height="{}" rx="10"/>'
        '<text class="name" x="{}" y="{}" text-anchor="{}">{}</text></a>'
    ).format(term.anchor, *place, x, y, anchor, term.label)


def _words(arrow: _Arrow) -> Markup:
    x, y = arrow.at
    turn = Markup(' transform="rotate(-90 {} {})"').format(x, y) if arrow.is_upright else ""
    return Markup('<text class="rel" x="{}" y="{}" text-anchor="middle" dominant-baseline="middle"{}>{}</text>').format(
        x, y, turn, _label(arrow)
    )


def _wrapped(links: Sequence[tuple[str, str]], width: float) -> list[Markup]:
    """Links side by side, in as many lines as they need."""
    rows: list[list[tuple[str, str]]] = []
    used = width + 1
    for address, words in links:
        needed = (len(words) + 3) * _LETTER
        if used + needed > width:
            rows.append([])
            used = 0
        rows[-1].append((address, words))
        used += needed
    return [Markup(" · ").join(Markup('<a href="{}">{}</a>').format(*link) for link in row) for row in rows]


def _svg(name: str, width: int, height: int, parts: Sequence[Markup]) -> Markup:
    words = "The classes of the ontology and how they hang together; all of it is told in the text below."
    return Markup('<svg class="ontology {}" viewBox="0 0 {} {}" role="group" aria-label="{}">{}</svg>').format(
        name, width, height, escape(words), Markup("").join(parts)
    )
