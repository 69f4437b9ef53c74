"""What somebody blames another for: what that one does not do, does not mean, or is out to do.

"Oslo has not kept its word," she said: she accuses it.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from kg.extract.positions.complements import cut
from kg.extract.positions.drafts import Draft, drafts
from kg.extract.positions.failing_words import failing_words
from kg.extract.positions.said import directed
from kg.extract.positions.subjects import collective, held_by, sides_of, subject_heads, subordinate
from kg.extract.told import Telling, copulas, flat, group, taken_back
from kg.extract.voices import Voices
from kg.language.tokens import Span, Token
from kg.model import QuoteKind, Stance

_HAVING: Final = frozenset({"has", "have", "had"})
_FAIL: Final = frozenset({"fail", "fails", "failed", "failing"})
_REFUSE: Final = frozenset({"refuse", "refuses", "refused", "refusing"})
_BEAR: Final = frozenset({"bear", "bears", "bore", "bearing", "carry", "carries"})
_LIE: Final = frozenset({"lies", "lay", "rests", "rested", "falls", "fell", "is", "was"})
_NONE: Final = frozenset({"no", "nothing", "none", "neither", "little"})
_USING: Final = frozenset({"use", "uses", "used", "using"})
_ONE: Final = frozenset({"side", "party"})
_NEGATIONS: Final = frozenset({"not", "n't", "n’t", "never", "no"})
_HIMSELF: Final = frozenset({"itself", "himself", "herself", "themselves"})
_PASSED: Final = frozenset(
    {"at", "all", "yet", "even", "really", "truly", "simply", "just", "ever", "clearly", "still"}
)


def from_failings(sentence: Span, voices: Voices) -> Iterator[Draft]:
    """The accusations in what a sentence reports of others' failings."""
    for token in sentence:
        if not (token.tag_.startswith("VB") or token.tag_ == "MD") or taken_back(token):
            continue
        aimed = _aimed(token, sentence)
        begins = _blame(token, sentence) or aimed or _fails(token, sentence, voices)
        if begins is not None and not subordinate(token, sentence, because=False):
            verb = token if aimed is None else token.nbor(-2)
            yield from _accused(verb, begins, sentence, voices)


def _accused(token: Token, begins: Token, sentence: Span, voices: Voices) -> Iterator[Draft]:
    """The accusation of a clause whose verb group or blame is found, toward whoever is its subject."""
    speakers = held_by(token, voices)
    mine = sides_of(speakers, voices)
    if _blame(token, sentence) is not None:
        whom = next((t for t in sentence.doc[token.i + 1 : min(sentence.end, token.i + 8)] if voices.who(t)), None)
        accused = voices.who(whom) if whom is not None else ()
    else:
        accused = _subject(token, voices)
    heads = [head for head in subject_heads(token, voices) if head.i < token.i]
    one = _one_side(token, sentence, voices) or collective(heads, speakers, voices)
    if (not accused and not one) or mine & {*accused}:
        return
    complement = cut(begins.i, sentence.end, voices, "clause")
    if complement is not None:
        found = drafts(speakers, Stance.ACCUSES, complement, voices, "failing", 0.7)
        yield from directed(found, () if one and not accused else accused)


def _subject(token: Token, voices: Voices) -> tuple[int, ...]:
    """Who is said not to do it: the subject, or whose people are ("Oslo's troops")."""
    telling = group(token)
    heads = [head for head in subject_heads(token, voices) if head.i < token.i]
    if telling is None or any(head.lower_ in {"it", "we", "i", "you"} for head in heads):
        return ()
    found = voices.subjects(token, telling)
    found = found or voices.of([owner for head in heads for owner in voices.grammar.possessors(head)])
    nation = (
        a for head in heads for t in voices.grammar.noun_phrase(head) if t.i < head.i for a in voices.demonym(t.text)
    )
    return found or tuple(dict.fromkeys(nation))


def _one_side(token: Token, sentence: Span, voices: Voices) -> bool:
    """Whether it is told of one of two: "[only one side] kept its word", "the other side"."""
    heads = [head for head in subject_heads(token, voices) if head.i < token.i and head.lower_ in _ONE]
    before = {t.lower_ for head in heads for t in sentence.doc[max(sentence.start, head.i - 3) : head.i]}
    return bool(heads) and bool(before & {"one", "other"})


def _blame(token: Token, sentence: Span) -> Token | None:
    """Where "[the blame] lay with Oslo" begins: the noun before a verb of resting."""
    if token.lower_ not in _LIE or token.i == sentence.start:
        return None
    noun = next((t for t in sentence.doc[max(sentence.start, token.i - 7) : token.i] if _faulty(t)), None)
    after = [t.lower_ for t in sentence.doc[token.i + 1 : min(sentence.end, token.i + 4)]]
    rests = next((word for word in after if word not in {"mainly", "squarely", "solely", "entirely", "largely"}), "")
    return noun if rests in {"with", "on"} else None


def _faulty(noun: Token) -> bool:
    """Whether a noun is for guilt: "the blame", "the fault", "responsibility for the collapse"."""
    answers = noun.lower_ == "responsibility" and noun.i + 1 < noun.sent.end and noun.nbor(1).lower_ == "for"
    return noun.lower_ in {"blame", "fault", "guilt"} or answers


def _fails(token: Token, sentence: Span, voices: Voices) -> Token | None:
    """The word from which a verb tells what another fails to do, None where it does not."""
    telling, low = group(token), token.lower_
    if low in _FAIL | _REFUSE and telling is not None and not telling.negated:
        return telling.first if _withheld(token, sentence, voices) and _told(token, telling) else None
    if telling is None or not _told(token, telling):
        return None
    if low in _HAVING and (_yet(token, sentence) or _lacks(token, sentence) or _himself(token, sentence)):
        return token
    if low in copulas():
        return telling.first if _is(token, telling, sentence) else None
    if low in _BEAR:
        near = sentence.doc[token.i + 1 : min(sentence.end, token.i + 5)]
        return token if not telling.negated and any(t.lower_ == "responsibility" for t in near) else None
    if telling.negated or _none_after(token, sentence):
        return telling.first if _kept(token, sentence) else None
    if _one_side(token, sentence, voices) and _kept(token, sentence):
        return telling.first
    if _backs(token, sentence) or _uses(token, sentence):
        return token
    willed = {t.lower_ for t in sentence.doc[telling.first.i - 1 : min(sentence.end, token.i + 2)]}
    if willed & failing_words().willed:
        return telling.first
    return telling.first if _chose(token, sentence) else None


def _told(token: Token, telling: Telling) -> bool:
    """Whether a clause is told as so: no passive, nothing to come, nothing that may be."""
    return telling.modal is None and not telling.passive and not telling.participle and flat(token, telling)


def _withheld(token: Token, sentence: Span, voices: Voices) -> bool:
    """Whether one fails, or in the speaker's own words refuses, to do a thing: "they [refuse] to answer"."""
    if token.i + 2 >= sentence.end or token.nbor(1).lower_ != "to" or token.nbor(2).tag_ not in {"VB", "VBP", "NN"}:
        return False
    quote = voices.quote(token)
    if token.lower_ in _REFUSE:
        return quote is not None and quote.kind is not QuoteKind.INDIRECT and token.tag_ != "VBD"
    return token.nbor(2).lower_ not in failing_words().shared


def _yet(token: Token, sentence: Span) -> bool:
    """ "Had [yet to] hand over the list"."""
    after = [t.lower_ for t in sentence.doc[token.i + 1 : min(sentence.end, token.i + 4)]]
    return after[:2] == ["yet", "to"] and after[2:3] != [] and after[2] in failing_words().due


def _lacks(token: Token, sentence: Span) -> bool:
    """ "Has [no wish] for peace", "has no respect for the law"."""
    near = sentence.doc[token.i + 1 : min(sentence.end, token.i + 4)]
    led = len(near) > 1 and near[0].lower_ == "no"
    return led and any(t.lower_ in failing_words().lacked for t in near)


def _himself(token: Token, sentence: Span) -> bool:
    """ "Has [only itself] to blame"."""
    after = [t.lower_ for t in sentence.doc[token.i + 1 : min(sentence.end, token.i + 5)]]
    return bool(_HIMSELF & {*after[:2]}) and after[-2:] == ["to", "blame"]


def _is(token: Token, telling: Telling, sentence: Span) -> bool:
    """What another is said to be or not to be: "is [not serious]", "was [behind the raid]"."""
    at = token.i + 1
    negated = telling.negated
    while at < sentence.end and sentence.doc[at].lower_ in _NEGATIONS | _PASSED - {"no"}:
        negated = negated or sentence.doc[at].lower_ in _NEGATIONS
        at += 1
    words = failing_words()
    text = " ".join(t.lower_ for t in sentence.doc[at : min(sentence.end, at + 6)]).replace(" - ", "-") + " "
    if any(text.startswith(f"{phrase} ") for phrase in (words.is_not if negated else words.is_)):
        return True
    what = sentence.doc[at + 1 : min(sentence.end, at + 5)] if text.startswith("behind ") and not negated else ()
    return any(t.lower_ in words.plotted for t in what)


def _none_after(token: Token, sentence: Span) -> bool:
    """ "Kept [none of] its promises", "did nothing"."""
    return token.i + 1 < sentence.end and token.nbor(1).lower_ in _NONE


def _kept(token: Token, sentence: Span) -> bool:
    """Whether a verb is of a duty: "honour the truce", "keep [its word]", "live up to"."""
    words, lemma = failing_words(), failing_words().duties.get(token.lower_)
    if lemma is None:
        return False
    first, *rest = lemma.split()
    near = sentence.doc[token.i + 1 : min(sentence.end, token.i + 7)]
    if first in words.taking:
        end = next((i for i, t in enumerate(near) if t.text in {",", ";"}), len(near))
        return any(t.lower_ in words.taking[first] for t in near[:end])
    return not rest or (len(near) > 0 and near[0].lower_ == rest[0])


def _backs(token: Token, sentence: Span) -> bool:
    """ "[Arms] the rebels", "supports terrorism", as another says."""
    words = failing_words()
    near = sentence.doc[token.i + 1 : min(sentence.end, token.i + 6)]
    end = next((i for i, t in enumerate(near) if t.is_punct or t.lower_ in {"and", "but", "against", "who"}), len(near))
    return token.lower_ in words.backing and any(t.lower_ in words.backed for t in near[:end])


def _uses(token: Token, sentence: Span) -> bool:
    """ "[Uses] civilians as human shields", "used the talks to buy time"."""
    if token.lower_ not in _USING:
        return False
    doc, words = sentence.doc, failing_words()
    for at in range(token.i + 2, min(sentence.end - 1, token.i + 9)):
        after = [t.lower_ for t in doc[at + 1 : min(sentence.end, at + 5)]]
        if doc[at].lower_ == "as" and words.misuses & {*after[:3]}:
            return True
        if doc[at].lower_ == "to" and any(" ".join(after).startswith(aim) for aim in words.aims):
            return True
        if doc[at].is_punct:
            return False
    return False


def _chose(token: Token, sentence: Span) -> bool:
    """ "Has chosen [war]", "have chosen the path of terror"."""
    words = failing_words()
    if token.lower_ not in words.choosing:
        return False
    near = sentence.doc[token.i + 1 : min(sentence.end, token.i + 6)]
    return any(t.lower_ in words.chosen for t in near)


def _aimed(token: Token, sentence: Span) -> Token | None:
    """ "[Wants] to destroy us", "is [trying] to drag us into a war"."""
    to = token.i - 1
    if to - 1 <= sentence.start or sentence.doc[to].lower_ != "to":
        return None
    wish = sentence.doc[to - 1]
    telling = group(wish) if wish.lower_ in failing_words().wanting else None
    text = " ".join(t.lower_ for t in sentence.doc[token.i : min(sentence.end, token.i + 4)]) + " "
    aims = any(text.startswith(f"{aim} ") for aim in failing_words().aims)
    if telling is None or telling.negated or not aims or not _told(wish, telling):
        return None
    return telling.first
