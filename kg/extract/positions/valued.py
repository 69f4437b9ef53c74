"""Praise and blame: "called the decision unfair", ""The exercise is a provocation," she said"."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from kg.extract.positions.complements import Complement, cut
from kg.extract.positions.drafts import Draft, drafts
from kg.extract.positions.frames import is_wrong
from kg.extract.positions.holders import holders_of
from kg.extract.positions.reach import QUOTE_MARKS, STOPS, trimmed
from kg.extract.positions.subjects import clause_start, sides_of, subject_heads, subordinate
from kg.extract.positions.words import stance_words
from kg.extract.told import FINITE, Telling, copulas, flat, group
from kg.extract.voices import Voices
from kg.language.tokens import Span, Token
from kg.model import QuoteKind, Stance

_LEADS: Final = frozenset({"a", "an", "the", "as", "being", "and", "or", "both", "another", "completely", "just"})
_AMOUNTING: Final = frozenset({"amount", "amounts", "amounted", "amounting"})
_ANSWERABLE: Final = frozenset({"responsible", "accountable"})
_AS: Final = {
    "present": "as",
    "cast": "as",
    "herald": "as",
    "regard": "as",
    "view": "as",
    "see": "as",
    **dict.fromkeys(("sell", "tout", "trumpet"), "as"),
}
"""Verbs that call a thing so only with a word before what they call it: "presented the outcome as a triumph"."""
_MEANT: Final = frozenset({"attempt", "ruse", "ploy", "plot", "scheme", "tactic", "trick"})
_CHARGES: Final = frozenset(
    {"claim", "claims", "allegation", "allegations", "accusation", "accusations", "suggestion", "suggestions", "charge"}
    | {"charges", "rumour", "rumours", "rumor", "rumors", "insinuations", "speculation"}
)
"""What others say of one, which he denies who calls it absurd."""
_NOT: Final = frozenset({"not", "n't", "n’t", "no", "never", "less", "hardly", "far"})
_NO_VERDICT: Final = frozenset({"it", "there", "he", "she", "they", "we", "i", "you", "who", "which", "what"})


def from_valued(sentence: Span, voices: Voices) -> Iterator[Draft]:
    """The praise and blame of a sentence, as the writer tells it and in the words that it reports."""
    words = stance_words()
    if any(t.text in QUOTE_MARKS for t in sentence):
        yield from _verbless(sentence, voices)
    if not any(
        t.lower_ in words.values or t.lower_ in _MEANT or t.lower_.startswith(("liken", "compar")) for t in sentence
    ):
        return
    for token in sentence:
        if token.lower_ in stance_words().calling and token.tag_ in {"VBD", "VBZ", "VBP", "VBG", "VBN"}:
            yield from _called(token, sentence, voices)
        elif token.lower_ in {"held", "hold", "holds", "holding"} and token.tag_.startswith("VB"):
            yield from _held(token, sentence, voices)
        elif (token.lower_ in copulas() and token.tag_.startswith("VB")) or _would_be(token, sentence):
            yield from _predicated(token, token.i + 1, sentence, voices)
        elif token.tag_ == "VB" and token.lower_ in stance_words().harming | stance_words().helping:
            yield from _effect(token, sentence, voices)
        elif token.lower_ in _AMOUNTING and token.i + 1 < sentence.end and token.nbor(1).lower_ == "to":
            yield from _predicated(token, token.i + 2, sentence, voices)


def _effect(verb: Token, sentence: Span, voices: Voices) -> Iterator[Draft]:
    """ "Said the tariffs would [hurt] the poor": against them; "would [help] the poor": for them."""
    telling = group(verb)
    if telling is None or telling.negated or telling.passive or telling.modal not in {"will", "would"}:
        return
    speakers = voices.sayers(verb)
    heads = [head for head in voices.grammar.subjects(verb) if head.i < verb.i] if speakers else []
    if not heads or heads[0].tag_ not in {"NN", "NNS"} or voices.of(heads) or subordinate(verb, sentence):
        return
    complement = cut(clause_start(verb, heads, voices), sentence.end, voices, "clause")
    if complement is not None:
        stance = Stance.OPPOSES if verb.lower_ in stance_words().harming else Stance.SUPPORTS
        yield from drafts(speakers, stance, complement, voices, "valued: effect", 0.65)


def _would_be(token: Token, sentence: Span) -> bool:
    return token.lower_ == "be" and token.i > sentence.start + 1 and token.nbor(-1).lower_ == "would"


def _called(verb: Token, sentence: Span, voices: Voices) -> Iterator[Draft]:
    """ "Called [the decision] unfair", "described it as a mistake"."""
    telling = group(verb)
    if telling is None or telling.negated or telling.passive or not flat(verb, telling):
        return
    if verb.tag_ == "VBN" and telling.participle:
        return
    if stance_words().calling[verb.lower_] in {"liken", "compare"}:
        yield from _likened(verb, telling, sentence, voices)
        return
    value = _value(verb.i + 1, sentence) or _hailed(verb.i + 2, sentence)
    lead = _AS.get(stance_words().calling[verb.lower_])
    if value is None or value == verb.i + 1 or (lead and lead not in {t.lower_ for t in verb.doc[verb.i + 2 : value]}):
        return
    first = _opening(value, verb.i + 1, sentence)
    target = trimmed(verb.doc, verb.i + 1, first)
    holders = holders_of(verb, telling, voices)
    if target is None or not holders or not voices.vouched(verb, holders):
        return
    end = value + 1
    while end < sentence.end and verb.doc[end].tag_ in {"NN", "NNS"}:
        end += 1
    quoted = next((t.i for t in verb.doc[target.start : end] if t.text in QUOTE_MARKS), None)
    if quoted is not None:  # "called the outcome [“a serious setback”]"
        end = quoted - (verb.doc[quoted - 1].lower_ in {"as", "to", "a", "an", "the"})
    whole = trimmed(verb.doc, target.start, end) or target
    stance = _stance(value, sentence)
    if stance is Stance.OPPOSES and any(t.lower_ in _CHARGES for t in target[:4]):
        stance = Stance.DENIES  # "called the allegations absurd"
    yield from drafts(holders, stance, Complement("object", whole), voices, "valued: called", 0.75)


def _likened(verb: Token, telling: Telling, sentence: Span, voices: Voices) -> Iterator[Draft]:
    """ "Likened the wall to a prison": what is likened is blamed, but where the likeness praises."""
    to = next((i for i in range(verb.i + 2, min(sentence.end, verb.i + 16)) if verb.doc[i].lower_ == "to"), None)
    complement = cut(verb.i + 1, sentence.end, voices, "object") if to is not None else None
    holders = holders_of(verb, telling, voices)
    if to is not None and complement is not None and holders and voices.vouched(verb, holders):
        stance = verdict(verb.doc[to + 1 : sentence.end])
        if stance is None and stance_words().calling[verb.lower_] == "compare":
            return  # "compared the deal to the one of May"
        stance = stance or Stance.OPPOSES
        yield from drafts(holders, stance, complement, voices, "valued: likened", 0.7)


def _held(verb: Token, sentence: Span, voices: Voices) -> Iterator[Draft]:
    """ "Held [Oslo] responsible for the delay": he accuses it."""
    doc, telling = verb.doc, group(verb)
    near = range(verb.i + 2, min(sentence.end, verb.i + 8))
    at = next((i for i in near if doc[i].lower_ in _ANSWERABLE), None)
    if at is None or telling is None or telling.negated or telling.passive or not flat(verb, telling):
        return
    holders, whom = voices.subjects(verb, telling), doc[verb.i + 1 : at]
    named = bool(voices.of(list(whom))) or whom[-1].tag_ in {"NNS", "NNPS", "NNP", "NN"}
    if holders and named and voices.vouched(verb, holders):
        complement = cut(at, sentence.end, voices, "object", whom)
        if complement is not None:
            yield from drafts(holders, Stance.ACCUSES, complement, voices, "valued: held responsible", 0.75)


def _predicated(copula: Token, after: int, sentence: Span, voices: Voices) -> Iterator[Draft]:
    """ "The decision is unfair", "the text amounts to [after] a diktat", as somebody's words."""
    speakers = voices.sayers(copula)
    telling = group(copula) if speakers else None
    if telling is None or telling.negated or not flat(copula, telling) or subordinate(copula, sentence):
        return
    value = _value(after, sentence)
    if value is None or _opening(value, after, sentence) > after:
        return
    anchor = copula.nbor(-1) if copula.lower_ == "be" else copula
    subjects = subject_heads(anchor, voices) or [anchor.nbor(-1)] * (anchor.i > sentence.start)
    personal = any(s.lower_ in _NO_VERDICT - {"it"} for s in subjects) or (subjects and subjects[0].tag_ == "EX")
    what = {t.lower_ for t in sentence.doc[value + 1 : min(sentence.end, value + 3)]} & {"that", "to", "for"}
    filler = bool(subjects) and subjects[0].lower_ == "it" and bool(what)  # "it was shameful that"
    if not subjects or personal or (not filler and sides_of(speakers, voices) & set(voices.of(subjects))):
        return
    complement = cut(clause_start(copula, subjects, voices), sentence.end, voices, "clause")
    stance = _stance(value, sentence)
    if (
        subjects[0].i > sentence.start
        and sentence.doc[value].lower_ == "better"
        and subjects[0].nbor(-1).lower_ == "no"
    ):
        stance = Stance.OPPOSES  # "no deal is better than a bad one"
    if complement is not None:
        yield from drafts(speakers, stance, complement, voices, "valued: said", 0.7)


def _verbless(sentence: Span, voices: Voices) -> Iterator[Draft]:
    """ ""Too little, too late," she said", ""Never," he said": what somebody says in his own words without a verb."""
    inner = ((token, voices.quote(token)) for token in sentence)
    direct = [(token, quote) for token, quote in inner if quote is not None and quote.kind is QuoteKind.DIRECT]
    quote = direct[0][1] if direct else None
    run = [token.i for token, of in direct if of == quote]
    words = trimmed(sentence.doc, run[0], run[-1] + 1) if run else None
    if words is None or (
        words.start > sentence.start + 2 and ":" not in sentence.doc[words.start - 2 : words.start].text
    ):
        return  # "called it “unfair”" is read with its verb
    if quote is None or len(words) > 12 or any(t.tag_ in FINITE | {"VB"} for t in words):
        return
    text = words.text.lower()
    if any(text == phrase or text.startswith((f"{phrase} ", f"{phrase},")) for phrase in stance_words().never):
        stance: Stance | None = Stance.REJECTS
    else:
        value = _value(words.start, sentence)
        stance = _stance(value, sentence) if value is not None and value < words.end else None
    if stance is not None and "?" not in sentence.text[-3:]:
        yield from drafts(
            voices.speakers(words[0]), stance, Complement("object", words), voices, "valued: verbless", 0.65
        )


def _value(start: int, sentence: Span) -> int | None:
    """The word of praise or blame after a verb, before another verb or the end of its clause."""
    words = stance_words()
    judging = words.praise | words.blame
    for at in range(start, min(sentence.end, start + 14)):
        token = sentence.doc[at]
        if _phrased(at, sentence) is not None:
            return at
        if token.lower_ in judging or _meant(token, sentence):
            before = {t.lower_ for t in sentence.doc[max(start, at - 3) : at]}
            if before & _NOT or _noun_follows(at, sentence):
                return None
            if _meant(token, sentence):
                return at
            near = range(at + 1, min(sentence.end, at + 3))  # "a historic mistake" is no praise
            return next((i for i in near if sentence.doc[i].lower_ in words.blame), at)
        if token.text in STOPS or token.tag_ in FINITE or token.lower_ in {"that", "but", "because", "if", "for"}:
            return None
    return None


def _phrased(at: int, sentence: Span) -> Stance | None:
    """The stance of a phrase that praises or blames: "[a] waste of time"; None where none begins at a token."""
    words = stance_words()
    text = " ".join(t.lower_ for t in sentence.doc[at : min(sentence.end, at + 5)]).replace(" - ", "-") + " "
    if any(text.startswith(phrase + " ") for phrase in words.blamed):
        return Stance.OPPOSES
    return Stance.SUPPORTS if any(text.startswith(phrase + " ") for phrase in words.praised) else None


def _meant(token: Token, sentence: Span) -> bool:
    """Whether a thing is called what it is meant for: "[an attempt] to save him"; not "an attempt at peace"."""
    doc = sentence.doc
    led = token.i > sentence.start and doc[token.i - 1].lower_ in {"an", "another", "a"}
    return token.lower_ in _MEANT and led and token.i + 1 < sentence.end and doc[token.i + 1].lower_ == "to"


def _hailed(start: int, sentence: Span) -> int | None:
    """The word of praise before a noun that a thing is called: "called it a [great] day"."""
    doc = sentence.doc
    for at in range(start, min(sentence.end - 1, start + 12)):
        if _hails(doc[at]) and doc[at - 1].lower_ in {"a", "an", "the", "most"}:
            after = {t.lower_ for t in doc[at + 1 : min(sentence.end, at + 3)]}
            ill = after & (stance_words().blame | stance_words().ills)  # "a real war"
            return None if ill or not doc[at + 1].tag_.startswith("NN") else at
        if doc[at].text in STOPS or doc[at].tag_ in FINITE or doc[at].lower_ in {"that", "but", "for"}:
            return None
    return None


def _hails(token: Token) -> bool:
    """Whether a word praises what it describes: "a good day", "a major success"; not "a major test"."""
    words, after = stance_words(), token.doc[token.i + 1 : min(token.sent.end, token.i + 4)]
    if token.lower_ not in words.hailed:
        return False
    bare = not len(after) or not after[0].tag_.startswith(("NN", "JJ"))
    return token.lower_ not in words.weighty or bare or any(t.lower_ in words.gains for t in after)


def _noun_follows(at: int, sentence: Span) -> bool:
    """Whether an adjective only describes a noun that says no more: "a wrong turn" does, "a wrong number" does not."""
    token = sentence.doc[at]
    after = sentence.doc[at + 1] if at + 1 < sentence.end else token
    return token.tag_ in {"VB", "VBP"} or (token.lower_ == "mistake" and after.lower_ == "for")


def _opening(value: int, low: int, sentence: Span) -> int:
    """Where the words of praise or blame begin: "called it [“a historic] mistake”"."""
    at = value
    while at > low and (
        sentence.doc[at - 1].lower_ in _LEADS
        or sentence.doc[at - 1].text in QUOTE_MARKS
        or sentence.doc[at - 1].tag_ in {"RB", "JJ", "JJS", "RBS", "RBR", "HYPH"}
    ):
        at -= 1
    return at


def _stance(value: int, sentence: Span) -> Stance:
    word = sentence.doc[value].lower_
    if (phrased := _phrased(value, sentence)) is not None:
        return phrased
    return Stance.OPPOSES if word in stance_words().blame or word in _MEANT else Stance.SUPPORTS


def verdict(span: Span) -> Stance | None:
    """The stance of whoever calls a thing by these words: a wrong accuses, blame opposes, praise supports."""
    led = next((i for i, t in enumerate(span) if i and t.tag_ == "IN" and t.lower_ != "of"), len(span))
    span = span[:led]  # "a refuge from the unfair world": the refuge is not unfair
    if is_wrong(span[:8]):
        return Stance.ACCUSES
    words = stance_words()
    found = next((t.lower_ for t in span[:6] if t.lower_ in words.praise | words.blame or _hails(t)), None)
    if found is None or any(t.lower_ in _NOT for t in span[:2]):
        return None
    return Stance.OPPOSES if any(t.lower_ in words.blame for t in span[:6]) else Stance.SUPPORTS
