"""Stances taken by verbs: "backed the plan", "urged Oslo to sign", "was rejected by the rebels"."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from kg.extract.listing import listed
from kg.extract.positions.complements import Complement, complements, infinitive_at
from kg.extract.positions.conditions import conditioned
from kg.extract.positions.drafts import Draft, drafts
from kg.extract.positions.forms import VERBAL, is_verb, past_particle, split_particle, takes_object
from kg.extract.positions.frames import adjourned, fits, foils, is_hostile, is_vengeful, stance_of
from kg.extract.positions.holders import absolute, as_did, document_before, holders_of, on_the_way, shared_with
from kg.extract.positions.passives import by_agent, from_passive
from kg.extract.positions.reach import QUOTE_MARKS, trimmed
from kg.extract.positions.relatives import is_away
from kg.extract.positions.words import StanceWord, stance_words
from kg.extract.told import FINITE, Telling, flat, group
from kg.extract.voices import Voices
from kg.language.tokens import Span, Token
from kg.model import ActorType, QuoteKind, Stance

_OWN_SIDE = frozenset({Stance.DENIES, Stance.COMMITS, Stance.WARNS})
"""Stances that somebody takes for his state where the clause is about it: "promised that Norway would pay"."""
_OF_THING = frozenset({"DT", "PRP$", "NNS", "JJ", "NNP", "NN", "CD", "WP"})
_UNTRUE = frozenset(
    {"baseless", "groundless", "unfounded", "false", "untrue", "fabricated", "fabrication", "lies", "fake"}
)
_OPENING_CLAUSE = frozenset({"VB", "DT", "PRP", "NNP", "NN", "NNS", "JJ", "PRP$", "NNPS", "RB", "CC"})
_ANSWERING = frozenset({"counter", "retort", "shoot back", "hit back", "fire back", "snap back"})
_CAUSING = frozenset({"let", "lets", "letting", "make", "made", "makes", "making", "help", "helped", "helps", "have"})
_NEEDS = frozenset({"need", "importance", "urgency", "necessity", "value", "benefits"})
_MANNER = frozenset({"by", "in", "at", "during", "after", "over", "with"})
_ASKED = frozenset({"who", "whom", "whose", "what", "which", "how", "where", "when", "whether", "why"})
_GUILT = frozenset({"blame", "responsibility", "guilt", "wrongdoing"})
_VOWING = frozenset({"vow", "pledge", "promise", "swear"})


def from_verbs(sentence: Span, voices: Voices) -> Iterator[Draft]:
    """The stances that the verbs of a sentence take."""
    for token in sentence:
        for word in stance_words().verbs.get(token.lower_, ()):
            after = past_particle(token, word, sentence.end)
            behind = split_particle(token, word, sentence.end) if after is None else None
            if (after is not None or behind is not None) and is_verb(token, word, voices):
                if after is not None:
                    after = _past_manner(_past_another(after, sentence, voices), word, sentence)
                taken = complements(after, sentence.end, voices) if after is not None else _inner(token, behind)
                yield from _verb(token, word, taken, sentence, voices)
                break


def _past_another(after: int, sentence: Span, voices: Voices) -> int:
    """The token after a second verb that has the same object: "Oslo opposes and Rome backs [it]"."""
    doc = sentence.doc
    if after + 2 >= sentence.end or doc[after].lower_ not in {"and", "but", "while"}:
        return after
    who, past = listed(voices, after + 1, sentence.end)
    if not who or past + 1 >= sentence.end or doc[past].tag_ not in {"VBZ", "VBP", "VBD"}:
        return after
    words = stance_words().verbs.get(doc[past].lower_, ())
    return next((end for word in words if (end := past_particle(doc[past], word, sentence.end)) is not None), after)


def _past_manner(after: int, word: StanceWord, sentence: Span) -> int:
    """The token after words of how or where, with a clause behind them: "agreed [by telephone on Friday] to sign"."""
    doc = sentence.doc
    takes = {"infinitive": "to", "clause": "that"}
    leads = {lead for frame, lead in takes.items() if frame in word.frames}
    if after + 2 < sentence.end and doc[after].lower_ == "as":
        return _past_label(after, sentence)
    if after >= sentence.end or doc[after].lower_ not in _MANNER or not leads:
        return after
    for at in range(after + 1, min(sentence.end - 1, after + 12)):
        if doc[at].lower_ in leads and (doc[at + 1].tag_ in _OPENING_CLAUSE or doc[at + 1].text in QUOTE_MARKS):
            led = doc[at].lower_ == "that" or infinitive_at(doc, at, sentence.end)
            return at if led else after
        if doc[at].is_punct or doc[at].tag_ in {"VBD", "VBZ", "VBP", "MD", "WDT", "VBG"}:
            return after
    return after


def _past_label(after: int, sentence: Span) -> int:
    """The token after what a thing is rejected as, where the thing follows: "rejected [as false] a claim"."""
    doc, at = sentence.doc, after + 1
    if doc[at].text in QUOTE_MARKS:
        closing = next((i for i in range(at + 1, min(sentence.end, at + 14)) if doc[i].text in QUOTE_MARKS), None)
        opens = closing is not None and closing + 1 < sentence.end and doc[closing + 1].tag_ in _OF_THING
        return closing + 1 if opens and closing is not None else after
    at += doc[at].tag_ == "DT"
    while at < min(sentence.end - 1, after + 6) and doc[at].tag_ in {"JJ", "VBN", "NN", "RB"}:
        at += 1
        if doc[at].tag_ in {"DT", "PRP$"} or (at == after + 2 and doc[at].tag_ in {"NNS", "JJ"}):
            return at
    return after


def _leaves(clause: Span, sentence: Span, voices: Voices) -> bool:
    """Whether what is announced is that one leaves: "that it [was withdrawing from the treaty]"."""
    taken = (stance_of(token, sentence, voices) for token in clause[:6] if token.tag_ in {"VB", "VBG"})
    return any(found is not None and found[0] is Stance.REJECTS for found in taken)


def _refused(complement: Complement) -> bool:
    """ "Vowed that Oslo [would not] bend": a clause that says what will not be done."""
    modal = next((t for t in complement.target[:8] if t.tag_ == "MD"), None)
    near = complement.frame == "clause" and modal is not None and modal.i + 1 < complement.target.end
    return near and modal is not None and modal.nbor(1).lower_ in {"not", "never", "n't", "n’t"}


def _inner(token: Token, particle: int | None) -> Iterator[Complement]:
    """What stands between a verb and its particle."""
    target = trimmed(token.doc, token.i + 1, particle or token.i + 1)
    if target is not None:
        yield Complement("object", target)


def _verb(
    token: Token, word: StanceWord, taken: Iterator[Complement], sentence: Span, voices: Voices
) -> Iterator[Draft]:
    telling = group(token)
    if telling is None:
        return
    active = (
        telling.first.i > sentence.start and telling.first.nbor(-1).lower_ in {"and", "but"} and takes_object(token)
    )
    described = telling.participle and by_agent(token, sentence) is not None and not active
    if token.tag_ == "VBN" and (telling.passive or described):
        yield from from_passive(token, word, telling, sentence, voices)
        return
    if telling.participle and not _participial(token, telling, voices):
        return
    if not flat(token, telling) or _unreal(token, telling) or _made_to(token, telling):
        return
    for complement in taken:
        stance = word.frames.get(complement.frame) or _clause_stance(word, complement, token.tag_ in {"VBD", "VBN"})
        if stance is None or is_away(complement.target) or not fits(word, complement, stance, voices):
            continue
        if stance is Stance.REJECTS and complement.frame == "object" and _of_claims(complement):
            stance = Stance.DENIES
        if stance is Stance.REJECTS and complement.frame == "object_as" and _claims_dismissed(complement):
            stance, complement = Stance.DENIES, Complement("object", complement.whom or complement.target)
        elif stance is Stance.REJECTS and complement.frame == "object_as" and complement.whom is not None:
            complement = Complement("object", complement.whom)
        if (
            word.lemma in _ANSWERING
            and complement.frame == "clause"
            and _of_oneself(token, telling, complement, voices)
        ):
            stance = Stance.DENIES
        if word.lemma == "agree" and complement.frame == "clause" and _to_do(complement.target, voices):
            stance = Stance.COMMITS
        if word.lemma in {"vow", "swear"} and (complement.target[0].lower_ in {"not", "never"} or _refused(complement)):
            stance = Stance.REJECTS
        vowed = word.lemma in _VOWING and complement.frame == "infinitive"
        if vowed and foils(complement.target):  # "vowed to block [the nomination]"
            stance, complement = Stance.OPPOSES, replace(complement, target=complement.target[1:])
        elif vowed and is_hostile(complement.target):
            stance = Stance.WARNS
        if word.lemma == "vow" and complement.frame == "object" and not is_vengeful(complement.target):
            stance = Stance.COMMITS
        if stance is Stance.COMMITS and complement.frame == "infinitive":
            inner = stance_of(complement.target[0], sentence, voices)
            if inner is not None and inner[0] in {Stance.OPPOSES, Stance.REJECTS} and word.lemma != "agree":
                stance, complement = inner  # "vowed to block the deal"
        if complement.frame == "object_on" and complement.whom is not None:  # "blamed [the delay] on Oslo"
            complement = replace(complement, target=complement.whom, whom=complement.target)
        if word.lemma == "announce" and complement.frame == "clause" and _leaves(complement.target, sentence, voices):
            continue  # the rules read the verb of leaving
        if word.lemma == "break" and set(voices.sayers(token)) - set(holders_of(token, telling, voices)):
            return  # what another says that one has broken is a wrong done
        if word.lemma == "agree" and complement.frame == "on" and _NEEDS & {t.lower_ for t in complement.target[:3]}:
            stance = Stance.SUPPORTS
        if word.lemma == "agree" and telling.negated and complement.target[0].lower_ in _ASKED:
            return  # "have never agreed on [who] owns it": nobody refuses anything
        turned = stance_words().turned(word.lemma, stance) if telling.negated else stance
        if turned is Stance.SUPPORTS and stance is Stance.OPPOSES and token.nbor(-1).lower_ == "longer":
            return  # who no longer opposes a thing need not be for it
        holders = holders_of(token, telling, voices)
        if _they(telling, holders, sentence, voices):
            return
        holders = holders or _cited(token, voices)
        holders = tuple(dict.fromkeys([*holders, *as_did(token, sentence, voices)])) if holders else holders
        if len(holders) > 1 and adjourned(word, complement):
            return
        complement = conditioned(complement, telling, sentence)
        if (turned in _OWN_SIDE or word.lemma in _VOWING) and complement.frame == "clause":
            own = _own_side(holders, complement.target, voices)
            states = all(voices.actors.actors[actor].type is ActorType.STATE for actor in own)
            holders = own if states or turned is not Stance.WARNS else holders
        if turned is not None and holders and voices.vouched(token, holders):
            confidence = 0.85 if token.tag_ in VERBAL else 0.7
            yield from drafts(holders, turned, complement, voices, f"verb: {complement.frame}", confidence)
        return


def _unreal(token: Token, telling: Telling) -> bool:
    """ "Would have condemned": what did not come to be."""
    between = {t.lower_ for t in token.doc[telling.first.i : token.i]}
    return telling.modal in {"would", "could"} and "have" in between


def _they(telling: Telling, holders: tuple[int, ...], sentence: Span, voices: Voices) -> bool:
    """Whether "they" do it of whom somebody speaks in his own words, and only diplomats or the like are named before.

    Two who were spoken of, a state and a group are the likelier.
    """
    first = telling.first
    quote = voices.quote(first)
    if quote is None or quote.kind is not QuoteKind.DIRECT or first.i == sentence.start or len(holders) != 1:
        return False
    if voices.actors.actors[holders[0]].type is not ActorType.ORGANIZATION:
        return False
    named = (t for t in sentence.doc[sentence.start : first.i] if t.tag_ != "PRP" and voices.who(t))
    return first.nbor(-1).lower_ == "they" and not any(named)


def _cited(token: Token, voices: Voices) -> tuple[int, ...]:
    """Who says the words that a verb reports, where its clause does not show it."""
    for after in token.doc[token.i + 1 : min(token.sent.end, token.i + 8)]:
        quote = voices.quote(after)
        if quote is not None and (quote.cue or "").lower() == token.lower_:
            return voices.speakers(after)
    return ()


def _made_to(token: Token, telling: Telling) -> bool:
    """Whether a bare verb is what others let or make somebody do: "let them [demand] it", "made Oslo [accept] it"."""
    if token.tag_ != "VB" or telling.first.i != token.i:
        return False
    before = token.doc[max(token.sent.start, token.i - 5) : token.i]
    if len(before) and before[-1].lower_ in {"and", "or"}:
        verbs = [t for t in token.doc[token.sent.start : token.i] if t.tag_.startswith("VB") or t.tag_ == "MD"]
        return (
            bool(verbs) and verbs[-1].tag_ == "VB" and verbs[-1].nbor(-1).lower_ == "to"
        )  # "costs nothing to write and [ask]"
    return any(t.lower_ in _CAUSING for t in before)


def _own_side(holders: tuple[int, ...], clause: Span, voices: Voices) -> tuple[int, ...]:
    """Whose denial it is: who denies that his state has done it speaks for his state."""
    subject = next((t for t in clause[:2] if voices.who(t)), None)
    states = {voices.state(holder): holder for holder in holders}
    own = tuple(actor for actor in voices.who(subject) if actor in states) if subject is not None else ()
    return own or holders


def _of_oneself(token: Token, telling: Telling, complement: Complement, voices: Voices) -> bool:
    """Whether somebody answers with what he or his side did not do: "countered that it was only patrolling"."""
    holders = holders_of(token, telling, voices)
    own = {*holders, *map(voices.state, holders)}
    return any(own & {*voices.who(t)} for t in complement.target[:2])


def _to_do(clause: Span, voices: Voices) -> bool:
    """Whether what is agreed is for somebody to do: "that they [would] end it", "that it [should be] extended".

    Not what is thought to come: "that success will not happen overnight".
    """
    modal = next((token for token in clause[:30] if token.tag_ == "MD"), None)
    if modal is None or modal.i + 1 >= clause.end or modal.lower_ not in {"will", "would", "should"}:
        return False
    verb = modal.nbor(1)
    if verb.lower_ == "be" or (modal.lower_ != "should" and verb.lower_ in {"continue", "last", "hold", "stay"}):
        return True
    return modal.lower_ != "should" and any(voices.who(t) for t in clause.doc[clause.start : modal.i])


def _claims_dismissed(complement: Complement) -> bool:
    """ "Dismissed [the report] as a fabrication", "dismissed the statement as [baseless]"."""
    said = complement.whom is not None and any(t.lower_ in stance_words().claims for t in complement.whom[:4])
    return said or any(t.lower_ in _UNTRUE for t in complement.target[:4])


def _of_claims(complement: Complement) -> bool:
    """ "Rejected the accusation": what others say of one is denied."""
    if complement.target[0].lower_ in _GUILT:
        return True
    named = next((t for t in complement.target[:4] if t.lower_ in stance_words().claims), None)
    after = named.nbor(1).lower_ if named is not None and named.i + 1 < named.sent.end else ""
    return named is not None and after != "to"  # a "claim to" waters is no accusation


def _clause_stance(word: StanceWord, complement: Complement, past: bool) -> Stance | None:
    """ "Insisted that X must": a demand where the clause is about what ought to be."""
    if complement.frame != "clause" or "must_clause" not in word.frames:
        return None
    if word.lemma == "insist" and _subjunctive(complement.target, past):
        return word.frames["must_clause"]
    if word.lemma == "insist" and _barred(complement.target):
        return word.frames["must_clause"]
    duty = stance_words().duty_modals | {"be"}
    for token in complement.target[:30]:
        if token.lower_ in duty and token.tag_ in {"MD", "VB"} and token.nbor(-1).tag_ not in {"MD", "TO", "RB"}:
            return word.frames["must_clause"]
    return None


def _barred(clause: Span) -> bool:
    """ "That the rebels [could not] join": what may not be."""
    modal = next((t for t in clause[:12] if t.tag_ in FINITE), None)
    if modal is None or modal.i == clause.start or modal.lower_ not in {"can", "could", "cannot", "ca"}:
        return False
    return modal.lower_ == "cannot" or (modal.i + 1 < clause.end and modal.nbor(1).lower_ in {"not", "n't", "n’t"})


def _subjunctive(clause: Span, past: bool) -> bool:
    """ "That Oslo withdraw": a bare verb after one who is spoken of; after "insisted" after several, too."""
    verb = next((token for token in clause if token.tag_ in {"VB", "VBP", "VBD", "VBZ", "MD"}), None)
    if verb is None or verb.i == clause.start or verb.tag_ not in {"VB", "VBP"} or verb.lower_ in {"am", "are", "have"}:
        return False
    before = verb.i - 1
    while before > clause.start and verb.doc[before].tag_ == "RB":
        before -= 1
    subject = verb.doc[before]
    several = past and subject.tag_ in {"NNS", "NNPS"} and verb.lower_ != "do"
    return several or subject.tag_ in {"NN", "NNP"} or subject.lower_ in {"he", "she", "it"} or verb.lower_ == "be"


def _participial(token: Token, telling: Telling, voices: Voices) -> bool:
    """Whether a participle tells of its sentence's subject: "left, condemning the raid"; not "after condemning"."""
    if token.i == token.sent.start:
        return True
    before = voices.link(telling.first) if telling.first.i > token.sent.start else telling.first
    if token.tag_ == "VBN":  # a past tense that the tagger takes for a participle
        dates = voices.dates(token.sent)
        while before.i > token.sent.start and (before.i in dates or before.tag_ == "RB"):
            before = before.nbor(-1)
        return (
            bool(voices.who(before))
            or before.tag_ in {"PRP", "WDT", "WP"}
            or before.lower_ in {"and", "but"}
            or (before.text == "," and bool(voices.before(token)))
        )
    told = before.text == "," or before.lower_ in {"and", "but", "by", "after", "while", "when"}
    beside = absolute(telling.first, voices) or shared_with(telling.first, voices) or on_the_way(telling.first, voices)
    return told or document_before(token) is not None or bool(beside)
