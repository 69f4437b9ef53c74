"""Whom pronouns, shared titles and pairs stand for."""

from __future__ import annotations

import pytest

from kg.extract.actors import Actors
from tests.test_actors import at, parsed


@pytest.mark.parametrize(
    ("text", "pronoun", "meant"),
    [
        ("Ada Voss left Oslo. She said it was late.", "She", ["Ada Voss"]),
        ("Finland said it was ready to talk.", "it", ["Finland"]),
        ("It was not clear whether Chile would come.", "It", []),
        ("The rebels said Chile wants them to disarm.", "them", ["rebels"]),
        ("Chile and Peru said they would sign.", "they", ["Chile", "Peru"]),
        ("Kenyan President Nils Okoye said they oppose the plan.", "they", ["Kenya"]),
        ("After talks with his deputy, President Nils Okoye left for Lima.", "his", ["Nils Okoye"]),
        ("Nils Okoye met Bo Lund in Lima. He said it went well.", "He", ["Nils Okoye"]),
        ("Ana Ruiz left. Ruiz, a senator, swore in a cabinet and recognized Eva Marsh. She left.", "She", ["Ana Ruiz"]),
        ('Nils Okoye left. "We think it is late," Ada Voss said.', "it", []),
        ('Ada Voss spoke. Bo Lund accused her of lying. "She is wrong," Lund said.', "She", ["Ada Voss"]),
        ("Spokeswoman Ada Voss met Bo Lund. She said it went well.", "She", ["Ada Voss"]),
        ("Ehud Solberg blamed Minh Tran for the failure. He said that Peru was late.", "He", ["Ehud Solberg"]),
        (
            "Opposition leader Dan Levi, who is due to meet Bo Lund in Oslo, warned of war. He has accused Iran of lying.",
            "He",
            ["Dan Levi"],
        ),
        ("Finland signed the treaty and said it was ready to talk.", "it", ["Finland"]),
        ("Finland signed the treaty. It said that Peru would too.", "It", ["Finland"]),
        ("Chile and Peru signed the accord. The Peruvian opposition was away. Dan Levi condemned it.", "it", []),
        ("Nicaragua rejected the agreement. Senator Bo Lund warned that it could be shredded.", "it", []),
        ("President Hassan Moradi left Iran and welcomed the agreement. He said that it was good.", "it", []),
        ("Karl Voss is in Oslo. He has been to Lima, where Nils Okoye received him.", "him", ["Karl Voss"]),
        ("Bo Lund met Ada Voss in Lima. She said it was late.", "She", ["Ada Voss"]),
        ("Ada Voss arrived. Bo Lund left. She said it was late.", "She", ["Ada Voss"]),
        ("Ada Voss and Eva Berg met. She said it was late.", "She", []),
        ("When Bo Lund left, Nils Okoye spoke. He said it was late.", "He", ["Nils Okoye"]),
        ("The senators left NATO's summit on the treaty. Many senators oppose it.", "it", []),
    ],
)
def test_pronouns(text: str, pronoun: str, meant: list[str]) -> None:
    article = parsed(text)
    assert at(article, Actors.find([article]), pronoun) == meant


def test_a_pronoun_means_nobody_inside_the_words_left_out() -> None:
    article = parsed('Nils Okoye spoke. "Bo Lund lied," he said.')
    actors = Actors.find([article])
    pronoun = next(token for token in article.doc if token.text == "he")
    words = article.doc.char_span(17, 32)
    found = actors.pronoun(pronoun, excluding=words)
    assert found is not None
    assert actors.actors[found].name == "Nils Okoye"


def test_a_pronoun_means_whom_the_given_name_allows() -> None:
    for name, pronoun in (("Ada Voss", "she"), ("Nils Okoye", "he")):
        article = parsed(f'Ada Voss met Nils Okoye in Oslo. "We agree," {pronoun} said.')
        actors = Actors.find([article])
        found = actors.pronoun(next(token for token in article.doc if token.text == pronoun))
        assert found is not None
        assert actors.actors[found].name == name


def test_the_two_leaders() -> None:
    article = parsed("Kenyan President Nils Okoye met Ugandan leader Bo Lund. Both leaders smiled.")
    assert at(article, Actors.find([article]), "leaders") == ["Nils Okoye", "Bo Lund"]


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("Nils Okoye met Bo Lund in Minsk. The leaders of the parties left.", "leaders"),
        ("Nils Okoye met Bo Lund in Minsk. The leaders of NATO condemned Chile.", "leaders"),
        ("Nils Okoye, Bo Lund and Ada Voss met in Minsk. Both leaders left.", "leaders"),
    ],
)
def test_leaders_of_others_and_of_many_are_not_the_two(text: str, word: str) -> None:
    article = parsed(text)
    assert at(article, Actors.find([article]), word) == []


def test_who_urges_both_leaders_is_neither() -> None:
    article = parsed("President Nils Okoye met rebel leader Bo Lund. President Ada Voss urged both leaders to talk.")
    assert at(article, Actors.find([article]), "leaders") == ["Nils Okoye", "Bo Lund"]


def test_the_two_countries() -> None:
    article = parsed("Chile and Peru signed. The two countries will meet again.")
    assert at(article, Actors.find([article]), "countries") == ["Chile", "Peru"]


def test_a_title_of_another_state_is_another() -> None:
    article = parsed("Kenyan Foreign Minister Nils Okoye spoke. The Ugandan foreign minister did not.")
    assert at(article, Actors.find([article]), "minister") == ["Ugandan foreign minister"]


def test_a_coordination_from_its_head() -> None:
    article = parsed("Nils Okoye and Bo Lund met in Lima.")
    actors = Actors.find([article])
    assert [actors.actors[i].name for i in actors.at(article.doc[0])] == ["Nils Okoye", "Bo Lund"]
    assert [actors.actors[i].name for i in actors.one(article.doc[0])] == ["Nils Okoye"]


def test_a_pronoun_goes_on_with_the_main_subject_before_it() -> None:
    article = parsed("Karl Voss spoke. He said that Nils Okoye was late. He left.")
    actors = Actors.find([article])
    last = [token for token in article.doc if token.text == "He"][-1]
    assert [actors.actors[i].name for i in actors.at(last)] == ["Karl Voss"]
