"""Where reported words begin: by the words and the punctuation first, by the parse where these leave it open."""

from __future__ import annotations

from typing import Final

from kg.extract.actors.vocabulary import vocabulary
from kg.extract.cues import Verb, lexicon
from kg.extract.quotes.layout import Marked
from kg.extract.quotes.reports import NOMINAL, Scene, is_day
from kg.extract.told import FINITE
from kg.language.tokens import Token

MAX_BETWEEN: Final = 25
"""How many tokens may stand between a reporting verb and its clause: whom it was told, where and when."""
MAX_LOST: Final = 16
"""How many words at the start of a reported clause the parse may hang on another word: a long subject."""
_SPEAKING: Final = frozenset({"demands", "warns", "opposes", "accuses", "rejects", "denies", "distancing"})
_REPORTING: Final = frozenset({"neutral", "factive", "distancing"})
_CIRCUMSTANCE: Final = frozenset({"after", "before", "during", "in", "at", "on", "under", "following", "from", "over"})
_NOMINATIVE: Final = frozenset({"he", "she", "they", "it", "we", "there"})
MAX_CIRCUMSTANCE: Final = 10
"""How many tokens of when and where may stand between a verb without "that" and its clause."""
MAX_OPENING: Final = 4
"""How many tokens may lead to the participle that opens a sentence: "In addition to"."""
_LEADING: Final = frozenset({"ADP", "SCONJ", "ADV", "NOUN"})
_SAYS: Final = frozenset({"said", "says", "say", "added", "adds", "insisted", "argued", "testified", "explained"})
_WHOM: Final = frozenset({"him", "her", "them", "me", "us", "it", "you"})
LONGEST_TITLE: Final = 5
"""How many words a title between marks may have."""
DASHES: Final = frozenset({"—", "–", "―", "--"})
_NOUNS: Final = frozenset({"nsubj", "obj", "iobj", "obl"})
_NO_SUBJECT: Final = frozenset(
    {"that", "who", "which", "where", "when", "as", "to", "before", "after", "while", "until", "because", "since"}
)
"""What opens a clause that a reporting verb without "that" does not report: "told the troops before she flew home"."""


def finite(token: Token) -> bool:
    """Whether a word is a finite verb; "supporters", "delegate" are none, whatever their tag, "she favors" is one."""
    if token.tag_ == "NNS":
        return token.i > 0 and token.nbor(-1).lower_ in {"he", "she"}
    noun = token.dep_ in _NOUNS or token.lower_ in {"messages", "letters", "articles"}
    if noun and token.tag_ == "VBZ" and token.lower_ not in lexicon().forms:
        return False  # "told Interpol [agents] that"
    return token.tag_ in FINITE and token.pos_ in {"VERB", "AUX"} and not _somebody(token)


def _somebody(token: Token) -> bool:
    """Whether a word for people was tagged a verb: "told [supporters] that", "said [delegate] Ada Voss"."""
    if token.lower_ not in vocabulary().speakers:
        return False
    return token.tag_ == "VBD" or (token.tag_ != "MD" and token.lower_[-1] == "s" and not listed(token, "verbs_too"))


def has_finite(scene: Scene, begin: int, end: int) -> bool:
    """Whether a finite verb stands in a stretch of tokens."""
    return any(finite(t) for t in scene.layout.doc[begin:end])


def clausal(scene: Scene, begin: int, end: int) -> bool:
    """Whether a clause may stand there: taggers take "seized" for a participle, "states “call” for" for no verb."""
    return any(finite(t) or t.tag_ == "VBN" or _bare(t, begin) for t in scene.layout.doc[begin:end])


def _bare(token: Token, begin: int) -> bool:
    """Whether a verb that is tagged as an infinitive follows its plural subject."""
    if token.tag_ != "VB" or token.i <= begin:
        return False
    before = next((t for t in reversed(token.doc[begin : token.i]) if not t.is_punct), token)
    return before.tag_ in {"NNS", "NNPS", "PRP"} and before.lower_ not in _WHOM


def listed(token: Token, use: str) -> bool:
    """Whether a word is one of the small words of a use ("circumstances", "told")."""
    return token.lower_ in lexicon().grammar[use]


def reporting(scene: Scene, token: Token) -> bool:
    """Whether a verb speaks: reports a clause, or demands, warns, opposes."""
    verb = scene.verb(token)
    return verb is not None and ("clause" in verb.frames or verb.kind in _SPEAKING)


def begin_after(scene: Scene, token: Token, verb: Verb, last: int) -> tuple[int, str] | None:
    """Where the clause after a reporting verb begins, and by what: "that", the parse, or the look of it."""
    that = that_after(scene, token, last)
    if that is not None:
        return that, "that"
    clause = next((c for c in scene.grammar.content_clauses(token) if token.i < c.i < last), None)
    if clause is not None and any(t.text in DASHES for t in token.doc[token.i : clause.i]) and _in_aside(scene, token):
        return None  # "complained at a rally — which Oslo announced — that": not Oslo
    if clause is not None and any(t.text == ";" for t in token.doc[token.i : clause.i]):
        return None  # "advised Oslo to wait; Rome accused it": told beside it
    if clause is not None and (_relative(clause, token.i) or _bare_noun(clause) or _when(clause, token.i)):
        clause = None  # "told Bo Lindqvist, who had refused to say so": who it was that was told
    whole = token.i + 1 < last and scene.layout.doc[token.i + 1].lower_ in verb.others - {"to", "that"}
    start = skip_adjuncts(scene, token.i + 1 + whole, last)
    told = verb.lemma in scene.words.grammar["told"]
    if clause is None:
        if token.tag_ == "VB" or verb.lemma in scene.words.grammar["shown"] or scene.grammar.is_passive(token):
            return None
        begin = None if verb.kind == "commits" else subject_ahead(scene, start, last)
        if begin is None and verb.kind in _REPORTING:
            begin = _past_circumstance(scene, start, last) or _marked_subject(scene, start, last)
            if begin is not None:
                return begin, "look"
        if verb.lemma == "say" and start < last and scene.layout.doc[start].pos_ in NOMINAL | {"DET"}:
            begin = start
        if begin is not None and scene.layout.doc[begin - 1].lower_ in {"if", "unless", "until"}:
            return None  # "warned of trouble if Oslo refused"
        return None if begin is None or (begin > start) is not told else (begin, "look")
    doc, low = scene.layout.doc, min(t.i for t in clause.subtree if t.i > token.i)
    if start < low < clause.i and doc[low].text == "," and doc[start].pos_ in NOMINAL | {"DET", "ADJ"}:
        described = any(t.text == "," and t.nbor(1).lower_ in {"who", "which"} for t in doc[start:low])
        low = start if described else low  # "said the road, which is long, is closed"
    if low < start <= clause.i or (start < low and listed(doc[start], "conceding")):
        low = start  # "said while it was late, Oslo would wait"
    lost = scene.layout.doc[start:low]
    if _past_circumstance(scene, start, last) == low:
        return low, "parse"
    if not told and 0 < len(lost) <= MAX_LOST and not any(t.is_punct or finite(t) for t in lost):
        low = start  # the parse lost the first words of the clause
    opens = scene.layout.doc[start]
    if finite(scene.layout.doc[low]) and start < low and opens.pos_ in NOMINAL | {"DET", "ADJ"} and not told:
        low = start  # a clause has a subject: "said its envoy, Ada Voss, had left"
    said = verb.lemma == "say" and opens.pos_ in NOMINAL | {"DET"} and not any(t.is_punct for t in doc[start:low])
    if (
        scene.layout.inside[low] >= 0
        and has_finite(scene, start, low)
        and (said or subject_ahead(scene, start, last) == start)
    ):
        low = start  # it took the marked words alone for the clause that they end
    number = scene.layout.inside[low]
    opens = doc[low if number < 0 else scene.layout.runs[number].first]
    if number >= 0 and opens.is_lower and finite(opens):
        return None  # "Nothing she said “will calm them”": its verb
    return low, "parse"


def _past_circumstance(scene: Scene, start: int, last: int) -> int | None:
    """Where a clause begins behind words of when or where: said [after the summit] she would leave."""
    doc, inside = scene.layout.doc, scene.layout.inside
    if start >= last or doc[start].lower_ not in _CIRCUMSTANCE:
        return None
    for i in range(start + 2, min(last - 1, start + MAX_CIRCUMSTANCE)):
        if inside[i] >= 0 or doc[i].is_punct or finite(doc[i]) or doc[i].lower_ in _NO_SUBJECT:
            return None
        after = next((t for t in doc[i + 1 : i + 3] if t.pos_ != "ADV"), doc[i])
        if doc[i].lower_ in _NOMINATIVE and finite(after):
            return i
    return None


def opening_deed(scene: Scene, verb: Token) -> bool:
    """Whether a participle opens its sentence, alone or behind prepositions: "In addition to saying so, Voss left"."""
    first, _ = scene.layout.sentence(verb.i)
    before = scene.layout.doc[first : verb.i]
    if verb.tag_ != "VBG" or len(before) > MAX_OPENING:
        return False
    return not before or (all(t.pos_ in _LEADING for t in before) and before[-1].pos_ in {"ADP", "SCONJ"})


def _marked_subject(scene: Scene, start: int, last: int) -> int | None:
    """Where a clause begins whose subject opens with marked words: said "budget reforms" and taxes would help."""
    inside = scene.layout.inside
    if start >= last or inside[start] < 0:
        return None
    run = scene.layout.runs[inside[start]]
    if run.after >= last or has_finite(scene, run.first, run.last) or scene.layout.doc[run.after].is_punct:
        return None
    ahead = next((t for t in scene.layout.doc[run.after : last] if t.is_punct or finite(t)), None)
    return run.outer if ahead is not None and finite(ahead) else None


def that_after(scene: Scene, token: Token, last: int) -> int | None:
    """The place after the "that" of a reporting verb, if it has one before any other clause begins."""
    doc, inside = scene.layout.doc, scene.layout.inside
    behind = _past_aside(scene, token, last)
    if behind is not None:
        return behind
    for i in range(token.i + 1, min(last - 1, token.i + MAX_BETWEEN)):
        word = doc[i]
        if word.text in DASHES and doc[i + 1].lower_ == "that" and _in_aside(scene, token):
            return None  # "complained at a meeting — which Oslo announced — that"
        if inside[i] >= 0 and _is_name(scene, scene.layout.runs[inside[i]]):
            continue  # "said on “Meet the Post” that"
        if inside[i] >= 0 or word.text in {":", ";"}:
            return None
        if word.text == "," and i == token.i + 2 and doc[i - 1].lower_ == "it":
            return None  # "Oslo, which proposed it, calls it the least that"
        if finite(word) and (reporting(scene, word) or not _in_relative(scene, word, token.i)):
            return None  # "said Ada Voss, who notes that"
        if (word.tag_ == "VBG" and word.lower_ != "citing" and reporting(scene, word)) or _names_words(scene, word):
            return None
        if word.lower_ == "that":
            # "said that was not the goal", "the claim that shook Oslo": a pronoun
            named = doc[i - 1].pos_ == "NOUN" or (doc[i - 1].i == token.i and token.lower_ in scene.words.documents)
            verb = (
                i + 1 + (named and doc[i + 1].pos_ == "ADV" and not _takes_that(scene, token))
            )  # "a ruling that never"
            pronoun = finite(doc[verb]) and not _noun_after_all(scene, verb, last)
            pronoun = pronoun or (doc[i + 1].is_punct and inside[i + 1] < 0)
            moment = doc[i + 1].pos_ == "NOUN" and doc[i + 2 : i + 3].text in {",", "."}  # "recalling that moment, she"
            if is_day(doc[i + 1]) and doc[i + 1].pos_ == "NOUN":
                continue  # "warned me that morning that"
            pronoun = pronoun or doc[i - 1].lower_ in {"exactly", "precisely"} or _summed_up(scene, token, i)
            return None if pronoun or moment or (_relative_pronoun(word) and not _takes_that(scene, token)) else i + 1
    return None


def _in_aside(scene: Scene, token: Token) -> bool:
    """Whether a dash stands before a verb in its sentence, which the next one closes."""
    first, _ = scene.layout.sentence(token.i)
    return sum(t.text in DASHES and scene.layout.inside[t.i] < 0 for t in scene.layout.doc[first : token.i]) == 1


def _past_aside(scene: Scene, token: Token, last: int) -> int | None:
    """The place after a "that" which follows what two dashes set off: said at a rally — which Oslo held — that."""
    doc, inside = scene.layout.doc, scene.layout.inside
    end = min(last - 1, token.i + MAX_BETWEEN)
    opening = next((t.i for t in doc[token.i + 1 : end] if inside[t.i] < 0 and t.text in DASHES), None)
    if opening is None or any(finite(t) or t.is_punct or t.lower_ == "that" for t in doc[token.i + 1 : opening]):
        return None
    closing = next((t.i for t in doc[opening + 1 : min(last - 1, opening + MAX_BETWEEN)] if t.text in DASHES), None)
    return closing + 2 if closing is not None and doc[closing + 1].lower_ == "that" else None


def _noun_after_all(scene: Scene, i: int, last: int) -> bool:
    """Whether a plural was taken for a verb, for another follows: "told envoys that concerns about it were late"."""
    doc = scene.layout.doc
    if doc[i].tag_ != "VBZ" or doc[i].pos_ != "VERB" or doc[i + 1].pos_ != "ADP":
        return False
    later = next((t for t in doc[i + 2 : last] if finite(t) or t.is_punct), doc[i])
    return finite(later) and later.i > i


def _summed_up(scene: Scene, token: Token, that: int) -> bool:
    """Whether a "that" only tells more of the noun which sums up what was said: "said on Monday, a step that"."""
    doc, i = scene.layout.doc, that - 1
    while i > token.i and doc[i].pos_ in {"NOUN", "ADJ"}:
        i -= 1
    return i < that - 1 and i - 1 > token.i and doc[i].lower_ in {"a", "an"} and doc[i - 1].text == ","


def _is_name(scene: Scene, run: Marked) -> bool:
    """Whether a run is the title of something, by its capitals: "Meet the Post"."""
    words = [t for t in scene.layout.doc[run.first : run.last] if t.is_alpha]
    return bool(words) and words[0].text[0].isupper() and words[-1].text[0].isupper() and len(words) <= LONGEST_TITLE


def _takes_that(scene: Scene, token: Token) -> bool:
    """Whether a "that" is the verb's, whatever the parse says: "told the envoy that he", "said through Bo that he"."""
    following = token.doc[token.i + 1]
    to = following.lower_ == "to" and following.pos_ == "ADP"
    verb = scene.verb(token)
    told = verb is not None and verb.lemma in scene.words.grammar["told"]
    citing = following.lower_ == "citing"  # "reported citing sources that"
    case = verb is not None and verb.lemma == "make" and "case" in {t.lower_ for t in token.doc[token.i : token.i + 4]}
    return told or to or citing or case or (token.lower_ in _SAYS and following.pos_ == "ADP")


def _relative_pronoun(that: Token) -> bool:
    """Whether a "that" takes up the noun right before it: "a letter that the envoy handed to her"."""
    noun = that.doc[that.i - 1]
    return noun.pos_ in NOMINAL and that.dep_ != "mark" and that.head.head.i == noun.i


def _bare_noun(clause: Token) -> bool:
    """Whether what the parse takes for a clause is a noun without a verb or a subject of its own."""
    own = {"cop", "aux", "nsubj", "nsubj:pass", "nsubj:outer", "csubj", "expl"}
    return clause.pos_ in NOMINAL and clause.tag_ != "CD" and not any(c.dep_ in own for c in clause.children)


def _relative(clause: Token, low: int) -> bool:
    """Whether a clause behind a reporting verb only tells who or what the noun before it is."""
    first = next((t for t in clause.subtree if t.i > low and not t.is_punct), clause)
    return first.lower_ in {"who", "which", "whose", "whom"} and first.i > low + 1


def _when(clause: Token, low: int) -> bool:
    """Whether a clause only tells when: "told reporters [before the doors closed]"."""
    i = clause.i - 1
    while i > low and (clause.doc[i].pos_ in NOMINAL | {"DET", "ADJ", "AUX"}):
        i -= 1
    return i > low and clause.doc[i].lower_ in {"before", "after", "until"} and i < clause.i - 1


def _names_words(scene: Scene, noun: Token) -> bool:
    """Whether a noun has the clause that follows for its own: "ignored a warning from Oslo that", not "said in a"."""
    names = scene.words.claims | scene.words.utterances
    made = noun.pos_ == "NOUN" or noun.tag_ == "VB"  # "responded to criticism from Oslo that": the tagger errs
    if made and noun.nbor(1).lower_ in {"by", "from"} and noun.lower_ not in scene.words.documents:
        return noun.lower_ in names or noun.lower_.removesuffix("s") in names  # "asked about complaints by Oslo that"
    if noun.pos_ != "NOUN" or noun.lower_ not in names or noun.lower_ == "case":
        return False  # "made the case that" is said by who makes it
    i = noun.i - 1
    while i > 0 and (scene.layout.doc[i].pos_ in {"DET", "ADJ", "NUM", "PROPN"} or scene.layout.doc[i].dep_ == "amod"):
        i -= 1
    return scene.layout.doc[i].pos_ != "ADP" or scene.layout.doc[i].lower_ == "at"  # "scoffed at the idea that"


def _in_relative(scene: Scene, verb: Token, low: int) -> bool:
    return any(t.lower_ in {"who", "which"} for t in scene.layout.doc[max(low + 1, verb.i - 4) : verb.i])


def subject_ahead(scene: Scene, start: int, last: int) -> int | None:
    """Where the subject of the first finite verb ahead begins, if a clause can begin there."""
    doc, inside = scene.layout.doc, scene.layout.inside
    for i in range(start, min(last, start + MAX_BETWEEN)):
        if doc[i].lower_ in {"and", "but", "or"} and finite(doc[min(i + 1, last - 1)]):
            return None  # "claimed victory and left": the next verb has the same subject
        if inside[i] >= 0:
            run = scene.layout.runs[inside[i]]
            whole = run.outer == start or run.after >= last or scene.layout.closing(run).is_punct
            if whole or has_finite(scene, run.first, run.last):
                return None
            continue  # "suggested its “reform” of taxes had failed"
        if doc[i].text in {",", ":", ";"} or doc[i].lower_ in _NO_SUBJECT:
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
        only = token.lower_ == "only" and doc[i + 1 : i + 2].text.lower() != "that"  # "said only two had come"
        if is_day(token) or (listed(token, "asides") and token.pos_ == "ADV" and not only):
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
        named = doc[j].lower_ in scene.words.documents or listed(doc[j], "occasions")
        if named and (j + 1 >= last or doc[j + 1].pos_ != "NOUN"):  # "in a video address"
            return j + 1
        if doc[j].is_punct or finite(doc[j]):
            return None
    return None
