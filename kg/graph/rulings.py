"""What users rule on who is who: their authority files, and their corrections. Both win over what was guessed.

An authority file is CSV with the columns `name`, and any of `type`, `iri`, `sameAs`; several names, or several IRIs
under `sameAs`, are parted by `|`. Or it is Turtle, with `skos:prefLabel` or `rdfs:label`, `skos:altLabel`, a class of
the ontology, `owl:sameAs`. A curation file has a correction a line:

    # These two are one; these are not; this name is that one's; this fact is wrong.
    same actor/ola-nord_norway actor/o-nord_9c1f2e7a40
    different actor/ola-nord_norway actor/ola-nord_sweden
    name "Nord" actor/ola-nord_norway
    drop position/3f9a62d1c07be514
"""

from __future__ import annotations

import csv
import shlex
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from rdflib import Graph, URIRef
from rdflib.term import Node

from kg.errors import InputError
from kg.graph import iris, names, terms
from kg.graph.values import ACTOR_CLASSES
from kg.model import Actor, ActorType

_WORDS: Final = {"same": 2, "different": 2, "name": 2, "drop": 1}


@dataclass(frozen=True, slots=True)
class Entry:
    """An actor of an authority file, or the one that a correction gives a name to.

    Attributes:
        names: its names, the label first.
        path: its IRI, or the path below the base at which one is minted.
        official: False where it only gives a name to somebody, and rules on nothing else.
    """

    names: tuple[str, ...]
    path: str
    type: ActorType | None = None
    same_as: tuple[str, ...] = ()
    official: bool = True


@dataclass(frozen=True, slots=True, order=True)
class Correction:
    """A line of a curation file: what is to be done, and with what."""

    verb: str
    arguments: tuple[str, ...]

    def __str__(self) -> str:
        return shlex.join((self.verb, *self.arguments))

    def about(self) -> tuple[str, ...]:
        """The paths or IRIs that it speaks of."""
        return self.arguments[1:] if self.verb == "name" else self.arguments


@dataclass(frozen=True)
class Rulings:
    """All that users rule."""

    authority: tuple[Entry, ...] = ()
    corrections: tuple[Correction, ...] = ()

    def pairs(self, verb: str) -> list[tuple[str, str]]:
        """The two paths of each correction with this verb."""
        return [(c.arguments[0], c.arguments[1]) for c in self.corrections if c.verb == verb]

    def dropped(self) -> frozenset[str]:
        """The paths of facts that are wrong."""
        return frozenset(c.arguments[0] for c in self.corrections if c.verb == "drop")


class Names:
    """Finds whom users say that a name is."""

    def __init__(self, rulings: Rulings) -> None:
        self._authority = _index(rulings.authority)
        given = [Entry((name,), path, official=False) for name, path in rulings.pairs("name")]
        self._given = _index(given)

    def find(self, actor: Actor) -> Entry | None:
        """The one entry for this actor's name; for its longer aliases, if the name itself is not ruled on.

        None where several have the name.
        """
        person = actor.type is ActorType.PERSON
        longer = [n for n in actor.aliases if names.is_full(n)] if person else [*actor.aliases]
        for index in filter(None, (self._given, self._authority)):
            for spellings in ([actor.name], longer):
                folded = {("person", names.heavy(n)) if person else ("group", names.group(n)) for n in spellings}
                found = {e.path: e for key in folded for e in index.get(key, ()) if _is_of(e, actor.type)}
                if found:
                    return next(iter(found.values())) if len(found) == 1 else None
        return None


def _index(entries: Iterable[Entry]) -> Mapping[tuple[str, str], Sequence[Entry]]:
    found: dict[tuple[str, str], list[Entry]] = {}
    for entry in entries:
        for name in entry.names:
            for key in (("person", names.heavy(name)), ("group", names.group(name))):
                found.setdefault(key, []).append(entry)
    return found


def _is_of(entry: Entry, kind: ActorType) -> bool:
    return entry.type is None or (entry.type is ActorType.PERSON) == (kind is ActorType.PERSON)


def read_authority(path: Path) -> tuple[Entry, ...]:
    """The entries of an authority file, `.csv` or Turtle (`.ttl`).

    Raises:
        InputError: it cannot be read, or a line of it is wrong.
    """
    try:
        if path.suffix.lower() == ".ttl":
            return tuple(_from_turtle(Graph().parse(path, format="turtle")))
        with path.open(encoding="utf-8-sig", newline="") as file:
            return tuple(_from_csv(path, csv.DictReader(file)))
    except (OSError, UnicodeDecodeError, SyntaxError, csv.Error) as error:
        raise InputError(f"The authority file {path} cannot be read: {error}") from None


def _from_csv(path: Path, rows: csv.DictReader[str]) -> Iterable[Entry]:
    if "name" not in (rows.fieldnames or ()):
        raise InputError(f"The authority file {path} has no column 'name'; its first line names the columns.")
    kinds = {kind.value.lower(): kind for kind in ActorType}
    for row in rows:
        where, told = f"{path}, line {rows.line_num}", _parts(row.get("name"))
        kind = (row.get("type") or "").strip()
        if not told:
            raise InputError(f"{where}: there is no name.")
        if kind and kind.lower() not in kinds:
            raise InputError(f"{where}: {kind!r} is no type; there are {', '.join(ActorType)}.")
        iri = (row.get("iri") or "").strip() or f"actor/{iris.slug(told[0])}"
        others = tuple(_checked(other, where) for other in _parts(row.get("sameAs")))
        yield Entry(told, _checked(iri, where), kinds.get(kind.lower()), others)


def _parts(cell: str | None) -> tuple[str, ...]:
    return tuple(part.strip() for part in (cell or "").split("|") if part.strip())


def _from_turtle(graph: Graph) -> Iterable[Entry]:
    kinds: dict[Node, ActorType] = {term: kind for kind, term in ACTOR_CLASSES.items()}
    for node in sorted({s for s in graph.subjects() if isinstance(s, URIRef)}):
        told = [*_texts(graph, node, terms.SKOS_PREF_LABEL), *_texts(graph, node, terms.RDFS_LABEL)]
        told += _texts(graph, node, terms.SKOS_ALT_LABEL)
        kind = next((kinds[t] for t in sorted(graph.objects(node, terms.RDF_TYPE), key=str) if t in kinds), None)
        if told:
            yield Entry(tuple(dict.fromkeys(told)), str(node), kind, tuple(_texts(graph, node, terms.OWL_SAME_AS)))


def _texts(graph: Graph, node: Node, predicate: URIRef) -> list[str]:
    return sorted(str(value) for value in graph.objects(node, predicate))


def read_curation(path: Path, base: str) -> tuple[Correction, ...]:
    """The corrections of a curation file; IRIs below the base are cut to their paths.

    Raises:
        InputError: it cannot be read, or a line of it is wrong.
    """
    try:
        lines = path.read_text(encoding="utf-8-sig").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise InputError(f"The curation file {path} cannot be read: {error}") from None
    found = []
    for number, line in enumerate(lines, 1):
        where = f"{path}, line {number}"
        try:
            verb, *arguments = ([] if line.lstrip().startswith("#") else shlex.split(line)) or [""]
        except ValueError as error:
            raise InputError(f"{where}: {error}.") from None
        if not verb:
            continue
        if len(arguments) != _WORDS.get(verb):
            raise InputError(
                f"{where}: a correction is 'same IRI IRI', 'different IRI IRI', 'name TEXT IRI' or 'drop IRI'."
            )
        told = 1 if verb == "name" else 0
        nodes = (_path(argument, base, where) for argument in arguments[told:])
        found.append(Correction(verb, (*arguments[:told], *nodes)))
    return tuple(sorted(set(found)))


def _path(iri: str, base: str, where: str) -> str:
    return _checked(iri.removeprefix("<").removesuffix(">").removeprefix(base), where)


def _checked(iri: str, where: str) -> str:
    if any(c.isspace() or c in '<>"{}|\\^`' for c in iri):
        raise InputError(f"{where}: {iri!r} is no IRI.")
    return iri
