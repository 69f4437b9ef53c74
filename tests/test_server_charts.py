"""Charts: what is drawn is what was given, and nothing that is not known."""

from __future__ import annotations

import re

import pytest

from kg.queries import Display
from server import charts
from server.facts import Ref
from server.links import Cell, Table
from server.questions import drawn, matrix


def ref(name: str) -> Ref:
    return Ref(f"http://x.example/{name}", name, f"/place/{name}", "place", "Place")


def test_months_without_anything_stand_between_those_with_something() -> None:
    drawing = charts.activity([("2001-11", "held", 2), ("2002-02", "held", 1), ("2002-02", "planned", 3)])
    assert re.findall(r"<title>(.*?)</title>", drawing) == ["2001-11: 2 held", "2002-02: 1 held", "2002-02: 3 planned"]
    assert re.findall(r'text-anchor="middle">(.*?)<', drawing) == ["2001-11", "2001-12", "2002-01", "2002-02"]


def test_too_many_months_become_years() -> None:
    drawing = charts.activity([("1990-01", "held", 2), ("1990-05", "held", 1), ("1996-02", "held", 1)])
    assert re.findall(r"<title>(.*?)</title>", drawing) == ["1990: 3 held", "1996: 1 held"]


def test_years_among_months_make_all_of_them_years() -> None:
    drawing = charts.activity([("1999-05", "held", 2), ("2001", "held", 1), ("2001-07", "held", 1)])
    assert re.findall(r"<title>(.*?)</title>", drawing) == ["1999: 2 held", "2001: 2 held"]
    assert re.findall(r'text-anchor="middle">(.*?)<', drawing) == ["1999", "2000", "2001"]


def test_a_place_without_coordinates_is_not_drawn() -> None:
    columns = ("place", "placeLabel", "latitude", "longitude", "count")
    place = Cell("place/bergen", "/place/bergen", "http://x.example/bergen")
    known = (place, Cell("Bergen"), Cell("60.4"), Cell("5.3"), Cell("2"))
    unknown = (place, Cell("Atlantis"), None, None, Cell("1"))
    drawing = str(drawn(Display.MAP, Table(columns, (known, unknown))))
    assert "Bergen" in drawing
    assert "Atlantis" not in drawing
    assert drawn(Display.MAP, Table(columns, (unknown,))) is None


@pytest.mark.parametrize("place", [(0.0, 0.0), (90.0, 180.0), (-90.0, -180.0), (64.1, -21.9), (-77.8, 166.7)])
def test_a_place_is_on_its_map(place: tuple[float, float]) -> None:
    drawing = charts.world([(ref("a"), 1, *place), (ref("b"), 3, 51.5, -0.1)])
    width, height = map(float, re.findall(r'viewBox="0 0 (\S+) (\S+)"', drawing)[0])
    for x, y in re.findall(r'<circle cx="(\S+)" cy="(\S+)"', drawing):
        assert 0 <= float(x) <= width
        assert 0 <= float(y) <= height


def test_names_on_a_map_do_not_cover_each_other() -> None:
    near = [(ref(f"Town {n}"), 1, 50.0 + n / 10, 10.0) for n in range(12)]
    drawing = charts.world(near)
    assert drawing.count("<circle") == 12
    assert 1 <= drawing.count("<text") < 12


def test_a_matrix_counts_what_it_is_given() -> None:
    def cell(name: str) -> Cell:
        return Cell(name, f"/actor/{name}", f"http://x.example/{name}")

    rows: list[dict[str, Cell | None]] = [
        {"row": cell("a"), "column": cell("b"), "count": Cell("4")},
        {"row": cell("c"), "column": cell("b"), "count": Cell("1")},
    ]
    found = matrix(rows)
    assert [r.iri.rsplit("/", 1)[-1] for r in found.columns] == ["b"]
    assert [cells for _, cells in found.lines] == [((4, 5),), ((1, 2),)]


def test_drawings_escape_what_they_are_given() -> None:
    evil = Ref("http://x.example/e", "<script>alert(1)</script>", '/actor/"><script>', "actor", "Person")
    for drawing in (
        charts.network(evil, [(evil, 1), (evil, 2)]),
        charts.ring([(evil, evil, 1)]),
        charts.world([(evil, 1, 1.0, 1.0)]),
        charts.activity([("<script>", "<script>", 1)]),
    ):
        assert "<script" not in drawing
