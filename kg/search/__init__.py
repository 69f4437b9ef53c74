"""The search index of a version: everything by its words, by its name, and what belongs to what in order of time.

One SQLite file, made with the publication and never written again: the same graph is the same bytes.
"""

from kg.search.index import Hit, Index, Results, Wanted
from kg.search.writing import CLOSE, FORMAT, OPEN, write

__all__ = ["CLOSE", "FORMAT", "OPEN", "Hit", "Index", "Results", "Wanted", "write"]
