"""What was read on made-up pages, kept between runs, and archives filled from it as if all had been read there.

`python -m tests.bench._kept FOLDER SIZE...` makes ready what `python -m tests.bench growth --folder FOLDER` starts from.
"""

from __future__ import annotations

import gzip
import json
import shutil
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from unittest.mock import patch

from pydantic import TypeAdapter

from kg import pages, publish
from kg.archive import Archive, Record
from kg.reading import read_page, reader
from tests.bench._news import BLOCK, changed, write_shards

_SIZE = 100
_RECORDS = TypeAdapter(Record)


def shards_of(folder: Path, number: int) -> Path:
    """The first `number` pages as shards, in a folder of their own."""
    shards = folder / f"shards-{number}"
    if not shards.is_dir():
        write_shards(folder / "writing", range(number)).rename(shards)
    return shards


def read_before(folder: Path, number: int) -> Path:
    """A publication's folder in which the first `number` pages have been read, and nothing is published."""
    out = folder / f"read-{number}"
    if not out.is_dir():
        keep(folder / "kept", number)
        shutil.rmtree(folder / "filling", ignore_errors=True)
        fill(folder / "kept", shards_of(folder, number), folder / "filling")
        (folder / "filling").rename(out)
    return out


def keep(folder: Path, number: int) -> None:
    """Reads the first `number` pages, `BLOCK` at most, and keeps what was read; what is kept already stays."""
    (folder / "records").mkdir(parents=True, exist_ok=True)
    for start in range(0, min(number, BLOCK), _SIZE):
        if not _kept(folder, start).is_file():
            shard = write_shards(folder / "shard", range(start, start + _SIZE))
            found = [read_page(raw, None) for raw in _raws(shard)]
            lines = b"".join(_RECORDS.dump_json(Record("", seconds, reading)) + b"\n" for reading, seconds in found)
            part = _kept(folder, start).with_suffix(".part")
            part.write_bytes(gzip.compress(lines, 6, mtime=0))
            part.replace(_kept(folder, start))
            for path in shard.iterdir():
                path.unlink()


def fill(folder: Path, shards: Path, out: Path) -> None:
    """Puts what `keep` kept into the archive of a publication, for every page of some shards that start at page 0."""
    with patch("os.fsync"):  # what a crash loses here is made again
        _fill(folder, shards, Archive(out))


def _fill(folder: Path, shards: Path, archive: Archive) -> None:
    who = reader(None)
    start, rows = -1, list[dict[str, Any]]()
    for number, raw in enumerate(_raws(shards)):
        block, base = divmod(number, BLOCK)
        if base // _SIZE * _SIZE != start:
            start = base // _SIZE * _SIZE
            rows = [json.loads(line) for line in gzip.decompress(_kept(folder, start).read_bytes()).splitlines()]
        told = changed(block).record(rows[base - start]) if block else rows[base - start]
        told["reading"]["page"] |= {"name": raw.name, "sha256": raw.sha256}
        record = _RECORDS.validate_json(json.dumps(told | {"reader": who}))
        archive.put_record(publish._entry(raw).key, record)


def _raws(shards: Path) -> Iterator[pages.Raw]:
    return (raw for raw in pages.find([shards]) if isinstance(raw, pages.Raw))


def _kept(folder: Path, start: int) -> Path:
    return folder / "records" / f"{start:07}.jsonl.gz"


if __name__ == "__main__":
    for size in sys.argv[2:]:
        read_before(Path(sys.argv[1]), int(size))
