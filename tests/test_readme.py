"""The README says what is so: its tables are made from the code, its examples are real output.

`python -m tests.test_readme` writes them again.
"""

from __future__ import annotations

import json
import re
import shlex
import sys
import tempfile
from pathlib import Path

from click.testing import CliRunner

from kg import pipelines, queries, resources
from kg.cli import main
from kg.pipelines import BUNDLED
from kg.progress import QUIET
from kg.publication import Publication
from kg.publish import Options, build

README = Path(__file__).resolve().parent.parent / "README.md"
QUOTE = """PREFIX dip: <https://w3id.org/chancery/ontology#>
PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
PREFIX dcterms: <http://purl.org/dc/terms/>

SELECT ?speaker ?text ?start ?end ?title {
  ?quote a dip:DirectQuote ; dip:text ?text ; dip:speaker/skos:prefLabel ?speaker ; dip:evidence ?passage .
  ?passage dip:start ?start ; dip:end ?end ; dip:inArticle ?article .
  ?article dcterms:title ?title ; dcterms:issued ?issued .
} ORDER BY ?issued ?text LIMIT 1
"""
_BLOCK = re.compile(r"(<!-- (commands|questions|model|example: [^\n]*) -->\n)(?:(.*?)(<!-- end -->\n))?", re.DOTALL)


def written(text: str, publication: Publication) -> str:
    """The README's text with its tables and examples made again."""

    def block(match: re.Match[str]) -> str:
        return f"{match[1]}{_made(match[2], publication)}<!-- end -->\n"

    return _BLOCK.sub(block, text)


def _made(what: str, publication: Publication) -> str:
    if what == "commands":
        rows = [f"| `kg {n}` | {c.get_short_help_str(200)} |" for n, c in sorted(main.commands.items()) if not c.hidden]
        return "\n".join(["| command | what it does |", "| --- | --- |", *rows, ""])
    if what == "questions":
        rows = [f"| `{q.name}` | {q.question} |" for q in queries.library()]
        return "\n".join(["| name | question |", "| --- | --- |", *rows, ""])
    if what == "model":
        return _model()
    return _example(what.removeprefix("example: "), publication)


def _model() -> str:
    meta = json.loads((BUNDLED / "meta.json").read_text(encoding="utf-8"))
    return (
        f"## The English model\n\n{meta['description']}. Version {meta['version']}, {meta['license']}.\n\n"
        f"{pipelines.scores_table()}\n\n"
        "`kg train` made it, in about 40 minutes of one core, from UD English EWT and GUM, Universal NER, CrossNER and the\n"
        "word lists in `kg/language/lists`. PUD (news and Wikipedia) was never trained on. `--model NAME` uses any installed\n"
        "spaCy pipeline for English instead.\n"
    )


def _example(command: str, publication: Publication) -> str:
    """A command and what it prints, as it would be typed beside the demo's folder."""
    shown = ""
    words = [str(README.parent / word) if word == "tests/gold" else word for word in shlex.split(command)]
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "quote.rq"
        if file.name in words:
            file.write_text(QUOTE, encoding="utf-8")
            words[words.index(file.name)] = str(file)
            shown = f"    $ cat {file.name}\n{_indented(QUOTE)}"
        done = CliRunner().invoke(main, [words[0], str(publication.root), *words[1:]], catch_exceptions=False)
    assert done.exit_code == 0, done.output
    return f"\n{shown}    $ kg {words[0]} DIR {command.partition(' ')[2]}\n{_indented(done.stdout)}\n"


def _indented(text: str) -> str:
    return "".join(f"    {line}".rstrip() + "\n" for line in text.splitlines())


def test_the_readme_is_what_the_code_says(sample_publication: Publication) -> None:
    text = README.read_text(encoding="utf-8")
    assert written(text, sample_publication) == text, "run `python -m tests.test_readme`"


def test_it_names_every_make_target_that_a_reader_needs() -> None:
    makefile = (README.parent / "Makefile").read_text(encoding="utf-8")
    for target in re.findall(r"`make (\w+)`", README.read_text(encoding="utf-8")):
        assert f"\n{target}:" in makefile


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as folder:
        build([resources.samples()], Options(Path(folder) / "p", jobs=2), QUIET)
        README.write_text(written(README.read_text(encoding="utf-8"), Publication.open(Path(folder) / "p")), "utf-8")
    sys.exit(0)
