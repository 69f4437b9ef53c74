"""`/dumps/`: the files of the whole graph, with size, date and checksum, and range requests."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from flask import Blueprint, Response, abort, redirect, render_template, send_file
from werkzeug.wrappers import Response as Plain

from server.pages import kept
from server.snapshot import snapshot

dumps = Blueprint("dumps", __name__)
_TYPES = {
    ".ttl": "text/turtle; charset=utf-8",
    ".nt": "application/n-triples",
    ".nq": "application/n-quads",
    ".trig": "application/trig",
    ".json": "application/json",
    ".gz": "application/gzip",
}
_WORDS = {
    "graph.ttl": "Everything, sorted, as Turtle",
    "graph.nq.gz": "Everything with its named graphs, one for each page, as N-Quads",
    "ontology.ttl": "The ontology: what the terms mean",
    "void.ttl": "What this dataset is and holds, as VoID and DCAT",
    "SHA256SUMS": "Checksums of the files, for sha256sum -c",
}


@dataclass(frozen=True, slots=True)
class File:
    """A dump: its name, what it is, bytes, when it was made, its SHA-256."""

    name: str
    words: str
    size: int
    made: datetime
    sha256: str


@dumps.route("/dumps/")
@kept
def index() -> str:
    """The list of the files."""
    folder = snapshot().publication.dumps
    return render_template("dumps.html", files=snapshot().keep("dumps", lambda: _files(folder)))


@dumps.route("/dumps/<name>")
def file(name: str) -> Response:
    """One file. Only names of files in the folder are known, so no path leads out of it."""
    folder = snapshot().publication.dumps
    known = {path.name: path for path in _paths(folder)}
    if name not in known:
        abort(404, f"There is no dump called {name[:100]}.")
    kind = _TYPES.get(known[name].suffix, "text/plain; charset=utf-8")
    checksum = _checksums(folder).get(name)
    return send_file(known[name], mimetype=kind, etag=checksum or True, conditional=True, max_age=0)


@dumps.route("/.well-known/void")
def void() -> Plain:
    """Where VoID descriptions are looked for."""
    return redirect("/dumps/void.ttl", 303)


def _files(folder: Path) -> list[File]:
    sums = _checksums(folder)
    return [
        File(
            path.name,
            _WORDS.get(path.name, ""),
            path.stat().st_size,
            datetime.fromtimestamp(path.stat().st_mtime, UTC),
            sums.get(path.name, ""),
        )
        for path in _paths(folder)
    ]


def _paths(folder: Path) -> list[Path]:
    order = list(_WORDS)
    return sorted(
        (path for path in folder.iterdir() if path.is_file()),
        key=lambda p: (order.index(p.name) if p.name in order else len(order), p.name),
    )


def _checksums(folder: Path) -> dict[str, str]:
    path = folder / "SHA256SUMS"
    if not path.is_file():
        return {}
    pairs = (line.split(maxsplit=1) for line in path.read_text(encoding="utf-8").splitlines() if line.strip())
    return {name.strip().lstrip("*"): digest for digest, name in pairs}
