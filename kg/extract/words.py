"""The words of a parsed article as the actor rules see them: small pieces, each with its token and its place.

spaCy's tokens follow the model's tokenizer, which joins or parts "U.S.-led", "al-Jubeir" and "Nur-Sultan" as its
training had it. Pieces do not: runs of letters, dotted abbreviations, "'s" and single signs, whatever the tokenizer.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass, field

from kg.language.parsed import Parsed
from kg.model import BlockKind

_PIECE = re.compile(r"(?:[^\W\d_]\.){2,}(?:[^\W\d_](?![^\W_]))?|\d+(?:[.,]\d+)*|[^\W_]+|['’`]s\b|\S", re.UNICODE)
_PARTICLED = re.compile(r"(?:d[aeiu]|l[ae]|mac|mc|van|von)[A-Z][a-z]{2}")
_MARKS = str.maketrans({"’": "'", "‘": "'", "`": "'", "´": "'", "ʼ": "'", "ʻ": "'", "–": "-", "‑": "-", "‐": "-"})
_LETTERS = str.maketrans({"ı": "i", "ø": "o", "Ø": "O", "đ": "d", "Đ": "D", "ł": "l", "Ł": "L", "æ": "ae", "ß": "ss"})


def plain(text: str) -> str:
    """Accents and typographic marks off, case kept: "Élysée’s" -> "Elysee's"."""
    if text.isascii():
        return text.replace("`", "'")
    text = unicodedata.normalize("NFKD", text.translate(_MARKS).translate(_LETTERS))
    return "".join(sign for sign in text if not unicodedata.combining(sign))


def fold(text: str) -> str:
    """The key of a piece: plain, without dots, lower case: "U.N." -> "un"."""
    return plain(text).replace(".", "").casefold() or text


def pieces(text: str) -> list[str]:
    """A text cut as `words` cuts a token: "Cote d'Ivoire" -> ["Cote", "d", "'", "Ivoire"]."""
    return _PIECE.findall(text)


@dataclass(slots=True, eq=False)
class Word:
    """One piece of a text.

    Attributes:
        text, key: as written; folded.
        start, end: offsets on the page.
        token: index of its token in the article's Doc.
        tag: the token's fine part of speech, "" where the model gives none.
        glued: whether nothing stands between it and the piece before.
        sentence: index of the token that opens its sentence.
        kind: what its block is.
        capital: whether it opens with a capital letter, or with a name's particle and one: "deVries".
        alpha: whether it is made of letters, or is a dotted abbreviation.
    """

    text: str
    key: str
    start: int
    end: int
    token: int
    tag: str
    pos: str
    glued: bool
    sentence: int
    kind: BlockKind
    entity: str = ""
    capital: bool = field(init=False)
    alpha: bool = field(init=False)

    def __post_init__(self) -> None:
        self.capital = self.text[:1].isupper() or _PARTICLED.match(self.text) is not None
        self.alpha = self.text[:1].isalpha()


def words(parsed: Parsed) -> list[Word]:
    """The pieces of one article in order."""
    out: list[Word] = []
    bound = False  # whether no space stands between a token and the one before
    for token, first in zip(parsed.doc, parsed.starts, strict=True):
        for match in _PIECE.finditer(token.text):
            start, glued = first + match.start(), bound or match.start() > 0
            out.append(
                Word(
                    text=match.group(),
                    key=fold(match.group()),
                    start=start,
                    end=first + match.end(),
                    token=token.i,
                    tag=token.tag_,
                    pos=token.pos_,
                    glued=glued and bool(out) and out[-1].end == start,
                    sentence=token.sent.start,
                    kind=parsed.block(token),
                    entity=token.ent_type_,
                )
            )
        bound = not token.whitespace_ and not token.is_space
    return out


def text_of(run: Sequence[Word]) -> str:
    """The words of a run as written, one space for whatever space stood between them."""
    return "".join(word.text if word.glued or not i else " " + word.text for i, word in enumerate(run))
