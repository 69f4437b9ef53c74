"""What somebody says he will or will not do: "said it would withdraw", "will not attend", "Oslo to expel envoy"."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from kg.extract.listing import listed
from kg.extract.positions.complements import cut
from kg.extract.positions.conditions import conditioned
from kg.extract.positions.drafts import Draft, drafts
from kg.extract.positions.forms import VERBAL
from kg.extract.positions.frames import is_hostile, is_silence, stance_of
from kg.extract.positions.reach import HEADINGS, QUOTE_MARKS
from kg.extract.positions.subjects import sides_of
from kg.extract.positions.words import stance_words
from kg.extract.told import FINITE, Telling, flat, group
from kg.extract.voices import Voices
from kg.language.tokens import Span, Token
from kg.model import Stance

_STATES: Final = frozenset(
    {"be", "have", "need", "lose", "face", "suffer", "see", "get", "know", "fall", "die", "become", "find", "happen"}
    | {
        "cost",
        "remain",
        "like",
        "feel",
        "understand",
        "depend",
        "mean",
        "seem",
        "appear",
        "exist",
        "begin",
        "end",
        "take",
    }
    | {"cause", "result", "affect", "jeopardise", "jeopardize", "complicate", "worsen", "damage", "harm", "hurt"}
)
_TAKEN: Final = frozenset({"measures", "steps", "action", "countermeasures", "part", "legal"})
"""What one takes who acts: "will take steps"."""
_WEIGHING: Final = frozenset(
    {"consider", "weigh", "study", "examine", "review", "assess", "explore", "decide", "await", "evaluate"}
    | {"look", "think", "try", "hope"}
)
"""What one does who has not made up his mind: "would study the offer"; who will not do it refuses."""
_COWED: Final = frozenset(
    {"bullied", "intimidated", "swayed", "blackmailed", "deterred", "forced", "drawn", "rushed", "cowed", "pressured"}
    | {"dictated", "coerced", "provoked", "pushed", "lectured", "silenced", "hurried", "dragged", "bound"}
)
"""What somebody refuses who says that it will not be done to him: "we will not be bullied"."""
_WANTING: Final = frozenset({"have", "having", "want", "wants", "wanted"})
_CHOICES: Final = frozenset({"choice", "option", "alternative"})
_BINDING: Final = frozenset(
    {"commits", "committed", "obliges", "obliged", "binds", "requires", "required", "obligates"}
)
_WISHING: Final = frozenset({"like", "love", "prefer", "wish"})
_NOBODY: Final = frozenset({"nothing", "nobody", "no", "neither"})
_MEETINGS: Final = frozenset({"talk", "talks", "meeting", "summit", "conference", "negotiations", "meet"})
_SPEAKING_FOR: Final = frozenset(
    {
        "officials",
        "ministry",
        "minister",
        "spokesman",
        "spokeswoman",
        "spokesperson",
        "president",
        "negotiator",
        "ambassador",
        "envoy",
        "premier",
    }
    | {"secretary", "chancellor", "official", "commander", "governor", "chief", "chairman", "commissioner", "leader"}
)
"""Words of titles whose bearers tell what a state or body will do."""


def from_undertakings(sentence: Span, voices: Voices) -> Iterator[Draft]:
    """What those of whom a sentence tells will do or will not do."""
    if voices.parsed.block(sentence[0]) in HEADINGS:
        yield from _headline(sentence, voices)
    for token in sentence:
        if token.lower_ == "none":
            yield from _none_of_it(token, sentence, voices)
        if token.lower_ in _BINDING and token.tag_ in VERBAL:
            yield from _bound(token, sentence, voices)
        elif token.tag_ in VERBAL or _behind_not(token):
            yield from _rather(token, sentence, voices)
            yield from _wish(token, sentence, voices) if token.lower_ in _WISHING else _will(token, sentence, voices)


def _will(token: Token, sentence: Span, voices: Voices) -> Iterator[Draft]:
    """ "Oslo will not attend": it refuses, whoever tells; "said it would attend": it commits itself."""
    telling = going_to(token) or group(token)
    if telling is None:
        return
    if token.lower_ == "have" and telling.modal in {"will", "would"} and not telling.negated:
        yield from _forced(token, telling, sentence, voices)
        return
    unable = telling.negated and telling.modal in {"can", "could"}
    if not (unable or telling.modal in {"will", "would"}):
        return
    cowed = telling.passive and telling.negated and token.lower_ in _COWED
    if cowed and token.lower_ == "drawn" and token.i + 1 < sentence.end and token.nbor(1).lower_ != "into":
        return  # "would not be drawn": he says nothing
    if (telling.passive and not cowed) or not _undertaken(token, telling, sentence) or not flat(token, telling):
        return
    if unable and (token.lower_ in stance_words().minds or not voices.sayers(token)):
        return
    keeps = telling.negated and token.lemma_.lower() in stance_words().giving_up
    if not keeps and stance_of(token, sentence, voices) is not None:
        return  # the rules of verbs read it
    holders = voices.subjects(token, telling)
    if not holders or not _own(token, telling, holders, voices) or not voices.vouched(token, holders):
        return
    complement = cut(token.i - (cowed and token.nbor(-1).lower_ == "be"), sentence.end, voices, "infinitive")
    complement = conditioned(complement, telling, sentence) if complement is not None else None
    if complement is None or (unable and len(complement.target) == 1):  # "a line that I cannot cross"
        return
    following = token.nbor(1).lower_ if token.i + 1 < sentence.end else ""
    negated = telling.negated or following in _NOBODY or _nothing_that(telling.first, sentence)  # "will sign nothing"
    stance = Stance.REJECTS if negated else Stance.WARNS if is_hostile(complement.target) else Stance.COMMITS
    yield from drafts(holders, stance, complement, voices, "will not" if telling.negated else "said: will", 0.75)


def _bound(token: Token, sentence: Span, voices: Voices) -> Iterator[Draft]:
    """ "The accord [commits] Oslo and Rome to withdraw": they do."""
    telling, doc = group(token), token.doc
    if telling is None or telling.passive or telling.negated or telling.modal or not flat(token, telling):
        return
    heads = voices.grammar.subjects(token)
    pointed = doc[telling.first.i - 1] if telling.first.i > sentence.start else token
    named = [*heads, pointed, doc[max(sentence.start, pointed.i - 1)]]
    if not any(t.lower_ in stance_words().deals | stance_words().documents for t in named):
        return
    holders, after = listed(voices, token.i + 1, sentence.end)
    if not holders and token.i + 2 < sentence.end and doc[token.i + 1].lower_ in {"them", "both", "it"}:
        holders, after = _signers(token, sentence, voices), token.i + 2
    if not holders or after + 1 >= sentence.end or doc[after].lower_ != "to" or doc[after + 1].tag_ != "VB":
        return
    complement = cut(after + 1, sentence.end, voices, "infinitive")
    if complement is not None and voices.vouched(token, holders):
        yield from drafts(holders, Stance.COMMITS, complement, voices, "bound by a deal", 0.75)


def _signers(token: Token, sentence: Span, voices: Voices) -> tuple[int, ...]:
    """Who signed what binds "them": "Oslo and Rome signed a deal that commits [them] to leave"."""
    verb = next((t for t in sentence.doc[sentence.start : token.i] if t.lower_ in stance_words().issuing), None)
    telling = group(verb) if verb is not None else None
    named = telling is not None and telling.first.i > sentence.start and telling.first.nbor(-1).tag_ in {"NNP", "NNPS"}
    return (
        voices.subjects(verb, telling)
        if named and verb is not None and telling is not None and not telling.passive
        else ()
    )


def _none_of_it(none: Token, sentence: Span, voices: Voices) -> Iterator[Draft]:
    """ "Oslo will have [none of the plan]", "wants none of their aid"."""
    verb = none.nbor(-1) if none.i > sentence.start else none
    telling = group(verb) if verb.lower_ in _WANTING else None
    if telling is None or telling.negated or none.i + 2 >= sentence.end or none.nbor(1).lower_ != "of":
        return
    if none.nbor(2).lower_ in {"it", "that", "this"}:
        return  # which says nothing of what it is about
    told = telling.modal in {"will", "would"} or verb.lower_.startswith("want") or verb.lower_ == "having"
    holders, complement = voices.subjects(verb, telling), cut(none.i, sentence.end, voices, "object")
    if told and complement is not None and flat(verb, telling) and voices.vouched(verb, holders):
        yield from drafts(holders, Stance.REJECTS, complement, voices, "none of it", 0.75)


def _forced(token: Token, telling: Telling, sentence: Span, voices: Voices) -> Iterator[Draft]:
    """ "Would have no choice but [to expel them]": he threatens it who says it of his own side."""
    words = [
        t.lower_ for t in sentence.doc[token.i + 1 : token.i + 9] if t.text not in QUOTE_MARKS and t.lower_ != "other"
    ]
    at = next(
        (i for i in range(token.i + 4, min(sentence.end - 1, token.i + 10)) if sentence.doc[i].lower_ == "to"), None
    )
    if (
        words[:1] != ["no"]
        or words[1:2][0] not in _CHOICES
        or words[2:4] not in (["but", "to"], ["than", "to"])
        or at is None
    ):
        return
    holders = voices.subjects(token, telling)
    complement = cut(at + 1, sentence.end, voices, "infinitive")
    if complement is not None and flat(token, telling) and sides_of(voices.sayers(token), voices) & {*holders}:
        yield from drafts(holders, Stance.WARNS, conditioned(complement, telling, sentence), voices, "no choice", 0.7)


def _nothing_that(first: Token, sentence: Span) -> bool:
    """Whether it is what one will not do: "isn't [something] we will pay for", "[nothing] that Oslo would sign"."""
    before = [t.lower_ for t in sentence.doc[max(sentence.start, first.i - 8) : first.i]]
    if not set(before[-4:]) & {"something", "anything", "nothing"}:
        return False
    return "nothing" in before or bool(set(before) & {"not", "n't", "n’t"})


def _behind_not(token: Token) -> bool:
    """Whether a word can only be a verb that the tagger takes for another: "would not [cede] an inch"."""
    doc, at = token.doc, token.i
    led = at - 2 >= token.sent.start and doc[at - 1].lower_ in {"not", "never"} and doc[at - 2].tag_ == "MD"
    return led and token.tag_ in {"JJ", "NN"}


def _wish(token: Token, sentence: Span, voices: Voices) -> Iterator[Draft]:
    """ "Would like to see the sanctions eased", "would prefer to see it signed": it is asked for."""
    telling, doc = group(token), token.doc
    if telling is None or telling.modal != "would" or telling.negated or not flat(token, telling):
        return
    if token.lower_ == "like" and token.i + 1 < sentence.end and doc[token.i + 1].tag_ in {"DT", "NNP", "PRP$"}:
        yield from _would_like(token, telling, sentence, voices)
        return
    seen = [t.lower_ for t in doc[token.i + 1 : token.i + 3]] == ["to", "see"]
    if not seen or token.i + 3 >= sentence.end or doc[token.i + 3].lower_ in {"if", "whether", "how", "what"}:
        return
    holders = voices.subjects(token, telling)
    complement = cut(token.i + 3, sentence.end, voices, "object")
    if complement is not None and voices.vouched(token, holders):
        yield from drafts(holders, Stance.DEMANDS, complement, voices, "would like", 0.75)


def _rather(token: Token, sentence: Span, voices: Voices) -> Iterator[Draft]:
    """ "Would rather [see Rome take the lead]": it is for it."""
    led = token.i - 2 > sentence.start and token.nbor(-1).lower_ == "rather" and token.lower_ in {"see", "have"}
    telling = group(token) if led else None
    if telling is None or telling.modal != "would" or not flat(token, telling):
        return
    holders, complement = voices.subjects(token, telling), cut(token.i, sentence.end, voices, "infinitive")
    if complement is not None and voices.vouched(token, holders):
        yield from drafts(holders, Stance.SUPPORTS, complement, voices, "would rather", 0.7)


def _would_like(token: Token, telling: Telling, sentence: Span, voices: Voices) -> Iterator[Draft]:
    """ "Would like the ban to be lifted"."""
    near = range(token.i + 3, min(sentence.end - 1, token.i + 10))
    complement, holders = cut(token.i + 1, sentence.end, voices, "object"), voices.subjects(token, telling)
    wished = any(sentence.doc[i].lower_ == "to" and sentence.doc[i + 1].tag_ == "VB" for i in near)
    if complement is not None and wished and voices.vouched(token, holders):
        yield from drafts(holders, Stance.DEMANDS, complement, voices, "would like", 0.7)


def _undertaken(token: Token, telling: Telling, sentence: Span) -> bool:
    """Whether a verb is of what one does: not to be or to suffer, to meet, to speak or to keep silent."""
    words, plain = stance_words(), {token.lower_, token.lemma_.lower()}
    if token.lower_ == "be" and token.i + 1 < sentence.end and token.nbor(1).lower_ == "party":
        return telling.negated  # "will not be party to it"
    takes = "take" in plain and any(t.lower_ in _TAKEN for t in token.doc[token.i + 1 : token.i + 6])
    if token.lower_ in words.speaking or (
        plain & (_STATES if telling.negated else _STATES | words.meeting) and not takes
    ):
        return False
    if not telling.negated and plain & _WEIGHING:
        return token.i + 1 < sentence.end and token.nbor(1).lower_ in _NOBODY
    to = token.i + 1 < sentence.end and token.nbor(1).lower_ == "to"
    if token.lower_ == "lead" and to:
        return False  # "it would lead to war"
    going = token.lower_ == "go" and to
    return not (telling.negated and is_silence(token.doc[token.i : sentence.end]) and not going)


def _own(token: Token, telling: Telling, holders: tuple[int, ...], voices: Voices) -> bool:
    """Whether it is for the speakers to say: of themselves, of their side, or of no other's than theirs.

    What is told by the writer counts where it is refused, or laid down by a deal.
    """
    speakers = voices.sayers(token)
    own = sides_of(speakers, voices)
    same = {*holders, *(voices.state(holder) for holder in holders)}
    heads = [head for head in voices.grammar.subjects(token) if head.i < token.i]
    said = {head.lower_ for head in heads}
    if said == {"they"} and (not own & set(holders) or (len(speakers) == 1 and voices.actors.is_person(speakers[0]))):
        return False  # who "they" are of whom one person tells is not sure
    if own & same or "we" in said or ("it" not in said and _in_office(speakers, holders, voices)):
        return True
    if telling.negated:
        return not speakers or bool(own & set(holders)) or telling.modal == "will"
    return _under_deal(token.sent)


def _in_office(speakers: tuple[int, ...], holders: tuple[int, ...], voices: Voices) -> bool:
    """Whether one whose office's state the page does not name tells of a state or body: "[the negotiator] said"."""
    if not speakers or any(voices.state(speaker) != speaker for speaker in speakers):
        return False
    if any(map(voices.actors.is_person, holders)):
        return False
    titles = {tenure.title.lower() for tenure in voices.actors.tenures if tenure.actor in speakers}
    words = {word for title in titles for word in title.split()}
    named = {word for speaker in speakers for word in voices.actors.actors[speaker].name.lower().split()}
    return bool(_SPEAKING_FOR & (words | named))


def _headline(sentence: Span, voices: Voices) -> Iterator[Draft]:
    """ "Oslo to expel the envoy", "Oslo to boycott the vote", in a headline: it will."""
    doc = sentence.doc
    for at in range(sentence.start + 1, min(sentence.end - 1, sentence.start + 8)):
        if doc[at].tag_ in FINITE or (doc[at].is_lower and doc[at].lower_ in stance_words().verbs):
            return
        verb = doc[at + 1]
        if doc[at].lower_ != "to" or verb.tag_ not in {"VB", "VBP", "NN"} or not voices.who(doc[at - 1]):
            continue
        holders = voices.of(voices.before(doc[at]))
        found = stance_of(verb, sentence, voices)
        if found is not None:
            yield from drafts(holders, *found, voices, "headline: to", 0.7)
        elif not {verb.lower_, verb.lemma_.lower()} & (_STATES | stance_words().meeting):
            complement = cut(at + 1, sentence.end, voices, "infinitive")
            if complement is not None and not any(t.lower_ in _MEETINGS for t in complement.target):
                yield from drafts(holders, Stance.COMMITS, complement, voices, "headline: to", 0.7)
        return


def _under_deal(sentence: Span) -> bool:
    """Whether a sentence tells what an agreement lays down: "Under the deal, Oslo would reopen the border"."""
    first = next((token for token in sentence if token.is_alpha), None)
    if first is None or first.lower_ != "under":
        return False
    return any(t.lower_ in stance_words().deals for t in sentence.doc[first.i + 1 : min(sentence.end, first.i + 7)])


def going_to(token: Token) -> Telling | None:
    """The verb group of "is [not] going to sign", as of "will"; None for others."""
    if token.tag_ not in {"VB", "VBN"}:
        return None
    at = token.i - 1
    while at > token.sent.start and (token.doc[at].tag_ == "RB" or token.doc[at].lower_ in {"be", "get"}):
        at -= 1
    if at - 1 <= token.sent.start or token.doc[at].lower_ != "to" or token.doc[at - 1].lower_ != "going":
        return None
    going = group(token.doc[at - 1])
    return Telling(going.negated, "will", going.first) if going is not None and not going.participle else None
