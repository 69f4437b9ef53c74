"""Reading treebanks, varying and inventing names, and a whole training on a handful of sentences."""

from __future__ import annotations

import json
import lzma
import random
from dataclasses import replace
from pathlib import Path

import pytest
import spacy
from hypothesis import given
from hypothesis import strategies as st
from spacy.tokens import Doc

from kg import language
from kg.errors import InputError
from kg.language import corpora, embedding, evaluation, gazetteer, names, wordlists
from kg.language.invention import Inventor
from kg.language.train import train
from kg.language.treebanks import Sentence, paragraphs, read_conllu, read_iob, to_doc, with_names
from kg.pipelines import BUNDLED

CONLLU = """# newdoc id = a
# sent_id = a-1
# text = Ada Voss of Oslo didn't leave, she said.
1\tAda\tAda\tPROPN\tNNP\tNumber=Sing\t7\tnsubj\t_\tEntity=(1-person-new-cf1-1-sgl
2\tVoss\tVoss\tPROPN\tNNP\tNumber=Sing\t1\tflat\t_\t_
3\tof\tof\tADP\tIN\t_\t4\tcase\t_\t_
4\tOslo\tOslo\tPROPN\tNNP\tNumber=Sing\t1\tnmod\t_\tEntity=(2-place-new-cf2-1-sgl)1)
5-6\tdidn't\t_\t_\t_\t_\t_\t_\t_\t_
5\tdid\tdo\tAUX\tVBD\tTense=Past\t7\taux\t_\t_
6\tn't\tnot\tPART\tRB\t_\t7\tadvmod\t_\t_
7\tleave\tleave\tVERB\tVB\tVerbForm=Inf\t10\tccomp\t_\tSpaceAfter=No
8\t,\t,\tPUNCT\t,\t_\t7\tpunct\t_\t_
9\tshe\tshe\tPRON\tPRP\tCase=Nom\t10\tnsubj\t_\t_
10\tsaid\tsay\tVERB\tVBD\tTense=Past\t0\troot\t_\tSpaceAfter=No
11\t.\t.\tPUNCT\t.\t_\t10\tpunct\t_\t_

# sent_id = a-2
# text = Swedes voted.
1\tSwedes\tSwede\tPROPN\tNNPS\tNumber=Plur\t2\tnsubj\t_\tEntity=(3-person-new-cf1-1-sgl)
2\tvoted\tvote\tVERB\tVBD\tTense=Past\t0\troot\t_\tSpaceAfter=No
3\t.\t.\tPUNCT\t.\t_\t2\tpunct\t_\t_

"""
IOB = """# sent_id = b-1
1\tAda\tB-PER\t-\tx
2\tVoss\tI-PER\t-\tx
3\tof\tO\t-\tx
4\tOslo\tB-LOC\t-\tx
5\tdidn't\tO\t-\tx
6\tleave\tO\t-\tx
7\t,\tO\t-\tx
8\tshe\tO\t-\tx
9\tsaid\tO\t-\tx
10\t.\tO\t-\tx

"""
POLITICS = "Ada\tB-politician\nVoss\tI-politician\njoined\tO\nReform\tB-politicalparty\nUnion\tI-politicalparty\n\n"


@pytest.fixture
def treebank(tmp_path: Path) -> Path:
    (tmp_path / "a.conllu").write_text(CONLLU, encoding="utf-8")
    (tmp_path / "a.iob").write_text(IOB, encoding="utf-8")
    return tmp_path


def test_treebank_becomes_documents(treebank: Path) -> None:
    sentences = list(read_conllu(treebank / "a.conllu"))
    (group,) = paragraphs(sentences)
    doc = to_doc(spacy.blank("en").vocab, group)
    assert doc.text == "Ada Voss of Oslo didn't leave, she said. Swedes voted."
    assert [sentence.text for sentence in doc.sents] == ["Ada Voss of Oslo didn't leave, she said.", "Swedes voted."]
    assert [doc[6].lemma_, doc[6].pos_, doc[6].tag_, doc[6].dep_, doc[6].head.text] == [
        "leave",
        "VERB",
        "VB",
        "ccomp",
        "said",
    ]


def test_long_paragraphs_are_divided() -> None:
    sentence = Sentence(["a"] * 30, [True] * 30)
    assert [len(group) for group in paragraphs([sentence] * 10, longest=100)] == [3, 3, 3, 1]


def test_names_are_joined_to_the_same_text_however_it_is_cut(treebank: Path) -> None:
    first, second = with_names(read_conllu(treebank / "a.conllu"), read_iob(treebank / "a.iob"))
    assert first.names == ["B-PER", "I-PER", "O", "B-LOC", *["O"] * 7]
    assert second.names == []
    assert names.relabel(first).names[:4] == ["B-PERSON", "I-PERSON", "O", "B-GPE"]


def test_names_among_entities_are_cut_to_the_name(treebank: Path) -> None:
    first, second = map(names.from_gum, read_conllu(treebank / "a.conllu"))
    assert first.names[:5] == ["B-PERSON", "I-PERSON", "O", "B-GPE", "O"]
    assert second.names == ["B-NORP", "O", "O"]


@pytest.mark.parametrize(
    ("text", "kind"), [("Norway", "GPE"), ("the United States", "GPE"), ("Oslo", "GPE"), ("the Alps", "LOC")]
)
def test_countries_and_cities_are_told_from_other_places(text: str, kind: str) -> None:
    assert names.place_kind(text) == kind


@given(st.lists(st.sampled_from(["O", "B-ORG", "I-ORG", "B-PERSON", "I-PERSON"]), max_size=8))
def test_tags_and_spans_agree(tags: list[str]) -> None:
    proper = [
        "O" if tag[0] == "I" and (i == 0 or tags[i - 1][2:] != tag[2:] or tags[i - 1] == "O") else tag
        for i, tag in enumerate(tags)
    ]
    proper = names.to_tags(len(proper), [s for s in names.spans(proper) if s[2]])
    assert names.to_tags(len(proper), list(names.spans(proper))) == proper


def test_inventions_are_the_same_for_the_same_seed() -> None:
    nlp = spacy.blank("en")
    one, two = Inventor(nlp, 5), Inventor(nlp, 5)
    for _ in range(200):
        first, second = one.sentence(), two.sentence()
        assert first == second
        assert len(first.words) == len(first.spaces) == len(first.names)


def test_invented_parses_are_trees() -> None:
    nlp = spacy.blank("en")
    inventor = Inventor(nlp, 2)
    for _ in range(300):
        sentence = inventor.parsed_sentence()
        assert [head for i, head in enumerate(sentence.heads) if head == i] == [sentence.deps.index("ROOT")]
        doc = to_doc(nlp.vocab, [replace(sentence, morphs=[""] * len(sentence.words))])
        assert len(list(doc.sents)) == 1
        assert "{" not in doc.text
        assert [token.text for token in nlp.make_doc(doc.text)] == sentence.words


def test_invented_parses_get_the_usual_forms(treebank: Path) -> None:
    forms = corpora.UsualForms([list(read_conllu(treebank / "a.conllu"))])
    sentence = Sentence(["Lima", "denies", "she", "did"], [True] * 4, ["Lima", "deny", "", ""])
    done = forms.completed(replace(sentence, tags=["NNP", "VBZ", "PRP", "VBD"]))
    assert done.lemmas == ["Lima", "deny", "she", "do"]
    assert done.morphs == ["Number=Sing", "", "Case=Nom", "Tense=Past"]


def test_exchanged_names_keep_their_kind() -> None:
    inventor = Inventor(spacy.blank("en"), 1)
    sentence = Sentence(
        ["Ada", "Voss", "left", "Acme", "."], [True] * 5, names=["B-PERSON", "I-PERSON", "O", "B-ORG", "O"]
    )
    for _ in range(50):
        other = inventor.exchanged(sentence, 1.0)
        assert [label for _, _, label in names.spans(other.names)] == ["PERSON", "ORG"]
        assert "Ada" not in other.words[:1] or other.words[1] != "Voss"
        assert len(other.words) == len(other.spaces) == len(other.names)
    assert inventor.exchanged(sentence, 0.0).words == sentence.words


def test_variants_change_only_spelling() -> None:
    words = ['"', "It", "'s", "over", '"', "he", "said"]
    assert corpora.curly(words) == ["“", "It", "’s", "over", "”", "he", "said"]
    assert corpora.headline(["talks", "with", "norway", "fail"]) == ["Talks", "with", "Norway", "Fail"]
    group = [Sentence(words, [True] * 7)]
    assert all(len(corpora.varied(group, 0.5, random.Random(i))[0].words) == 7 for i in range(40))


@pytest.mark.parametrize(
    "name",
    [
        "peoples.txt",
        "titles.txt",
        "abbreviations.txt",
        "reporting.txt",
        "more_countries.txt",
        "organisations.txt",
        "regions.txt",
        "news_parses.txt",
        "news_verbs.txt",
    ],
)
def test_lists_have_no_duplicates(name: str) -> None:
    entries = wordlists.read_list(name)
    assert entries
    assert len(set(entries)) == len(entries)


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("the Norwegian envoy", ["", "p", ""]),
        ("in Norway, he", ["", "BC", "", ""]),
        ("NORWAY DECLINES", ["BC", ""]),
        ("the U.N. Security Council", ["", "BO", "IOb", "IOb"]),
        ("along the Mekong", ["", "", "BR"]),
    ],
)
def test_lists_tell_what_they_know_of_words(text: str, codes: list[str]) -> None:
    assert gazetteer.known(spacy.blank("en")(text)) == codes


def test_a_title_alone_is_no_name() -> None:
    words = ["The", "President", "met", "Ada", "Voss"]
    misc = ["Entity=(1-person-x", "Entity=1)", "_", "Entity=(2-person-x", "Entity=2)"]
    pos = ["DET", "PROPN", "VERB", "PROPN", "PROPN"]
    deps, heads = ["det", "nsubj", "ROOT", "obj", "flat"], [1, 2, 2, 2, 3]
    sentence = Sentence(words, [True] * 5, pos=pos, heads=heads, deps=deps, misc=misc)
    assert names.from_gum(sentence).names == ["O", "O", "O", "B-PERSON", "I-PERSON"]


def test_rare_words_are_hidden_while_training() -> None:
    doc = spacy.blank("en")("Ada met Bo and Ada left")
    plain = embedding.word_features(doc, {})
    assert plain.shape == (6, len(embedding.FEATURES))
    assert embedding.word_features(doc, {}, listed=False).shape == (6, len(embedding.FEATURES) - 1)
    hider = embedding.Hider()
    first = hider.hide(embedding.word_features(doc, {}))
    assert (first[:4, 0] != plain[:4, 0]).all()
    assert (first[:, 1:-1] == plain[:, 1:-1]).all()
    hidden = [int((hider.hide(embedding.word_features(doc, {}))[:, 0] != plain[:, 0]).sum()) for _ in range(200)]
    assert sum(hidden[:10]) > sum(hidden[-100:]) / 10


def test_scores_count_what_is_right() -> None:
    nlp = spacy.blank("en")
    gold = Doc(nlp.vocab, words=["Ada", "met", "Bo", "in", "Oslo"], ents=["B-PERSON", "O", "B-PERSON", "O", "B-GPE"])
    ruler = nlp.add_pipe("entity_ruler")
    ruler.add_patterns(  # type: ignore[attr-defined]  # a pipe is typed as any callable
        [{"label": "PERSON", "pattern": "Ada"}, {"label": "LOC", "pattern": "Oslo"}, {"label": "ORG", "pattern": "in"}]
    )
    row = evaluation.evaluate(nlp, {"made up": [gold]})["made up"]
    assert row == {"names F1": 66.67, "organisations": 0.0, "persons": 66.67, "places": 100.0}


def test_missing_treebank_is_told_in_a_sentence(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"ewt-train\.conllu\.xz"):
        train(tmp_path, tmp_path / "out")


def test_folder_with_other_things_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "letter.txt").write_text("dear")
    with pytest.raises(InputError, match="new or empty folder"):
        train(tmp_path, tmp_path)
    assert (tmp_path / "letter.txt").exists()


@pytest.mark.slow
@pytest.mark.filterwarnings("ignore:.*W033.*:UserWarning")
def test_training_makes_a_whole_model_that_is_the_same_each_time(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(corpora, "_INVENTED", 20)
    banks = tmp_path / "banks"
    banks.mkdir()
    for file in corpora.FILES:
        text = POLITICS if "politics" in file else IOB if "iob" in file else CONLLU * 25
        (banks / file).write_bytes(lzma.compress(text.encode()))
    versions = []
    for run in ("one", "two"):
        train(banks, tmp_path / run, steps=(2, 2, 2))
        meta = json.loads((tmp_path / run / "meta.json").read_text("utf-8"))
        versions.append(meta["version"])
        assert set(meta["performance"]["PUD"]) >= {"tags", "UAS", "LAS", "sentences", "names F1"}
        assert str(tmp_path) not in (tmp_path / run / "config.cfg").read_text("utf-8")
    assert versions[0] == versions[1]
    assert language.load(str(tmp_path / "one")).pipe_names == language.load().pipe_names
    assert {file.name for file in (tmp_path / "one").iterdir()} == {file.name for file in BUNDLED.iterdir()}
