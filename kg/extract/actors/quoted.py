"""Which words of an article stand between double quotation marks."""

from __future__ import annotations

from typing import Final

from kg.language.tokens import Doc

_OPENING: Final = frozenset("“«„")
_CLOSING: Final = frozenset("”»")
_EITHER: Final = frozenset('"')
_MARKS: Final = _OPENING | _CLOSING | _EITHER


def quoted(doc: Doc) -> frozenset[int]:
    """The tokens within quotation marks; a mark left open ends with its paragraph, or where the next opens."""
    inside, out = False, set[int]()
    for token in doc:
        if token.text in _MARKS:
            inside = token.text in _OPENING or (token.text in _EITHER and not inside)
        elif inside:
            out.add(token.i)
            inside = "\n" not in token.text
    return frozenset(out)
