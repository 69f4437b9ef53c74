"""`kg reconcile`: proposes what an endpoint such as Wikidata knows each actor as, for a person to read over.

The proposal is an authority file (`kg build --authority`). A name that the endpoint knows exactly one thing of fills
`sameAs`; where it knows several, they stand under `candidates` for the reader to choose from.
"""

from __future__ import annotations

import csv
import hashlib
import io
import json
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from rdflib import Literal

from kg.archive import write
from kg.errors import InputError, RemoteError
from kg.graph import terms
from kg.model import ActorType
from kg.progress import Reporter
from kg.publication import Publication
from kg.store import remote
from kg.store.embedded import Embedded

COLUMNS: Final = ("name", "type", "iri", "sameAs", "description", "candidates")
_BATCH: Final = 40
_TRIES: Final = 4
_JSON: Final = "application/sparql-results+json"
_ACTORS: Final = f"""SELECT ?actor ?class ?name WHERE {{
  VALUES ?class {{ {" ".join(f"<{terms.PREFIXES['dip']}{kind}>" for kind in ActorType)} }}
  ?actor a ?class ; <{terms.SKOS_PREF_LABEL}> ?name .
  FILTER NOT EXISTS {{ ?actor <{terms.OWL_SAME_AS}> ?other }}
}} ORDER BY ?actor"""
_QUESTION: Final = """PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
PREFIX schema: <http://schema.org/>
SELECT DISTINCT ?name ?thing ?description WHERE {
  VALUES ?name { %s }
  ?thing rdfs:label|skos:prefLabel|skos:altLabel ?name .
  OPTIONAL { ?thing schema:description ?description . FILTER(LANG(?description) = "en") }
} LIMIT 5000"""


@dataclass(frozen=True, slots=True)
class Known:
    """An actor of the publication: its IRI, class and name."""

    iri: str
    type: str
    name: str


@dataclass(frozen=True, slots=True)
class Endpoint:
    """Where to ask, and how gently.

    Attributes:
        address: of the SPARQL endpoint.
        cache: the folder where answers are kept; what was asked once is not asked again.
        pause: seconds between two questions; longer after each failure.
    """

    address: str
    cache: Path
    pause: float = 1.0

    def ask(self, text: str) -> Any:
        """The JSON answer to a question.

        Raises:
            RemoteError: it failed several times, or answers no JSON.
            QueryError: the endpoint does not understand the question.
        """
        key = hashlib.sha256(f"{self.address}\n{text}".encode()).hexdigest()
        kept = self.cache / f"{key}.json"
        if not kept.is_file():
            answer = self._asked(text)
            try:
                json.loads(answer)
            except ValueError:
                raise RemoteError(f"{self.address} does not answer with SPARQL results as JSON.") from None
            write(kept, answer)
        return json.loads(kept.read_bytes())

    def _asked(self, text: str) -> bytes:
        for trial in range(_TRIES - 1):
            time.sleep(self.pause * 3**trial)
            try:
                return remote.query(self.address, text, _JSON)
            except RemoteError:
                continue
        time.sleep(self.pause * 3 ** (_TRIES - 1))
        return remote.query(self.address, text, _JSON)


def reconcile(folder: Path, endpoint: Endpoint, out: Path, progress: Reporter) -> int:
    """Writes the proposals as an authority file; for how many actors the endpoint knows something.

    Raises:
        InputError: `out` is there already.
        PublicationError: there is no publication in `folder`.
        RemoteError: the endpoint cannot be asked.
    """
    if out.exists():
        raise InputError(f"{out} is there already, perhaps with your corrections in it: name another file with -o.")
    actors = _actors(Publication.open(folder))
    found: dict[str, dict[str, str]] = {}
    for start in range(0, len(actors), _BATCH):
        batch = actors[start : start + _BATCH]
        progress.step(f"Asking for {start + 1} to {start + len(batch)} of {len(actors)} actors")
        for name, thing, description in _things(endpoint, batch):
            found.setdefault(name, {})[thing] = description
    rows = [_row(actor, found[actor.name]) for actor in actors if actor.name in found]
    text = io.StringIO(newline="")
    table = csv.writer(text, lineterminator="\n")
    table.writerows([COLUMNS, *rows])
    write(out.absolute(), text.getvalue().encode("utf-8"))
    return len(rows)


def _actors(publication: Publication) -> list[Known]:
    rows = Embedded(publication.store).select(_ACTORS)
    return [Known(str(r["actor"]), str(r["class"]).rpartition("#")[2], str(r["name"])) for r in rows]


def _things(endpoint: Endpoint, batch: Sequence[Known]) -> Iterator[tuple[str, str, str]]:
    names = dict.fromkeys(actor.name for actor in batch)
    spelled = " ".join(f"{Literal(n).n3()} {Literal(n, lang='en').n3()}" for n in names)
    for row in endpoint.ask(_QUESTION % spelled)["results"]["bindings"]:
        if row["thing"]["type"] == "uri":
            yield row["name"]["value"], row["thing"]["value"], row.get("description", {}).get("value", "")


def _row(actor: Known, things: dict[str, str]) -> tuple[str, ...]:
    if len(things) == 1:
        ((thing, description),) = things.items()
        return actor.name, actor.type, actor.iri, thing, description, ""
    told = " | ".join(f"{thing} ({things[thing]})" if things[thing] else thing for thing in sorted(things))
    return actor.name, actor.type, actor.iri, "", "", told
