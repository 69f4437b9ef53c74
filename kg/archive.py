"""What a publication keeps, by the hash of its content: texts, what was read in them, files that the user gave.

Files are added in one step each and never changed, so the versions of a publication share them.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path

from pydantic import TypeAdapter, ValidationError

from kg.model import Reading


@dataclass(frozen=True, slots=True)
class Record:
    """What was read on a page, by which reader (version and model), in how many seconds."""

    reader: str
    seconds: float
    reading: Reading


@cache
def _records() -> TypeAdapter[Record]:
    return TypeAdapter(Record)


@dataclass(frozen=True, slots=True)
class Archive:
    """The folders `pages`, `readings` and `given` of a publication."""

    root: Path

    def put_record(self, key: str, record: Record) -> None:
        """Keeps what was read on the page `key`, and the page's text."""
        page = record.reading.page
        write(self.root / "pages" / f"{page.sha256}.txt", page.text.encode("utf-8"))
        bare = Record(record.reader, record.seconds, _without_text(record.reading))
        write(self.root / "readings" / f"{key}.json", _records().dump_json(bare))

    def record(self, key: str) -> Record | None:
        """What was read on the page `key`; None where nothing (whole) is kept."""
        try:
            found = _records().validate_json((self.root / "readings" / f"{key}.json").read_bytes())
            text = (self.root / "pages" / f"{found.reading.page.sha256}.txt").read_bytes().decode("utf-8")
        except (FileNotFoundError, ValidationError):
            return None
        return Record(found.reader, found.seconds, _with_text(found.reading, text))

    def has_record(self, key: str) -> bool:
        """Whether there is anything read on the page `key`."""
        return (self.root / "readings" / f"{key}.json").exists()

    def put_given(self, data: bytes, suffix: str) -> str:
        """Keeps a file as the user gave it: background data, an authority file, corrections. Its name here."""
        name = f"{hashlib.sha256(data).hexdigest()}{suffix}"
        write(self.root / "given" / name, data)
        return name

    def given(self, name: str) -> Path:
        """The file that `put_given` named."""
        return self.root / "given" / name

    def keep_only(self, keys: Iterable[str], texts: Iterable[str], given: Iterable[str]) -> None:
        """Removes what no page of the current version needs."""
        _keep(self.root / "readings", {f"{key}.json" for key in keys})
        _keep(self.root / "pages", {f"{sha256}.txt" for sha256 in texts})
        _keep(self.root / "given", set(given))


def write(path: Path, data: bytes) -> None:
    """Writes a file in one step: a reader sees it whole or not at all."""
    path.parent.mkdir(parents=True, exist_ok=True)
    part = path.with_name(f".{path.name}.{os.getpid()}.part")
    with part.open("wb") as out:
        out.write(data)
        out.flush()
        os.fsync(out.fileno())
    part.replace(path)


def _keep(folder: Path, names: set[str]) -> None:
    if folder.is_dir():
        for path in folder.iterdir():
            if path.name not in names:
                path.unlink()


def _without_text(reading: Reading) -> Reading:
    return replace(reading, page=replace(reading.page, text=""))


def _with_text(reading: Reading, text: str) -> Reading:
    return replace(reading, page=replace(reading.page, text=text))
