"""Speech reported without marks, or with marks around a part of it: clauses, infinitives, nouns, "according to", headlines."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from spacy.tokens import Token

from kg.extract.cues import Verb
from kg.extract.extent import begin_after, clausal, end_of, finite, has_finite, listed, skip_adjuncts, that_after
from kg.extract.reports import NOMINAL, Report, Scene, is_day
from kg.extract.subjects import BREAKS, name_in, subjects_of
from kg.model import QuoteKind

_UNREAL: Final = frozenset({"would", "could", "might", "may", "should", "must", "can", "shall", "ought", "will"})
_OPENERS: Final = frozenset(
    "that where which who whom whose when while if whether as because and but though although".split()
)
_ASIDES: Final = frozenset("who which and but as while after when with in according noting".split())
_RELATIVE: Final = frozenset({"that", "who", "which", "where", "whose", "if", "whether", "when", "what"})


MAX_NAME: Final = 5
"""How many words a name before the colon of a headline may have: "Russian Foreign Ministry"."""


MAX_NAMING: Final = 22
"""How many tokens behind "called", "described" the marked words may stand."""


@dataclass(frozen=True, slots=True)
class Group:
    """A reporting verb with who speaks: the tokens `doc[left:right]`."""

    speakers: tuple[Token, ...]
    left: int
    right: int


def find_indirect(scene: Scene, taken: frozenset[int]) -> list[Report]:
    """The indirect and mixed speech of an article, in order; `taken` are the verbs that report direct speech."""
    found: list[Report] = []
    for first, last in scene.layout.sentences:
        found += _outer(scene, list(_sentence(scene, first, last, taken)))
    return found


def _sentence(scene: Scene, first: int, last: int, taken: frozenset[int]) -> Iterator[Report]:
    yield from _according(scene, first, last)
    if scene.layout.title(first):
        yield from _headline(scene, first, last)
    for token in scene.layout.doc[first:last]:
        if scene.layout.masked(token):
            continue
        verb = scene.verb(token)
        if scene.negated(token) or scene.grammar.modal(token) in _UNREAL:
            continue
        if verb is None:
            yield from _unlisted(scene, token, first, last)
            continue
        yield from _reported(scene, token, verb, first, last, token.i in taken)


def _outer(scene: Scene, found: list[Report]) -> list[Report]:
    """Reports within what another one reports are left out, unless that one frames the whole sentence."""
    kept = []
    for report in found:
        within = [o for o in found if o is not report and _within(report, o)]
        if all(o.rule in {"set off", "according to", "set around"} for o in within):
            kept.append(report)
    return kept


def _within(report: Report, other: Report) -> bool:
    """Whether one report lies in another; of two with the same words the one of the nearer verb stands."""
    if (report.start, report.end) == (other.start, other.end):
        return report.verb is not None and other.verb is not None and report.verb.i < other.verb.i
    return other.start <= report.start and report.end <= other.end


def _reported(scene: Scene, token: Token, verb: Verb, first: int, last: int, taken: bool) -> list[Report]:
    """What a reporting verb reports, by the first of its frames that fits the words."""
    if "clause" in verb.frames:
        before = () if taken else (_set_off, _trailing)
        for frame in (*before, _clause):
            if found := frame(scene, token, verb, first, last):
                return found
    frames = {"own_infinitive": _own_infinitive, "infinitive": _infinitive, "noun": _noun, "naming": _naming}
    for name, frame in frames.items():
        if name in verb.frames and (found := frame(scene, token, verb, first, last)):
            return found
    return []


def _report(
    scene: Scene, token: Token, speakers: tuple[Token, ...], begin: int, end: int, rule: str, bounds: tuple[int, int],
    told: tuple[Token, ...] | None = None,
) -> list[Report]:  # fmt: skip
    """One report of the tokens `begin` to `end`, widened to the marks that they cut; none where nothing is left."""
    inside, runs = scene.layout.inside, scene.layout.runs
    begin, end = scene.trimmed(begin, end)
    if begin >= end:
        return []
    if inside[begin] >= 0:
        begin = max(bounds[0], runs[inside[begin]].outer)
    if inside[end - 1] >= 0:
        end = runs[inside[end - 1]].after
    if inside[begin] >= 0 and inside[begin] == inside[end - 1]:
        run = runs[inside[begin]].run
        return [_make(scene, token, speakers, QuoteKind.DIRECT, run.start, run.end, rule, bounds, told)]
    start, stop = scene.text(begin, end)
    return [_make(scene, token, speakers, scene.kind(begin, end), start, stop, rule, bounds, told)]


def _make(
    scene: Scene, token: Token, speakers: tuple[Token, ...], kind: QuoteKind, start: int, stop: int, rule: str,
    bounds: tuple[int, int], told: tuple[Token, ...] | None,
) -> Report:  # fmt: skip
    addressees = tuple(scene.grammar.addressees(token)) if told is None else told
    return Report(
        kind, start, stop, rule, *bounds, cue=token.text, verb=token, speakers=speakers, addressees=addressees
    )


# -- the clause after the verb ---------------------------------------------------------------------


def _clause(scene: Scene, token: Token, verb: Verb, first: int, last: int) -> list[Report]:
    opened = begin_after(scene, token, verb, last)
    group = _group(scene, token, first, last)
    if opened is None or (opened[1] == "look" and (group.right > token.i + 1 or not group.speakers)):
        return []
    begin, how = opened
    end = end_of(scene, token, begin, last)
    if how != "that" and not clausal(scene, begin, end):
        return []
    return _report(scene, token, group.speakers, begin, end, f"clause {how}", (first, last))


def _group(scene: Scene, token: Token, first: int, last: int) -> Group:
    """A reporting verb and who speaks, from the break before them to the break behind."""
    doc, inside = scene.layout.doc, scene.layout.inside
    speakers = subjects_of(scene, token, first, last)
    right = max([token.i, *(s.i for s in speakers)]) + 1
    if right > token.i + 1:
        while right < last and doc[right].text not in BREAKS | {"."} and not finite(doc[right]) and inside[right] < 0:
            right += 1
    left = min([token.i, *(s.i for s in speakers)])
    while left > first and doc[left - 1].text not in BREAKS and inside[left - 1] < 0:
        if finite(doc[left - 1]) or doc[left - 1].lower_ in {"but", "and", "or", "while", "that"}:
            break
        left -= 1
    return Group(speakers, left, right)


# -- the clause before or around the verb ----------------------------------------------------------


def _set_off(scene: Scene, token: Token, verb: Verb, first: int, last: int) -> list[Report]:
    """ "Rain will fall, she said": the content before a verb and its subject that a comma sets off."""
    doc = scene.layout.doc
    if not (finite(token) or (token.tag_ == "VBN" and doc[token.i - 1].lower_ in {"has", "have", "had"})):
        return []
    group = _group(scene, token, first, last)
    if not group.speakers or any(t.lower_ in {"who", "which", "that"} for t in group.speakers):
        return []
    left = group.left
    if left <= first + 1 or not (doc[left - 1].text in BREAKS or _paused(scene, left - 1)):
        return []
    if doc[left].lower_ in _OPENERS or any(t.lower_ in _RELATIVE for t in doc[left : token.i]):
        return []
    if scene.grammar.is_passive(token):
        return []
    if not _tail(scene, token, verb, group.right, last):
        return []
    around = _set_around(scene, token, group, first, last)
    if around:
        return around
    if not _clausal(scene, first, left):
        return []
    return _report(scene, token, group.speakers, first, left, "set off", (first, last))


def _clausal(scene: Scene, first: int, end: int) -> bool:
    """Whether the words can be all that was said: a clause that needs no other, relative ones apart."""
    doc = scene.layout.doc
    relative = False
    for token in doc[first:end]:
        if token.lower_ in {"who", "which"} or (token.lower_ == "that" and token.tag_ == "WDT"):
            relative = True
        elif token.text == ",":
            relative = False
        elif finite(token) or token.tag_ == "VBN":
            if not relative:
                return _whole(scene, first, end)
            relative = False
    return False


def _paused(scene: Scene, i: int) -> bool:
    """Whether closing marks with a comma before or in them stand at a token."""
    number = scene.layout.inside[i]
    return number >= 0 and scene.layout.doc[scene.layout.runs[number].last - 1].text[-1:] in {",", "?", "!"}


def _whole(scene: Scene, first: int, end: int) -> bool:
    """Whether a clause of its own stands there, and not only one of time or contrast that opens the next."""
    doc = scene.layout.doc
    if not listed(doc[first], "subordinators") and doc[first].tag_ != "VBN":
        return True
    commas = [i for i in range(first, end - 1) if doc[i].text == "," and scene.layout.inside[i] < 0]
    return any(has_finite(scene, i, end) for i in commas[:1])


def _tail(scene: Scene, token: Token, verb: Verb, right: int, last: int) -> bool:
    """Whether nothing that the verb could report follows it."""
    doc = scene.layout.doc
    if that_after(scene, token, last) is not None:
        return False
    if right >= last or doc[right].is_punct or doc[right].is_space or scene.layout.inside[right] >= 0:
        return True
    word = doc[right]
    if word.pos_ in {"ADP", "ADV", "SCONJ", "CCONJ"} and word.tag_ != "TO":
        return True
    if is_day(word) or word.lower_ in {"last", "this", "late", "early", "earlier"}:
        return True
    told = verb.lemma in scene.words.grammar["told"]
    return told and not has_finite(scene, right, min(last, right + 8))


def _set_around(scene: Scene, token: Token, group: Group, first: int, last: int) -> list[Report]:
    """Two runs of one utterance around the verb and its subject: Rain, she said, will fall."""
    doc, inside = scene.layout.doc, scene.layout.inside
    right = skip_adjuncts(scene, group.right, last)
    if right >= last - 2 or doc[right].text != "," or inside[right + 1] >= 0:
        return []
    follows = doc[right + 1]
    goes_on = finite(follows) and not scene.verb(follows)
    if _clausal(scene, first, group.left) and not goes_on:
        return []
    if follows.tag_ in {"VBG", "WP", "WDT"} or follows.lower_ in _ASIDES:
        return []
    end = end_of(scene, token, right + 1, last)
    if not has_finite(scene, right, end):
        return []
    before = _report(scene, token, group.speakers, first, group.left, "set around", (first, last))
    after = _report(scene, token, group.speakers, right + 1, end, "set around", (first, last))
    if before and not goes_on and group.left - first <= 4:
        before = []  # "On Friday, she said, rain will fall": no words of hers that are worth a quote
    if before and after:
        after[0].previous = before[0]
    return before + after


def _trailing(scene: Scene, token: Token, _: Verb, first: int, last: int) -> list[Report]:
    """A headline's or caption's end without a comma: "Rain will fall a report says"."""
    doc = scene.layout.doc
    if any(not t.is_punct and not t.is_space for t in doc[token.i + 1 : last]) or not finite(token):
        return []
    left = token.i
    while left > first and doc[left - 1].pos_ in {"NOUN", "PROPN", "ADJ", "NUM"}:
        left -= 1
    if doc[left - 1].pos_ != "DET" or left == token.i or left - 2 < first or not _clausal(scene, first, left - 1):
        return []
    speakers = name_in(scene, left, token.i)
    return _report(scene, token, speakers, first, left - 1, "trailing", (first, last)) if speakers else []


def _unlisted(scene: Scene, token: Token, first: int, last: int) -> list[Report]:
    """A verb that is in no list, where the syntax shows speech: somebody by name, and a clause with "that"."""
    if not finite(token) or token.pos_ != "VERB" or scene.words.forms.get(token.lower_) is not None:
        return []
    clause = next((c for c in scene.grammar.content_clauses(token, paratactic=False) if token.i < c.i < last), None)
    that = that_after(scene, token, last)
    if clause is None or that is None or that > clause.i:
        return []
    speakers = subjects_of(scene, token, first, token.i)
    if not speakers or not all(t.pos_ in {"PROPN", "PRON"} for t in speakers):
        return []
    return _report(scene, token, speakers, that, end_of(scene, token, that, last), "unlisted verb", (first, last))


# -- infinitives, nouns, names ---------------------------------------------------------------------


def _infinitive(scene: Scene, token: Token, verb: Verb, first: int, last: int) -> list[Report]:
    """ "urged Oslo to reopen the talks": the infinitive is what was said, to whoever stands before it."""
    doc, inside = scene.layout.doc, scene.layout.inside
    passive = scene.grammar.is_passive(token)
    for i in range(token.i + 1, min(last - 1, token.i + 18)):
        if doc[i].tag_ == "TO" and doc[i + 1].pos_ in {"VERB", "AUX", "ADV"}:
            told = [t for t in doc[token.i + 1 : i] if t.pos_ in NOMINAL]
            if (not told and not passive) or (verb.lemma == "call" and doc[token.i + 1].lower_ not in {"on", "upon"}):
                return []
            begin = i - 1 if doc[i - 1].lower_ == "not" else i
            group = _group(scene, token, first, last)
            told_heads = tuple(
                t for t in scene.grammar.objects(token) + scene.grammar.addressees(token) if token.i < t.i < i
            )
            if verb.lemma in {"warn", "order", "direct", "request", "command"} and not group.speakers:
                return []
            return _report(
                scene,
                token,
                group.speakers,
                begin,
                end_of(scene, token, begin, last),
                "infinitive",
                (first, last),
                told_heads,
            )
        if doc[i].text in {",", ";", ":"} or finite(doc[i]) or inside[i] >= 0:
            return []
    return []


def _own_infinitive(scene: Scene, token: Token, _: Verb, first: int, last: int) -> list[Report]:
    """What speakers bind themselves to: "promised to reopen the talks"."""
    doc = scene.layout.doc
    begin = token.i + 1 + (doc[token.i + 1].lower_ == "not" if token.i + 2 < last else 0)
    if begin + 1 >= last or doc[begin].tag_ != "TO" or doc[begin + 1].pos_ not in {"VERB", "AUX", "ADV"}:
        return []
    group = _group(scene, token, first, last)
    if not group.speakers or scene.grammar.is_passive(token):
        return []
    end = end_of(scene, token, token.i + 1, last)
    return _report(scene, token, group.speakers, token.i + 1, end, "own infinitive", (first, last), ())


def _noun(scene: Scene, token: Token, verb: Verb, first: int, last: int) -> list[Report]:
    """ "denied a report that", "dismissed speculation that": a noun of speech with the clause that it names."""
    doc = scene.layout.doc
    start = skip_adjuncts(scene, token.i + 1, last)
    for i in range(start, min(last, start + 5)):
        if doc[i].lower_ in scene.words.claims and verb.lemma != "report":
            end = end_of(scene, token, start, last)
            if not has_finite(scene, i + 1, end):
                return []
            group = _group(scene, token, first, last)
            return _report(scene, token, group.speakers, start, end, "claim", (first, last)) if group.speakers else []
        if doc[i].is_punct or finite(doc[i]):
            break
    if (
        verb.lemma == "report"
        and token.tag_ in {"VBD", "VBZ", "VBP", "VBN"}
        and not scene.grammar.is_passive(token)
        and start < last
        and doc[start].pos_ in {"NOUN", "ADJ", "VERB", "NUM"}
    ):
        group = _group(scene, token, first, last)
        if group.speakers:
            return _report(
                scene, token, group.speakers, start, end_of(scene, token, start, last), "noun", (first, last)
            )
    return []


def _naming(scene: Scene, token: Token, verb: Verb, first: int, last: int) -> list[Report]:
    """Words about somebody or something with marked ones among them: called the plan "a disaster"."""
    doc, inside = scene.layout.doc, scene.layout.inside
    for i in range(token.i + 1, min(last, token.i + MAX_NAMING)):
        if inside[i] >= 0:
            run = scene.layout.runs[inside[i]]
            group = _group(scene, token, first, last)
            plain = run.last - run.first == 1 and doc[i - 1].lower_ != "as"
            if i == token.i + 1 or not group.speakers or plain:
                return []
            return _report(scene, token, group.speakers, token.i + 1, run.after, "naming", (first, last), ())
        if finite(doc[i]) or doc[i].text in {",", ";", ":"}:
            return []
    return []


# -- headlines --------------------------------------------------------------------------------------


def _headline(scene: Scene, first: int, last: int) -> list[Report]:
    """Who speaks before a colon, or behind one: "Voss: Oslo ready for talks", "Oslo ready for talks: Voss"."""
    doc = scene.layout.doc
    colon = next((i for i in range(first + 1, last - 1) if doc[i].text == ":" and scene.layout.inside[i] < 0), None)
    if colon is None:
        return []
    for begin, end, low, high in ((colon + 1, last, first, colon), (first, colon, colon + 1, last)):
        names = [t for t in doc[low:high] if not t.is_space and not t.is_punct]
        if 0 < len(names) <= MAX_NAME and not has_finite(scene, low, high) and end - begin > len(names) + 1:
            speakers = name_in(scene, low, high)
            if speakers and has_finite(scene, begin, end):
                found = _report(scene, doc[colon], speakers, begin, end, "headline", (first, last), ())
                return found
    return []


# -- according to ----------------------------------------------------------------------------------


def _according(scene: Scene, first: int, last: int) -> Iterator[Report]:
    doc = scene.layout.doc
    for i in range(first, last - 2):
        if doc[i].lower_ != "according" or doc[i + 1].lower_ != "to" or scene.layout.inside[i] >= 0:
            continue
        speakers = _source(scene, i + 2, last)
        if not speakers or all(t.lower_ in scene.words.rules for t in speakers):
            continue
        begin, end = first, i
        if i <= first + 2:
            comma = next((j for j in range(speakers[-1].i + 1, last) if doc[j].text == ","), None)
            if comma is None:
                continue
            begin, end = comma + 1, end_of(scene, doc[i], comma + 1, last)
        if has_finite(scene, begin, end):
            for report in _report(scene, doc[i], speakers, begin, end, "according to", (first, last), ()):
                report.cue = doc[i : i + 2].text
                yield report


def _source(scene: Scene, i: int, last: int) -> tuple[Token, ...]:
    """The nouns of the phrase that begins at a token."""
    doc = scene.layout.doc
    while i < last and doc[i].pos_ not in NOMINAL:
        if doc[i].is_punct:
            return ()
        i += 1
    if i >= last:
        return ()
    token = doc[i]
    while i < token.head.i < last and token.head.i != token.i and token.head.pos_ in NOMINAL and token.dep_ != "conj":
        if _parted(scene, i, token.head.i):
            break
        token = token.head
    return (token, *(t for t in scene.grammar.conjuncts(token) if not _parted(scene, token.i, t.i)))


def _parted(scene: Scene, low: int, high: int) -> bool:
    return any(t.text in {",", ";"} for t in scene.layout.doc[low:high])
