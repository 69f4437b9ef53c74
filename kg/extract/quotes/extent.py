"""Where reported words begin and end: by the words and the punctuation first, by the parse where these leave it open.

A reported clause runs to the end of its sentence unless something there belongs to the reporting verb again: another
reporting verb ("..., but conceded that"), a participle of speech ("..., adding that"), a clause of circumstance that
the parse hangs on the reporting verb ("..., as ministers gathered in Oslo").
"""

from __future__ import annotations

from typing import Final

from spacy.tokens import Token

from kg.extract.cues import Verb, lexicon
from kg.extract.quotes.layout import MARKS
from kg.extract.quotes.reports import NOMINAL, Scene, is_day

FINITE: Final = frozenset({"VBD", "VBP", "VBZ", "MD"})
MAX_BETWEEN: Final = 25
"""How many tokens may stand between a reporting verb and its clause: whom it was told, where and when."""
_SPEAKING: Final = frozenset({"demands", "warns", "opposes", "accuses", "rejects", "denies", "distancing"})
_NO_SUBJECT: Final = frozenset(
    {"that", "who", "which", "where", "when", "as", "to", "before", "after", "while", "until", "because", "since"}
)
"""What opens a clause that a reporting verb without "that" does not report: "told the troops before she flew home"."""
_PAUSES: Final = frozenset({",", "—", "–", "--", ";"})


def finite(token: Token) -> bool:
    """Whether a word is a finite verb."""
    return token.tag_ in FINITE and token.pos_ in {"VERB", "AUX"}


def has_finite(scene: Scene, begin: int, end: int) -> bool:
    """Whether a finite verb stands in a stretch of tokens."""
    return any(finite(t) for t in scene.layout.doc[begin:end])


def clausal(scene: Scene, begin: int, end: int) -> bool:
    """Whether a clause may stand there: taggers take many a past tense ("seized") for a participle."""
    return any(finite(t) or t.tag_ == "VBN" for t in scene.layout.doc[begin:end])


def listed(token: Token, use: str) -> bool:
    """Whether a word is one of the small words of a use ("circumstances", "told")."""
    return token.lower_ in lexicon().grammar[use]


# -- the beginning ---------------------------------------------------------------------------------


def begin_after(scene: Scene, token: Token, verb: Verb, last: int) -> tuple[int, str] | None:
    """Where the clause after a reporting verb begins, and by what: "that", the parse, or the look of it."""
    that = that_after(scene, token, last)
    if that is not None:
        return that, "that"
    clause = next((c for c in scene.grammar.content_clauses(token) if token.i < c.i < last), None)
    if clause is not None and (_relative(clause, token.i) or _bare_noun(clause)):
        clause = None  # "told Bo Lindqvist, who had refused to say so": who it was that was told
    start = skip_adjuncts(scene, token.i + 1, last)
    told = verb.lemma in scene.words.grammar["told"]
    if clause is None:
        if token.tag_ == "VB" or verb.lemma in scene.words.grammar["shown"] or scene.grammar.is_passive(token):
            return None
        begin = None if verb.kind == "commits" else _subject_ahead(scene, start, last)
        if begin is None and verb.lemma == "say" and start < last and scene.layout.doc[start].pos_ in NOMINAL | {"DET"}:
            begin = start
        return None if begin is None or (begin > start) is not told else (begin, "look")
    low = min(t.i for t in clause.subtree if t.i > token.i)
    if low < start <= clause.i:
        low = start
    lost = scene.layout.doc[start:low]
    if not told and 0 < len(lost) <= 6 and not any(t.is_punct for t in lost):
        low = start  # the parse lost the first words of the clause
    return low, "parse"


def that_after(scene: Scene, token: Token, last: int) -> int | None:
    """The place after the "that" of a reporting verb, if it has one before any other clause begins."""
    doc, inside = scene.layout.doc, scene.layout.inside
    for i in range(token.i + 1, min(last - 1, token.i + MAX_BETWEEN)):
        word = doc[i]
        if inside[i] >= 0 or word.text in {":", ";"} or (finite(word) and not _in_relative(scene, word, token.i)):
            return None
        if (word.tag_ == "VBG" and reporting(scene, word)) or _names_words(scene, word):
            return None
        if word.lower_ == "that":
            # "said that was not the goal", "the claim that shook Oslo": a pronoun
            pronoun = finite(doc[i + 1]) or (doc[i + 1].is_punct and inside[i + 1] < 0)
            moment = doc[i + 1].pos_ == "NOUN" and doc[i + 2 : i + 3].text in {",", "."}  # "recalling that moment, she"
            return None if pronoun or moment or _relative_pronoun(word) else i + 1
    return None


def _relative_pronoun(that: Token) -> bool:
    """Whether a "that" takes up the noun right before it: "a letter that the envoy handed to her"."""
    noun = that.doc[that.i - 1]
    role = that.dep_ in {"obj", "dobj", "nsubj", "nsubj:pass", "nsubjpass"}
    return that.tag_ == "WDT" and role and noun.pos_ in NOMINAL and that.head.head.i == noun.i


def _bare_noun(clause: Token) -> bool:
    """Whether what the parse takes for a clause is a noun without a verb or a subject of its own."""
    own = {"cop", "aux", "nsubj", "nsubj:pass", "nsubj:outer", "csubj", "expl"}
    return clause.pos_ in NOMINAL and clause.tag_ != "CD" and not any(c.dep_ in own for c in clause.children)


def _relative(clause: Token, low: int) -> bool:
    """Whether a clause behind a reporting verb only tells who or what the noun before it is."""
    first = next((t for t in clause.subtree if t.i > low and not t.is_punct), clause)
    return first.lower_ in {"who", "which", "whose", "whom"} and first.i > low + 1


def _names_words(scene: Scene, noun: Token) -> bool:
    """Whether a noun has the clause that follows for its own: "ignored a warning from Oslo that", not "said in a"."""
    if noun.pos_ != "NOUN" or noun.lower_ not in scene.words.claims | scene.words.utterances:
        return False
    i = noun.i - 1
    while i > 0 and scene.layout.doc[i].pos_ in {"DET", "ADJ", "NUM", "PROPN"}:
        i -= 1
    return scene.layout.doc[i].pos_ != "ADP"


def _in_relative(scene: Scene, verb: Token, low: int) -> bool:
    return any(t.lower_ in {"who", "which"} for t in scene.layout.doc[max(low + 1, verb.i - 4) : verb.i])


def _subject_ahead(scene: Scene, start: int, last: int) -> int | None:
    """Where the subject of the first finite verb ahead begins, if a clause can begin there."""
    doc, inside = scene.layout.doc, scene.layout.inside
    for i in range(start, min(last, start + MAX_BETWEEN)):
        if doc[i].lower_ in {"and", "but", "or"} and finite(doc[min(i + 1, last - 1)]):
            return None  # "claimed victory and left": the next verb has the same subject
        if inside[i] >= 0 or doc[i].text in {",", ":", ";"} or doc[i].lower_ in _NO_SUBJECT:
            return None
        if finite(doc[i]):
            verb = doc[i].head if doc[i].pos_ == "AUX" and doc[i].head.i > i else doc[i]
            subjects = scene.grammar.subjects(verb) + scene.grammar.passive_subjects(verb)
            edges = [s.left_edge.i for s in subjects if start <= s.i < i]
            if edges:
                return max(start, min(edges))
            nominal = start < i and doc[start].pos_ in NOMINAL | {"DET", "ADJ"}
            return start if nominal and doc[start - 1].text != "," else None
    return None


def skip_adjuncts(scene: Scene, i: int, last: int) -> int:
    """The first token after words of when and where behind a verb: "said on Friday", "said in a statement"."""
    doc, inside = scene.layout.doc, scene.layout.inside
    while i < last and inside[i] < 0:
        token = doc[i]
        if is_day(token) or (listed(token, "asides") and token.pos_ == "ADV"):
            i += 1
        elif token.lower_ in {"on", "late", "early", "this", "last", "earlier", "next"} and is_day(
            doc[min(i + 1, last - 1)]
        ):
            i += 2
        elif token.lower_ in {"in", "at", "during", "to"} and (end := _occasion(scene, i, last)):
            i = end
        else:
            break
    return i


def _occasion(scene: Scene, i: int, last: int) -> int | None:
    """The end of "in a statement", "to reporters", "at a news conference", where such a noun heads it."""
    doc = scene.layout.doc
    for j in range(i + 1, min(last, i + 6)):
        if doc[j].lower_ in scene.words.documents or listed(doc[j], "occasions"):
            return j + 1
        if doc[j].is_punct or finite(doc[j]):
            return None
    return None


# -- the end ---------------------------------------------------------------------------------------


def end_of(scene: Scene, token: Token, begin: int, last: int) -> int:
    """Where the clause of a reporting verb that begins at `begin` ends, end exclusive."""
    doc, inside = scene.layout.doc, scene.layout.inside
    whole = doc[begin].tag_ == "TO" if begin < last else False
    for i in range(begin, last):
        whole = whole or finite(doc[i]) or doc[i].tag_ == "VBN"
        if i > begin and doc[i].text == ";" and inside[i] < 0:
            return i
        if i > begin and whole and inside[i] < 0 and _ends_at(scene, token, begin, i, last):
            return i
    return last


def _ends_at(scene: Scene, token: Token, begin: int, i: int, last: int) -> bool:
    """Whether what stands at `i` is no longer what was said."""
    doc = scene.layout.doc
    word = doc[i]
    if word.text in _PAUSES:
        return _ends_after_pause(scene, token, begin, i, last)
    if doc[i - 1].text == ",":
        return False
    if word.lower_ in {"and", "but"} and _turns_back(scene, token, begin, i + 1, last):
        return True
    if word.lower_ == "but" and _another(scene, i + 1, last):
        return True
    return word.text == ":" and any(n >= 0 for n in scene.layout.inside[i + 1 : i + 3])


def _ends_after_pause(scene: Scene, token: Token, begin: int, comma: int, last: int) -> bool:
    """Whether what follows a comma belongs to the reporting verb again, or to another one."""
    doc = scene.layout.doc
    if comma + 1 >= last:
        return True
    word = doc[comma + 1]
    if _opens_sentence(scene, token, comma) and _subject_ahead(scene, comma + 1, last) == comma + 1:
        return True
    if _in_subject(scene, token) and (finite(word) or word.tag_ == "VBN"):
        return True
    speaking = doc[comma + 2] if word.lower_ in {"and", "but", "while", "then", "also"} and comma + 2 < last else word
    if word.lower_ in {"and", "but", "while"} and _goes_elsewhere(scene, token, begin, comma):
        return True
    if listed(word, "participles") or (speaking.tag_ == "VBG" and reporting(scene, speaking)):
        return True
    start = comma + 2 if listed(word, "contrasts") else comma + 1
    if word.lower_ in {"and", "but", "or"} and _turns_back(scene, token, begin, start, last):
        return True
    if _another(scene, start, last):
        return True
    return listed(word, "circumstances") and _hangs_on(scene, token, begin, comma + 1)


def _opens_sentence(scene: Scene, token: Token, comma: int) -> bool:
    """Whether a reporting verb stands in a clause that only opens its sentence: "While she said so, Oslo waited"."""
    doc = scene.layout.doc
    first, _ = scene.layout.sentence(token.i)
    while first < token.i and (doc[first].text in MARKS or doc[first].is_space or doc[first].lower_ in {"and", "but"}):
        first += 1
    if any(t.text in _PAUSES for t in doc[first : token.i]):
        return False
    return listed(doc[first], "openers") or (token.tag_ == "VBG" and first == token.i)


def _in_subject(scene: Scene, token: Token) -> bool:
    """Whether a reporting verb belongs to a noun that awaits its own verb: "the envoy who said so, left"."""
    doc = scene.layout.doc
    for word in reversed(doc[max(0, token.i - 7) : token.i]):
        if word.lower_ in {"who", "which", "whose"}:
            return True
        if word.is_punct:
            break
    return token.tag_ == "VBG" and token.i > 0 and doc[token.i - 1].pos_ in NOMINAL


def reporting(scene: Scene, token: Token) -> bool:
    """Whether a verb speaks: reports a clause, or demands, warns, opposes."""
    verb = scene.verb(token)
    return verb is not None and ("clause" in verb.frames or verb.kind in _SPEAKING)


def _turns_back(scene: Scene, token: Token, begin: int, i: int, last: int) -> bool:
    """Whether the verb at `i`, without a subject of its own, shares that of the reporting verb: "but conceded that".

    Verbs that are joined have one tense; where that leaves it open the parse and the verb's meaning have to agree.
    """
    doc = scene.layout.doc
    while i < last - 1 and doc[i].pos_ in {"ADV", "PART"}:
        i += 1
    if i >= last or not (_tense(doc[i]) or (doc[i].tag_ == "VB" and reporting(scene, doc[i]))):
        return False
    head = i
    while head < last - 1 and doc[head].pos_ in {"AUX", "ADV", "PART"}:
        head += 1
    main = doc[head]
    ours, said = _tense(token), next((_tense(t) for t in doc[begin:i] if finite(t)), "")
    own = _tense(doc[i])
    if doc[i].tag_ == "VBD" and ours == "past" and _told_again(scene, main, begin, i):
        return True
    if own == said != ours and ours:
        return False
    outside = _joined_before(main, begin) or not said
    if own == ours != said:
        return outside or reporting(scene, main)
    return reporting(scene, main) and (outside or doc[i - 1].lower_ == "but" or main.dep_ != "conj")


def _goes_elsewhere(scene: Scene, token: Token, begin: int, comma: int) -> bool:
    """Whether ", and" opens a clause of somebody else's deed: "asked Oslo to wait, and Rome refused the plan"."""
    doc = scene.layout.doc
    _, last = scene.layout.sentence(token.i)
    if _tense(token) != "past" or any(finite(t) and t.tag_ != "MD" for t in doc[begin:comma]):
        return False
    joined = doc[comma + 1].head
    if joined.dep_ == "conj" and joined.head.i < begin and joined.pos_ == "VERB":
        return any(comma < s.i < joined.i for s in scene.grammar.subjects(joined, inherit=False))
    if _subject_ahead(scene, comma + 2, last) != comma + 2:
        return False
    verb = next(t for t in doc[comma + 2 : last] if finite(t))
    return verb.tag_ == "VBD" and verb.pos_ == "VERB"


def _told_again(scene: Scene, verb: Token, begin: int, i: int) -> bool:
    """Whether a simple past at `i` tells what the speaker did next rather than what was said to be so.

    What was said has only modals ("promised that it would hold and sent her envoy"), or the verb speaks, and nothing
    that could say so stands before it in the same simple past ("denied that Oslo was to blame and accused Rome").
    """
    told = [t for t in scene.layout.doc[begin:i] if finite(t)]
    if not told or verb.pos_ == "AUX":
        return False
    if all(t.tag_ == "MD" for t in told):
        return True
    if any(t.lower_ == "had" for t in told) and not _says(scene, verb):
        return False  # "had met her aide and accused him": who had met him may have accused him
    return reporting(scene, verb) and all(t.pos_ == "AUX" for t in told)


def _tense(token: Token) -> str:
    """What verbs that are joined have in common: past, present or a modal; "" for no finite verb."""
    return {"VBD": "past", "VBN": "past", "VBZ": "present", "VBP": "present", "MD": "modal"}.get(token.tag_, "")


def _joined_before(verb: Token, begin: int) -> bool:
    """Whether the parse joins a verb to one before `begin`."""
    first = verb
    while first.dep_ == "conj" and first.head.i != first.i:
        first = first.head
    return first.i != verb.i and first.i < begin


def _another(scene: Scene, i: int, last: int) -> bool:
    """Whether another speaker and a reporting verb follow: ", but a source said", ", said Ada"."""
    doc, inside = scene.layout.doc, scene.layout.inside
    if i + 1 < last and _says(scene, doc[i]) and doc[i + 1].pos_ in NOMINAL | {"DET", "ADJ"}:
        return True
    for j in range(i, min(last, i + 14)):
        if inside[j] >= 0 or (doc[j].is_punct and doc[j].text not in {"-", "'", "’"}):
            return False
        if finite(doc[j]) and doc[j].lower_ not in {"has", "have", "had"}:
            return j > i and _says(scene, doc[j])
        if doc[j].tag_ == "VBN" and j > i and doc[j - 1].lower_ in {"has", "have", "had"}:
            return _says(scene, doc[j])
        if doc[j].tag_ in {"VB", "VBN", "TO"} or (doc[j].lower_ == "but" and j > i):
            return False
    return False


def _says(scene: Scene, token: Token) -> bool:
    verb = scene.verb(token)
    if verb is None or "clause" not in verb.frames or verb.lemma in scene.words.grammar["shown"]:
        return False
    return verb.kind in {"neutral", "factive", "distancing", "warns"}


def _hangs_on(scene: Scene, token: Token, begin: int, i: int) -> bool:
    """Whether the parse hangs the clause or phrase that opens at `i` on the reporting verb or something before it."""
    word = scene.layout.doc[i]
    while word.head.i >= begin and word.head.i != word.i:
        word = word.head
    return word.i != word.head.i and word.i >= i
