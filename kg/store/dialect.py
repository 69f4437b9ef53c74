"""SPARQL text as the engine should have it: where Oxigraph departs from SPARQL 1.1 and a rewriting mends it."""

from __future__ import annotations

import re

_NOT_CODE = re.compile(
    r"""\"\"\"(?:\"{0,2}(?:[^"\\]|\\.))*\"\"\"|\'\'\'(?:'{0,2}(?:[^'\\]|\\.))*\'\'\'"""
    r"""|"(?:[^"\\\n\r]|\\.)*"|'(?:[^'\\\n\r]|\\.)*'"""
    r"""|<[^<>"{}|^`\\\x00-\x20]*>"""
    r"""|\#[^\n\r]*""",
    re.DOTALL,
)
"""Strings, IRIs and comments."""
_GROUP_CONCAT = re.compile(r"(?<![?$@:\w-])group_concat\s*\(", re.IGNORECASE)
_PLAIN = re.compile(r"\s*(?:distinct\s+)?str\s*\(", re.IGNORECASE)
"""Where only plain strings are joined, what comes out is plain."""


def masked(text: str) -> str:
    """A query with blanks in place of its strings, IRIs and comments: what is left is code, each sign at its place."""
    return _NOT_CODE.sub(lambda found: " " * len(found[0]), text)


def without_comments(text: str) -> str:
    """A query with blanks in place of its comments."""
    return _NOT_CODE.sub(lambda found: " " * len(found[0]) if found[0][0] == "#" else found[0], text)


def corrected(text: str) -> str:
    """A query that Oxigraph answers as SPARQL 1.1 says.

    GROUP_CONCAT gives a plain string; Oxigraph's keeps the language that its strings have in common.
    """
    if "group_concat" not in text.casefold():
        return text
    code, made, done = masked(text), [], 0
    for start, end in _calls(code):
        made += [text[done:start], "STR(", text[start:end], ")"]
        done = end
    return "".join([*made, text[done:]])


def _calls(code: str) -> list[tuple[int, int]]:
    """Where each call of GROUP_CONCAT that is not within another one, and may give a language, begins and ends."""
    found: list[tuple[int, int]] = []
    end = 0
    for call in _GROUP_CONCAT.finditer(code):
        if call.start() < end:
            continue
        end, depth = call.end(), 1
        while depth and end < len(code):
            depth += {"(": 1, ")": -1}.get(code[end], 0)
            end += 1
        if not _PLAIN.match(code, call.end()):
            found.append((call.start(), end))
    return found
