"""What a reporting verb takes in place of a clause: an infinitive, a noun of speech, a name with marked words in it."""

from __future__ import annotations

from typing import Final

from kg.extract.cues import Verb
from kg.extract.quotes.ends import end_of
from kg.extract.quotes.extent import finite, has_finite, reporting, skip_adjuncts
from kg.extract.quotes.groups import group_of, report_of
from kg.extract.quotes.layout import MARKS, Marked
from kg.extract.quotes.nouns import JOINING, RELATIVE
from kg.extract.quotes.others import another_speaks
from kg.extract.quotes.reports import NOMINAL, Report, Scene, is_day
from kg.language.tokens import Doc, Token

_ASKING: Final = frozenset({"whether", "if", "how", "why", "what", "who", "where", "when"})
_BESIDE: Final = frozenset({"as", "when", "after", "before", "while", "since", "because", "amid"})
_CIRCUMSTANCE: Final = frozenset({"if", "when"})
"""What opens a question behind a verb of asking alone: what somebody "said when he arrived" is not when he arrived."""
_KNOWING: Final = frozenset({"demand", "want"})
"""Verbs that ask only by "to know": "wanted to know why", not "wanted what she had"."""
_ASKS: Final = frozenset({"ask", "inquire", "enquire", "wonder", "question"})
_CALLING: Final = frozenset({"call", "label", "brand", "dub", "term"})
"""Verbs that give a name to something, so that one marked word behind them is the speaker's: called it "overdue"."""
_THOUGHTS: Final = frozenset({"notion", "idea", "belief", "suggestion", "suggestions"})
"""What somebody rejects that is no claim of anybody's: what it names are not the words of who rejects it."""
_COMPLETING: Final = frozenset({"for", "of", "to", "against", "between", "towards", "toward", "as"})
"""What goes on with marked words: “unfit” for office, “a stain” on none but "in a statement", "on Monday"."""
_OF_NAME: Final = frozenset({"ADP", "DET", "ADJ", "NOUN", "PROPN", "PRON", "NUM"})
NEAR_MARKED: Final = 6
"""How many tokens behind marked words further ones may stand that are joined to them."""
LEAST_NAME: Final = 3
"""How many marked words right behind "called" are more than a name: what Voss called "a sad day"."""
NEAR_QUESTION: Final = 6
"""How many tokens from "asked" its question may begin: whom it was asked."""
LONG_TITLE: Final = 12
"""How many tokens from "asked" its question may begin behind somebody's title."""
MAX_TOLD: Final = 18
"""How many tokens from "urged", "told" the infinitive may stand: whom it was said to."""
NEAR_WHOSE: Final = 4
"""How many tokens before a verb the "whose" of a clause may stand that takes what the verb is about."""
MAX_NAMING: Final = 22
"""How many tokens behind "called", "described" the marked words may stand."""


def infinitive(scene: Scene, token: Token, verb: Verb, first: int, last: int) -> list[Report]:
    """The infinitive that somebody is told: urged Oslo to reopen the talks."""
    doc, inside = scene.layout.doc, scene.layout.inside
    passive = scene.grammar.is_passive(token)
    before = doc[max(first + 1, token.i - NEAR_WHOSE) : token.i]
    if any(t.lower_ in {"whose", "whom"} or _takes_up(scene, t, token) for t in before):
        return []  # "a general whose name he asked us not to print", "the ships that she asked Oslo to find"
    for i in range(token.i + 1, min(last - 1, token.i + MAX_TOLD)):
        behind = next((t for t in doc[i + 1 : i + 3] if t.text not in MARKS), doc[i])
        if doc[i].tag_ == "TO" and behind.pos_ in {"VERB", "AUX", "ADV"}:
            told = [t for t in doc[token.i + 1 : i] if t.pos_ in NOMINAL]
            if (not told and not passive) or (verb.lemma == "call" and doc[token.i + 1].lower_ not in {"on", "upon"}):
                return []
            begin = i - 1 if doc[i - 1].lower_ == "not" else i
            group = group_of(scene, token, first, last)
            told_heads = tuple(
                t for t in scene.grammar.objects(token) + scene.grammar.addressees(token) if token.i < t.i < i
            )
            if verb.lemma in {"warn", "order", "direct", "request", "command"} and not group.speakers:
                return []
            end = _before_events(scene, token, begin, end_of(scene, token, begin, last))
            return report_of(scene, token, group.speakers, begin, end, "infinitive", (first, last), told_heads)
        if doc[i].text in {",", ";", ":"} or finite(doc[i]) or inside[i] >= 0:
            return []
    return []


def _takes_up(scene: Scene, that: Token, verb: Token) -> bool:
    """Whether a "that" takes up the noun before it, which does not speak: "the ships [that] she asked Oslo to find"."""
    noun = that.nbor(-1)
    if that.lower_ != "that" or not (noun.pos_ == "NOUN" or noun.lower_ in scene.words.documents):
        return False
    subject = noun.doc[that.i + 1 : verb.i]
    if any(map(finite, subject)) or not any(t.pos_ in NOMINAL for t in subject):
        return False  # "a rule that asks envoys to wait", "a tape that has her asking Oslo to wait"
    forms = {noun.lower_, noun.lower_.removesuffix("s")}
    named = forms & (scene.words.utterances | scene.words.claims) - scene.words.documents
    return not named and not any(t.lower_ in scene.words.forms for t in noun.doc[max(0, noun.i - 3) : noun.i])


def _before_events(scene: Scene, token: Token, begin: int, end: int) -> int:
    """Where an infinitive ends before what happened meanwhile: "urged Oslo to wait [as talks entered a third day]"."""
    doc = scene.layout.doc
    if token.tag_ != "VBD":
        return end
    for i in range(begin + 2, end - 2):
        if doc[i].lower_ in {"as", "after"} and doc[i].pos_ in {"SCONJ", "ADP"} and scene.layout.inside[i] < 0:
            verb = next((t for t in doc[i + 1 : end] if finite(t) or t.is_punct), doc[i])
            if verb.tag_ == "VBD" and verb.i > i + 1 and doc[i - 1].lower_ not in {"such", "same", "as", "well", "far"}:
                return i
    return end


def own_infinitive(scene: Scene, token: Token, _: Verb, first: int, last: int) -> list[Report]:
    """The infinitive by which speakers tell of themselves: claimed to have won the vote."""
    doc = scene.layout.doc
    begin = token.i + 1 + (doc[token.i + 1].lower_ == "not" if token.i + 2 < last else 0)
    if begin + 1 >= last or doc[begin].tag_ != "TO" or doc[begin + 1].pos_ not in {"VERB", "AUX", "ADV"}:
        return []
    group = group_of(scene, token, first, last)
    if not group.speakers or scene.grammar.is_passive(token):
        return []
    end = end_of(scene, token, token.i + 1, last)
    return report_of(scene, token, group.speakers, token.i + 1, end, "own infinitive", (first, last), ())


def own_gerund(scene: Scene, token: Token, _: Verb, first: int, last: int) -> list[Report]:
    """What speakers deny or admit of themselves: denied having met him, admitted taking the money."""
    doc, begin = scene.layout.doc, token.i + 1
    begin += begin + 2 < last and doc[begin].lower_ == "ever"
    doing = begin + 2 < last and doc[begin].tag_ == "VBG" and doc[begin].pos_ in {"VERB", "AUX"}
    if not doing or doc[begin + 1].is_punct or scene.layout.inside[begin] >= 0:
        return []
    group = group_of(scene, token, first, last)
    if scene.grammar.is_passive(token) or not group.speakers or any(s.i > token.i for s in group.speakers):
        return []
    end = end_of(scene, token, token.i + 1, last)
    return report_of(scene, token, group.speakers, token.i + 1, end, "own infinitive", (first, last), ())


def question(scene: Scene, token: Token, verb: Verb, first: int, last: int) -> list[Report]:
    """A question that is reported: asked whether it would rain, explained why it had."""
    doc = scene.layout.doc
    if verb.lemma in _KNOWING and doc[token.i + 1 : token.i + 3].text.lower() != "to know":
        return []
    resumed = any(t.text == "," and t.nbor(1).tag_ in {"VBD", "VBZ", "VBN"} for t in doc[token.i : last - 1])
    if verb.lemma in _ASKS and doc[token.i - 1].text == "," and resumed:
        return []  # "Voss, asked whether it would rain, said": others asked
    aside = _aside(doc, token, last) if verb.lemma in _ASKS else range(0)
    for i in range(token.i + 1, min(last - 2, token.i + (LONG_TITLE if verb.lemma in _ASKS else NEAR_QUESTION))):
        if i in aside:
            continue
        if doc[i].lower_ in _CIRCUMSTANCE and verb.lemma not in _ASKS:
            return []
        if doc[i].lower_ == "who" and doc[i - 1].pos_ in NOMINAL and verb.lemma not in _ASKS | {"tell"}:
            return []  # "said one envoy who asked for calm"
        if doc[i].lower_ in _ASKING:
            group = group_of(scene, token, first, last)
            end = end_of(scene, token, i, last)
            if not group.speakers or scene.grammar.is_passive(token) or not has_finite(scene, i, end):
                return []
            asked = scene.grammar.objects(token) + scene.grammar.addressees(token)
            told = tuple(t for t in asked if token.i < t.i < i)
            return report_of(scene, token, group.speakers, i, end, "question", (first, last), told)
        whose = doc[i].lower_ in {"for", "of"} and doc[i - 1].pos_ in NOMINAL  # "asked the minister for Asia whether"
        if doc[i].is_punct or finite(doc[i]) or (doc[i].pos_ == "ADP" and not whose):
            return []
        if i >= token.i + NEAR_QUESTION and doc[i].text[:1].islower() and doc[i].pos_ not in {"DET", "ADP", "CCONJ"}:
            return []  # only a long title: "asked the Minister representing the Prime Minister whether"
    return []


def _aside(doc: Doc, verb: Token, last: int) -> range:
    """The tokens of how something was asked, with its commas: asked her[, in Japanese,] whether."""
    opening = next((t.i for t in doc[verb.i + 1 : verb.i + 4] if t.text == ","), None)
    if opening is None or doc[opening + 1].pos_ != "ADP":
        return range(0)
    closing = next((t.i for t in doc[opening + 1 : min(last, opening + NEAR_QUESTION)] if t.text == ","), opening - 1)
    return range(opening, closing + 1)


def noun(scene: Scene, token: Token, verb: Verb, first: int, last: int) -> list[Report]:
    """A noun of speech with the clause that it names: denied a report that, dismissed speculation that."""
    doc, inside = scene.layout.doc, scene.layout.inside
    start = skip_adjuncts(scene, token.i + 1, last)
    if start + 2 < last and doc[start].lower_ == "as" and doc[start + 1].tag_ in {"JJ", "VBN"}:
        start += 2  # "rejected as groundless a claim that"
    for i in range(start, min(last, start + 5)):
        if doc[i].lower_ in scene.words.claims and verb.lemma != "report":
            end = end_of(scene, token, start, last)
            that = i + 1 < end and doc[i + 1].lower_ == "that"
            pause = next((t.i for t in doc[i + 1 : end] if t.is_punct and inside[t.i] < 0), end)
            beside = i + 1 < end and doc[i + 1].lower_ in _BESIDE  # "denies the charge as ministers meet"
            owned = any(t.tag_ == "POS" or (t.tag_ == "JJ" and t.text[0].isupper()) for t in doc[start:i])
            whose = owned or (i + 1 < end and doc[i + 1].lower_ in {"by", "from"})
            contested = verb.kind in {"rejects", "opposes"} and doc[i].lower_ in _THOUGHTS
            if contested or beside or whose or not has_finite(scene, i + 1, end if that else pause):
                return []  # "denied Rome's claim that": Rome's words; "dismissed the idea that": what nobody has said
            group = group_of(scene, token, first, last)
            return report_of(scene, token, group.speakers, start, end, "claim", (first, last)) if group.speakers else []
        if doc[i].is_punct or finite(doc[i]):
            break
    if (
        verb.lemma == "report"
        and token.tag_ in {"VBD", "VBZ", "VBP", "VBN"}
        and not scene.grammar.is_passive(token)
        and start < last
        and doc[start].pos_ in {"NOUN", "ADJ", "VERB", "NUM"}
        and doc[start].lower_ != "citing"
    ):
        group, end = group_of(scene, token, first, last), end_of(scene, token, start, last)
        cues = (t.i for t in doc[start:end] if t.text == "," and another_speaks(scene, t.i + 1, last))
        if group.speakers:  # "when Voss reports progress, an aide said"
            return report_of(scene, token, group.speakers, start, next(cues, end), "noun", (first, last))
    return []


def naming(scene: Scene, token: Token, verb: Verb, first: int, last: int) -> list[Report]:
    """Words about somebody or something with marked ones among them: called the plan "a disaster"."""
    doc, inside = scene.layout.doc, scene.layout.inside
    if token.tag_ == "VB" and doc[token.i - 1].lower_ == "to":
        return []  # "Rome is to blame for": nobody says so yet
    if verb.lemma == "call" and doc[token.i + 1].lower_ in {"for", "on", "upon", "off", "out", "in", "to"}:
        return []
    for i in range(token.i + 1, min(last, token.i + MAX_NAMING)):
        if inside[i] >= 0:
            run = scene.layout.runs[inside[i]]
            group = group_of(scene, token, first, last)
            plain = run.last - run.first == 1 and doc[i - 1].lower_ != "as" and verb.lemma not in _CALLING
            words = sum(t.is_alpha for t in doc[run.first : run.last])
            called = verb.lemma in _CALLING and words >= LEAST_NAME and group.left < token.i
            if not group.speakers or plain or (i == token.i + 1 and not called):
                return []
            begin = token.i + 1
            if any(s.i > token.i for s in group.speakers):  # "is described by ministers as": behind who says so
                begin = next((j + 1 for j in range(max(s.i for s in group.speakers), i) if doc[j].lower_ == "as"), i)
            if begin == i - 1 and doc[begin].lower_ == "as":
                begin = i  # "dismissed as “madness” a plan"
            end = _whole_name(scene, run, last)
            return report_of(scene, token, group.speakers, begin, end, "naming", (first, last), ())
        saying = doc[i - 1].lower_ == "as" and reporting(
            scene, doc[i]
        )  # "quoted Voss as saying it was late": Voss spoke
        relative = any(t.lower_ in RELATIVE for t in doc[token.i + 2 : i])
        if (finite(doc[i]) and not relative) or doc[i].text in {",", ";", ":"} or saying:
            return []
    return []


def _whole_name(scene: Scene, run: Marked, last: int) -> int:
    """Where the words end that name something: with further marked ones that are joined, and what completes them.

    Called it a “farce” [and a “trap”]; called him “unfit” [for office]; but not: called it “unfit” in a statement.
    """
    doc, inside = scene.layout.doc, scene.layout.inside
    end = run.after
    if end >= last or (scene.layout.closing(run).text in {".", "!", "?"} and inside[end] < 0):
        return end
    further = next((t.i for t in doc[end : min(last, end + NEAR_MARKED)] if inside[t.i] >= 0), None)
    if further is not None:
        between = [t for t in doc[end:further] if t.text != ","]
        linked = further == end or doc[end].text == "," or doc[end].lower_ in JOINING
        if linked and all(t.pos_ in {"CCONJ", "DET", "ADJ", "ADV", "ADP"} for t in between):
            return _whole_name(scene, scene.layout.runs[inside[further]], last)
    if doc[end].lower_ not in _COMPLETING:
        return end
    stop = end
    while stop < last and not doc[stop].is_punct and inside[stop] < 0 and doc[stop].pos_ in _OF_NAME:
        if is_day(doc[stop]) or (stop > end and doc[stop].pos_ == "ADP" and doc[stop].lower_ not in _COMPLETING):
            break
        stop += 1
    return stop if doc[stop - 1].pos_ in NOMINAL else end
