"""Bytes to text: UTF-8 with nothing changed, or else what they most likely are, and said so."""

from __future__ import annotations

import codecs
import re

from charset_normalizer import from_bytes

from kg.errors import PageError

_BOMS = (
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_DECLARED = re.compile(rb"""<meta[^>]*?charset\s*=\s*["']?\s*([A-Za-z0-9_:.-]+)""", re.IGNORECASE)
_CONTROLS = bytes((*range(0x01, 0x09), *range(0x0E, 0x1B), *range(0x1C, 0x20)))
# of a text's bytes, how many may be control characters: a stray one is a typist's, one in a hundred is a format's
_MAX_CONTROLS = 0.01
# of the sequences outside ASCII, how many must be UTF-8 for the text to be damaged UTF-8 and not something else
_MOSTLY = 0.5
# what is enough to tell an encoding, in bytes
_SAMPLE = 20_000


def decode(data: bytes, kind: str = "text") -> tuple[str, tuple[str, ...]]:
    """The text of a page's bytes, and sentences for the report.

    A byte order mark of UTF-8 stays in the text, as U+FEFF.

    Raises:
        PageError: the bytes are no text.
    """
    for mark, name in _BOMS:
        if data.startswith(mark):
            return _as(data, name), (f"The page is {name.upper()}; it was read as that.",)
    if 0 in data:
        name = _unmarked(data)
        return _as(data, name), (f"The page is {name.upper()} without a mark; it was read as that.",)
    sample = data[:_SAMPLE]
    if len(sample) - len(sample.translate(None, _CONTROLS)) > _MAX_CONTROLS * len(sample):
        raise PageError("The file is binary: it is full of control characters.")
    try:
        return data.decode("utf-8"), ()
    except UnicodeDecodeError:
        return _guess(data, kind)


def _as(data: bytes, name: str) -> str:
    """Decoded, with what is damaged replaced."""
    text = data.decode(name, "replace")
    if "\0" in text:
        raise PageError("The file has NUL bytes in it: it is binary, or damaged.")
    return text


def _unmarked(data: bytes) -> str:
    """UTF-16 without a mark: every second byte of English is NUL."""
    sample = data[:_SAMPLE]
    even, odd = sample[::2].count(0), sample[1::2].count(0)
    most = len(sample) // 2 * 0.7
    if max(even, odd) < most or min(even, odd) > 0.05 * len(sample):
        raise PageError("The file has NUL bytes in it: it is binary, or damaged.")
    return "utf-16-le" if odd > even else "utf-16-be"


def _guess(data: bytes, kind: str) -> tuple[str, tuple[str, ...]]:
    """Bytes that are not UTF-8."""
    text = data.decode("utf-8", "replace")
    broken = text.count("\ufffd")
    whole = sum(character > "\x7f" for character in text) - broken
    if whole > broken * _MOSTLY / (1 - _MOSTLY):
        found = "a damaged character, which was" if broken == 1 else f"{broken} damaged characters, which were"
        return text, (f"The page is UTF-8 with {found} replaced.",)
    declared = _DECLARED.search(data[:4096]) if kind == "html" else None
    for name in (declared[1].decode("ascii") if declared else None, _likely(data), "cp1252"):
        try:
            if name and codecs.lookup(name).name != "utf-8":
                return data.decode(name), (f"The page is not UTF-8; it was read as {_TITLES.get(name, name.upper())}.",)
        except (LookupError, UnicodeDecodeError):
            continue
    return data.decode("cp1252", "replace"), ("The page is not UTF-8; it was read as Windows-1252.",)


_TITLES = {"cp1252": "Windows-1252", "cp1250": "Windows-1250", "cp1251": "Windows-1251", "latin_1": "ISO-8859-1"}


def _likely(data: bytes) -> str | None:
    """The encoding that the bytes speak for. Western text is left to Windows-1252, which is what most of it is."""
    ascii_share = sum(byte < 0x80 for byte in data[:_SAMPLE]) / min(len(data), _SAMPLE)
    if ascii_share > 0.9:
        return "cp1252"
    best = from_bytes(data[:_SAMPLE]).best()
    return best.encoding if best else None
