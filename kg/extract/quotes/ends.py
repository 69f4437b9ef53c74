"""Where reported words end: by the words and the punctuation first, by the parse where these leave it open.

A reported clause runs to the end of its sentence unless something there belongs to the reporting verb again: another
reporting verb ("..., but conceded that"), a participle of speech ("..., adding that"), what the speaker did next
("... and sent her envoy"), a clause of circumstance that the parse hangs on the verb ("..., as ministers gathered").
"""

from __future__ import annotations

from typing import Final

from kg.extract.quotes.extent import finite, listed, opening_deed, reporting, subject_ahead, that_after
from kg.extract.quotes.layout import MARKS
from kg.extract.quotes.others import another_acts, another_speaks, judged, says, takes_a_stand, tense, withholds
from kg.extract.quotes.reports import NOMINAL, Scene
from kg.language.clauses import first_joined
from kg.language.tokens import Doc, Token

_LINKING: Final = frozenset({"and", "but", "so", "yet", "then", "now", "thus", "only"})
"""What may stand before the conjunction that opens a sentence: "So when she said it was late, he left"."""
_GESTURES: Final = frozenset(
    {"laughed", "smiled", "shrugged", "nodded", "sighed", "grinned", "winked", "chuckled", "frowned", "giggled"}
)
"""What somebody does while speaking: "said it was late, and laughed"."""
_FELT: Final = frozenset(
    {"expressed", "voiced", "conveyed", "thanked", "praised", "congratulated", "wished", "renewed", "reaffirmed"}
    | {"reiterated", "restated", "invited"}
)
"""What somebody does by words that are not told: "said it was late, and expressed hope"."""
_MOODS: Final = frozenset(
    {"regretted", "deplored", "hoped", "wanted", "wished", "welcomed", "feared", "expected", "believed", "supported"}
)
"""What is said of one's own mind: "said they regretted it and called on Oslo to wait"."""
NEAR_MARKS: Final = 8
"""How many tokens behind "calling" the marked words may stand."""
MAX_SPAN: Final = 4
"""How many tokens may tell how long before or after something a sentence is: "Nearly two weeks"."""
MAX_COUNTED: Final = 7
"""The same, where it is counted: "less than 24 hours after"."""
_SPANS: Final = frozenset({"minute", "hour", "day", "week", "month", "year", "night", "weekend"})
_PAUSES: Final = frozenset({",", "—", "–", "―", "--", ";"})


def end_of(scene: Scene, token: Token, begin: int, last: int) -> int:
    """Where the clause of a reporting verb that begins at `begin` ends, end exclusive."""
    doc, inside = scene.layout.doc, scene.layout.inside
    known = scene.verb(token)
    asked = (
        known is not None and known.kind == "demands" and "clause" in known.frames
    )  # "that Oslo wait": no finite verb
    gerund = known is not None and "own_gerund" in known.frames and doc[begin : begin + 1].text.endswith("ing")
    whole = (asked or gerund or doc[begin].tag_ == "TO") if begin < last else False
    for i in range(begin, last):
        bare = doc[i].tag_ == "VB" and i > begin and doc[i - 1].tag_ in {"NNS", "NNPS", "PRP"}  # "small states wait"
        whole = whole or finite(doc[i]) or bare or doc[i].tag_ == "VBN"
        if i > begin and doc[i].text == ";" and inside[i] < 0:
            return i
        if i > begin and whole and inside[i] < 0 and _ends_at(scene, token, begin, i, last):
            return i
    return last


def _ends_at(scene: Scene, token: Token, begin: int, i: int, last: int) -> bool:
    """Whether what stands at `i` is no longer what was said."""
    doc = scene.layout.doc
    word = doc[i]
    if word.text in _PAUSES or (word.text == "-" and word.whitespace_ and doc[i - 1].whitespace_):
        return _ends_after_pause(scene, token, begin, i, last)
    number = scene.layout.inside[i - 1]
    if number >= 0 and scene.layout.closing(scene.layout.runs[number]).text == ",":
        return _ends_after_pause(scene, token, begin, i - 1, last)  # the comma stands within the marks
    if doc[i - 1].text == ",":
        return False
    if word.lower_ in {"and", "but"} and _turns_back(scene, token, begin, i + 1, last):
        return True
    if word.lower_ == "but" and another_speaks(scene, i + 1, last):
        return True
    if word.lower_ == "and" and token.tag_ == "VBG" and _with_another(doc, i + 1, last):
        return True
    if word.lower_ == "while" and doc[i + 1 : i + 2] and doc[i + 1].tag_ == "VBG" and reporting(scene, doc[i + 1]):
        return True
    return word.text == ":" and any(n >= 0 for n in scene.layout.inside[i + 1 : i + 3])


def _with_another(doc: Doc, i: int, last: int) -> bool:
    """Whether a second name and its participle follow: "with Voss saying it was late and [Lund calling] it early"."""
    name = i
    while i < last - 1 and doc[i].pos_ == "PROPN":
        i += 1
    return i > name and doc[i].tag_ == "VBG"


def _ends_after_pause(scene: Scene, token: Token, begin: int, comma: int, last: int) -> bool:
    """Whether what follows a comma belongs to the reporting verb again, or to another one."""
    doc = scene.layout.doc
    if comma + 1 >= last:
        return True
    word = doc[comma + 1]
    if _others_words(scene, comma + 1, last):
        return True
    if _opens_sentence(scene, token, comma) and subject_ahead(scene, comma + 1, last) == comma + 1:
        return True
    if _in_subject(scene, token) and (finite(word) or word.tag_ == "VBN"):
        return True
    if word.lower_ in {"a", "an", "the"} and comma + 3 < last:
        noun = comma + 2 + (doc[comma + 2].pos_ == "ADJ")
        if noun + 1 < last and _told_more(scene, doc[noun], doc[noun + 1]):
            return True
    if word.lower_ == "and" and doc[comma + 2 : comma + 3].text.lower() in _FELT and tense(token) == "past":
        return True
    speaking = doc[comma + 2] if word.lower_ in {"and", "but", "while", "then", "also"} and comma + 2 < last else word
    if word.lower_ in {"and", "but", "while"} and _goes_elsewhere(scene, token, begin, comma):
        return True
    if word.lower_ == "and" and _speaks_again(scene, token, comma + 2, last):
        return True
    behind = doc[comma + 2] if comma + 2 < last else word
    if word.lower_ == "and" and reporting(scene, behind) and tense(behind) == tense(token) == "past":
        return True  # "said it was late, and called for calm"
    if withholds(scene, comma + 1, last) or judged(scene, comma + 1, last):
        return True
    if word.lower_ == "and" and another_acts(scene, begin, comma, last):
        return True
    if tense(token) == "past" and _later(scene, comma + 1, last):
        return True
    if listed(word, "participles") or (speaking.tag_ == "VBG" and reporting(scene, speaking)):
        return True
    if word.tag_ == "VBG" and _names(scene, word, last):
        return True
    start = comma + 2 if listed(word, "contrasts") else comma + 1
    if word.lower_ in {"and", "but", "or"} and _turns_back(scene, token, begin, start, last):
        return True
    if another_speaks(scene, start, last) or (word.lower_ in {"but", "while"} and takes_a_stand(scene, start, last)):
        return True
    return listed(word, "circumstances") and _hangs_on(scene, token, begin, comma + 1)


def _later(scene: Scene, i: int, last: int) -> bool:
    """Whether it is told from `i` on when something was said: ", a day after he left", ", following a call"."""
    doc = scene.layout.doc
    if doc[i].lower_ == "following":
        return i + 1 < last and (doc[i + 1].tag_ in {"DT", "PRP$"} or doc[i + 1].lower_ == "talks")
    for span in range(i, min(last, i + MAX_COUNTED)):
        if doc[span].lower_ in {"after", "before"}:
            return span > i and _is_time(doc[span - 1]) and any(t.tag_ == "VBD" for t in doc[span + 1 : last])
        if doc[span].tag_ not in {"DT", "CD", "IN", "JJ", "JJR", "RB", "RBR"} and not _is_time(doc[span]):
            break
    return False


def _is_time(word: Token) -> bool:
    return word.lower_.removesuffix("s") in _SPANS


def _others_words(scene: Scene, i: int, last: int) -> bool:
    """Whether marked words with a speaker and verb of their own stand at `i`: "was late - “We wait,” [she said]"."""
    if scene.layout.inside[i] < 0 or scene.layout.inside[i - 1] == scene.layout.inside[i]:
        return False
    after, doc = scene.layout.runs[scene.layout.inside[i]].after, scene.layout.doc
    return after + 1 < last and doc[after].pos_ in {"PRON", "PROPN"} and scene.verb(doc[after + 1]) is not None


def _told_more(scene: Scene, noun: Token, behind: Token) -> bool:
    """Whether more is told of what a noun takes up: ", a pledge that drew applause"."""
    return scene.sums_up(noun) and behind.lower_ in {"that", "which", "he", "she", "they", "it", "made", "denied"}


def _opens_sentence(scene: Scene, token: Token, comma: int) -> bool:
    """Whether a reporting verb stands in a clause that only opens its sentence: "While she said so, Oslo waited"."""
    doc = scene.layout.doc
    first, _ = scene.layout.sentence(token.i)
    while first < token.i and (doc[first].text in MARKS or doc[first].is_space or doc[first].lower_ in _LINKING):
        first += 1
    if any(t.text in _PAUSES for t in doc[first : token.i]):
        return False
    if opening_deed(scene, token):
        return True
    span = first
    while span < token.i and span < first + MAX_SPAN and doc[span].pos_ in {"ADV", "PART", "NUM", "DET", "ADJ", "NOUN"}:
        span += 1  # "Two days after she said so, Oslo waited"
    return listed(doc[first], "openers") or (span > first and doc[span].lower_ in {"after", "before", "since"})


def _in_subject(scene: Scene, token: Token) -> bool:
    """Whether a reporting verb belongs to a noun that awaits its own verb: "the envoy who said so, left"."""
    doc = scene.layout.doc
    for word in reversed(doc[max(0, token.i - 7) : token.i]):
        if word.lower_ in {"who", "which", "whose"}:
            return True
        if word.is_punct:
            break
    if in_aside(scene, token):
        return True
    return token.tag_ == "VBG" and token.i > 0 and doc[token.i - 1].pos_ in NOMINAL


def in_aside(scene: Scene, token: Token) -> bool:
    """Whether a verb stands in a participle's aside behind a subject: "Lind, speaking after Voss said so, called"."""
    doc = scene.layout.doc
    first, _ = scene.layout.sentence(token.i)
    comma = next((t.i for t in reversed(doc[first : token.i]) if t.is_punct), first)
    if comma <= first or doc[comma].text != "," or doc[comma + 1].tag_ != "VBG" or doc[comma - 1].pos_ not in NOMINAL:
        return False
    return not any(finite(t) for t in doc[first:comma])


def _turns_back(scene: Scene, token: Token, begin: int, i: int, last: int) -> bool:
    """Whether the verb at `i`, without a subject of its own, shares that of the reporting verb: "but conceded that".

    Verbs that are joined have one tense; where that leaves it open the parse and the verb's meaning have to agree.
    """
    doc = scene.layout.doc
    while i < last - 1 and doc[i].pos_ in {"ADV", "PART"}:
        i += 1
    if i < last and doc[i].lower_ in _GESTURES and tense(token) == "past":
        return True
    mistaken = i < last and doc[i].tag_ in {"VB", "NNS"} and reporting(scene, doc[i])
    if i >= last or not (tense(doc[i]) or mistaken):
        return False
    head = i
    while head < last - 1 and doc[head].pos_ in {"AUX", "ADV", "PART"}:
        head += 1
    main = _goes_on_to(scene, doc[head], last)
    known = scene.verb(token)
    if reporting(scene, main) and doc[main.i + 1].lower_ in {"why", "whether", "how"} and tense(doc[i]) == tense(token):
        return True  # "complained that they had left and questioned why"
    if known is not None and known.kind in {"denies", "rejects"} and doc[i].tag_ in {"VBD", "VBN"}:
        return reporting(scene, main)  # what is denied goes on with no accusation
    ours, said = tense(token), next((tense(t) for t in doc[begin:i] if finite(t)), "")
    own = tense(doc[i]) or ("present" if mistaken else "")
    # the tagger takes "called on" for a participle behind another past tense
    past = doc[i].tag_ == "VBD" or (doc[i].lower_ == "called" and _asks_somebody(scene, doc[i]))
    if past and ours == "past" and _told_again(scene, main, begin, i):
        return True
    if own == said != ours and ours:
        return False
    outside = _joined_before(main, begin) or not said
    if own == ours != said:
        return outside or reporting(scene, main) or (known is not None and _asks(scene, main))
    said_tag = next((t.tag_ for t in doc[begin:i] if finite(t)), "")
    plural = token.tag_ == "VBP" and doc[i].tag_ in {"VBP", "VB"}
    one = token.tag_ == "VBZ" and doc[i].tag_ in {"VBZ", "NNS"} and said_tag == "VBP"
    if ours == said == "present" and reporting(scene, main) and ((plural and said_tag == "VBZ") or one):
        return True  # "they say it is late and point to": one subject, one number
    if own == ours and reporting(scene, main) and that_after(scene, main, last) is not None:
        return True  # "argues that it rains and points out that it is cold"
    return reporting(scene, main) and (outside or doc[i - 1].lower_ == "but" or main.dep_ != "conj")


def _goes_on_to(scene: Scene, verb: Token, last: int) -> Token:
    """The reporting verb that somebody "went on to", "proceeded to"; the verb itself without one."""
    doc = scene.layout.doc
    for i in range(verb.i + 1, min(verb.i + 3, last - 1)):
        if doc[i].lower_ == "to" and listed(verb, "going") and reporting(scene, doc[i + 1]):
            return doc[i + 1]
    return verb


def _names(scene: Scene, participle: Token, last: int) -> bool:
    """Whether a participle gives marked words of the speaker: ", calling it “a farce”"."""
    known, inside = scene.verb(participle), scene.layout.inside
    near = inside[participle.i + 1 : min(last, participle.i + NEAR_MARKS)]
    return known is not None and "naming" in known.frames and any(n >= 0 for n in near)


def _speaks_again(scene: Scene, token: Token, i: int, last: int) -> bool:
    """Whether "he" or "she" speaks on in the tense of the reporting verb: ", and she dismissed talk of"."""
    doc = scene.layout.doc
    if i + 1 >= last or doc[i].lower_ not in {"he", "she"}:
        return False
    verb = next((t for t in doc[i + 1 : min(last, i + 4)] if finite(t)), None)
    return verb is not None and tense(verb) == tense(token) and reporting(scene, verb)


def _asks(scene: Scene, verb: Token) -> bool:
    """Whether a verb tells of words by what they ask for: "and asked the faithful to pray"."""
    known = scene.verb(verb)
    return known is not None and bool(known.frames & {"infinitive", "question"})


def _asks_somebody(scene: Scene, verb: Token) -> bool:
    """Whether a verb asks another for something: "and called on Oslo to wait"; not "and wanted to sign"."""
    behind = verb.doc[verb.i + 1]
    if verb.lower_ == "called":
        return behind.lower_ in {"on", "upon"}
    return _asks(scene, verb) and behind.pos_ in {"DET", "PROPN", "NOUN", "ADJ"}


def _goes_elsewhere(scene: Scene, token: Token, begin: int, comma: int) -> bool:
    """Whether ", and" opens a clause of somebody else's deed: "asked Oslo to wait, and Rome refused the plan"."""
    doc = scene.layout.doc
    _, last = scene.layout.sentence(token.i)
    known = scene.verb(token)
    asked = known is not None and known.kind == "demands"  # "demanded that Oslo wait": no finite verb, whatever its tag
    if tense(token) != "past" or any(finite(t) and t.tag_ != "MD" and not asked for t in doc[begin:comma]):
        return False
    if doc[comma + 2 : comma + 3].text.lower() == "that":
        return False  # "that it rained, and that it was late"
    joined = doc[comma + 1].head
    if joined.dep_ == "conj" and joined.head.i < begin and joined.pos_ == "VERB":
        return any(comma < s.i < joined.i for s in scene.grammar.subjects(joined, inherit=False))
    if subject_ahead(scene, comma + 2, last) != comma + 2:
        return False
    verb = next(t for t in doc[comma + 2 : last] if finite(t))
    marked = scene.layout.runs_in(comma + 2, verb.i)  # "..., and other “groups” affiliated with it"
    return verb.tag_ == "VBD" and verb.pos_ == "VERB" and not marked


def _told_again(scene: Scene, verb: Token, begin: int, i: int) -> bool:
    """Whether a simple past at `i` tells what the speaker did next rather than what was said to be so.

    What was said has only modals ("promised that it would hold and sent her envoy"), or the verb speaks, and nothing
    that could say so stands before it in the same simple past ("denied that Oslo was to blame and accused Rome").
    """
    told = [t for t in scene.layout.doc[begin:i] if finite(t) and not scene.layout.masked(t)]
    if verb.pos_ == "AUX":
        return False
    if not told:  # "wrote that it “risked peace” and asked her to wait"
        known = scene.verb(verb)
        return known is not None and scene.layout.inside[i - 2] >= 0 and (reporting(scene, verb) or _asks(scene, verb))
    if all(t.tag_ == "MD" for t in told):
        return True
    if any(t.lower_ == "had" for t in told) and not says(scene, verb):
        return False  # "had met her aide and accused him": who had met him may have accused him
    felt = all(t.pos_ == "AUX" or t.lower_ in _MOODS for t in told)
    return felt and (reporting(scene, verb) or _asks_somebody(scene, verb))


def _joined_before(verb: Token, begin: int) -> bool:
    """Whether the parse joins a verb to one before `begin`."""
    first = first_joined(verb)
    return first.i != verb.i and first.i < begin


def _hangs_on(scene: Scene, token: Token, begin: int, i: int) -> bool:
    """Whether the parse hangs the clause or phrase that opens at `i` on the reporting verb or something before it."""
    word = scene.layout.doc[i]
    while word.head.i >= begin and word.head.i != word.i:
        word = word.head
    return word.i != word.head.i and word.i >= i
