"""Whether a word is a verb that takes a stance, by its tag or where it stands, and where its particle is."""

from __future__ import annotations

from kg.extract.inflection import verb_forms
from kg.extract.positions.holders import WHILE
from kg.extract.positions.reach import HEADINGS
from kg.extract.positions.words import StanceWord
from kg.extract.voices import Voices
from kg.language.tokens import Token

_PLANS = frozenset({"plans", "vows", "pledges", "offers", "promises", "demands", "threats"})
_SPLIT = frozenset({("out",), ("down",), ("off",), ("up",), ("aside",), ("away",), ("back",), ("to", "task")})
_PARTICLES = frozenset(
    {
        "about",
        "against",
        "aside",
        "away",
        "back",
        "behind",
        "by",
        "down",
        "for",
        "forth",
        "forward",
        "from",
        "in",
        "into",
    }
    | {"of", "off", "on", "out", "out of", "over", "short", "through", "to", "up", "upon", "with", "along"}
)
_INNER = frozenset({"DT", "NN", "NNS", "NNP", "NNPS", "JJ", "PRP", "PRP$", "CD", "POS", "WDT"})
VERBAL = frozenset({"VB", "VBD", "VBG", "VBN", "VBP", "VBZ"})


def split_particle(token: Token, word: StanceWord, limit: int) -> int | None:
    """Where the particle of a verb stands behind what it takes: "turned the offer [down]", "took Oslo [to task]"."""
    if word.rest not in _SPLIT:
        return None
    for at in range(token.i + 1, min(limit, token.i + 7)):
        if tuple(t.lower_ for t in token.doc[at : at + len(word.rest)]) == word.rest:
            return at if at > token.i + 1 else None
        if token.doc[at].tag_ not in _INNER and token.doc[at].lower_ not in {"that", "this"}:
            return None
    return None


def past_particle(token: Token, word: StanceWord, limit: int) -> int | None:
    """The token after a verb and its particle; None where the particle is missing.

    A noun may be described: "pour [fresh] scorn", "shut [the] door".
    """
    at = token.i + 1
    for part in word.rest:
        while at < min(limit, token.i + 4) and token.doc[at].lower_ != part and _describes(token.doc[at], word):
            at += 1
        if at >= limit or token.doc[at].lower_ != part:
            return None
        at += 1
    return at


def _describes(token: Token, word: StanceWord) -> bool:
    """Whether a word may stand before the noun of an idiom."""
    return token.tag_ in {"DT", "PRP$", "JJ"} and not _PARTICLES.issuperset(word.rest)


def is_verb(token: Token, word: StanceWord, voices: Voices) -> bool:
    """Whether a form is a verb here: by its tag, or in a headline by who stands before it."""
    if token.i > token.sent.start and token.nbor(-1).text in {"-", "‑"}:
        return False
    relative = token.dep_ == "acl:relcl" and token.i > token.sent.start and token.nbor(-1).tag_ in {"WDT", "WP"}
    if token.tag_ in VERBAL or token.pos_ == "VERB" or relative or _past_behind_pronoun(token):
        return True
    if token.lower_.endswith("ing") and token.i > token.sent.start and token.nbor(-1).lower_ in WHILE:
        return True
    if token.tag_ == "JJ" and token.lower_.endswith("ed") and _behind_name(token, voices):
        return True
    if token.lower_ in _PLANS and token.i + 2 < token.sent.end and token.nbor(2).tag_ == "VB":
        before = token.nbor(-1) if token.i > token.sent.start else token
        return token.nbor(1).lower_ == "to" and (before.text == "," or bool(voices.who(before)))
    if token.lower_ == "plan" and _plan_of_two(token, voices):
        return True
    if voices.parsed.block(token) not in HEADINGS or token.i == token.sent.start:
        return False
    before = token.nbor(-1)
    forms = verb_forms(word.lemma.split()[0])
    return bool(voices.who(before)) and (token.lower_ in forms[1:] or (token.lower_ == forms[0] and _several(before)))


def _several(last: Token) -> bool:
    """Whether a word ends a subject of more than one: "[ministers] press Oslo", "Oslo, [Rome] veto the text"."""
    return last.tag_ in {"NNS", "NNPS"} or (last.i - 1 > last.sent.start and last.nbor(-1).lower_ in {"and", ",", "&"})


def _plan_of_two(token: Token, voices: Voices) -> bool:
    """ "Oslo and Rome [plan] to send", where the tagger takes it for a noun."""
    doc = token.doc
    if token.i - 2 <= token.sent.start or token.i + 2 >= token.sent.end:
        return False
    joined = doc[token.i - 2].lower_ == "and" and bool(voices.who(doc[token.i - 1]))
    return joined and doc[token.i + 1].lower_ == "to" and doc[token.i + 2].tag_ == "VB"


def _behind_name(token: Token, voices: Voices) -> bool:
    """Whether a past tense stands where the tagger takes it for an adjective: "Ada Voss [renounced] the pact"."""
    before = voices.actors.one(token.nbor(-1)) if token.i > token.sent.start else ()
    return bool(before) and voices.actors.is_person(before[0]) and takes_object(token)


def _past_behind_pronoun(token: Token) -> bool:
    """Whether a form that the tagger takes for another word can only be a past tense: "said it [opposed] sanctions"."""
    before = token.nbor(-1).lower_ if token.i > token.sent.start else ""
    return token.lower_.endswith("ed") and before in {"it", "he", "she", "they", "we"}


def takes_object(token: Token) -> bool:
    """Whether an object stands right behind a form: "and [opposed] attempts by others" is no passive."""
    following = token.nbor(1) if token.i + 1 < token.sent.end else token
    return following.tag_ in {"NN", "NNS", "DT", "JJ", "PRP$", "NNP", "CD"}
