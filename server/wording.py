"""How pages write dates, numbers and words: filters of the templates."""

from __future__ import annotations

import hashlib
import re
from datetime import date
from functools import cache
from pathlib import Path

from flask import Flask, url_for
from markupsafe import Markup, escape

from server import index, links, schema
from server.charts import shortened

_MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)
_CAMEL = re.compile(r"(?<=[a-z])(?=[A-Z])")
_NO_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]")
_TURNS = re.compile("[\u202a-\u202e\u2066-\u2069]")
_FOUND = re.compile(f"{index.OPEN}(.*?)(?:{index.CLOSE}|$)", re.DOTALL)
KINDS = {
    "actor": "Actors",
    "meeting": "Meetings",
    "position": "Positions",
    "quote": "Quotes",
    "article": "Articles",
    "place": "Places",
    "topic": "Topics",
}
STANCES = {
    "supports": "supports",
    "opposes": "opposes",
    "demands": "demands",
    "rejects": "rejects",
    "accuses": "accuses",
    "denies": "denies",
    "offers": "offers",
    "commits": "commits to",
    "warns": "warns of",
    "asserts": "asserts",
}


def day(value: str | None) -> str:
    """A date as people write it, as exact as it is: "4 May 2001", "May 2001", "2001"."""
    if not value:
        return ""
    parts = value[:10].split("-")
    try:
        if len(parts) == 3:
            found = date(int(parts[0]), int(parts[1]), int(parts[2]))
            return f"{found.day} {_MONTHS[found.month - 1]} {found.year}"
        if len(parts) == 2:
            return f"{_MONTHS[int(parts[1]) - 1]} {parts[0]}"
    except (ValueError, IndexError):
        return value
    return value


def words(value: str) -> str:
    """A class's name as words: "PhoneCall" is "phone call"."""
    return _CAMEL.sub(" ", value).lower()


def number(value: float) -> str:
    """A number with its thousands apart."""
    return f"{value:,}"


def size(value: int) -> str:
    """Bytes as people say them."""
    amount = float(value)
    for unit in ("bytes", "KB", "MB"):
        if amount < 1000:
            return f"{amount:.0f} {unit}" if unit == "bytes" or amount >= 10 else f"{amount:.1f} {unit}"
        amount /= 1000
    return f"{amount:.1f} GB"


def percent(value: float | None) -> str:
    """A confidence, 0…1, as a share of a hundred."""
    return "" if value is None else f"{100 * value:.0f}%"


def plain(value: str) -> str:
    """A text for a place without markup: nothing that XML forbids, nothing that turns the direction of what follows."""
    return _TURNS.sub("", _NO_XML.sub("\ufffd", value))


def found(value: str) -> Markup:
    """A search hit with its words marked."""
    marked = _FOUND.sub(r"<mark>\1</mark>", str(escape(value)))
    return Markup(marked.replace(index.OPEN, "").replace(index.CLOSE, ""))


@cache
def _fingerprint(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()[:10]


def register(app: Flask) -> None:
    """Gives the templates their filters and functions."""
    filters = {
        "day": day,
        "words": words,
        "number": number,
        "size": size,
        "percent": percent,
        "found": found,
        "plain": plain,
        "shortened": shortened,
        "bounded": schema.bounded,
    }
    app.jinja_env.filters.update(filters)
    app.jinja_env.globals.update(href=links.href, KINDS=KINDS, STANCES=STANCES)
    app.jinja_env.trim_blocks = app.jinja_env.lstrip_blocks = True

    @app.template_global()
    def asset(name: str) -> str:
        """The address of a static file, which changes with its content."""
        return url_for("static", filename=name, v=_fingerprint(Path(str(app.static_folder)) / name))
