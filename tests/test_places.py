"""Places by their names."""

from __future__ import annotations

import pytest

from kg.extract.places import place


@pytest.mark.parametrize(
    ("name", "country", "latitude"),
    [
        ("Vienna", "AT", 48.2), ("Kyiv", "UA", 50.5), ("Kiev", "UA", 50.5), ("White House", "US", 38.9),
        ("the Kremlin", "RU", 55.8), ("Alexandria", "EG", 31.2), ("Norway", "NO", None),
    ],
)  # fmt: skip
def test_a_name_is_where_people_mean(name: str, country: str, latitude: float | None) -> None:
    found = place(name)
    assert found is not None
    assert found.country == country
    assert (found.latitude is None) == (latitude is None)
    assert latitude is None or abs((found.latitude or 0) - latitude) < 0.1


@pytest.mark.parametrize("name", ["table", "vienna", "", "Xyzzyville"])
def test_what_is_no_place(name: str) -> None:
    assert place(name) is None
