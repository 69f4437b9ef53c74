"""The grammar gives the same answers for Universal Dependencies and for ClearNLP, on parses given by hand."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
import spacy
from spacy import tokens
from spacy.language import Language

from kg.errors import ModelError
from kg.language.grammar import Grammar, grammar_of
from kg.language.tokens import Doc, Span, Token

VOCAB = spacy.blank("en").vocab
POS = {
    "N": "PROPN",
    "n": "NOUN",
    "v": "VERB",
    "p": "ADP",
    "x": "AUX",
    "d": "DET",
    "r": "PRON",
    ".": "PUNCT",
    "a": "ADJ",
} | {"c": "CCONJ", "t": "PART", "s": "SCONJ", "b": "ADV"}
TAG = {
    "N": "NNP",
    "n": "NN",
    "v": "VBD",
    "p": "IN",
    "x": "VBD",
    "d": "DT",
    "r": "PRP",
    ".": ",",
    "a": "JJ",
    "c": "CC",
} | {"t": "TO", "s": "IN", "b": "RB"}


def tree(rows: str) -> Doc:
    """A parse from one word a line: text, kind (`POS`, or kind=TAG), label, and the head's text (# for its own)."""
    lines = [line.split() for line in rows.strip().splitlines()]
    words = [line[0] for line in lines]
    kinds = [line[1].partition("=") for line in lines]
    doc = tokens.Doc(
        VOCAB,
        words=words,
        pos=[POS[kind] for kind, _, _ in kinds],
        tags=[tag or TAG[kind] for kind, _, tag in kinds],
        deps=[line[2] for line in lines],
        heads=[words.index(line[3]) for line in lines],
        lemmas=[line[4] if len(line) > 4 else line[0].lower() for line in lines],
    )
    doc.set_ents(
        [doc[i : i + 2].char_span(0, 8, label="PERSON") for i in range(len(doc)) if doc[i : i + 2].text == "Ada Voss"]
    )
    return Doc([doc])


# Each sentence twice: Universal Dependencies, ClearNLP.
SENTENCES = {
    "told": (
        """
        Ada N nsubj told
        and c cc Bo
        Bo N conj Ada
        told v ROOT told tell
        Cy N iobj told
        that s mark send
        Norway N nsubj send
        wo x=MD aux send
        n't t=RB advmod send
        send v=VB ccomp told
        troops n obj send
        to p case Rome
        Rome N obl send
        """,
        """
        Ada N nsubj told
        and c cc Ada
        Bo N conj Ada
        told v ROOT told tell
        Cy N dobj told
        that s mark send
        Norway N nsubj send
        wo x=MD aux send
        n't t=RB neg send
        send v=VB ccomp told
        troops n dobj send
        to p prep send
        Rome N pobj to
        """,
    ),
    "rejected": (
        """
        The d det plan
        plan n nsubj:pass rejected
        was x aux:pass rejected
        rejected v=VBN ROOT rejected reject
        by p case Norway
        Norway N obl:agent rejected
        and c cc Sweden
        Sweden N conj Norway
        """,
        """
        The d det plan
        plan n nsubjpass rejected
        was x auxpass rejected
        rejected v=VBN ROOT rejected reject
        by p agent rejected
        Norway N pobj by
        and c cc Norway
        Sweden N conj Norway
        """,
    ),
    "rain": (
        """
        Rain n nsubj fall
        , . punct said
        Ada N nsubj said
        said v parataxis fall say
        – . punct said
        will x=MD aux fall
        fall v=VB ROOT fall
        """,
        """
        Rain n nsubj fall
        , . punct said
        Ada N nsubj said
        said v parataxis fall say
        – . punct said
        will x=MD aux fall
        fall v=VB ROOT fall
        """,
    ),
    "according": (
        """
        According v=VBG case Ada
        to p fixed According
        Ada N obl failed
        , . punct failed
        talks n nsubj failed
        failed v ROOT failed
        because s case rain
        of p fixed because
        rain n obl failed
        """,
        """
        According v=VBG prep failed
        to p prep According
        Ada N pobj to
        , . punct failed
        talks n nsubj failed
        failed v ROOT failed
        because s prep failed
        of p pcomp because
        rain n pobj of
        """,
    ),
    "minister": (
        """
        Ada N nsubj refused
        , . punct minister
        the d det minister
        minister n appos Ada
        who r=WP nsubj left
        left v acl:relcl minister
        Rome N obj left
        refused v ROOT refused
        to t mark meet
        meet v=VB xcomp refused
        Bo N obj meet
        and c cc vowed
        vowed v conj refused
        """,
        """
        Ada N nsubj refused
        , . punct Ada
        the d det minister
        minister n appos Ada
        who r=WP nsubj left
        left v relcl minister
        Rome N dobj left
        refused v ROOT refused
        to t aux meet
        meet v=VB xcomp refused
        Bo N dobj meet
        and c cc refused
        vowed v conj refused
        """,
    ),
    "accused": (
        """
        Bo N nsubj accused
        accused v ROOT accused accuse
        Ada N obj accused
        of p mark lying
        lying v=VBG advcl accused lie
        """,
        """
        Bo N nsubj accused
        accused v ROOT accused accuse
        Ada N dobj accused
        of p prep accused
        lying v=VBG pcomp of lie
        """,
    ),
    "ready": (
        """
        Norway N nmod:poss envoy
        's t=POS case Norway
        envoy n nsubj ready
        is x=VBZ cop ready be
        ready a ROOT ready
        to t mark hold
        hold v=VB xcomp ready
        new a amod talks
        talks n obj hold
        with p case Sweden
        Sweden N nmod talks
        , . punct Denmark
        Denmark N conj Sweden
        and c cc Finland
        Finland N conj Sweden
        """,
        """
        Norway N poss envoy
        's t=POS case Norway
        envoy n nsubj is
        is x=VBZ ROOT is be
        ready a acomp is
        to t aux hold
        hold v=VB xcomp ready
        new a amod talks
        talks n dobj hold
        with p prep talks
        Sweden N pobj with
        , . punct Sweden
        Denmark N conj Sweden
        and c cc Denmark
        Finland N conj Denmark
        """,
    ),
    "longer": (
        """
        Norway N nsubj supports
        no d advmod longer
        longer b advmod supports
        supports v=VBZ ROOT supports
        groups n obj supports
        backed v=VBN acl groups
        by p case Sweden
        Sweden N obl:agent backed
        """,
        """
        Norway N nsubj supports
        no d neg longer
        longer b advmod supports
        supports v=VBZ ROOT supports
        groups n dobj supports
        backed v=VBN acl groups
        by p agent backed
        Sweden N pobj by
        """,
    ),
    "nor": (
        """
        He r nsubj meet
        did x aux meet
        not t=RB advmod meet
        meet v=VB ROOT meet
        or c cc call
        call v=VB conj meet
        no d det envoys
        envoys n obj meet
        Monday N obl:unmarked meet
        """,
        """
        He r nsubj meet
        did x aux meet
        not t=RB neg meet
        meet v=VB ROOT meet
        or c cc meet
        call v=VB conj meet
        no d det envoys
        envoys n dobj meet
        Monday N npadvmod meet
        """,
    ),
    "urged": (
        """
        They r nsubj urged
        urged v ROOT urged urge
        Ada N obj urged
        to t mark rule
        rule v=VB xcomp urged
        out p=RP compound:prt rule
        talks n obj rule
        """,
        """
        They r nsubj urged
        urged v ROOT urged urge
        Ada N nsubj rule
        to t aux rule
        rule v=VB ccomp urged
        out p=RP prt rule
        talks n dobj rule
        """,
    ),
    "split": (
        """
        Rain n nsubj said
        , . punct said
        Ada N nsubj said
        said v ROOT said say
        – . punct said
        will x=MD aux fall
        fall v=VB ccomp said
        """,
        """
        Rain n nsubj said
        , . punct said
        Ada N nsubj said
        said v ROOT said say
        – . punct said
        will x=MD aux fall
        fall v=VB ccomp said
        """,
    ),
    "stopped": (
        """
        Bo N nsubj urged
        urged v ROOT urged urge
        Ada N iobj urged
        to t mark stop
        stop v=VB xcomp urged
        and c cc left
        left v conj stop
        """,
        """
        Bo N nsubj urged
        urged v ROOT urged urge
        Ada N dative urged
        to t aux stop
        stop v=VB xcomp urged
        and c cc stop
        left v conj stop
        """,
    ),
    "said": (
        """
        “ . punct fell
        Rain n nsubj fell
        fell v ccomp said
        ” . punct fell
        said v ROOT said say
        Minister n nmod:desc Ada
        Ada N obj said
        Voss N flat Ada
        , . punct adding
        adding v=VBG advcl said
        that s mark left
        Bo N nsubj left
        left v ccomp adding
        """,
        """
        “ . punct fell
        Rain n nsubj fell
        fell v ccomp said
        ” . punct fell
        said v ROOT said say
        Minister n compound Voss
        Ada N compound Voss
        Voss N dobj said
        , . punct said
        adding v=VBG advcl said
        that s mark left
        Bo N nsubj left
        left v ccomp adding
        """,
    ),
}

# sentence, question, of which word, the answer's words
QUESTIONS: list[tuple[str, str, str, object]] = [
    ("told", "subjects", "told", ["Ada", "Bo"]),
    ("told", "addressees", "told", ["Cy"]),
    ("told", "objects", "told", []),
    ("told", "content_clauses", "told", ["send"]),
    ("told", "complementizer", "send", "that"),
    ("told", "subjects", "send", ["Norway"]),
    ("told", "objects", "send", ["troops"]),
    ("told", "negated", "send", True),
    ("told", "negated", "told", False),
    ("told", "modal", "send", "will"),
    ("told", "auxiliaries", "send", ["wo"]),
    ("told", "prepositional", "send", [("to", "Rome")]),
    ("told", "is_subject", "Bo", True),
    ("told", "is_subject", "troops", False),
    ("told", "main_verb", "Rome", "send"),
    ("told", "content_spans", "send", ["Norway wo n't send troops to Rome"]),
    ("rejected", "is_passive", "rejected", True),
    ("rejected", "subjects", "rejected", []),
    ("rejected", "passive_subjects", "rejected", ["plan"]),
    ("rejected", "agents", "rejected", ["Norway", "Sweden"]),
    ("rejected", "prepositional", "rejected", [("by", "Norway"), ("by", "Sweden")]),
    ("rejected", "conjuncts", "Norway", ["Sweden"]),
    ("rain", "content_clauses", "said", ["fall"]),
    ("rain", "is_reporting_parataxis", "said", True),
    ("rain", "subjects", "said", ["Ada"]),
    ("rain", "subjects", "fall", ["Rain"]),
    ("according", "according_to", "failed", ["Ada"]),
    ("according", "prepositional", "failed", [("according to", "Ada"), ("because of", "rain")]),
    ("minister", "subjects", "left", ["minister"]),
    ("minister", "subjects", "refused", ["Ada"]),
    ("minister", "subjects", "meet", ["Ada"]),
    ("minister", "subjects", "vowed", ["Ada"]),
    ("minister", "open_complements", "refused", ["meet"]),
    ("minister", "infinitive", "meet", True),
    ("minister", "infinitive", "left", False),
    ("minister", "appositions", "Ada", ["minister"]),
    ("minister", "relative_clauses", "minister", ["left"]),
    ("minister", "noun_phrase", "Ada", "Ada"),
    ("minister", "noun_phrase", "minister", "the minister"),
    ("longer", "subtree_span", "groups", "groups backed by Sweden"),
    ("accused", "prepositional", "accused", [("of", "lying")]),
    ("accused", "subjects", "lying", ["Ada"]),
    ("accused", "objects", "accused", ["Ada"]),
    ("ready", "copular", "ready", (["envoy"], "ready")),
    ("ready", "copular", "is", (["envoy"], "ready")),
    ("ready", "copular", "hold", None),
    ("ready", "possessors", "envoy", ["Norway"]),
    ("ready", "noun_phrase", "envoy", "Norway 's envoy"),
    ("ready", "noun_phrase", "Norway", "Norway"),
    ("ready", "noun_phrase", "talks", "new talks with Sweden , Denmark and Finland"),
    ("ready", "modifiers", "talks", ["new"]),
    ("ready", "prepositional", "talks", [("with", "Sweden"), ("with", "Denmark"), ("with", "Finland")]),
    ("ready", "coordinated", "Sweden", ["Sweden", "Denmark", "Finland"]),
    ("ready", "open_complements", "ready", ["hold"]),
    ("longer", "negated", "supports", True),
    ("longer", "agents", "backed", ["Sweden"]),
    ("longer", "passive_subjects", "backed", ["groups"]),
    ("longer", "noun_clauses", "groups", ["backed"]),
    ("nor", "negated", "meet", True),
    ("nor", "negated", "call", True),
    ("nor", "negated", "envoys", True),
    ("nor", "subjects", "call", ["He"]),
    ("nor", "unmarked_adverbials", "meet", ["Monday"]),
    ("urged", "objects", "urged", ["Ada"]),
    ("urged", "content_clauses", "urged", []),
    ("urged", "open_complements", "urged", ["rule"]),
    ("urged", "subjects", "rule", ["Ada"]),
    ("urged", "particle", "rule", "out"),
    ("urged", "particle", "urged", None),
    ("split", "subjects", "said", ["Ada"]),
    ("split", "subjects", "fall", ["Rain"]),
    ("stopped", "objects", "urged", ["Ada"]),
    ("stopped", "subjects", "stop", ["Ada"]),
    ("stopped", "subjects", "left", ["Bo"]),
    ("stopped", "open_complements", "urged", ["stop"]),
    ("said", "objects", "said", []),
    ("said", "addressees", "said", []),
    ("said", "adverbial_clauses", "said", ["adding"]),
    ("said", "content_clauses", "adding", ["left"]),
    ("said", "name_span", "Voss", "Ada Voss"),
    ("said", "titles", "Ada", ["Minister"]),
    ("said", "content_spans", "fell", ["Rain fell"]),
]


def plain(answer: object) -> object:
    """An answer with its tokens and spans as text."""
    if isinstance(answer, Token | Span):
        return answer.text
    if isinstance(answer, list):
        return [plain(each) for each in answer]
    if isinstance(answer, tuple):
        return tuple(plain(each) for each in answer)
    return answer


def word(doc: Doc, text: str) -> Token:
    return next(token for token in doc if token.text == text)


@pytest.mark.parametrize("labels", [0, 1], ids=["universal", "clearnlp"])
@pytest.mark.parametrize(("sentence", "question", "of", "answer"), QUESTIONS)
def test_answers(sentence: str, question: str, of: str, answer: object, labels: int) -> None:
    doc = tree(SENTENCES[sentence][labels])
    grammar = (UNIVERSAL, CLEAR)[labels]
    assert plain(getattr(grammar, question)(word(doc, of))) == answer


@pytest.mark.parametrize(("labels", "head"), [(0, "Ada"), (1, "Voss")])
def test_subject_taken_for_an_object_after_a_quotation(labels: int, head: str) -> None:
    doc = tree(SENTENCES["said"][labels])
    grammar = (UNIVERSAL, CLEAR)[labels]
    assert plain(grammar.subjects(word(doc, "said"))) == [head]
    assert plain(grammar.subjects(word(doc, "adding"))) == [head]
    assert grammar.subjects(word(doc, "adding"), inherit=False) == []


@pytest.mark.parametrize("labels", [0, 1])
def test_content_without_the_words_that_report_it(labels: int) -> None:
    doc = tree(SENTENCES["rain"][labels])
    spans = (UNIVERSAL, CLEAR)[labels].content_spans(word(doc, "fall"), without=word(doc, "said"))
    assert plain(spans) == ["Rain", "will fall"]


@pytest.mark.parametrize("labels", [0, 1])
def test_full_phrase_keeps_its_clauses(labels: int) -> None:
    doc = tree(SENTENCES["minister"][labels])
    phrase = (UNIVERSAL, CLEAR)[labels].noun_phrase(word(doc, "minister"), full=True)
    assert phrase.text == "the minister who left Rome"


def test_label_set_is_told_from_a_document() -> None:
    pairs: Sequence[tuple[str, str]] = [s for name, s in SENTENCES.items() if name not in {"rain", "split"}]
    assert [type(grammar_of(tree(first))) for first, _ in pairs] == [type(UNIVERSAL)] * len(pairs)
    assert {type(grammar_of(tree(second))) for _, second in pairs} == {type(CLEAR)}


def with_labels(*labels: str) -> Language:
    nlp = spacy.blank("en")
    parser = nlp.add_pipe("parser")
    for label in labels:
        parser.add_label(label)  # type: ignore[attr-defined]  # a pipe is typed as any callable
    return nlp


def test_label_set_is_told_from_a_pipeline() -> None:
    assert type(grammar_of(with_labels("nsubj:pass", "obl"))) is type(UNIVERSAL)
    assert type(grammar_of(with_labels("nsubjpass", "pobj"))) is type(CLEAR)


def test_what_is_no_parser_for_us_is_told_in_a_sentence() -> None:
    with pytest.raises(ModelError, match="no dependency parser"):
        grammar_of(spacy.blank("en"))
    with pytest.raises(ModelError, match="does not know"):
        grammar_of(with_labels("SB", "OA"))


UNIVERSAL: Grammar = grammar_of(with_labels("nsubj:pass"))
CLEAR: Grammar = grammar_of(with_labels("nsubjpass"))
