"""Who stands beside a reporting verb, to hold its parse against: what is near, set off, owned or joined there."""

from __future__ import annotations

from kg.extract.actors.vocabulary import vocabulary
from kg.extract.quotes.extent import finite
from kg.extract.quotes.nouns import BREAKS, JOINING, OWNING, RELATIVE, before, first_phrase, light, nominal, pauses
from kg.extract.quotes.reports import NOMINAL, Scene, is_day
from kg.language.clauses import first_joined
from kg.language.tokens import Doc, Token


def misread(scene: Scene, verb: Token, low: int) -> bool:
    """Whether a past tense was taken for a participle: the only verb of its sentence, behind an apposition.

    Without one it has somebody to speak to: "The experts called on the authorities to".
    """
    doc = scene.layout.doc
    if verb.tag_ != "VBN" or verb.i <= low or scene.grammar.auxiliaries(verb):
        return False
    first, last = scene.layout.sentence(verb.i)
    if doc[verb.i - 1].text != "," and not is_day(doc[verb.i - 1]):  # "Voss last month joked that"
        behind = verb.i + 1 + (doc[verb.i + 1 : verb.i + 2].text in {"on", "upon"})
        object_ = behind < last and doc[behind].pos_ in {"DET", "PROPN", "PRON"}
        if not object_ or doc[verb.i - 1].pos_ not in NOMINAL or any(finite(t) for t in doc[behind:last]):
            return False
    return not any(finite(t) for t in doc[first : verb.i]) and not scene.grammar.agents(verb)


def inverted(scene: Scene, verb: Token, low: int) -> bool:
    """Whether a verb stands where its subject follows it: after marks or a comma, or first in its sentence."""
    i = verb.i - 1
    while i >= low and (scene.layout.doc[i].pos_ == "ADV" or scene.layout.doc[i].is_space):
        i -= 1
    return i < low or scene.layout.doc[i].text in BREAKS or scene.layout.inside[i] >= 0


def near(scene: Scene, subject: Token, verb: Token) -> bool:
    """Whether no other clause stands between a subject and its verb, relative clauses and asides apart."""
    if subject.i >= verb.i:
        return False
    doc, inside = scene.layout.doc, scene.layout.inside
    for other in doc[subject.i + 1 : verb.i]:
        if inside[other.i] < 0 and finite(other) and other.head.i != verb.i:
            relative = any(t.lower_ in RELATIVE for t in doc[subject.i + 1 : other.i])
            shared = any(t.lower_ in {"and", "but", "or"} and not _opens_noun(t) for t in doc[other.i + 1 : verb.i])
            if not relative and not shared:
                return False
    return True


def _opens_noun(joining: Token) -> bool:
    """Whether an article follows "and", and so a subject of its own: "Oslo waits, and [an] aide says"."""
    behind = joining.doc[joining.i + 1 : joining.i + 4]
    return behind[0].pos_ == "DET" and not any(map(is_day, behind))


def in_a_row(subject: Token, verb: Token) -> bool:
    """Whether all verbs between a subject and a verb are joined in one row: "[He] thanked Rome, praised Oslo, said"."""
    first, between = first_joined(verb), verb.doc[subject.i + 1 : verb.i]
    joined = all(first_joined(t) is first for t in between if finite(t))
    return joined and all(finite(t.nbor(1)) for t in between if t.text == ",")


def beside(scene: Scene, verb: Token, low: int, found: list[Token]) -> list[Token]:
    """Who stands between the last break and the verb, where a plain noun phrase stands there."""
    doc = scene.layout.doc
    high = verb.i
    while high > low and light(doc[high - 1]):
        high -= 1
    begin = high
    while begin > low and doc[begin - 1].text not in BREAKS and scene.layout.inside[begin - 1] < 0:
        begin -= 1
    phrase = doc[begin:high]
    if not len(phrase) or begin == low or doc[begin - 1].text not in {","}:
        return []
    if phrase[0].pos_ in {"ADP", "SCONJ", "CCONJ", "ADV", "VERB", "AUX"} or phrase[0].lower_ in RELATIVE:
        return []
    if any(finite(t) or t.lower_ in JOINING or t.pos_ in {"ADP", "SCONJ"} for t in phrase):
        return []
    inside = [s for s in found if begin <= s.i < high]
    return inside or nominal(scene, high - 1, begin, high)


def before_aside(scene: Scene, verb: Token, low: int, found: list[Token]) -> list[Token]:
    """Those found, unless all of them stand in the aside before the verb: "Ada Voss, Liberal of Oslo, said"."""
    doc = scene.layout.doc
    i = verb.i - 1
    while i > low and light(doc[i]):
        i -= 1
    if doc[i].text in {"—", "–", "―", "--", "-"} and pauses(doc[i]):
        return before(scene, verb, low) or found
    if doc[i].text != "," or not found:
        return found
    opening = next((j for j in range(i - 1, low, -1) if doc[j].text == ","), None)
    if opening is None:
        return found
    name = opening
    while name > low and doc[name - 1].pos_ == "PROPN":
        name -= 1
    if low < name < opening and doc[name - 1].text == "," and all(s.i < name for s in found):
        told = next((t.i for t in doc[found[-1].i : name] if t.lower_ in RELATIVE and doc[t.i - 1].text == ","), name)
        verbs = [t.i for t in doc[found[-1].i : name] if finite(t)]
        apart = bool(verbs) and (verbs[0] < told or len(verbs) > 1)
        return [doc[name]] if apart else found  # "The ice was thin, Voss, an aide, said"
    behind = all(s.i > verb.i for s in found) and not any(finite(t) for t in doc[low:opening])
    if not behind and not all(opening < s.i < i for s in found):
        return found
    return before(scene, verb, low) or found


def _before_phrase(i: int, low: int, doc: Doc) -> int:
    """The token before the noun phrase that ends at one."""
    while i > low and doc[i].pos_ in {"PROPN", "NOUN", "ADJ", "DET", "NUM"}:
        i -= 1
    return i


def owned_by(scene: Scene, subject: Token, low: int) -> Token:
    """The noun before "of" or "for" where the parse took the one behind it: "the lawyer of Ada Voss said"."""
    doc = scene.layout.doc
    i = _before_phrase(subject.i - 1, low, doc)
    if i > low and doc[i].lower_ == "and" and subject.ent_type_ not in {"PERSON", "PER"}:
        over = _before_phrase(i - 1, low, doc)
        several = over > low and doc[over].lower_ in {"for", "of", "from"} and doc[over - 1].tag_ == "NNS"
        i = over if several else i  # "[negotiators] for Oslo and the rebels said"
    if i <= low or doc[i].lower_ not in OWNING or doc[i - 1].pos_ not in {"NOUN", "PROPN"} or is_day(doc[i - 1]):
        return subject
    whole = nominal(scene, i - 1, low, i)
    return whole[0] if whole else subject


def joined(scene: Scene, found: list[Token], verb: Token, low: int) -> list[Token]:
    """With whom the parse left out: "Oslo and Western governments say", "Voss and Berg, at a news conference, said"."""
    if len(found) != 1 or found[0].i > verb.i:
        return found
    doc = scene.layout.doc
    speaker = found[0]
    right = speaker.i + 1
    while right < verb.i and doc[right].pos_ == "PROPN":
        right += 1
    if right < verb.i - 1 and doc[right].lower_ == "and":
        end = right + 1
        while end < verb.i and doc[end].pos_ in {"PROPN", "ADJ", "NOUN", "DET"}:
            end += 1
        if end > right + 1 and (end == verb.i or doc[end].text == "," or light(doc[end])):
            return [speaker, *nominal(scene, end - 1, right + 1, end)]
    link = speaker.left_edge.i - 1
    if link < low or doc[link].lower_ != "and":
        link = next((t.i for t in doc[speaker.left_edge.i : speaker.i] if t.lower_ == "and"), low)
    begin = link
    while begin > low and (doc[begin - 1].pos_ in {"PROPN", "NOUN", "ADJ", "DET"} or doc[begin - 1].lower_ == "of"):
        begin -= 1
    opens = begin == low or doc[begin - 1].lower_ in {",", "both"}
    if link > begin and doc[link - 1].text[:1].isupper() and opens:
        return [doc[link - 1], speaker]
    return found


def opening_participle(word: Token, low: int) -> bool:
    """Whether the participle that opens a sentence was taken for who speaks in it: "Alarmed by it, Voss said"."""
    return word.i == low and word.tag_ in {"VBN", "VBG"} and word.pos_ == "VERB" and word.nbor(1).pos_ == "ADP"


def own_subject(scene: Scene, word: Token, low: int) -> list[Token]:
    """A noun, or the noun before what the tagger takes for a verb: "[sources] privy to the talks said"."""
    if word.pos_ not in {"VERB", "AUX"} or word.lower_ in vocabulary().speakers or word.text[:1].isupper():
        return [word]
    return [s for s in scene.grammar.subjects(word, inherit=False) if low <= s.i < word.i and scene.may_speak(s)]


def quoted_as(scene: Scene, verb: Token, low: int) -> tuple[Token, ...]:
    """Who is quoted: "Voss was quoted as saying", "the Herald quoted Voss as saying" -> Voss."""
    for other in reversed(scene.layout.doc[low : verb.i - 1]):
        if other.lower_ in {"quoted", "quotes", "quoting", "cited", "cites", "citing", "reported", "described"}:
            grammar = scene.grammar
            quoted = grammar.passive_subjects(other) if grammar.is_passive(other) else grammar.objects(other)
            return tuple(t for t in quoted if scene.may_speak(t) or t.lower_ in {"him", "her"}) or tuple(
                nominal(scene, verb.i - 2, other.i + 1, verb.i - 1)
            )
    return ()


def said_to_have(scene: Scene, verb: Token, low: int) -> tuple[Token, ...]:
    """Who "is reported to have said"."""
    for other in reversed(scene.layout.doc[low : verb.i - 2]):
        if other.pos_ == "VERB":
            grammar = scene.grammar
            whose = grammar.passive_subjects(other) if grammar.is_passive(other) else grammar.subjects(other)
            return tuple(t for t in whose if scene.may_speak(t))
    return ()


def before_asides(scene: Scene, verb: Token, low: int) -> tuple[Token, ...]:
    """The name that opens a sentence before asides: "Ada Voss (a friend), 30, of Oslo, who met him, said"."""
    doc, i = scene.layout.doc, low
    while i < verb.i and (doc[i].pos_ in {"CCONJ", "ADV"} or doc[i].is_space or doc[i].lower_ in {",", "as"}):
        i += 1
    end = i
    while end < verb.i and (doc[end].pos_ == "PROPN" or doc[end].text == "."):
        end += 1
    end += end < verb.i and doc[end].lower_ in {"himself", "herself"}
    ends = doc[verb.i - 1].text in {",", ")"} or scene.layout.inside[verb.i - 1] >= 0
    return first_phrase(scene, i, end) if i < end < verb.i and doc[end].text in {",", "("} and ends else ()
