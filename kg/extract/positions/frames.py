"""Whether what a word takes is what it seems: what is declined is no answer, what somebody is called is a wrong."""

from __future__ import annotations

from kg.extract.positions.complements import Complement, complements
from kg.extract.positions.forms import past_particle
from kg.extract.positions.words import StanceWord, stance_words
from kg.extract.told import FINITE
from kg.extract.voices import Voices
from kg.language.tokens import Span, Token
from kg.model import Stance

_PROMISES = frozenset(
    {"promise", "promises", "pledge", "pledges", "commitment", "commitments", "undertaking", "undertakings"}
)
_FIGURES = {
    "hold out": frozenset({"prospect", "possibility", "hope", "promise", "offer", "chance"}),
    "warm": frozenset({"idea", "plan", "proposal", "notion", "deal", "offer", "scheme", "suggestion", "text", "pact"}),
}
"""What some verbs take where they are meant as a stance: "held out the [prospect] of aid", not "her hand"."""
_ENVOYS = frozenset({"envoy", "ambassador", "chargé", "charge", "diplomat", "affaires", "d'affaires", "commissioner"})
_VENGEANCE = frozenset(
    {"revenge", "retaliation", "response", "vengeance", "retribution", "reprisals", "reprisal", "war", "strikes"}
    | {"action", "consequences", "punishment", "sanctions", "attacks", "destruction", "countermeasures"}
)
_PRESENTING = frozenset({"unveil", "submit", "circulate"})
_PLANS = frozenset(
    {"plan", "plans", "proposal", "proposals", "initiative", "roadmap", "draft", "offer", "blueprint", "compromise"}
)
"""What one offers who presents it."""
_SENT = frozenset(
    {"envoys", "ambassadors", "diplomats", "mediators", "mediator", "delegation", "mission", "inspectors", "observers"}
    | {"monitors", "ship", "ships", "vessel", "convoy", "convoys", "team", "negotiators", "overture", "overtures"}
)
_ECHOED = frozenset(
    {
        "concern",
        "concerns",
        "worries",
        "goal",
        "goals",
        "fears",
        "assessment",
        "aim",
        "call",
        "calls",
        "demand",
        "demands",
        "appeal",
        "appeals",
        "plea",
        "position",
        "stance",
        "view",
    }
)
_QUIETING = frozenset({"play down", "scotch"})
_HEEDING = _QUIETING | {"defy", "ignore"}
"""Verbs that take a stance only on what others say or ask: "ignored calls for calm", "played down the report"."""
_PRESSING = frozenset(
    {"warning", "warnings", "deadline", "ultimatum", "pressure", "pleas", "order", "orders", "resolution"}
)
_PARTIES = frozenset(
    {"sides", "parties", "countries", "nations", "governments", "leaders", "states", "allies", "powers"}
    | {"neighbours", "neighbors", "rivals", "factions", "camps"}
)
_TO_COME = frozenset({"will", "would", "'ll", "’ll", "wo", "shall", "can", "could", "'d", "’d", "must", "should"})
_LEAVING = frozenset({"pull out of", "pull back", "pull", "walk"})
_GOING = frozenset({"return", "fly", "tour", "arrive"})
_NAMED = frozenset({"named", "identified", "quoted", "cited"})
_ANONYMOUS = frozenset({"anonymous", "anonymity", "unnamed", "nameless", "unidentified"})
_VAGUE = frozenset(
    {"it", "matter", "issue", "case", "matters", "question", "reporters", "journalists", "press", "media"}
)


def fits(word: StanceWord, complement: Complement, stance: Stance, voices: Voices) -> bool:
    """Whether the frame is what it seems: what is declined is no answer, what somebody is called is a wrong."""
    words, first = stance_words(), complement.target[0]
    if stance is Stance.DEMANDS and (_nameless(complement.target) or first.lower_ in {"none", "nothing"}):
        return False
    if word.lemma == "regret" and complement.frame == "clause" and first.lower_ in {"we", "i"}:
        return False  # "we regret that we did not act"
    if stance is Stance.REJECTS and complement.frame == "infinitive":
        ends = complement.condition is not None and complement.condition[0].lower_ in {"unless", "until"}
        return (ends or not is_silence(complement.target)) and not _rejects(complement.target)
    if complement.frame in {"object_as", "object_named"} and word.lemma in words.wrong_only | words.to_blame:
        led = (i for i, t in enumerate(complement.target) if t.lower_ in {"to", "for", "with", "by", "in", "on"})
        named = any(token.lower_ in words.wrong_nouns for token in complement.target[: next(led, 14)])
        return named if word.lemma in words.to_blame else is_wrong(complement.target)
    if word.lemma == "blame" and complement.frame == "object":  # "left, blaming the Malians"
        return bool(voices.of(list(complement.target[:4]))) and "on" not in {t.lower_ for t in complement.target}
    if word.lemma == "summon":  # "summoned the envoy over the raid"
        envoys = complement.whom is not None and any(t.lower_ in _ENVOYS for t in complement.whom)
        return envoys and first.nbor(-1).lower_ == "over"
    if word.lemma in {"turn back", "turn away"}:  # "turned back the envoys"
        return any(t.lower_ in _ENVOYS | _SENT for t in complement.target[:5])
    if word.lemma == "hope" and complement.frame == "infinitive":
        return first.lower_ not in {"be", "have", "see", "hear", "learn", "meet", "return"}
    if word.lemma in _PRESENTING and stance is Stance.OFFERS:
        return any(t.lower_ in _PLANS for t in complement.target[:5])
    closed = any(f"is {each}" in complement.target.text.lower() for each in words.closed)
    if word.lemma == "agree" and closed:
        return False  # "agreed it is not negotiable" is read with what is said of matters
    if word.lemma == "doubt" and complement.frame == "object":  # "doubts the truce will hold" is a guess
        return not any(t.tag_ in FINITE for t in complement.target[:8])
    if word.lemma == "believe" and complement.frame == "in":
        return first.tag_ in {"NN", "JJ"} and first.lower_ not in {"god", "fate"}
    if word.lemma in {"echo", "share"}:  # "echoed Oslo's call for talks"
        owned = any(t.tag_ == "POS" for t in complement.target[:6])
        return owned and any(t.lower_ in _ECHOED for t in complement.target)
    if word.lemma in _HEEDING:
        heard = words.claims if word.lemma in _QUIETING else words.pointed_at | words.claims | _PRESSING
        return any(token.lower_ in heard for token in complement.target[:5])
    if word.lemma in {"back", "second"} and complement.frame == "object":
        return first.tag_ != "CD"
    if word.lemma in {"dismiss", "decline"} and complement.frame == "object":
        return not any(token.lower_ in words.posts for token in complement.target[:5]) and first.tag_ != "CD"
    if complement.frame == "object" and word.lemma in {"welcome", "hail", "salute"} and _greets(complement, voices):
        return False
    if stance is Stance.REJECTS and word.lemma in {"quit", "exit"}:
        parted = words.parted - words.posts
        return any(token.lower_ in parted or token.is_upper for token in complement.target[:8])
    if stance is Stance.REJECTS and word.lemma in words.called_off and complement.frame == "object":
        return any(token.lower_ in words.agreed for token in complement.target[:6])
    if stance is Stance.REJECTS and word.lemma == "leave":
        bound = first.tag_ in {"DT", "PRP$", "CD"}
        return bound and any(token.lower_ in words.cut for token in complement.target[:4])
    if stance is Stance.REJECTS and word.lemma in words.cutting:
        head = next((i for i, t in enumerate(complement.target) if i and t.tag_ in {"IN", "TO", "VBG", "WDT"}), 6)
        if word.lemma in words.breaking and any(t.lower_ in words.dealings for t in complement.target[: min(head, 6)]):
            return True
        return any(token.lower_ in words.cut for token in complement.target[: min(head, 6)])
    if word.rest == ("away",) and any(t.lower_ in words.nouns for t in complement.target[:3]):
        return False  # "backed away from its threat"
    if word.lemma == "withdraw" and complement.frame == "from":
        return any(token.lower_ in words.parted or token.is_upper for token in complement.target[:8])
    if stance is Stance.REJECTS and complement.frame in {"from", "out_of", "object"} and word.lemma in _LEAVING:
        return any(token.lower_ in words.parted or token.is_upper for token in complement.target[:8])
    if word.lemma in _FIGURES:
        return any(token.lower_ in _FIGURES[word.lemma] for token in complement.target[:5])
    if word.lemma == "sign":  # a promise; what a treaty binds its parties to is told apart
        return any(token.lower_ in _PROMISES for token in complement.target[:6])
    if complement.frame == "object" and word.lemma in {"announce", "declare"}:
        return any(token.lower_ in words.announced for token in complement.target[:6])
    if (
        word.lemma == "ask"
        and complement.frame == "for"
        and any(t.lower_ in words.details for t in complement.target[:3])
    ):
        return False
    told_of = any(token.lower_ in words.details for token in complement.target[:4])
    if complement.frame == "object" and told_of and stance is not Stance.DEMANDS:
        return False
    if complement.frame == "infinitive" and stance is Stance.COMMITS:
        going = word.lemma in {"plan", "intend"} and first.lower_ in _GOING
        return not going and (first.lower_ not in words.meeting or (word.lemma == "agree" and first.lower_ == "host"))
    if complement.frame == "clause" and word.lemma in {"assure", "guarantee"}:
        return any(t.tag_ == "MD" and t.lower_ in _TO_COME for t in complement.target[:20])
    if complement.frame == "clause" and word.lemma == "announce":
        return _announces_own(complement.target)
    if complement.frame == "object" and word.lemma == "question":
        asked = [token for token in complement.target[:5] if token.tag_ not in {"PRP$", "POS"}]
        owned = any(token.tag_ in {"PRP$", "POS"} for token in complement.target[:5])  # "his fitness to govern"
        return owned or not any(map(voices.actors.is_person, voices.of(asked)))
    if complement.frame == "clause" and word.lemma == "hope":
        return _hopes_of(complement.target, voices)
    if complement.frame == "object_infinitive" and word.lemma in {"want", "need"}:
        return complement.whom is not None and bool(voices.of(list(complement.whom)))
    if complement.frame == "object_infinitive" and word.lemma in {"expect", "advise", "challenge"}:
        return complement.whom is not None and _expects(complement.whom, voices)
    if word.lemma == "need" and complement.frame == "object":
        return first.i > 1 and {t.lower_ for t in first.doc[first.i - 2 : first.i]} == {"we", "need"}
    return not (word.lemma == "see" and complement.frame == "object")


def is_vengeful(what: Span) -> bool:
    """Whether what is vowed is a threat: "vowed [revenge]"; not "vowed [an end to corruption]"."""
    return any(t.lower_ in _VENGEANCE for t in what[:4])


def adjourned(word: StanceWord, complement: Complement) -> bool:
    """Whether several break off what they hold together, which is no stance of one: "suspended the talks"."""
    words = stance_words()
    return word.lemma in words.breaking and any(t.lower_ in words.dealings for t in complement.target[:5])


def foils(span: Span) -> bool:
    """ "[Block] the nomination"; not "fight on", "stop the war": the end of what is ill is promised."""
    ill = any(t.lower_ in stance_words().ills for t in span[1:8])
    on = len(span) < 2 or span[1].lower_ in {"on", "for", "with"} or span[1].tag_ == "VBG"
    return span[0].lower_ in stance_words().foiling and not on and not ill


def is_hostile(span: Span) -> bool:
    """Whether what somebody will do is a threat: "will [retaliate]", "vowed to [strike back]"."""
    return span[0].lower_ in stance_words().hostile or span[:2].text.lower() in stance_words().hostile


def _hopes_of(clause: Span, voices: Voices) -> bool:
    """Whether a clause tells what somebody should do: "hoped [both sides would return]", not "hoped it would rain"."""
    modal = next((t for t in clause[:12] if t.tag_ in {"MD", "VBD", "VBZ", "VBP"}), None)
    if modal is None or modal.lower_ not in {"will", "would", "can", "could"} or modal.i == clause.start:
        return False
    subject = clause.doc[clause.start : modal.i]
    asked = bool(voices.of(list(subject))) or any(t.lower_ in _PARTIES for t in subject)
    return asked and clause[0].lower_ not in {
        "he",
        "she",
        "i",
        "we",
    }


def _expects(whom: Span, voices: Voices) -> bool:
    """ "We expect [Oslo] to pay": of somebody, and in the mouth of who may ask it; analysts expect what will come."""
    doc, at = whom.doc, whom.start - 2
    while at > doc[whom.start].sent.start and doc[at].tag_ in {"RB", "MD"}:
        at -= 1
    return bool(voices.of(list(whom))) and (doc[whom.start - 1].lower_[:6] != "expect" or doc[at].lower_ in {"we", "i"})


def _announces_own(clause: Span) -> bool:
    """Whether a clause tells what its speaker will do: "announced that [it was joining]", "that [he will] sign"."""
    own = clause[0].lower_ in {"it", "he", "she", "they", "we"} and len(clause) > 2
    going = clause[1].lower_ in {"is", "was", "were", "are"} and clause[2].tag_ == "VBG" if own else False
    to_come = own and clause[1].lower_ in {"will", "would"} and clause[2].lower_ not in stance_words().meeting
    return own and (to_come or going)


def is_silence(span: Span) -> bool:
    """Whether one who will not do it only keeps silent: "refused to comment"; not "refused to discuss the border"."""
    words = stance_words()
    if span[0].lower_ == "comment":  # "on the raid" is what it is about
        return not any(t.lower_ in {"on", "about"} for t in span[1:4])
    if span[0].lower_ not in {"discuss", "talk", "speak"}:
        return span[0].lower_ in words.silence
    what = [t.lower_ for t in span[1:6] if t.tag_ not in {"DT", "IN", "JJ", "PRP$", "TO"}]
    return not what or what[0] in words.details or what[0] in _VAGUE or (span[0].lower_ != "discuss" and len(span) < 4)


def _nameless(span: Span) -> bool:
    """Whether one only asks that his name be left out: "asked [not to be named]", "asked to remain anonymous"."""
    near = {t.lower_ for t in span[:6]}
    unnamed = span[0].lower_ in {"not", "never"} and "be" in near and bool(near & _NAMED)
    return unnamed or bool({t.lower_ for t in span[:3]} & _ANONYMOUS)


def _rejects(span: Span) -> bool:
    """ "Refused to [rule out force]": two refusals are none."""
    following = span[1].lower_ if len(span) > 1 else ""
    for word in stance_words().verbs.get(span[0].lower_, ()):
        if Stance.REJECTS in word.frames.values() and (not word.rest or word.rest[0] == following):
            return True
    return False


def _greets(complement: Complement, voices: Voices) -> bool:
    """ "Welcomed the envoy in Oslo": a person is received, not backed."""
    people = [actor for actor in voices.of(list(complement.target[:8])) if voices.actors.is_person(actor)]
    verbal = any(
        token.tag_ in {"VBG", "POS"} or token.lower_ in {"decision", "call", "offer"}
        for token in complement.target[:12]
    )
    head = next((t for t in complement.target[:5] if t.tag_ not in {"DT", "JJ", "PRP$"}), complement.target[0])
    if head.lower_ == "what":
        return False  # "welcomed what she called the courage of Ada Voss"
    thing = head.tag_ == "NN" and not voices.who(head) and head.lower_ not in stance_words().posts
    return bool(people) and not (verbal or (thing and head.i + 1 < len(head.doc) and head.nbor(1).lower_ == "of"))


def is_wrong(span: Span) -> bool:
    """Whether words name a wrongdoer or a wrong: "a terrorist group"."""
    words = stance_words()
    text = span.text.lower()
    return any(t.lower_ in words.wrong_nouns for t in span[:14]) or any(deed in text for deed in words.wrong_deeds)


def stance_of(token: Token, sentence: Span, voices: Voices) -> tuple[Stance, Complement] | None:
    """The stance that a verb takes by itself, and on what: "would [welcome] the deal"; None where it takes none."""
    for word in stance_words().verbs.get(token.lower_, ()):
        after = past_particle(token, word, sentence.end)
        for complement in complements(after, sentence.end, voices) if after is not None else ():
            stance = word.frames.get(complement.frame)
            if stance is not None and fits(word, complement, stance, voices):
                return stance, complement
    return None
