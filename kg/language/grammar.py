"""One adapter over dependency labels: rules ask who did what, whatever labels the model uses.

`grammar_of(doc_or_nlp)` gives the `Grammar` of a parsed text or a pipeline: Universal Dependencies (the bundled model)
or ClearNLP (`en_core_web_*`). Its methods take and give tokens; lists are in the order of the text.

| question | answer |
| --- | --- |
| `subjects(verb)` | who does it: heads, with conjuncts; through "who", shared and controlled subjects |
| `passive_subjects(verb)`, `agents(verb)` | who it is done to; by whom |
| `objects(verb)`, `addressees(verb)` | what or whom; who is told |
| `prepositional(token)` | [(preposition, noun or gerund)], "according to" and "because of" as one |
| `according_to(token)`, `unmarked_adverbials(token)` | X of "according to X"; bare times: "met Monday" |
| `content_clauses(verb)`, `paratactic_clauses(verb)` | heads of what was said; those merely set beside it |
| `open_complements(verb)`, `adverbial_clauses(verb)` | "refused to go" -> go; "left, saying" -> saying |
| `complementizer(clause)`, `infinitive(token)` | its "that", "whether"; is it "to do" |
| `is_passive(verb)`, `auxiliaries(verb)`, `modal(verb)`, `particle(verb)` | its verb group: "would", "out" |
| `negated(token)` | "did not meet", "no talks", "no longer" |
| `copular(token)` | "X is ready" -> ([X], ready), from either word |
| `conjuncts(token)`, `coordinated(token)` | those joined to it; with itself |
| `appositions(noun)`, `titles(noun)`, `possessors(noun)`, `modifiers(noun)` | what stands around a noun |
| `relative_clauses(noun)`, `noun_clauses(noun)` | "who left"; "plan to leave", "claim that", "backed by" |
| `name_span(token)`, `noun_phrase(token, full=False)` | the name's words; the phrase (full: with its clauses) |
| `subtree_span(token)`, `content_spans(clause, without)` | all below a word; the same without the reporting words |
| `main_verb(token)`, `is_subject(token)`, `is_reporting_parataxis(verb)` | the verb that governs a word; its part |
"""

from __future__ import annotations

from spacy.language import Language

from kg.errors import ModelError
from kg.language.clearnlp import ClearGrammar
from kg.language.questions import Grammar
from kg.language.tokens import Doc
from kg.language.universal import UniversalGrammar

__all__ = ["Grammar", "grammar_of"]

_CLEAR_ONLY = frozenset(["prep", "pobj", "dobj", "dative", "nsubjpass", "auxpass", "attr", "acomp", "relcl", "poss"])
_UNIVERSAL, _CLEAR = UniversalGrammar(), ClearGrammar()


def grammar_of(source: Language | Doc) -> Grammar:
    """The grammar of a pipeline, told from its parser's labels, or of a parsed text, told from the labels in it.

    Raises:
        ModelError: the pipeline has no parser, or its labels are of neither set.
    """
    if isinstance(source, Doc):
        labels = {token.dep_ for token in source}
        return _CLEAR if labels & _CLEAR_ONLY else _UNIVERSAL
    if "parser" not in source.pipe_names:
        raise ModelError(f"The model {_name(source)} has no dependency parser: use one that has, or the bundled one.")
    labels = set(source.pipe_labels["parser"])
    if {"nsubj:pass", "obl", "nmod", "cop"} & labels:
        return _UNIVERSAL
    if {"nsubjpass", "pobj"} & labels:
        return _CLEAR
    raise ModelError(
        f"The model {_name(source)} labels dependencies in a way that Chancery does not know (it knows Universal "
        "Dependencies and those of en_core_web_*): use one of these, or the bundled one."
    )


def _name(nlp: Language) -> str:
    return "_".join(filter(None, (nlp.meta.get("lang"), nlp.meta.get("name")))) or "without a name"
