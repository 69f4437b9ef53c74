"""Who speaks, as nouns: the subject of a reporting verb by the parse, held against the words that stand beside it.

A subject is believed where nothing parts it from its verb but its own apposition, relative clause or aside; what stands
between the last comma and the verb outweighs the parse ("The raid lasted for hours, Voss said": not the raid).
"""

from __future__ import annotations

from typing import Final

from kg.extract.quotes.beside import (
    before_aside,
    before_asides,
    beside,
    in_a_row,
    inverted,
    joined,
    misread,
    near,
    opening_participle,
    own_subject,
    owned_by,
    quoted_as,
    said_to_have,
)
from kg.extract.quotes.ends import end_of, in_aside
from kg.extract.quotes.extent import begin_after, finite, listed, opening_deed, subject_ahead
from kg.extract.quotes.nouns import (
    BREAKS,
    RELATIVE,
    after,
    before,
    first_phrase,
    follows,
    governed,
    light,
    nominal,
    one_side,
    owner,
)
from kg.extract.quotes.reports import Scene
from kg.extract.quotes.told_apart import (
    before_title,
    behind_title,
    has_relative,
    named_before_which,
    standing,
    told_apart,
    unnamed_left,
)
from kg.extract.quotes.whose import (
    after_when,
    agreeing,
    closes,
    joined_behind,
    left_asking,
    main_behind,
    named_first,
    past_object,
    past_topic,
    praised_for,
    tells,
)
from kg.language.tokens import Token

_MINDED: Final = frozenset(
    {"quick", "right", "careful", "keen", "eager", "happy", "glad", "swift", "wrong", "correct", "seems", "seemed"}
    | {"appears", "appeared", "hastened", "rushed", "hurried", "ventured", "dared", "paused"}
)
"""What somebody is or does who says something by it: "was quick to add", "hastened to say"."""
_WRITES: Final = frozenset(
    {"issued", "released", "published", "wrote", "written", "sent", "posted", "put", "circulated", "emailed", "texted"}
    | {"messaged", "tweeted", "gave", "made", "signed", "read", "filed", "distributed", "phoned", "called", "shared"}
)
"""What somebody does whose words a document or a message then has: "issued a statement saying"."""
MAX_ERRAND: Final = 8
"""How many tokens before "to say" the verb may stand by which somebody came to say it."""
_BE: Final = frozenset({"is", "are", "was", "were", "'s", "’s", "'re", "’re", "been", "be", "am", "'m", "’m"})
MAX_LETTER: Final = 14
"""How many tokens before "saying" the verb may stand by which it was written."""
_TELLS: Final = frozenset(
    {"told", "tells", "tell", "informed", "assured", "reminded", "reassured", "informs", "assures"}
)


def subjects_of(scene: Scene, verb: Token, low: int, high: int) -> tuple[Token, ...]:
    """The heads of who speaks by a reporting verb, within the tokens `low` to `high`; empty for nobody."""
    low = min(scene.layout.past_dateline(low), verb.i)
    key = verb.i, low, high
    if key not in scene.subjects:
        named = _subjects(scene, verb, low, high)
        found = {standing(told_apart(token, low), low) if token.i < verb.i else token for token in named}
        scene.subjects[key] = tuple(sorted(found, key=lambda token: token.i))
    return scene.subjects[key]


def _subjects(scene: Scene, verb: Token, low: int, high: int) -> tuple[Token, ...]:
    grammar = scene.grammar
    passive = grammar.is_passive(verb)
    if (verb.tag_ == "VBG" and not _progressive(verb)) or (verb.tag_ == "NN" and verb.lower_.endswith("ing")):
        return _participle(scene, verb, low)
    if (going := _going_on(scene, verb, low)) is not None:
        return subjects_of(scene, going, low, verb.i)
    passive = passive and not misread(scene, verb, low)
    if (
        verb.tag_ == "VBN"
        and verb.i > low + 2
        and [t.lower_ for t in verb.doc[verb.i - 2 : verb.i]] == ["as", "having"]
    ):
        return quoted_as(scene, verb.nbor(-1), low)  # "was quoted as having told aides"
    if verb.tag_ == "VBN" and verb.i > low + 2 and verb.nbor(-1).lower_ == "have" and verb.nbor(-2).lower_ == "to":
        return said_to_have(scene, verb, low)
    told = verb.lower_ in _TELLS
    parsed = grammar.agents(verb) if passive else grammar.subjects(verb)
    bare = finite(verb) or verb.tag_ == "NNS" or (verb.tag_ == "VBN" and not grammar.auxiliaries(verb))
    known = scene.words.verb(verb)
    names = known is not None and "naming" in known.frames and "clause" not in known.frames  # "slams Oslo, hails Rome"
    turned = bare and not passive and not told and not names and inverted(scene, verb, low)
    turned = turned and not (known is not None and "infinitive" in known.frames and tells(scene, verb, high))
    if turned and _set_in(scene, verb, low, high) and (behind := after(scene, verb, high)):
        return tuple(behind)
    parsed = [s.nbor(1) if s.is_space and s.i + 1 < high else s for s in parsed]  # two spaces before a name
    found = [s for s in parsed if low <= s.i < high and scene.may_speak(s) and not owner(s)]
    found = [
        s for s in found if near(scene, s, verb) or (passive and s.i > verb.i) or (turned and follows(scene, verb, s))
    ]
    found = [s for s in found if not opening_participle(s, low)]
    found = one_side([own for s in found for own in own_subject(scene, s, low)], verb)
    found = named_first(unnamed_left(found, verb), verb, low)
    if passive:
        return tuple(found)
    found = _turned_back(scene, verb, low) or beside(scene, verb, low, found) or before_aside(scene, verb, low, found)
    found = _past_relative(scene, verb, low, [owned_by(scene, s, low) for s in found])
    found = after_when(scene, verb, low) or past_object(
        scene, agreeing(_past_contrast(scene, verb, low, found), verb), verb, low
    )
    found = [s for s in found if s.i > verb.i or not governed(s) or has_relative(scene, s, verb)]
    if found and (named := behind_title(scene, found[0], verb) or before_title(scene, found[0], verb)) is not None:
        found = [named]
    if (name := named_before_which(scene, verb, low)) is not None and not any(s.pos_ == "PROPN" for s in found):
        found = [name]
    if not found and turned:
        found = after(scene, verb, high)
    if not found and verb.i > low and verb.nbor(-1).text == ",":
        found = [s for s in parsed if low <= s.i < verb.i and scene.may_speak(s) and in_a_row(s, verb)]
    if not found and verb.tag_ == "NNP" and verb.i == low and low + 1 < high:
        return (scene.layout.doc[low + 1],)  # "Said Voss:": the tagger takes both for a name
    if not found and (verb.tag_ not in {"VBG", "VB"} or verb.lower_ == "let"):  # "Voss let slip": no infinitive
        found = before(scene, verb, low)
        found = [named] if found and (named := behind_title(scene, found[0], verb)) is not None else found
    if not found and _continues(scene, verb, low):
        return _shared(scene, verb, low)
    if not found and verb.i > low and (finite(verb) or verb.nbor(-1).text == ","):
        return before_asides(scene, verb, low)
    return tuple(joined(scene, past_topic(scene, found, verb, low), verb, low))


def _set_in(scene: Scene, verb: Token, low: int, high: int) -> bool:
    """Whether verb and speaker stand within a clause that goes on behind them: "The ice, [said Voss], was thin"."""
    doc = scene.layout.doc
    if verb.i < low + 2 or doc[verb.i - 1].text != "," or any(map(finite, doc[low : verb.i])):
        return False
    comma = next((t.i for t in doc[verb.i + 2 : high] if t.text == "," or finite(t)), high)
    return comma + 1 < high and doc[comma].text == "," and finite(doc[comma + 1])


def _progressive(verb: Token) -> bool:
    """Whether a form of "be" makes a participle the verb of its clause: "is again saying"."""
    before = next((t for t in reversed(verb.doc[max(0, verb.i - 3) : verb.i]) if t.pos_ not in {"ADV", "PART"}), verb)
    return before.lower_ in _BE and before.pos_ in {"AUX", "VERB"}


def _going_on(scene: Scene, verb: Token, low: int) -> Token | None:
    """The verb before an infinitive that only tells how its subject goes about it: "went on to explain"."""
    doc = scene.layout.doc
    if verb.tag_ != "VB" or verb.i < low + 2 or doc[verb.i - 1].lower_ != "to":
        return None
    before = verb.i - 2 - (doc[verb.i - 2].lower_ == "on")
    for other in reversed(doc[max(low, verb.i - MAX_ERRAND) : verb.i - 1]):
        if other.is_punct or other.tag_ in {"TO", "MD"}:
            break
        if listed(other, "errands") and (finite(other) or other.tag_ == "VBG" or scene.grammar.auxiliaries(other)):
            return other  # "took to the stage to say"
    return doc[before] if before > low and (listed(doc[before], "going") or doc[before].lower_ in _MINDED) else None


def _past_relative(scene: Scene, verb: Token, low: int, found: list[Token]) -> list[Token]:
    """The subject of the main verb, where the parse joins "and said" to a relative clause before it."""
    if not found or found[0].i >= verb.i or not _continues(scene, verb, low):
        return found
    doc = scene.layout.doc
    if found[0].i + 1 >= verb.i or doc[found[0].i + 1].lower_ not in RELATIVE:
        return found
    for other in doc[low : found[0].i]:
        if finite(other) and other.pos_ == "VERB" and other.tag_ == verb.tag_:
            return list(subjects_of(scene, other, low, found[0].i)) or found
    return found


def _past_contrast(scene: Scene, verb: Token, low: int, found: list[Token]) -> list[Token]:
    """Who opens the contrast that "and said" goes on with: "Oslo waits, while [Voss] talks and says"."""
    if not found or found[0].i >= verb.i or not _continues(scene, verb, low):
        return found
    doc = scene.layout.doc
    for i in range(verb.i - 2, found[0].i, -1):
        if doc[i].text == "," and doc[i + 1].lower_ in {"and", "but"}:
            return found  # "Oslo spoke, while Voss smiled, and said"
        if doc[i].lower_ in {"while", "whereas"} and doc[i - 1].text == "," and scene.layout.inside[i] < 0:
            return list(first_phrase(scene, i + 1, verb.i))
    return found


def _participle(scene: Scene, verb: Token, low: int) -> tuple[Token, ...]:
    """Who is "saying", "adding": the noun right before it, else the subject that it shares with the main verb."""
    doc = scene.layout.doc
    i = verb.i - 1
    if i > low and doc[i].lower_ == "as":
        return quoted_as(scene, verb, low)
    if (whom := praised_for(scene, verb, low) or left_asking(scene, verb)) is not None:
        return whom
    while i >= low and (light(doc[i]) or doc[i].lower_ in {"while", "and", "but"}):
        i -= 1
    opening = scene.layout.sentence(verb.i)[0]
    if opening_deed(scene, verb) or (opening == verb.i - 1 and listed(doc[opening], "subordinators")):
        return _behind_opening(scene, verb)  # "Since announcing that it rained, Voss has waited"
    if (party := _with(scene, verb, low)) is not None:
        return party
    if (written := _writes(scene, verb, low)) is not None:
        by = subjects_of(scene, written, low, verb.i)
        if by and not any(t.lower_ in scene.words.documents for t in by):
            return by  # "..., issued a statement saying": not the statement
    adjacent = i >= low and i == verb.i - 1 and doc[i].pos_ in {"PROPN", "NOUN"}
    if adjacent and (own := nominal(scene, i, low, verb.i)):
        return tuple(own)
    if i >= low and (doc[i].text == "," or closes(scene, i)) and (speakers := _spoke_before(scene, i, low)):
        return speakers
    parsed = [s for s in scene.grammar.subjects(verb) if low <= s.i < verb.i and scene.may_speak(s) and not owner(s)]
    parsed = [s for s in parsed if not _told(scene, s, low)]
    if parsed and all(scene.grammar.is_subject(s) for s in parsed):
        return tuple(one_side(parsed, verb))
    if doc[i].text == "," and i > low and doc[i - 1].pos_ == "PROPN" and not any(finite(t) for t in doc[low:i]):
        return (doc[i - 1],)  # a caption: "Ada Voss, telling reporters that"
    return _shared(scene, verb, low)


def _behind_opening(scene: Scene, verb: Token) -> tuple[Token, ...]:
    """The subject of the main clause behind a participle that opens its sentence: "Claiming it rained, Voss left"."""
    doc, (_, last) = scene.layout.doc, scene.layout.sentence(verb.i)
    for i in range(verb.i + 1, last - 1):
        if doc[i].text == "," and subject_ahead(scene, i + 1, last) == i + 1:
            main = next(t for t in doc[i + 1 : last] if finite(t))
            return subjects_of(scene, main, i + 1, last)
    return ()


def _with(scene: Scene, verb: Token, low: int) -> tuple[Token, ...] | None:
    """Whom "with" sets beside a participle: "..., with its envoy, Ada Voss, stressing that"; None without it."""
    doc = scene.layout.doc
    for i in range(verb.i - 1, low, -1):
        if finite(doc[i]) or scene.layout.inside[i] >= 0:
            return None
        if doc[i].lower_ == "with" and doc[i - 1].text in BREAKS:
            begin = next((j + 1 for j in range(verb.i - 2, i, -1) if doc[j].text == ","), i + 1)
            end = next((j for j in range(begin + 1, verb.i) if doc[j].pos_ == "ADP" or doc[j].text == ","), verb.i)
            return tuple(nominal(scene, end - 1, begin, end))
    return None


def _writes(scene: Scene, participle: Token, low: int) -> Token | None:
    """The verb by which the words were written or sent: "[issued] a statement saying", "[emailed] envoys saying"."""
    document = False
    for other in reversed(scene.layout.doc[max(low, participle.i - MAX_LETTER) : participle.i]):
        if other.is_punct or scene.layout.masked(other):
            return None
        document = document or (other.lower_ in scene.words.documents and not scene.grammar.possessors(other))
        if finite(other) or other.tag_ in {"VBN", "VBG"}:
            personal = other.lower_ in {"emailed", "texted", "messaged"}
            told = finite(other) or bool(scene.grammar.auxiliaries(other))
            return other if told and other.lower_ in _WRITES and (document or personal) else None
    return None


def _spoke_before(scene: Scene, comma: int, low: int) -> tuple[Token, ...]:
    """The speakers of the reporting verb before a comma: "said it rained, adding that"."""
    for other in reversed(scene.layout.doc[low:comma]):
        known = scene.verb(other) if finite(other) else None
        if known is not None and "clause" in known.frames and not (_told(scene, other, low) or in_aside(scene, other)):
            main = main_behind(scene, other, low, comma) or joined_behind(scene, other, known, comma)
            return (
                subjects_of(scene, other, low, comma) if main is None else subjects_of(scene, main[1], main[0], comma)
            )
    return ()


def _turned_back(scene: Scene, verb: Token, low: int) -> list[Token]:
    """The speakers of the reporting verb that this one is joined to: "told Bo that it rained, but conceded"."""
    mistaken = verb.tag_ == "NNS"  # "argues that it is late and points out that": taken for a noun
    if not (finite(verb) or mistaken) or not _continues(scene, verb, low):
        return []
    for other in reversed(scene.layout.doc[low : verb.i - 1]):
        known = scene.verb(other) if finite(other) else None
        if known is not None and "clause" in known.frames and not in_aside(scene, other):
            opened, (_, last) = begin_after(scene, other, known, verb.i), scene.layout.sentence(verb.i)
            if opened is not None and end_of(scene, other, opened[0], last) < verb.i:
                return list(subjects_of(scene, other, low, verb.i))
    return []


def _continues(scene: Scene, verb: Token, low: int) -> bool:
    """Whether a verb is joined by "and" or "but" to one before it, with no noun of its own: "left, but later said"."""
    for word in reversed(scene.layout.doc[max(low, verb.i - 6) : verb.i]):
        if word.lower_ in {"and", "but", "then"}:
            return True
        if not (light(word) or word.pos_ == "ADP"):
            return False
    return False


def _told(scene: Scene, word: Token, low: int) -> bool:
    """Whether a word stands in a clause that a noun or another verb names: "denied reports that Oslo [had left]"."""
    doc = scene.layout.doc
    for i in range(word.i - 1, low + 1, -1):
        if doc[i].text == ",":
            return False
        if doc[i].lower_ == "that" and doc[i].dep_ == "mark":
            return any(finite(t) or t.tag_ in {"VBN", "VBD"} for t in doc[low:i])
    return False


def _shared(scene: Scene, participle: Token, low: int) -> tuple[Token, ...]:
    """Whom "adding" shares with the finite verb before it; where the parse has none, who opens the sentence."""
    doc = scene.layout.doc
    for other in reversed(doc[low : participle.i]):
        told = finite(other) or misread(scene, other, low)
        if told and other.pos_ == "VERB" and not scene.layout.masked(other) and not _told(scene, other, low):
            if other.i > low and other.nbor(-1).lower_ in {"that", "which"} and participle.nbor(-1).text == ",":
                continue  # "quit the deal that lets it sell, saying"
            return subjects_of(scene, other, low, participle.i)
    end = low
    while end < participle.i and doc[end].pos_ in {"DET", "ADJ", "NOUN", "PROPN"}:
        if doc[end].pos_ != "PROPN" and end > low and doc[end - 1].pos_ == "PROPN":
            break
        end += 1
    opens = end > low and doc[end - 1].pos_ == "PROPN" and doc[end].text != "," and participle.tag_ != "VBG"
    return (doc[end - 1],) if opens else ()
