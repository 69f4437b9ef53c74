"""Who says something and is nobody known yet: "the bank said", "Ada Voss's campaign says", "a fisherman told Bo".

A noun for a body, for people or for a person is somebody where words are theirs; elsewhere it is not looked at.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from kg.extract.actors.phrases import Kind, Phrase
from kg.extract.actors.register import Record, Register, Site, Text
from kg.extract.actors.usage import QUOTES
from kg.extract.actors.vocabulary import vocabulary
from kg.extract.cues import lexicon as cues
from kg.language.grammar import Grammar, grammar_of
from kg.language.tokens import Token
from kg.model import ActorType

_BEFORE: Final = 6
"""How many words before its noun a description may have: "a senior South African trade union"."""
_INNER: Final = frozenset({"JJ", "JJR", "JJS", "NN", "NNS", "NNP", "NNPS", "POS", "CD", "HYPH", "VBN", "VBG"})
_FINITE: Final = frozenset({"VBD", "VBZ", "VBP"})
_NOUN: Final = frozenset({"NN", "NNS", "NNP", "NNPS", "VBZ"})
_DESCRIBED: Final = frozenset({Kind.GROUP, Kind.ROLE, Kind.GOVERNMENT, Kind.ORGAN, Kind.BODY})
_ASIDE: Final = 24
"""How many tokens may stand between two commas behind a noun."""
_OF_PHRASE: Final = frozenset({"ADP", "DET", "ADJ", "NOUN", "PROPN", "NUM"})
_INFORMED: Final = frozenset({"familiar", "briefed", "close", "involved", "knowledgeable", "privy"})
"""What makes "people" those who tell the news: "people familiar with the talks"."""
STANDING: Final = _INFORMED | {"present", "based", "posted", "stationed", "responsible", "working"}
"""What tells, behind a noun and before a preposition, what somebody has to do with the matter, or where."""
_AT: Final = frozenset({"ADP", "SCONJ"})
_NAMING: Final = 14
"""How many tokens behind a verb the marked words may stand that it gives."""
_ONE: Final = frozenset({"a", "an", "one", "another"})
_WHOSE: Final = frozenset({"my", "your", "our", "his", "her", "its", "their"})
_WHOM: Final = frozenset({"of", "for", "to", "at", "with", "from"})
_NOBODY: Final = frozenset({"no", "any", "every", "each", "both", "neither", "either", "that", "this", "what", "which"})
_SPOKEN: Final = frozenset({"neutral", "factive", "distancing", "warns", "denies"})
_ELECTED: Final = frozenset({"election", "electoral", "presidential", "re-election", "reelection", "leave", "remain"})
_UNSPOKEN: Final = frozenset({"begin", "start", "finish", "end", "open", "go", "put", "make", "signal", "show", "find"})


def sayers(register: Register, page: Sequence[Text]) -> None:
    """Makes actors of those whom only their words show to be somebody."""
    for text in page:
        _owners_of_words(register, text)
        grammar = grammar_of(text.parsed.doc)
        around = {i: phrase for phrase in text.phrases for i in range(phrase.first, phrase.last + 1)}
        last: dict[str, Record] = {}
        fresh: list[Phrase] = []
        for i in _nouns(text):
            phrase, noun = around.get(i), text.key(i)
            known = () if phrase is None else register.of(phrase)
            if phrase is not None and phrase.kind is Kind.NAME and phrase.first == phrase.last and not known:
                phrase = None  # "Voters said": a noun that opens its sentence
            if known or (phrase is not None and phrase.kind not in _DESCRIBED):
                if len(known) == 1:
                    last[noun] = known[0]
                continue
            if not heard(text, i, grammar):
                fresh += [] if phrase is not None else _again(register, text, i, last)
                continue
            whole = phrase or _phrase(text, i, around)
            record = _record(register, text, whole, i, last)
            if record is None:
                continue
            again = whole.definite and whole.core[0] == whole.core[1] and bool(record.spellings)
            first, end = whole.core
            first += text.key(first) in _ONE and first < end
            own = again or _is_deed(text, whole, i)
            register.link(Site(text, whole), record, written=text.written(first, end), named=not own)
            last[noun] = record
            if phrase is None:
                fresh.append(whole)
        inner = {id(part) for whole in fresh for part in whole.parts}
        text.hold([*(phrase for phrase in text.phrases if id(phrase) not in inner), *fresh])


def _again(register: Register, text: Text, i: int, last: dict[str, Record]) -> list[Phrase]:
    """ "The driver", asked or met, where one was described before; no phrase for others."""
    record = last.get(text.key(i))
    if record is None or not record.described or text.key(i - 1) != "the":
        return []
    phrase = _phrase(text, i, {})
    register.link(Site(text, phrase), record, named=False)
    return [phrase]


def _owners_of_words(register: Register, text: Text) -> None:
    """Those whose "claim that", "warning that" is told: a state that does nothing else is an actor by its words."""
    for phrase in text.phrases:
        behind = [text.key(i) for i in range(phrase.last + 1, phrase.last + 4)]
        if behind[0] in {"'s", "'"} and behind[1] in cues().utterances and behind[2] == "that":
            whose = register.whose(phrase)
            if len(whose) == 1 and not register.of(phrase):
                whose[0].acts = True
                register.link(Site(text, phrase), *whose)


def _nouns(text: Text) -> Iterator[int]:
    """The words that can head a description of somebody who speaks."""
    known = vocabulary().speakers
    for i, word in enumerate(text.words):
        informed = word.key == "people" and text.key(i + 1) in _INFORMED
        if not (word.key in known or informed) or word.tag not in _NOUN or word.token in text.quoted:
            continue
        behind = text.words[i + 1] if i + 1 < len(text.words) else word
        owns, heads = behind.key in {"'s", "'"}, behind.key in known and behind.sentence == word.sentence
        if behind is word or not (owns or heads or behind.capital):  # "the agency SPA", "a Union official": not these
            yield i


def heard(text: Text, i: int, grammar: Grammar) -> bool:
    """Whether a noun is the subject of a verb of saying, by the parse or by where it stands, or "according to" it."""
    token = text.token(i)
    if grammar.is_subject(token):
        verb = grammar.main_verb(token)
        if says(verb) or _calls(verb) or any(says(other) for other in grammar.conjuncts(verb)):
            return True
    doc, start = token.doc, _start(text, i)
    whose = any(text.key(j) in {"'s", "'"} for j in range(start, i))
    if whose and grammar.is_subject(token) and _says_next(token):
        return True
    if [text.key(start - 2), text.key(start - 1)] == ["according", "to"]:
        return True
    if start > 1 and text.key(start - 1) == "by" and _passive(text.token(start - 2)):
        return True  # "was told by a Danish official that"
    if start and text.words[start - 1].tag == "IN":
        return False  # "two envoys familiar with the board confirmed"
    behind = next((t for t in doc[token.i + 1 : token.i + 4] if t.pos_ not in {"ADV", "AUX"}), None)
    if behind is not None and says(behind) and behind.tag_ in _FINITE:
        return True
    if _behind_aside(token) or _behind_standing(token):
        return True
    if [t.lower_ for t in doc[token.i + 1 : token.i + 2]] == ["as"] and says(doc[min(token.i + 2, len(doc) - 1)]):
        return True  # "quoted an official as saying"
    verb = text.token(start - 1) if start > 1 else token  # "It is late," muttered a delegate
    before = text.words[start - 2].text if start > 1 else ""
    marked = cues().verb(verb)
    sighs = marked is not None and "marked_only" in marked.frames and before in QUOTES
    return verb.tag_ in _FINITE and (sighs or (says(verb) and (before in QUOTES or before == ",")))


def _says_next(token: Token) -> bool:
    """Whether the next sentence goes on with a noun that says something there: "Voss's [office] disagreed. It said"."""
    doc, i = token.doc, token.sent.end
    while i < len(doc) and doc[i].is_space:
        i += 1
    person = vocabulary().speakers.get(token.lower_) is ActorType.PERSON
    if i + 1 >= len(doc) or doc[i].lower_ not in ({"he", "she"} if person else {"it", "they"}):
        return False
    if person and any(t.lower_ in {"him", "her"} for t in token.sent):
        return False  # "Voss's lawyer asked him. He said": who was asked
    verb = next((t for t in doc[i + 1 : i + 4] if t.pos_ not in {"ADV", "AUX"}), None)
    return verb is not None and verb.tag_ in _FINITE and says(verb)


def _passive(verb: Token) -> bool:
    """Whether words are told by whoever stands behind "by"."""
    return verb.tag_ in {"VBN", "VBD"} and says(verb) and grammar_of(verb.doc).is_passive(verb)


def _behind_aside(token: Token) -> bool:
    """Whether a verb of saying follows the comma that ends what is told of a noun: "An aide, who left, said"."""
    doc, i = token.doc, token.i + 1
    while i < len(doc) and i < token.i + _ASIDE and (doc[i].pos_ in _OF_PHRASE or doc[i].text == "-"):
        i += 1
    if i >= len(doc) or doc[i].text != ",":
        return False
    comma = next((t for t in doc[i + 1 : i + _ASIDE] if t.text == "," and t.nbor(-1).pos_ != "PROPN"), None)
    verb = None if comma is None else next((t for t in doc[comma.i + 1 :] if t.pos_ not in {"ADV", "AUX"}), None)
    return verb is not None and verb.tag_ in _FINITE and says(verb) and verb.sent is token.sent


def _behind_standing(token: Token) -> bool:
    """Whether a verb of saying follows what a noun has to do with the matter: "An aide involved in drafting it said".

    The parse may take that for the verb.
    """
    doc = token.doc
    if token.i + 2 >= len(doc) or doc[token.i + 1].lower_ not in STANDING or doc[token.i + 2].pos_ not in _AT:
        return False
    for word in doc[token.i + 3 : token.i + _ASIDE]:
        if word.is_punct or word.tag_ in {"WP", "WDT", "MD"} or word.tag_ in _FINITE:
            return word.tag_ in _FINITE and says(word) and word.sent.start <= token.i
    return False


def _calls(verb: Token) -> bool:
    """Whether a verb gives somebody's words about something between marks: described the plan as "a trap"."""
    known = cues().verb(verb)
    if known is None or "naming" not in known.frames:
        return False
    return any(token.text in QUOTES for token in verb.doc[verb.i + 1 : min(verb.sent.end, verb.i + _NAMING)])


def says(verb: Token) -> bool:
    """Whether a verb speaks: it takes what is said for its clause, and is no verb of thinking or of deeds."""
    known = cues().verb(verb)
    if known is None or "clause" not in known.frames or known.lemma in _UNSPOKEN:
        return False
    return known.kind in _SPOKEN


def _start(text: Text, i: int) -> int:
    """Where the noun phrase that a noun ends begins: its adjectives, whose it is, its article."""
    start = i
    while start > 0 and i - start < _BEFORE:
        word = text.words[start - 1]
        if word.sentence != text.words[i].sentence or not (word.tag in _INNER or word.key in {"'s", "-", "&"}):
            break
        if word.tag in {"VBN", "VBG"} and text.token(start - 1).head.i != text.words[i].token:
            break
        start -= 1
    if start > 0 and text.words[start - 1].tag in {"DT", "PRP$", "CD"}:
        start -= 1
    return start


def _phrase(text: Text, i: int, around: dict[int, Phrase]) -> Phrase:
    """The description that a noun heads, with the phrases within it for its parts."""
    start = _start(text, i)
    while start in around and around[start].first < start:
        start -= 1
    opening, last = text.key(start), i
    if text.key(i + 1) in _WHOM:
        of = i + 2 + (text.key(i + 2) == "the")
        inner = around.get(of)
        more = text.words[inner.last + 1].tag if inner is not None and inner.last + 1 < len(text.words) else ""
        last = inner.last if inner is not None and inner.first <= of and not more.startswith("NN") else i
    article = start < i and (text.words[start].tag in {"DT", "PRP$"} or opening in _ONE)
    parts = list({id(around[j]): around[j] for j in range(start, last + 1) if j in around}.values())
    return Phrase(
        Kind.GROUP,
        start,
        last,
        (start + article, last),
        noun=text.key(i),
        owners=parts,
        parts=parts,
        definite=opening == "the",
    )


def _record(register: Register, text: Text, whole: Phrase, i: int, last: dict[str, Record]) -> Record | None:
    """The actor whom a description means; None where it may be anybody.

    A person with "the" is the one met before under that noun; nobody is told by "his" or "their" alone.
    """
    opening, noun = text.key(whole.first), text.key(i)
    type_ = vocabulary().speakers.get(noun, ActorType.ORGANIZATION)
    # "the two diplomats", "the presidents" were named before
    named = text.words[whole.first + 1 : whole.last + 1][:1] if opening == "the" else []
    known = any(word.tag == "CD" or (whole.kind is Kind.ROLE and word.tag == "NNS") for word in named)
    if opening in _NOBODY | _WHOSE or known:
        return None
    if opening == "the" and noun in last and (type_ is ActorType.PERSON or whole.core[0] == whole.core[1]):
        return last[noun]
    owned = any(text.key(j) in {"'s", "'"} for j in range(whole.core[0], whole.core[1]))
    if type_ is ActorType.PERSON and opening not in _ONE and not owned:
        return None
    if _is_deed(text, whole, i):
        doers = [each for owner in whole.owners for each in register.whose(owner)]
        for doer in doers:
            doer.acts = True
        return doers[0] if len(doers) == 1 else None
    said = " ".join(word.key for word in text.words[whole.core[0] : whole.core[1] + 1])
    record = register.record(f"sayer/{said}", type_, described=True)
    record.acts = True
    owners = [each for owner in whole.owners for each in register.whose(owner)]
    record.affiliations.update(dict.fromkeys(owner for owner in owners if owner is not record))
    return record


def _is_deed(text: Text, whole: Phrase, i: int) -> bool:
    """Whether a campaign is something done ("Russia's bombing campaign": Russia does it), not those who run for an
    office."""
    before = text.words[whole.core[0] : i]
    if text.key(i) != "campaign" or not before:
        return False
    last = before[-1]
    return not (last.capital or last.key in {"'s", "'"} or last.key in _ELECTED)
