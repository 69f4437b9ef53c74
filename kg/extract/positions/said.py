"""Stances in what somebody says: what others must do or did wrong, what is not true."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from kg.extract.positions.complements import Complement, cut
from kg.extract.positions.drafts import Draft, drafts
from kg.extract.positions.frames import is_wrong
from kg.extract.positions.reach import QUOTE_MARKS, reach, trimmed
from kg.extract.positions.subjects import clause_start, collective, held_by, sides_of, subject_heads, subordinate
from kg.extract.positions.words import stance_words
from kg.extract.told import Telling, flat, group, taken_back
from kg.extract.voices import Voices
from kg.language.tokens import Span, Token
from kg.model import Stance

_VERBS: Final = frozenset({"VB", "VBD", "VBZ", "VBP", "VBG", "VBN"})
_ENDS: Final = frozenset({";", ":", "“", "”", '"'})
COPULAS: Final = frozenset({"is", "are", "was", "were", "'s", "’s", "'re", "’re"})
_OPENING: Final = COPULAS | {"has", "have", "had", "there"}
_MARKS: Final = QUOTE_MARKS | {"'", "‘", "’"}
_UNABLE: Final = frozenset({"be seen", "go further", "afford to", "win the", "survive without"})
"""What somebody "cannot" do who is not told that he may not."""
_CAUSES: Final = frozenset({"need", "place", "room", "justification", "question", "reason", "point", "excuse", "basis"})
_INFRINGING: Final = frozenset({"violate", "breach", "contravene", "infringe", "flout"})
"""What deeds do, too, of which their doer is accused."""
_SETTLING: Final = frozenset({"discuss", "negotiate", "talk", "debate", "renegotiate", "settle", "mediate"})
_UNTRUE: Final = (
    *("not true", "n't true", "n’t true", "untrue", "a lie", "false", "a fabrication", "fabricated", "baseless"),
    *("lies", "fake news", "propaganda", "disinformation", "an invention", "invented", "slander", "a fairy tale"),
    *("groundless", "unfounded", "nonsense", "a complete lie", "no truth", "exaggerated", "overblown"),
)


def from_said(sentence: Span, voices: Voices) -> Iterator[Draft]:
    """The stances in the words that a sentence reports."""
    for token in sentence:
        if not _may_tell(token) or taken_back(token):
            continue
        if token.tag_ == "MD" or token.lower_ in stance_words().duty_verbs:
            yield from _duty(token, sentence, voices)
        if token.tag_ in _VERBS and not _concluded(token):
            yield from _wrong(token, sentence, voices)
        if (token.lower_ in COPULAS or token.lower_ in {"has", "have", "had"}) and not _concluded(token):
            yield from _judged(token, sentence, voices)
        if token.lower_ == "there":
            yield from _excluded(token, sentence, voices)


def _may_tell(token: Token) -> bool:
    """Whether a word can open what somebody says of others: a modal, a wrong done, "is", "there"."""
    words, low = stance_words(), token.lower_
    return (
        token.tag_ == "MD"
        or low in words.duty_verbs
        or low in words.wrong_verbs
        or low in words.wrong_openings
        or low in _OPENING
    )


def _concluded(token: Token) -> bool:
    """Whether a verb stands in what a noun says, which is another's: "the conclusion that Oslo had meddled"."""
    doc = token.doc
    for at in range(token.i - 1, max(token.sent.start + 1, token.i - 14) - 1, -1):
        if doc[at].lower_ == "that":
            return doc[at - 1].tag_ in {"NN", "NNS"} and doc[at - 1].lower_ in stance_words().conclusions
        if doc[at].text in _ENDS:
            return False
    return False


def _duty(token: Token, sentence: Span, voices: Voices) -> Iterator[Draft]:
    """ "Oslo must withdraw", said by another: a demand; "must not", "cannot": he is against it."""
    words, doc, low = stance_words(), token.doc, token.lower_
    speakers = voices.sayers(token)
    if not speakers or subordinate(token, sentence):
        return
    at = token.i + 1
    negated = at < sentence.end and doc[at].lower_ in {"not", "n't", "n’t"}
    cannot = low in {"can", "could", "ca", "cannot"} and (negated or low == "cannot")
    if low in words.duty_verbs:
        if token.tag_ not in _VERBS or at + 1 >= sentence.end or doc[at].lower_ != "to" or doc[at + 1].tag_ != "VB":
            return
        if (telling := group(token)) is None or telling.modal not in {None, "will", "would"} or telling.negated:
            return
        if telling.first.i > sentence.start and telling.first.nbor(-1).lower_ in {"that", "who", "which"}:
            return  # "a team that needs to settle in"
    elif cannot:
        if doc[at + negated : at + negated + 2].text.lower() in _UNABLE:
            return
    elif low not in words.duty_modals:
        return
    subjects = subject_heads(token, voices)
    own = voices.of(subjects)
    if (
        not subjects
        or sides_of(speakers, voices) & set(own)
        or any(s.lower_ in {"we", "i", "it", "there"} for s in subjects)
    ):
        return
    if cannot and not own:
        return
    complement = cut(clause_start(token, subjects, voices), sentence.end, voices, "clause")
    if complement is not None:
        stance = Stance.OPPOSES if negated or cannot or _too_late(token, sentence) else Stance.DEMANDS
        for draft in drafts(speakers, stance, complement, voices, "said: duty of another", 0.75):
            yield Draft(
                draft.holder,
                stance,
                draft.target,
                own,
                draft.condition,
                draft.rule,
                0.75,
            )


def _too_late(modal: Token, sentence: Span) -> bool:
    """Whether one is told what he has not done: "should [have] spoken up", "should never [have] allowed it"."""
    after = [t for t in sentence.doc[modal.i + 1 : min(sentence.end, modal.i + 5)] if t.tag_ != "RB"]
    return len(after) > 1 and after[0].lower_ == "have" and after[1].tag_ in {"VBN", "VBD"}


def _wrong(token: Token, sentence: Span, voices: Voices) -> Iterator[Draft]:
    """ "Oslo has violated the truce", said by somebody else: he accuses it."""
    words = stance_words()
    lemma = words.wrong_verbs.get(token.lower_)
    if lemma is None and token.lower_ in words.wrong_openings:
        lemma = token.lower_ if any(_begins(token, phrase, sentence) for phrase in words.wrong_phrases) else None
    if lemma is None or (lemma in words.blows and not _victims(token, sentence)):
        return
    if lemma == "commit" and not _crime(token, sentence):
        return
    speakers = held_by(token, voices)
    telling = _attempted(token)
    if not speakers or telling is None or telling.negated or telling.passive or not flat(token, telling):
        return
    if subordinate(token, sentence, because=False) or (telling.participle and token.tag_ == "VBN"):
        return
    heads = [head for head in voices.grammar.subjects(token) if head.i < token.i]
    if telling.participle and any(head.lower_ == "it" for head in heads):
        return  # "it was Oslo's bombers that had struck, killing eleven"
    mine = sides_of(speakers, voices)
    accused = tuple(a for a in voices.subjects(token, telling) if a not in mine)
    for head in heads:
        if not accused:
            owners = voices.of(voices.grammar.possessors(head))
            nation = [a for t in voices.grammar.noun_phrase(head) if t.i < head.i for a in voices.demonym(t.text)]
            accused = tuple(a for a in dict.fromkeys([*owners, *nation]) if a not in mine)
    complement = cut(token.i, sentence.end, voices, "clause")
    if lemma in _INFRINGING and not accused and not telling.participle and _thing(heads, mine, voices):
        whole = cut(clause_start(token, heads, voices), sentence.end, voices, "clause")
        if whole is not None:  # "said the blockade violated the truce"
            yield from drafts(speakers, Stance.ACCUSES, whole, voices, "said: a breach", 0.65)
    if (accused or (collective(heads, speakers, voices))) and complement is not None:
        yield from directed(drafts(speakers, Stance.ACCUSES, complement, voices, "said: a wrong done", 0.7), accused)


def _thing(heads: list[Token], mine: set[int], voices: Voices) -> bool:
    """Whether the subject of a verb is a thing, and not the speakers' own: "the blockade"; not "our raids"."""
    owners = voices.of([owner for head in heads for owner in voices.grammar.possessors(head)])
    return bool(heads) and heads[0].tag_ in {"NN", "NNS", "DT"} and not mine & {*owners}


def _begins(token: Token, phrase: str, sentence: Span) -> bool:
    """Whether a phrase begins at a word: "[playing] with fire"."""
    words = [t.lower_ for t in token.doc[token.i : min(sentence.end, token.i + 8)] if t.text not in _MARKS]
    return words[: len(phrase.split())] == phrase.split()


def _crime(token: Token, sentence: Span) -> bool:
    """ "Committed war crimes"; not "committed to peace", "committed troops"."""
    following = token.doc[token.i + 1 : min(sentence.end, token.i + 9)]
    return is_wrong(following) or any(t.lower_ in stance_words().crimes for t in following)


def _victims(token: Token, sentence: Span) -> bool:
    """ "Bombed a [hospital]", "rammed [our] ship"; not "shelled the hill, activists said"."""
    near = token.doc[token.i + 1 : min(sentence.end, token.i + 9)]
    end = next((i for i, t in enumerate(near) if t.text in {",", ";"}), len(near))
    return any(t.lower_ in stance_words().victims for t in near[:end])


def _attempted(token: Token) -> Telling | None:
    """The verb group of a deed, or of its attempt: "is trying to circumvent"."""
    if token.tag_ == "VB" and token.i - 2 >= token.sent.start and token.nbor(-1).lower_ == "to":
        attempt = token.nbor(-2)
        return group(attempt) if attempt.lower_ in stance_words().attempts else None
    return group(token) if token.tag_ != "VB" else None


def directed(found: list[Draft], toward: tuple[int, ...]) -> Iterator[Draft]:
    """Drafts, directed at those who are given."""
    for draft in found:
        yield Draft(draft.holder, draft.stance, draft.target, toward, draft.condition, draft.rule, draft.confidence)


def _judged(token: Token, sentence: Span, voices: Voices) -> Iterator[Draft]:
    """ "Oslo is an aggressor", "dialogue is essential", "this is not true", as somebody's words."""
    speakers = voices.sayers(token)
    if not speakers or subordinate(token, sentence):
        return
    mine = sides_of(speakers, voices)
    words, doc = stance_words(), token.doc
    telling = group(token)
    if telling is None or not flat(token, telling):
        return
    end = min(reach(token.i, sentence.end, voices), token.i + 14)
    predicate = doc[token.i + 1 : end]
    if not len(predicate):
        return
    text = doc[token.i : end].text.lower()
    subject = doc[max(sentence.start, token.i - 1)].lower_
    led = subject_heads(token, voices)
    if subject not in words.claims and led and led[0].lower_ in words.claims:
        subject = led[0].lower_  # "reports of a raid were untrue"
    pointed = subject in {"this", "that", "it", "these", "all", "which"} or subject in words.claims
    if pointed and any(u in text for u in _UNTRUE):
        phrase = voices.grammar.noun_phrase(led[0] if led else token.nbor(-1))
        start = phrase.start if subject in words.claims else sentence.start
        target = trimmed(doc, start, end if subject in words.claims else _said_until(token, sentence, voices))
        if target is not None:
            yield from drafts(speakers, Stance.DENIES, Complement("clause", target), voices, "said: untrue", 0.7)
        return
    if any(t.lower_ in {"not", "n't", "n’t", "no"} for t in predicate[:2]):
        return
    subjects = subject_heads(token, voices) or [doc[max(sentence.start, token.i - 1)]]
    owners = voices.of([owner for subject in subjects for owner in voices.grammar.possessors(subject)])
    own = tuple(a for a in voices.of(subjects) or owners if a not in mine)
    span = cut(token.i + 1, sentence.end, voices, "clause")
    if span is None:
        return
    head = predicate[:6]
    if token.lower_ in {"has", "have", "had"} and "blood on" not in head.text.lower():
        return
    pronoun = any(s.tag_ in {"PRP", "EX"} for s in subjects) or sides_of(speakers, voices) & set(voices.of(subjects))
    if not own and is_wrong(head) and not pronoun and not owners:
        yield from drafts(speakers, Stance.ACCUSES, span, voices, "said: a wrong", 0.65)
    elif own and (is_wrong(head) or any(adjective in head.text.lower() for adjective in words.wrong_adjectives)):
        yield from directed(drafts(speakers, Stance.ACCUSES, span, voices, "said: a wrongdoer", 0.75), own)
    elif any(_needful(t) for t in (head[:2] if head[0].tag_ in {"RB", "DT"} else head[:1])):
        whole = cut(clause_start(token, subjects, voices), sentence.end, voices, "clause")
        if whole is not None:
            yield from drafts(speakers, Stance.DEMANDS, whole, voices, "said: needed", 0.65)


def _said_until(token: Token, sentence: Span, voices: Voices) -> int:
    """Where the words end that are reported together with a word."""
    quote, end = voices.quote(token), token.i + 1
    while quote is not None and end < sentence.end and voices.quote(token.doc[end]) == quote:
        end += 1
    return end if quote is not None else sentence.end


def _needful(word: Token) -> bool:
    """ "Dialogue is [essential]", "it is [important] to talk", "important that all sides hold back"."""
    if word.lower_ in stance_words().duty_adjectives:
        return True
    after = word.doc[word.i + 1 : min(word.sent.end, word.i + 3)]
    led = len(after) > 1 and (after[0].lower_ == "that" or (after[0].lower_ == "to" and after[1].tag_ == "VB"))
    return word.lower_ == "important" and led


def _excluded(token: Token, sentence: Span, voices: Voices) -> Iterator[Draft]:
    """ "There can be no settlement until they leave", as somebody's words: he rules it out."""
    doc, at = token.doc, token.i + 1
    words = [t.lower_ for t in doc[at : min(sentence.end, at + 3)]]
    plain = words[:2] in (["is", "no"], ["was", "no"], ["'s", "no"], ["’s", "no"]) and words[2:] and words[2] in _CAUSES
    if words[1:2] == ["nothing"] and words[0] in COPULAS and _to_settle(at + 2, sentence):
        at -= 2  # "there is [nothing to discuss]"
    elif plain and at + 4 < sentence.end and doc[at + 3].lower_ in {"for", "of", "in", "to"}:
        at += 1
    elif len(words) < 3 or words[1:] != ["be", "no"] or not _ruled_out(words[0], doc[at + 3 : at + 7]):
        return
    holders = voices.sayers(token) or _adamant(token, sentence, voices)
    complement = cut(at + 3, sentence.end, voices, "object")
    if holders and complement is not None:
        yield from drafts(holders, Stance.REJECTS, complement, voices, "said: there can be no", 0.7)


def _to_settle(start: int, sentence: Span) -> bool:
    """Whether words go on with what two would do together: "nothing [left to discuss]", "nothing to talk about"."""
    words = [t.lower_ for t in sentence.doc[start : min(sentence.end, start + 3)] if t.lower_ not in {"left", "more"}]
    return words[:1] == ["to"] and words[1:2] != [] and words[1] in _SETTLING


def _ruled_out(modal: str, what: Span) -> bool:
    """ "Can be no truce"; "will be no" only of what is for the speaker to refuse: "will be no talks"."""
    if modal in {"will", "would"}:
        plain = what.text.lower().startswith(("let-up", "let up"))
        return plain or any(t.lower_ in stance_words().refusable for t in what)
    return modal in {"can", "must", "should", "could"}


def _adamant(token: Token, sentence: Span, voices: Voices) -> tuple[int, ...]:
    """Whose conviction a clause is: "are adamant ... and there can be no"."""
    for at in range(token.i - 1, sentence.start - 1, -1):
        before = token.doc[at]
        if before.lower_ in {"adamant", "insistent", "clear", "convinced"}:
            copula = before.nbor(-1)
            return voices.subjects(copula, Telling(False, None, copula))
    return ()
