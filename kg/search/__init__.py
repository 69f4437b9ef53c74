"""The search index of a version: everything by its words, by its name, and what belongs to what in order of time.

One SQLite file, made with a version and never changed again. `write` makes it of a graph, the same bytes of the same
graph; `update` makes it of the index of another graph and of what differs, with the same rows and the same answers.
"""

from kg.search.entries import CLOSE, OPEN
from kg.search.index import Hit, Index, Results, Wanted
from kg.search.updating import update
from kg.search.writing import FORMAT, write

__all__ = ["CLOSE", "FORMAT", "OPEN", "Hit", "Index", "Results", "Wanted", "update", "write"]
