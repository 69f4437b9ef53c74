"""Speech between quotation marks: which runs are speech, which verb reports each, and which go on with the one before.

A run is speech where a reporting verb beside it claims it, or where it is a sentence of its own. Other runs are titles,
scare quotes and fragments; the last may still be part of an indirect clause (`indirect`).
"""

from __future__ import annotations

from typing import Final

from kg.extract.quotes.extent import finite, that_after
from kg.extract.quotes.introduced import exclaimed, introduced, signed
from kg.extract.quotes.layout import Marked
from kg.extract.quotes.nouns import RELATIVE, first_phrase, name_in
from kg.extract.quotes.reports import Report, Scene
from kg.extract.quotes.runs import bounds, direct_report, reports_words
from kg.extract.quotes.subjects import subjects_of
from kg.language.tokens import Doc, Token

_LINKS: Final = frozenset({",", ":", "—", "–", "―", "-", "--", ";"})
_WHILE: Final = frozenset({"when", "while", "after", "before", "because", "if", "since", "until", "whenever"})
_BEFORE_SAYING: Final = frozenset({"as", "would", "'d", "’d", "did", "used"})
_SAID: Final = frozenset({"said", "says", "wrote", "tweeted", "added", "asked", "replied"})
_OFTEN: Final = (["likes", "to"], ["liked", "to"], ["used", "to"], ["loves", "to"])
_TALKING: Final = frozenset({"PRON", "VERB", "AUX", "ADV"})
"""What the title of a work writes large."""
_WORDS: Final = frozenset({"words", "answer", "reply", "response", "verdict", "message", "comment", "explanation"})
_HANDING_ON: Final = frozenset({"quote", "cite", "describe", "report"})
_PAUSING: Final = frozenset({",", "?", "!", "—", "–", "―", "-", "…", "."})
MAX_REACH: Final = 30
"""How many tokens from the marks the verb of a quotation is looked for: asides and titles of a speaker fit in it."""
MAX_NAME: Final = 7
"""How many tokens a name before a colon may have: "Norwegian Foreign Minister Ada Voss:"."""
NEAR: Final = 4
"""How many tokens from the marks a verb may stand that reports nothing but marked words ("asked", "began")."""
MIN_SENTENCE: Final = 4
"""How many words a free-standing run needs to be speech rather than a title or a scare quote."""


def find_direct(scene: Scene) -> list[Report]:
    """The direct speech of an article, in order."""
    found: list[Report] = []
    for run in scene.layout.runs:
        if not scene.layout.bears(run.outer) or (_is_title(scene, run) and not exclaimed(scene, run)):
            continue
        report = _attributed(scene, run, found) or introduced(scene, run) or _free(scene, run, found)
        report = report or _headline(scene, run)
        if report is not None:
            if run.run.reopens and found and not found[-1].speakers and report.speakers:
                _take_over(found[-1], report)
            found.append(report)
    return found


def _take_over(before: Report, report: Report) -> None:
    """The speaker of a paragraph that goes on with the one before it speaks that one too."""
    before.speakers, before.verb, before.cue = report.speakers, report.verb, report.cue
    before.rule, report.previous = "direct going on", before


def _is_title(scene: Scene, run: Marked) -> bool:
    """Whether a run names a work, as its capitals tell: a film, "Three Days in Oslo," is no speech."""
    if scene.layout.title(run.outer):
        return False
    words = [t for t in scene.layout.doc[run.first : run.last] if t.is_alpha]
    long = [t for t in words if len(t) > MIN_SENTENCE - 1]
    if any(t.is_lower and (finite(t) or t.pos_ in _TALKING) for t in words):
        return False  # "It was a Sunday," she shrugged; "Can we win in Oslo?"
    ended = scene.layout.doc[run.last - 1].text[-1:] in {".", "?", "!"}
    return len(words) > 1 and bool(long) and all(t.text[0].isupper() for t in long) and not (ended and len(words) > 6)


def _attributed(scene: Scene, run: Marked, found: list[Report]) -> Report | None:
    first, last = bounds(scene, run)
    inside = scene.layout.inside
    left, right = run.outer, run.after
    while left > first and inside[left - 1] < 0:
        left -= 1
    while right < last and inside[right] < 0:
        right += 1
    behind = _verb_behind(scene, run, left, right) or signed(scene, run, left)
    return behind or _verb_before(scene, run, left, found)


def _verb_behind(scene: Scene, run: Marked, left: int, right: int) -> Report | None:
    """The verb that follows: "We came," Ada said; "We came," said Ada."""
    doc = scene.layout.doc
    if run.after >= right or not _paused(scene, run) or _ends_a_clause(scene, run, left):
        return None
    if _led_by(scene, run, left) is not None and _opens_next(scene, run, right):
        return None
    begin = min(run.after + (doc[run.after].text in _LINKS), right - 1)
    if doc[begin].lower_ in _WHILE:
        return None  # "No," when Rome asked again: who asked did not say it
    for token in doc[begin : min(right, begin + MAX_REACH)]:
        if token.text in {";", ":"}:
            return None
        verb = reports_words(scene, token)
        often = [t.lower_ for t in doc[token.i - 2 : token.i]] in _OFTEN
        if verb is not None and (token.tag_ not in {"VBG", "VB"} or often or doc[token.i - 1].lower_ in _BEFORE_SAYING):
            if "clause" not in verb.frames and _acts_before(scene, begin, token.i):
                continue  # "“No,” Voss grumbled, to laughs"
            if verb.lemma in _HANDING_ON and any(t.lower_ == "as" for t in doc[token.i : right]):
                continue  # "the Herald quoted Voss as saying": Voss speaks
            speakers = subjects_of(scene, token, begin, right) or _beside_marks(scene, run, token, right)
            if speakers:
                return direct_report(scene, run, token, speakers, "direct before verb")
    return _unlisted_behind(scene, run, left, begin, right)


def _acts_before(scene: Scene, begin: int, end: int) -> bool:
    """Whether a main verb stands there, which has the words before it already; relative clauses have none."""
    words = scene.layout.doc[begin:end]
    if len(words) > 1 and words[-1].lower_ in {"and", "or"}:
        return True  # "to cheers and [laughs]": no verb, or another's
    return any(
        finite(t) and t.pos_ == "VERB" and not any(w.lower_ in RELATIVE for w in words[: t.i - begin]) for t in words
    )


def _led_by(scene: Scene, run: Marked, left: int) -> Token | None:
    """The reporting verb right before a run: [telling] her, "We came!"; [replies] with, "We came"."""
    doc = scene.layout.doc
    if run.outer - 1 <= left or doc[run.outer - 1].text not in {",", ":"}:
        return None
    near = reversed(doc[max(left, run.outer - 1 - 2 * NEAR) : run.outer - 1])
    return next((t for t in near if t.tag_ not in {"VB", "VBN"} and reports_words(scene, t) is not None), None)


def _opens_next(scene: Scene, run: Marked, right: int) -> bool:
    """Whether what follows a run that ends its sentence is the next one, with words of its own: He wrote, "No"."""
    doc = scene.layout.doc
    if scene.layout.closing(run).text[-1:] not in {".", "?", "!"} or not doc[run.after].text[:1].isupper():
        return False
    verb = next((t for t in doc[run.after : right] if finite(t)), None)
    if verb is None:
        return False
    marked = right < len(doc) and scene.layout.inside[right] >= 0 and doc[right - 1].text in {",", ":"}
    return marked or that_after(scene, verb, right) is not None


def _beside_marks(scene: Scene, run: Marked, verb: Token, right: int) -> tuple[Token, ...]:
    """Who stands right behind the marks, or right behind a verb there, where the parse is lost.

    "We came," said one aide involved in the talks; "We came," Ada Voss, 30, of Oslo, who met him, said.
    """
    doc = scene.layout.doc
    if verb.i == run.after:
        return first_phrase(scene, verb.i + 1, right)
    named = doc[run.after].pos_ == "PROPN" and doc[verb.i - 1].text in {",", ")"}
    return first_phrase(scene, run.after, verb.i) if named else ()


def _unlisted_behind(scene: Scene, run: Marked, left: int, begin: int, right: int) -> Report | None:
    """A verb in no list behind a run that opens its sentence: "We came," harrumphed Ada."""
    doc = scene.layout.doc
    if left < run.outer or run.last - run.first < MIN_SENTENCE or scene.layout.closing(run).text not in {",", "?", "!"}:
        return None
    for token in doc[begin : min(right, begin + MAX_REACH // 2)]:
        if token.lemma_ in _HANDING_ON and any(t.lower_ == "as" for t in doc[token.i : right]):
            return None
        if (finite(token) or token.tag_ == "VBN") and token.pos_ == "VERB":
            speakers = subjects_of(scene, token, begin, right)
            return direct_report(scene, run, token, speakers, "direct unlisted verb") if speakers else None
    return None


def _paused(scene: Scene, run: Marked) -> bool:
    """Whether a run ends as speech does that its verb follows."""
    doc = scene.layout.doc
    if scene.layout.closing(run).text[-1:] in _PAUSING or doc[run.after].text in {",", "—", "–", "―", "-"}:
        return True
    whole = run.outer == bounds(scene, run)[0] and run.last - run.first >= MIN_SENTENCE  # the comma was forgotten
    told = whole and any(finite(t) for t in doc[run.first : run.last])
    return told and (scene.layout.reported_by(run.after) or _turned_behind(scene, run))


def _turned_behind(scene: Scene, run: Marked) -> bool:
    """Whether "said" and a name follow a run at once, though the comma was forgotten: "We came" said Ada Voss."""
    behind = scene.layout.doc[run.after : run.after + 2]
    return len(behind) > 1 and behind[0].lower_ in _SAID and behind[1].pos_ == "PROPN"


def _ends_a_clause(scene: Scene, run: Marked, left: int) -> bool:
    """Whether the run only ends a clause that began outside it: The aim is "to come close," she said.

    Or tells more of somebody in it: He left with Voss, "who had no plan," she said.
    """
    doc = scene.layout.doc
    words = [t for t in doc[left : run.outer] if not t.is_punct and not t.is_space]
    opens = doc[run.first]
    more = opens.is_lower and opens.lower_ in {"who", "whom", "which", "whose"} and any(map(finite, words))
    return bool(words) and (doc[run.outer - 1].text not in _LINKS or more)


def _verb_before(scene: Scene, run: Marked, left: int, found: list[Report]) -> Report | None:
    """The verb that precedes: Ada said, "We came"; Ada told Bo: "We came"; a colon alone at the least."""
    doc = scene.layout.doc
    if left >= run.outer or not _leads_to(scene, run):
        return None
    first, _ = bounds(scene, run)
    for i in range(run.outer - 1, max(left, run.outer - MAX_REACH) - 1, -1):
        verb = reports_words(scene, doc[i])
        if verb is not None and verb.lemma == "quote" and doc[i - 1].text == "I":
            continue  # "Voss said, and I quote, “We wait”"
        if verb is not None and ("marked_only" not in verb.frames or run.outer - i <= NEAR):
            if _within_clause(scene, run, doc[i]):
                return None
            before = found[-1] if found and _same_utterance(found[-1], doc[i], first) else None
            speakers = before.speakers if before else subjects_of(scene, doc[i], first, run.outer)
            return direct_report(scene, run, doc[i], speakers, "direct after verb", before)
    if doc[run.outer - 1].text != ":":
        return None
    return _announced_by(scene, run, left, first)


def _announced_by(scene: Scene, run: Marked, left: int, first: int) -> Report | None:
    """The report of a run that a colon announces, with no reporting verb between that and the marks before."""
    doc = scene.layout.doc
    subjects = [t for t in doc[left : run.outer] if scene.grammar.is_subject(t) and scene.may_speak(t)]
    if left > first:  # "She said he “hopes” that Voss wins: “We wait”": not Voss
        opens = {"that", "if", "whether"} | RELATIVE
        subjects = [t for t in subjects if opens.isdisjoint(w.lower_ for w in doc[left : t.i])]
        said = next((t for t in doc[first:left] if finite(t) and _reports_clause(scene, t)), None)
        if not subjects and said is not None:
            return direct_report(scene, run, said, subjects_of(scene, said, first, run.outer), "direct after verb")
    if own := _own_words(doc, left, run.outer - 1):
        subjects = [own]
    if subjects and (aside := next((t.i for t in doc[left : subjects[0].i] if t.lower_ in RELATIVE), None)):
        subjects = list(first_phrase(scene, left, aside)) or subjects  # "Voss, whose aides hold out: “We wait”"
    told = any(finite(t) and not scene.layout.masked(t) for t in doc[first : run.outer])
    label = run.outer - left <= MAX_NAME and not told
    if not subjects and label:
        subjects = list(name_in(scene, left, run.outer - 1))
    return direct_report(scene, run, None, tuple(subjects[:1]), "direct after colon")


def _reports_clause(scene: Scene, token: Token) -> bool:
    verb = reports_words(scene, token)
    return verb is not None and "clause" in verb.frames


def _own_words(doc: Doc, left: int, colon: int) -> Token | None:
    """Whose words a colon announces by a pronoun alone: "His words:", "Her answer was:"."""
    end = colon - (doc[colon - 1].lower_ in {"was", "is"})
    return doc[left] if end - left == 2 and doc[left].tag_ == "PRP$" and doc[left + 1].lower_ in _WORDS else None


def _within_clause(scene: Scene, run: Marked, verb: Token) -> bool:
    """Whether a run goes on with a clause that its verb has begun: said that if it rained, "we will wait"."""
    if scene.layout.doc[run.outer - 1].text != ",":
        return False
    opens = scene.layout.doc[run.first]
    if finite(opens) and opens.is_lower and run.outer > verb.i + 2:
        return True  # said the road, which is long, "would not go far"
    that = that_after(scene, verb, run.outer)
    if that is None:
        return False
    return any(t.is_alpha for t in scene.layout.doc[that : run.outer])


def _same_utterance(before: Report, verb: Token, first: int) -> bool:
    """Whether a run goes on with the one before it: "A," she said, "B"; "A," she said, adding, "B"."""
    if before.verb is None or before.first != first or not before.speakers:
        return False
    return before.verb.i == verb.i or (verb.tag_ == "VBG" and before.verb.i < verb.i)


def _leads_to(scene: Scene, run: Marked) -> bool:
    """Whether what stands right before a run can introduce it: a comma, a colon, the reporting verb itself."""
    doc = scene.layout.doc
    link = doc[run.outer - 1]
    if link.text in {",", ":", ";"} or link.text[0] == ":":
        return True  # as in older print, said:—"We came"
    if link.text in _LINKS:
        return doc[run.first].text[:1].isupper()
    verb = scene.verb(link)
    if verb is None or "clause" not in verb.frames or verb.lemma in scene.words.grammar["shown"]:
        return False
    _, last = bounds(scene, run)
    if finite(doc[run.first]) and doc[run.first].is_lower:
        return False  # "Nothing she said “will calm them,” Voss thought"
    if run.after < last and doc[run.after].is_alpha and doc[run.last - 1].is_alpha:
        return False  # said "on his worst day" he would win: part of a clause
    cried = scene.layout.closing(run).text[-1:] in {"!", "?"}
    return verb.lemma == "say" or cried or any(finite(t) for t in scene.layout.doc[run.first : run.last])


def _free(scene: Scene, run: Marked, found: list[Report]) -> Report | None:
    """A run that is a sentence of its own: it goes on with the speech before it, or stands alone."""
    layout = scene.layout
    doc = layout.doc
    first, last = bounds(scene, run)
    around = [t for t in (*doc[first : run.outer], *doc[run.after : last]) if not t.is_punct and not t.is_space]
    words = [t for t in doc[run.first : run.last] if not t.is_punct and not t.is_space]
    if around:
        return None
    before = found[-1] if found else None
    whole = run.run.opened and (run.run.closed or _goes_on(scene, run))
    alone = direct_report(scene, run, None, (), "direct alone") if whole and len(words) >= MIN_SENTENCE else None
    if before is None or any(not t.is_punct and not t.is_space for t in doc[before.last : first]):
        return alone if _sentence_like(scene, run) else None
    apart = layout.paragraph(first) - layout.paragraph(before.last - 1)
    if apart > 1 or (not before.speakers and before.verb is None) or another_acts(scene, before):
        return alone
    if apart and not run.run.reopens:
        return direct_report(scene, run, before.verb, before.speakers, "direct next paragraph")
    return direct_report(scene, run, before.verb, before.speakers, "direct going on", before)


def another_acts(scene: Scene, before: Report) -> bool:
    """Whether somebody else does something after the words before were said: "she said, and the envoy nodded"."""
    if before.verb is None:
        return False
    behind = [t for t in scene.layout.doc[before.verb.i + 1 : before.last] if not scene.layout.masked(t)]
    relative = False
    for token in behind:
        if token.lower_ in {"who", "which", "whose", "where"}:
            relative = True  # what a relative clause tells is told of the speaker, or of the place
        elif token.lower_ in {"and", "but", "as", "while"} and token.nbor(-1).text == ",":
            relative = False
        if not relative and finite(token) and scene.verb(token) is None and token.pos_ == "VERB":
            subjects = [s for s in scene.grammar.subjects(token, inherit=False) if s.i > before.verb.i]
            if any(s.pos_ in {"PROPN", "NOUN"} and s not in before.speakers for s in subjects):
                return True
    return False


def _goes_on(scene: Scene, run: Marked) -> bool:
    """Whether the next paragraph opens again with the same speech."""
    later = scene.layout.runs[scene.layout.inside[run.outer] + 1 :]
    return bool(later) and later[0].run.reopens


def _sentence_like(scene: Scene, run: Marked) -> bool:
    """Whether a run that stands alone says something: it ends as a sentence does, or has a finite verb."""
    ended = scene.layout.closing(run).text[-1:] in {".", "?", "!", "…"}
    return ended or any(finite(t) for t in scene.layout.doc[run.first : run.last])


def _headline(scene: Scene, run: Marked) -> Report | None:
    """The words that end a headline behind a comma or a colon: Talks go on, 'few issues remain'."""
    layout = scene.layout
    first, last = bounds(scene, run)
    if not layout.title(run.outer) or run.after < last or run.outer <= first:
        return None
    if layout.doc[run.outer - 1].text not in {",", ":", "—", "–", "―", "-"}:
        return None
    return direct_report(scene, run, None, (), "direct in headline")
