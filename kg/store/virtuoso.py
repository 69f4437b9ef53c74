"""Virtuoso's bulk loader: files in a folder that the server may read, and a few lines of SQL by its program isql.

Many times faster than any protocol, for a first load; there is nothing of the kind for a change.
"""

from __future__ import annotations

import gzip
import shutil
import subprocess
import tempfile
from collections.abc import Iterable
from pathlib import Path

from kg.errors import InputError, RemoteError
from kg.store.writing import Credentials

_PROGRAMS = ("isql-vt", "isql-v", "isql")
_SQL = """ld_dir('{folder}', 'graphs.nq.gz', '{union}');
ld_dir('{folder}', 'union.nt.gz', '{union}');
rdf_loader_run();
checkpoint;
select 'LOADED', ll_state, coalesce(ll_error, '') from DB.DBA.load_list where ll_file like '{folder}/%';
delete from DB.DBA.load_list where ll_file like '{folder}/%';
"""


def bulk_load(
    folder: Path, sql: str, credentials: Credentials, found: Iterable[tuple[str, str]], union: str | None
) -> None:
    """Loads statements, each with its graph's IRI, into their graphs, and all of them into the graph `union`.

    `folder` must be among the server's `DirsAllowed` and lie where this process can write, `sql` is HOST:PORT. The
    password is handed to isql on its command line, where other users of this machine can see it while it runs.

    Raises:
        InputError: there is no such folder, no isql, or this is no server for it.
        RemoteError: the server did not load the files.
    """
    program = next(filter(None, map(shutil.which, _PROGRAMS)), None)
    if program is None:
        raise InputError("--bulk needs Virtuoso's isql (isql-vt in Debian's virtuoso-opensource).")
    if union is None:
        raise InputError("--bulk is for Virtuoso alone; this server is another one.")
    if not folder.is_dir():
        raise InputError(f"There is no folder {folder} for the files that Virtuoso is to load.")
    with tempfile.TemporaryDirectory(prefix="chancery-", dir=folder.resolve()) as place:
        if "'" in place:
            raise InputError(f"The folder for --bulk cannot have an apostrophe in its name: {folder}")
        _write(Path(place), found)
        Path(place).chmod(0o755)
        _run(program, sql, credentials, _SQL.format(folder=place, union=union))


def _write(place: Path, found: Iterable[tuple[str, str]]) -> None:
    with (
        gzip.open(place / "graphs.nq.gz", "wt", 3, encoding="utf-8", newline="\n") as graphs,
        gzip.open(place / "union.nt.gz", "wt", 3, encoding="utf-8", newline="\n") as union,
    ):
        for graph, statement in found:
            graphs.write(f"{statement} <{graph}> .\n")
            union.write(f"{statement} .\n")


def _run(program: str, sql: str, credentials: Credentials, text: str) -> None:
    command = [program, sql, credentials.user or "dba", credentials.password or "dba"]
    command += ["VERBOSE=OFF", "PROMPT=OFF", "ERRORS=STDOUT", "BLOBS=ON"]
    done = subprocess.run(command, input=text, capture_output=True, text=True, check=False)
    said = " ".join(done.stdout.split())
    loaded = [line.split() for line in done.stdout.splitlines() if line.startswith("LOADED")]
    if "*** Error" in said or len(loaded) != 2 or any(row[1] != "2" or len(row) > 2 for row in loaded):
        raise RemoteError(
            f"Virtuoso at {sql} did not load the files: {said[:500]}. Is the folder among DirsAllowed in its "
            "virtuoso.ini? Without --bulk the push needs no folder."
        )
