"""Questions about names, noun phrases and the words of a clause, answered with spans."""

from __future__ import annotations

from collections.abc import Iterable

from kg.language.labels import Labels
from kg.language.tokens import Doc, Span, Token

_QUOTES = frozenset({'"', "“", "”", "''", "``", "'", "‘", "’", "«", "»"})


def _runs(doc: Doc, indices: Iterable[int]) -> list[Span]:
    """Token indices as the fewest contiguous spans, in order."""
    runs: list[list[int]] = []
    for i in sorted(set(indices)):
        if runs and runs[-1][-1] == i - 1:
            runs[-1].append(i)
        else:
            runs.append([i])
    return [doc[run[0] : run[-1] + 1] for run in runs]


class Phrases(Labels):
    """What stands around a noun, and the words below a token."""

    def appositions(self, noun: Token) -> list[Token]:
        """Nouns set beside it: "Ada Voss, the minister," -> [minister]."""
        return self.children(noun, self.APPOSITION)

    def possessors(self, noun: Token) -> list[Token]:
        """Whose it is, with conjuncts: "Norway's envoy", "his envoy" -> [Norway], [his]."""
        return self._with_conjuncts(self.children(noun, self.POSSESSOR))

    def modifiers(self, noun: Token) -> list[Token]:
        """Adjectives, numbers and nouns before it: "two senior army officers" -> [two, senior, army]."""
        return self.children(noun, self.MODIFIER)

    def name_span(self, token: Token) -> Span:
        """The words of the name that a word belongs to: "Minister Ada Voss" from Voss -> Ada Voss.

        That is the entity that the model sees there, else what the labels join.
        """
        if token.ent_type_:
            return self._entity(token)
        head = self.name_head(token)
        words, queue = [head.i], [head]
        while queue:
            for child in self.children(queue.pop(), self.NAME):
                if child.pos_ != "ADP" and child.i not in words and self._in_name(child, head):
                    words.append(child.i)
                    queue.append(child)
        if head.pos_ not in {"PROPN", "X", ""}:
            return head.doc[head.i : head.i + 1]
        return head.doc[min(words) : max(words) + 1]

    @staticmethod
    def _entity(token: Token) -> Span:
        doc, start, end = token.doc, token.i, token.i + 1
        while doc[start].ent_iob_ == "I":
            start -= 1
        while end < len(doc) and doc[end].ent_iob_ == "I":
            end += 1
        return doc[start:end]

    def _in_name(self, child: Token, head: Token) -> bool:
        return child.pos_ in {"PROPN", "X", "NUM", "DET", "PART", "ADP", "SYM", ""} or child.is_title

    def noun_phrase(self, token: Token, full: bool = False) -> Span:
        """The phrase it heads, without preposition: "in the old city of Oslo, which" from city -> the old city of Oslo.

        Relative clauses, appositions and conjuncts are left out unless `full`.
        """
        outside = self.RELATIVE | self.APPOSITION | {"conj", "cc", "parataxis", "advcl", "advcl:relcl", "list", "dep"}
        kept = {token.i}
        for child in token.children:
            if self._skip_in_phrase(child):
                continue
            if not full and (child.dep_ in outside or self._set_off(child)):
                continue
            kept.update(below.i for below in child.subtree)
        run = next(run for run in _runs(token.doc, kept) if run.start <= token.i < run.end)
        while run[-1].is_punct and run[-1].i > token.i and not run[-1].is_right_punct:
            run = run[:-1]
        while run[0].is_punct and run[0].i < token.i and not run[0].is_left_punct:
            run = run[1:]
        return run

    @staticmethod
    def _set_off(child: Token) -> bool:
        """Whether a dependent on the right is parted from its head by a comma or a dash."""
        edge = child.left_edge
        comma = edge if edge.text in {",", "-", "–", "—"} else edge.nbor(-1) if edge.i > 0 else edge
        return (
            child.i > child.head.i
            and comma.text in {",", "–", "—"}
            and comma.i > child.head.i
            and child.dep_ != "punct"
        )

    def subtree_span(self, token: Token) -> Span:
        """From the first to the last word below it."""
        return token.doc[token.left_edge.i : token.right_edge.i + 1]

    def content_spans(self, clause: Token, without: Token | None = None) -> list[Span]:
        """The words of a content clause, in contiguous runs.

        Outside are its "that", the words of the reporting verb `without` where it stands within the clause, and
        punctuation at either end of a run: "Rain, he said, will fall" from fall, without said -> [Rain, will fall].
        """
        words = {token.i for token in clause.subtree}
        if without is not None and without.i in words:
            words -= {token.i for token in without.subtree}
        mark = self.complementizer(clause)
        if mark is not None and mark.lower_ == "that":
            words -= {token.i for token in mark.subtree}
        return [run for run in map(self._trim, _runs(clause.doc, words)) if len(run)]

    @staticmethod
    def _trim(span: Span) -> Span:
        while len(span) and (span[0].is_punct or span[0].text in _QUOTES):
            span = span[1:]
        while len(span) and (span[-1].is_punct or span[-1].text in _QUOTES):
            span = span[:-1]
        return span
