"""The body or people of somebody that a pronoun goes on with: "Voss's office disagreed. It said that it was late"."""

from __future__ import annotations

from typing import Final

from kg.extract.actors.vocabulary import vocabulary
from kg.extract.quotes.reports import Scene
from kg.language.tokens import Token
from kg.model import ActorType

MAX_BACK: Final = 3
"""How many sentences back it is followed what "it" goes on with."""
MAX_OWNER: Final = 4
"""How many tokens before the noun of a body its owner may stand: "Voss's whole press office"."""


def body_before(scene: Scene, pronoun: Token) -> Token | None:
    """The noun for a body or people that is the subject of the sentence before, or that "it" goes on with there.

    "Voss's [office] disagreed. It said that it was late. It added that it was cold."
    """
    layout, low = scene.layout, scene.layout.sentence(pronoun.i)[0]
    if any(scene.grammar.is_subject(t) and not layout.masked(t) for t in layout.doc[low : pronoun.i]):
        return None
    for _ in range(MAX_BACK):
        first, last = layout.sentence(max(0, low - 1))
        if last > low or layout.paragraph(pronoun.i) - layout.paragraph(first) > 1:
            return None
        subject = next((t for t in layout.doc[first:last] if _subject(scene, t)), None)
        if subject is None or subject.lower_ != pronoun.lower_:
            break
        low = first
    if subject is None or subject.pos_ in {"PROPN", "PRON"}:
        return None  # the tagger takes many an "aides" for a verb
    type_ = vocabulary().speakers.get(subject.lower_, ActorType.PERSON)
    one = pronoun.lower_ == "it" and subject.tag_ != "NN"
    return None if type_ is ActorType.PERSON or one else subject


def owned(body: Token) -> bool:
    """Whether it is told whose a body is: "Voss's office", "her aides", "the office of Voss"."""
    before = body.doc[max(body.sent.start, body.i - MAX_OWNER) : body.i]
    return any(t.tag_ in {"POS", "PRP$"} for t in before) or body.doc[body.i + 1].lower_ in {"of", "for"}


def newcomer(scene: Scene, noun: Token, low: int) -> bool:
    """Whether a person comes in as the subject of the sentence before `low`: "[A spokesman] was blunter. He said".

    Not who does something to whom "he" may be: "A reporter asked him why. He said".
    """
    first, last = scene.layout.sentence(noun.i)
    opening = scene.layout.doc[first]
    after_all = any(t.lower_ in {"him", "her", "his"} for t in scene.layout.doc[first:last])
    return last == low and opening.lower_ in {"a", "an", "another"} and noun.left_edge.i == first and not after_all


def own_title(scene: Scene, post: Token, start: int, end: int) -> tuple[str, Token] | None:
    """The title of whom the words name by "its" alone, and whose it is: "Oslo will wait, its [envoy] said" -> Oslo."""
    first, words = post.i, post.doc.char_span(start, end)
    while first > post.sent.start and post.doc[first - 1].pos_ in {"NOUN", "ADJ", "PROPN"}:
        first -= 1
    if first == 0 or post.doc[first - 1].lower_ not in {"its", "their"} or words is None:
        return None
    whose = next((t for t in words if _subject(scene, t)), None)
    return None if whose is None else (post.doc[first : post.i + 1].text.casefold(), whose)


def _subject(scene: Scene, token: Token) -> bool:
    grammar = scene.grammar
    return grammar.is_subject(token) and not scene.layout.masked(token)
