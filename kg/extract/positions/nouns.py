"""Stances taken by nouns: "Oslo's opposition to the plan", "voiced concern about", "Oslo-backed forces"."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from kg.extract.listing import listed
from kg.extract.positions.complements import Complement, complements, cut
from kg.extract.positions.drafts import Draft, drafts
from kg.extract.positions.holders import holders_of
from kg.extract.positions.reach import QUOTE_MARKS, trimmed
from kg.extract.positions.toward import GROUPS, adjunct_actor
from kg.extract.positions.words import StanceWord, stance_words
from kg.extract.told import copulas, flat, group
from kg.extract.voices import Voices
from kg.language.tokens import Span, Token
from kg.model import Stance

_OWNING: Final = frozenset({"JJ", "NN", "NNS", "POS", "PRP$", "NNP", "NNPS"})
_WINNING: Final = frozenset({"win", "secure", "seeking", "expects", "expect", "expected", "need", "needs", "lose"})
_OF_THING: Final = frozenset(
    {"NN", "NNS", "NNP", "NNPS", "JJ", "DT", "CD", "PRP$", "POS", "IN", "HYPH", "VBN", "PDT", "$"}
)
_ENDING: Final = frozenset(
    {"ended", "concluded", "opened", "closed", "began", "responded", "reacted", "replied", "finished"}
)
_WITH: Final = frozenset(
    {"met", "meets", "meet", "reacted", "reacts", "react", "responded", "responds", "greeted", "received"}
)
"""Verbs whose "with" leads to what somebody felt: "reacted with fury to"."""
_WITHOUT: Final = frozenset({"without", "any", "lack", "possible", "potential"})
_REVERSED: Final = {Stance.SUPPORTS: Stance.OPPOSES, Stance.OPPOSES: Stance.SUPPORTS, Stance.REJECTS: Stance.OFFERS}


def from_nouns(sentence: Span, voices: Voices) -> Iterator[Draft]:
    """The stances that nouns of a sentence name, with those whose they are."""
    for token in sentence:
        word = stance_words().nouns.get(token.lower_)
        if word is not None and (token.tag_ in {"NN", "NNS", "NNP", "NNPS"} or _owned(token, sentence)):
            yield from _noun(token, word, sentence, voices)
            yield from _predicated(token, word, sentence, voices)


def _owned(token: Token, sentence: Span) -> bool:
    """Whether a word in -ing is a noun: "gave her [blessing] to the deal"."""
    return (
        token.tag_ == "VBG" and token.i > sentence.start and token.nbor(-1).tag_ in {"PRP$", "PRP", "DT", "JJ", "POS"}
    )


def _noun(token: Token, word: StanceWord, sentence: Span, voices: Voices) -> Iterator[Draft]:
    doc, after = token.doc, token.i + 1
    by: tuple[int, ...] = ()
    if after < sentence.end and doc[after].lower_ in {"by", "from"}:
        by, after = listed(voices, after + 1, sentence.end)
    if word.lemma == "demand" and after < sentence.end and doc[after].lower_ == "of":
        yield from _demand_of(token, sentence, voices)
        return
    carrier = _carrier(token)
    if (
        word.lemma in stance_words().of_holder
        and after < sentence.end
        and doc[after].lower_ == "of"
        and carrier is not None
        and carrier.lower_ in {"has", "have", "had", "enjoys", "enjoy", "enjoyed", "won", "win", "wins"}
    ):
        yield from _backing(token, carrier, sentence, voices)
        return
    felt = word.frames and next(iter(word.frames.values())) in {Stance.SUPPORTS, Stance.OPPOSES}
    if by and felt and carrier is not None and carrier.lower_ in stance_words().drawing:
        yield from _drawn(word, carrier, by, voices)
        return
    complement = _noun_complement(word, after, sentence, voices)
    if complement is None or not _may_stand(word, carrier, token, sentence):
        return
    stance = word.frames.get({"infinitive": "to do", "clause": "that"}.get(complement.frame, complement.frame))
    if stance is None or any(t.lower_ in _WITHOUT for t in doc[max(sentence.start, token.i - 2) : token.i]):
        return
    if _backed_down(token, sentence) or _sought(token):
        return
    negated = any(t.lower_ == "no" for t in doc[max(sentence.start, token.i - 2) : token.i])
    holders = by or _owners(token, voices)
    rule = "noun"
    if not holders and carrier is None and _ended_with(token, sentence):
        main = next((t for t in sentence if t.tag_ == "VBD" and t.i < token.i), None)
        telling = group(main) if main is not None else None
        holders = holders_of(main, telling, voices) if main is not None and telling is not None else ()
    if word.lemma == "protest" and carrier is None:
        holders = holders or _protesting(token, sentence, voices)
    if carrier is not None and (carrier.lower_ in stance_words().drops or carrier.lower_ in stance_words().carries):
        telling = group(carrier)
        if telling is None or not flat(carrier, telling):
            return
        negated ^= telling.negated
        if carrier.lower_ in stance_words().drops:
            turned = _REVERSED.get(stance)
            holders = holders or voices.subjects(carrier, telling)
            if turned is not None and not negated:
                yield from drafts(holders, turned, complement, voices, "noun: taken back", 0.7)
            return
        holders, rule = holders or holders_of(carrier, telling, voices), "noun: carried by a verb"
    if word.lemma == "interest":
        turned = Stance.REJECTS if negated else None
    else:
        turned = stance_words().negated.get(stance) if negated else stance
    if negated and word.lemma in stance_words().lacking:
        turned = Stance.REJECTS
    if turned is not None:
        yield from drafts(holders, turned, complement, voices, rule, 0.75)


def _demand_of(token: Token, sentence: Span, voices: Voices) -> Iterator[Draft]:
    """ "Freed forty prisoners, a key [demand] of the rebels": they demand what stands before."""
    doc, comma = token.doc, token.i - 1
    while comma > sentence.start and doc[comma].tag_ in {"JJ", "JJS", "NN", "RB", "HYPH", "VBG", "VBN", "CD", "DT"}:
        comma -= 1
    first = comma
    while first - 1 > sentence.start and doc[first - 1].tag_ in _OF_THING:
        first -= 1
    holders, _ = listed(voices, token.i + 2, sentence.end)
    verbal = doc[first - 1].tag_.startswith("VB") and doc[first - 1].lower_ not in copulas()
    target = trimmed(doc, first, comma) if doc[comma].text == "," and verbal else None
    led = any(t.lower_ in {"a", "an", "one"} for t in doc[comma + 1 : token.i])
    if holders and led and target is not None and comma - first < 12:
        yield from drafts(holders, Stance.DEMANDS, Complement("object", target), voices, "noun: demand of", 0.7)


def _predicated(token: Token, word: StanceWord, sentence: Span, voices: Voices) -> Iterator[Draft]:
    """ "Oslo's main [demand] is a truce", "among its [demands] are a truce and a count"."""
    stance, copula = next(iter(word.frames.values())), token.i + 1
    if (
        stance is not Stance.DEMANDS
        or copula + 1 >= sentence.end
        or token.doc[copula].lower_ not in {"is", "are", "was", "were"}
    ):
        return
    holders = _owners(token, voices)
    following = token.doc[copula + 1]
    if (
        not holders
        or following.tag_ not in {"DT", "NN", "NNS", "JJ", "TO", "IN", "CD"}
        or following.lower_ in {"not", "no"}
    ):
        return
    telling = group(token.doc[copula])
    start = copula + 1 + (following.lower_ in {"that", "to", "for"})
    complement = cut(start, sentence.end, voices, "object")
    if telling is not None and flat(token.doc[copula], telling) and complement is not None:
        yield from drafts(holders, stance, complement, voices, "noun: predicated", 0.7)


def _may_stand(word: StanceWord, carrier: Token | None, token: Token, sentence: Span) -> bool:
    """Whether a noun that takes a stance only below some verbs, or where there is none, does so here."""
    words = stance_words()
    none = any(t.lower_ == "no" for t in token.doc[max(sentence.start, token.i - 2) : token.i])
    if none and word.lemma in words.lacking:
        return carrier is not None and carrier.lower_ in words.carries
    if word.lemma in words.bound:
        return carrier is not None and carrier.lower_ in words.bound[word.lemma]
    return word.lemma not in words.lacking or word.lemma == "intention"


def _drawn(word: StanceWord, carrier: Token, by: tuple[int, ...], voices: Voices) -> Iterator[Draft]:
    """ "The deal drew criticism from Oslo": Oslo's stance, on the deal."""
    telling = group(carrier)
    subjects = [head for head in voices.grammar.subjects(carrier) if head.i < carrier.i]
    if telling is None or telling.negated or not flat(carrier, telling) or not subjects:
        return
    phrase = voices.grammar.noun_phrase(subjects[0])
    target = trimmed(carrier.doc, phrase.start, min(phrase.end, carrier.i))
    if target is not None and target[0].tag_ not in {"WP", "WDT"}:
        stance = next(iter(word.frames.values()))
        yield from drafts(by, stance, Complement("object", target), voices, "noun: drawn", 0.7)


def _ended_with(token: Token, sentence: Span) -> bool:
    """ "Ended the summit with a joint demand that": those who end it take the stance."""
    doc, at = token.doc, token.i - 1
    while at > sentence.start and doc[at].tag_ in {"JJ", "NN"}:
        at -= 1
    ended = any(t.lower_ in _ENDING for t in doc[sentence.start : at])
    return at - 1 > sentence.start and doc[at].lower_ in {"a", "an"} and doc[at - 1].lower_ == "with" and ended


def _protesting(token: Token, sentence: Span, voices: Voices) -> tuple[int, ...]:
    """ "Resigned in protest at the deal": who does what is told before."""
    doc = token.doc
    if token.i - 2 <= sentence.start or doc[token.i - 1].lower_ != "in":
        return ()
    near = range(token.i - 2, max(sentence.start, token.i - 16), -1)
    verb = next((doc[i] for i in near if doc[i].tag_ in {"VBD", "VBZ", "VBN"}), None)
    telling = group(verb) if verb is not None else None
    if verb is None or telling is None or telling.negated or telling.passive or not flat(verb, telling):
        return ()
    return voices.subjects(verb, telling)


def _sought(token: Token) -> bool:
    """Whether another only asks for it, or speaks against it: "requested Oslo's support", "criticised its refusal"."""
    doc, at = token.doc, token.i - 1
    while at > token.sent.start and (doc[at].tag_ in _OWNING or doc[at].tag_ == "DT"):
        at -= 1
    owned = {t.tag_ for t in doc[at + 1 : token.i]} & {"POS", "PRP$"}
    if not owned:
        return False
    takes = [word for word in stance_words().verbs.get(doc[at].lower_, ()) if not word.rest]
    asked = any(word.frames.get("object") is Stance.DEMANDS for word in takes) or doc[at].lower_ in _WINNING
    against = any(word.frames.get("object") is Stance.OPPOSES for word in takes)
    return asked or (against and "PRP$" in owned)


def _backed_down(token: Token, sentence: Span) -> bool:
    """ "Backed down from its threat": the stance is given up."""
    near = [t.lower_ for t in token.doc[max(sentence.start, token.i - 5) : token.i]]
    if "on" in near and {"backtracked", "reneged", "back", "backtracks"} & set(near):
        return True
    return "from" in near and bool({"down", "away", "back", "retreated", "withdrew"} & set(near))


def _noun_complement(word: StanceWord, after: int, sentence: Span, voices: Voices) -> Complement | None:
    """What a noun is about, past a date and those to whom it is put: "concern [to Oslo on Monday] about"."""
    doc, dates = voices.parsed.doc, voices.dates(sentence)
    leads = {"to", *(lead.split()[0] for lead in word.frames)}
    while after < sentence.end and after in dates:
        after += 1
    told: Span | None = None
    if after < sentence.end and doc[after].lower_ in {"to", "with"} - set(word.frames):
        _, past = listed(voices, after + 1, sentence.end)
        while past < sentence.end and past in dates:
            past += 1
        if past > after + 1 and past < sentence.end and doc[past].lower_ in leads - {"to"}:
            told, after = doc[after + 1 : past], past
    if after + 1 < sentence.end and doc[after].text in QUOTE_MARKS and doc[after + 1].lower_ in leads:
        after += 1  # "“deep concern” about"
    if after >= sentence.end or doc[after].lower_ not in leads:
        return None
    found = next(complements(after, sentence.end, voices), None)
    if found is not None and found.frame == "clause" and found.target[0].tag_ in {"MD", "VBD", "VBZ", "VBP"}:
        return None  # a relative clause: "proposals that would have left"
    acts = found is not None and found.frame == "infinitive" and voices.grammar.is_subject(doc[after - 1])
    if found is not None and (acts or found.frame not in {"clause", "infinitive"}):
        found = cut(found.target.start, sentence.end, voices, found.frame, noun=True)
    return found if found is None or told is None else Complement(found.frame, found.target, told, found.condition)


def _carrier(token: Token) -> Token | None:
    """The verb whose object a noun is, at most four words before it."""
    at = token.i - 1
    while at > token.sent.start and token.i - at <= 5:
        before = token.doc[at]
        if before.tag_ in {"VB", "VBD", "VBZ", "VBP", "VBN", "VBG"} and before.tag_ != "JJ":
            return before
        if before.lower_ == "with" and token.doc[at - 1].lower_ in _WITH:
            return token.doc[at - 1]
        if before.tag_ not in {"DT", "JJ", "PRP$", "RB", "CC", "NN", "JJR", "JJS"} and before.text not in {
            ",",
            *QUOTE_MARKS,
        }:
            return None
        at -= 1
    return None


def _backing(token: Token, carrier: Token, sentence: Span, voices: Voices) -> Iterator[Draft]:
    """ "The rebels have the backing of Oslo": Oslo's stance, on the rebels."""
    telling = group(carrier)
    holders, _ = listed(voices, token.i + 2, sentence.end)
    subjects = [head for head in voices.grammar.subjects(carrier) if head.i < carrier.i]
    if telling is None or telling.negated or not flat(carrier, telling) or not subjects:
        return
    phrase = voices.grammar.noun_phrase(subjects[0])
    if (target := trimmed(token.doc, phrase.start, phrase.end)) is not None:
        complement = Complement("object", target)
        if target[0].tag_ in {"WP", "WDT"}:
            return
        yield from drafts(holders, Stance.SUPPORTS, complement, voices, "noun: backing of", 0.7)


def _owners(token: Token, voices: Voices) -> tuple[int, ...]:
    """Whose a noun is: "Oslo's", "its", "Norwegian", "opposition" before it."""
    doc, at = token.doc, token.i - 1
    while at >= token.sent.start and token.i - at <= 5:
        before = doc[at]
        who = voices.who(before)
        if who and who == voices.who(token) and before.tag_ == "POS":
            return voices.demonym(doc[at - 1].text)
        if who:
            verbal = doc[at + 1].tag_ in {"VBN", "VBD"} and before.tag_ != "POS"  # "Oslo rejected proposals"
            return () if verbal else who
        if before.lower_ in GROUPS:
            return adjunct_actor(before, voices)
        if before.tag_ == "VBG" and before.lower_ in stance_words().carries:
            return ()  # "a statement with Oslo expressing concern"
        if before.tag_ not in {"JJ", "POS", "PRP$", "NN", "VBN", "VBG", "CD", "NNP"} and before.text not in {
            "'s",
            "’s",
            "'",
            "’",
        }:
            return ()
        at -= 1
    return ()
