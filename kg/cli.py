"""The command line: `kg build`, `kg serve`, `kg query` and the rest."""

from __future__ import annotations

import ipaddress
import os
import sys
from functools import partial
from pathlib import Path
from typing import IO, Any

import click

import kg
from kg.errors import InputError, KgError
from kg.progress import reporter

DEFAULT_OUT = Path("publication")
WIKIDATA = "https://query.wikidata.org/sparql"
_SOURCES = click.argument("sources", nargs=-1, required=True, metavar="SOURCE...")
_DIR = click.argument("folder", default=DEFAULT_OUT, type=click.Path(path_type=Path), metavar="[DIR]")
_OUT = click.option(
    "--out", default=DEFAULT_OUT, show_default=True, type=click.Path(path_type=Path), help="The publication's folder."
)
_FILE = click.Path(exists=True, dir_okay=False, path_type=Path)
_QUIET = click.option("--quiet", is_flag=True, help="Say nothing but errors.")
_HOST = click.option("--host", default="127.0.0.1", show_default=True, help="The address to listen on.")
_PORT = click.option("--port", default=8000, show_default=True, type=click.IntRange(0, 65535), help="The port.")


class _Commands(click.Group):
    """Turns an error that a user can mend into one sentence and its exit status."""

    def invoke(self, ctx: click.Context) -> object:
        """Runs the command."""
        try:
            return super().invoke(ctx)
        except KgError as error:
            click.echo(f"kg: {error}", err=True)
            ctx.exit(error.exit_status)


@click.group(cls=_Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(kg.__version__, prog_name="kg")
def main() -> None:
    """Read news of diplomacy into a knowledge graph, and publish it."""


@main.command()
@click.argument("sources", nargs=-1, metavar="SOURCE...")
@_OUT
@click.option("--base-iri", help="Mint IRIs below this address (default: http://localhost:8000/).")
@click.option("--model", help="Use this installed spaCy pipeline instead of the bundled one.")
@click.option("--jobs", type=click.IntRange(1), help="Processes that read (default: the cores).")
@click.option("--scheduler", metavar="ADDRESS", help="Read on the Dask cluster whose scheduler is at tcp://HOST:PORT.")
@click.option("--again", is_flag=True, help="Read pages that have been read before, too.")
@click.option(
    "--authority", type=_FILE, help="Names, types and IRIs of actors (CSV or Turtle), which win over guesses."
)
@click.option("--curation", type=_FILE, help="Corrections: same, different, name, drop; a line each.")
@_QUIET
def build(
    sources: tuple[str, ...],
    out: Path,
    base_iri: str | None,
    model: str | None,
    jobs: int | None,
    scheduler: str | None,
    again: bool,
    authority: Path | None,
    curation: Path | None,
    quiet: bool,
) -> None:
    """Read pages, extract, publish into DIR; adds to what is there.

    SOURCE is a file, a folder, or - for standard input: .txt, .html, .jsonl, each also gzipped; .ttl, .nt, .nq and
    .trig are added as background data. Without any, what is there is published anew.
    """
    from kg.publish import Options, build

    options = Options(out, base_iri, model, jobs or os.cpu_count() or 1, again, authority, curation, scheduler)
    with reporter(quiet) as progress:
        built = build(sources, options, progress)
    for failure in built.failures:
        click.echo(f"kg: {failure.name}: {failure.reason}", err=True)
    if not quiet:
        click.echo(f"{built.read} read, {built.kept} known already, {len(built.failures)} failed: {out}")
        click.echo(f"Look at it with: kg serve {out}")
    if built.failures:
        sys.exit(1)


@main.command()
@click.argument("feeds", nargs=-1, required=True, metavar="FEED...")
@_OUT
@click.option("--every", default=60.0, show_default=True, type=click.FloatRange(1), help="Minutes between two rounds.")
@click.option("--once", is_flag=True, help="One round, and no more.")
@click.option("--contact", help="Your address (mail or web), for the User-Agent: who is asked knows whom to write to.")
@click.option("--pause", default=2.0, show_default=True, type=click.FloatRange(0), help="Seconds between requests.")
@click.option("--allow-private", is_flag=True, help="Fetch from private networks and this machine, too.")
@click.option("--base-iri", help="Mint IRIs below this address (default: http://localhost:8000/).")
@click.option("--jobs", type=click.IntRange(1), help="Processes that read (default: the cores).")
@_QUIET
def follow(
    feeds: tuple[str, ...],
    out: Path,
    every: float,
    once: bool,
    contact: str | None,
    pause: float,
    allow_private: bool,
    base_iri: str | None,
    jobs: int | None,
    quiet: bool,
) -> None:
    """Fetch what is new in feeds, and add it to DIR; calls out to them.

    FEED is the address of an RSS or Atom feed or of an OPML list of feeds, or a file with such a list. robots.txt is
    heeded, and a host is asked for one page at a time.
    """
    from kg.fetching import Fetcher, Manners
    from kg.follow import follow
    from kg.publish import Options

    manners = Manners(contact=contact, pause=pause, allow_private=allow_private)
    options = Options(out, base_iri, jobs=jobs or os.cpu_count() or 1)
    failed = False
    rounds = follow(feeds, options, lambda: Fetcher(manners), lambda: reporter(quiet), None if once else every * 60)
    for made in rounds:
        failed = bool(made.failed)
        for what, why in made.failed:
            click.echo(f"kg: {what}: {why}", err=True)
        if not quiet:
            read = made.built.read if made.built else 0
            click.echo(f"{made.feeds} feeds read, {made.fetched} pages fetched, {read} read into {out}")
    if failed:
        sys.exit(1)


@main.command()
@_DIR
@_HOST
@_PORT
@click.option("--store", metavar="URL", help="Let this SPARQL server answer, which holds DIR by kg push.")
@click.option("--timeout", type=click.FloatRange(0, min_open=True), help="Seconds that a query may take.")
@click.option("--workers", type=click.IntRange(1), help="Queries that run at the same time.")
@click.option("--memory", type=click.IntRange(64), help="Megabytes that one query may use.")
@click.option("--no-text", is_flag=True, help="Show the passages that bear facts alone, not whole articles.")
@click.option("--proxy", help="The address of the reverse proxy whose X-Forwarded headers are believed.")
@click.option("--log-queries", is_flag=True, help="Write the text of queries into the log.")
@click.option(
    "--service", "services", multiple=True, metavar="URL", help="An endpoint that SERVICE may ask; repeatable."
)
@click.option("--token-file", type=_FILE, help="Whoever shows the token in this file may change the graph.")
def serve(folder: Path, host: str, port: int, **given: Any) -> None:
    """Serve a publication: web pages, SPARQL, dumps."""
    import server
    from kg.publication import Publication
    from server.settings import TOKEN_VARIABLE

    if not _is_local(host) and "//localhost" in (base := Publication.open(folder).base_iri):
        click.echo(
            f"kg: the IRIs of {folder} begin with {base}, which leads nobody here. Before you publish it to the world, "
            "build it again with --base-iri and its public address.",
            err=True,
        )
    settings = {name: value for name, value in given.items() if value}
    if memory := settings.get("memory"):
        settings["memory"] = memory << 20
    if token_file := settings.pop("token_file", None):
        settings["token"] = token_file.read_text(encoding="utf-8").strip()
    elif token := os.environ.get(TOKEN_VARIABLE):
        settings["token"] = token
    server.serve(folder, host, port, **settings)


@main.command()
@_DIR
@click.argument("out", type=click.Path(path_type=Path), metavar="OUT")
@click.option("--base", help="The address at which the site will stand, for canonical links and the sitemap.")
@click.option("--no-text", is_flag=True, help="Show the passages that bear facts alone, not whole articles.")
@_QUIET
def site(folder: Path, out: Path, base: str | None, no_text: bool, quiet: bool) -> None:
    """Write the web pages as static files, for any web server."""
    from server import site as pages

    with reporter(quiet) as progress:
        written = pages.write(folder, out, base, progress, no_text=no_text)
    if not quiet:
        click.echo(f"{written.pages} pages, {written.files} files: {out}")
    if written.left_out:
        click.echo(f"kg: {written.left_out} things have names that no file can have, and are left out.", err=True)


def _is_local(host: str) -> bool:
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


def _cache() -> Path:
    return Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "chancery"


@main.command()
@_HOST
@_PORT
@click.option("--out", type=click.Path(path_type=Path), help="Keep the demo's publication in this folder.")
@click.option("--build-only", is_flag=True, help="Build, and do not serve.")
@_QUIET
def demo(host: str, port: int, out: Path | None, build_only: bool, quiet: bool) -> None:
    """Build the sample pages that come with the package, and serve them."""
    import server
    from kg import resources
    from kg.publish import Options, build

    folder = out or _cache() / f"demo-{kg.__version__}"
    with reporter(quiet) as progress:
        build([resources.samples()], Options(folder, jobs=os.cpu_count() or 1), progress)
    if build_only:
        click.echo(str(folder))
    else:
        server.serve(folder, host, port)


@main.command()
@click.argument("words", nargs=-1, metavar="[DIR|URL] [QUERY]")
@click.option("-f", "--file", "file", type=click.File("r", encoding="utf-8"), help="Read the query from a file.")
@click.option("--saved", help="The name of a saved query.")
@click.option("-p", "values", multiple=True, metavar="NAME=VALUE", help="A parameter of the saved query.")
@click.option("--format", "format", default="table", show_default=True, help="table, csv, tsv, json, xml, ttl, …")
def query(
    words: tuple[str, ...], file: IO[str] | None, saved: str | None, values: tuple[str, ...], format: str
) -> None:
    """Ask a publication's folder, or a SPARQL endpoint's address."""
    from kg import answers, queries

    if format not in answers.FORMATS:
        raise InputError(f"There is no format {format!r}; take one of {', '.join(answers.FORMATS)}.")
    target, text = _query_words(words, file, saved)
    if values and not saved:
        raise InputError("-p gives a parameter to a saved query: name one with --saved.")
    if saved:
        given = answers.parameters(values)
        text = queries.bind(queries.saved(saved), given, answers.base_iri(target), answers.names(target))
    sys.stdout.buffer.write(answers.answer(target, text, format))


def _query_words(words: tuple[str, ...], file: IO[str] | None, saved: str | None) -> tuple[str, str]:
    """Which of the words is the place to ask, and the query's text if one was given."""
    if file and saved:
        raise InputError("Give a query file or the name of a saved query, not both.")
    if file or saved:
        if len(words) > 1:
            raise InputError("Beside -f or --saved, give only the folder or address to ask.")
        return (words[0] if words else str(DEFAULT_OUT)), (file.read() if file else "")
    if not 1 <= len(words) <= 2:
        raise InputError("Give a query, or name one with -f FILE or --saved NAME.")
    return (words[0] if len(words) == 2 else str(DEFAULT_OUT)), words[-1]


@main.command()
@_DIR
@click.option("--format", "format", default="ttl", show_default=True, help="ttl, nt, nq, trig, jsonld or rdfxml.")
@click.option("-o", "--output", type=click.Path(path_type=Path), help="Write to this file, not to standard output.")
def dump(folder: Path, format: str, output: Path | None) -> None:
    """Write the whole graph."""
    from kg.publication import Publication
    from kg.store import dumps

    found = Publication.open(folder).dumps
    if output is None:
        dumps.dump(found, format, sys.stdout.buffer)
        return
    part = output.with_name(f".{output.name}.part")
    try:
        with part.open("wb") as out:
            dumps.dump(found, format, out)
        part.replace(output)
    finally:
        part.unlink(missing_ok=True)


@main.command()
@_SOURCES
@_OUT
@_QUIET
def forget(sources: tuple[str, ...], out: Path, quiet: bool) -> None:
    """Take pages out again, with all that rests on them alone."""
    from kg.publish import forget

    with reporter(quiet) as progress:
        gone = forget(sources, out, progress)
    if not quiet:
        click.echo(f"{gone} {'page' if gone == 1 else 'pages'} taken out of {out}")


@main.command()
@click.argument("folder", type=click.Path(path_type=Path), metavar="DIR")
@click.argument("url")
@click.option("--update", metavar="URL", help="Where the server takes SPARQL updates (default: found out).")
@click.option("--graph-store", metavar="URL", help="Where it speaks the Graph Store Protocol (default: found out).")
@click.option("--user", envvar="CHANCERY_STORE_USER", show_envvar=True, help="Who may write there.")
@click.option("--password", envvar="CHANCERY_STORE_PASSWORD", show_envvar=True, help="The user's password.")
@click.option("--token", envvar="CHANCERY_STORE_TOKEN", show_envvar=True, help="A bearer token instead of a user.")
@click.option(
    "--bulk",
    type=click.Path(path_type=Path, resolve_path=True),
    help="For a first load into Virtuoso: a folder that the server may read (one of its DirsAllowed).",
)
@click.option("--isql", default="localhost:1111", show_default=True, metavar="HOST:PORT", help="Its SQL port.")
@click.option("--jobs", type=click.IntRange(1, 64), default=4, show_default=True, help="Requests made at once.")
@_QUIET
def push(folder: Path, url: str, bulk: Path | None, isql: str, jobs: int, quiet: bool, **given: str | None) -> None:
    """Put a publication onto a SPARQL server somewhere else; goes on where it broke off.

    URL is where the server answers queries. Pushing again sends what has changed, and removes what is gone.
    """
    from kg.push import push
    from kg.store.virtuoso import bulk_load
    from kg.store.writing import Credentials, Server

    credentials = Credentials(given["user"], given["password"], given["token"])
    load = partial(bulk_load, bulk, isql, credentials) if bulk else None
    with reporter(quiet) as progress:
        server = Server(url, credentials, given["update"], given["graph_store"])
        done = push(folder, server, progress, load, jobs)
    if not quiet:
        click.echo(f"{done.new} graphs new, {done.changed} changed, {done.same} the same, {done.gone} gone: {url}")


@main.command()
@_DIR
def check(folder: Path) -> None:
    """Check a publication against its SHACL shapes, and the ontology for consistency."""
    from kg.checks import check

    report, sound = check(folder)
    click.echo(report, nl=False)
    if not sound:
        sys.exit(1)


@main.command()
@_DIR
@click.option("--gold", required=True, type=click.Path(exists=True, file_okay=False, path_type=Path), metavar="DIR")
def evaluate(folder: Path, gold: Path) -> None:
    """Measure a publication against gold files: precision and recall."""
    from kg.evaluate import evaluate

    click.echo(evaluate(folder, gold), nl=False)


@main.command()
@_DIR
@click.option("--endpoint", default=WIKIDATA, show_default=True, help="The SPARQL endpoint to ask.")
@click.option("-o", "--output", default=Path("authority.csv"), show_default=True, type=click.Path(path_type=Path))
@_QUIET
def reconcile(folder: Path, endpoint: str, output: Path, quiet: bool) -> None:
    """Propose what Wikidata, or another endpoint, knows each actor as; calls out to it.

    Writes an authority file to read over; then: kg build --authority FILE.
    """
    from kg.reconcile import Endpoint, reconcile

    with reporter(quiet) as progress:
        found = reconcile(folder, Endpoint(endpoint, _cache() / "reconcile"), output, progress)
    if not quiet:
        click.echo(f"{found} actors with proposals in {output}: read it over, then kg build --authority {output}")


@main.command()
@click.option("--treebanks", required=True, type=click.Path(exists=True, file_okay=False, path_type=Path))
@click.option("--out", required=True, type=click.Path(path_type=Path), help="The folder for the model.")
def train(treebanks: Path, out: Path) -> None:
    """Train the bundled English model again from treebanks."""
    from kg.language.train import train

    train(treebanks, out)


@main.command(hidden=True)
@click.option("--check", "only_check", is_flag=True, help="Fail if the constants are behind the ontology.")
def terms(only_check: bool) -> None:
    """Write `kg/graph/terms.py` from the ontology."""
    from kg.graph import terms_source

    if not only_check:
        terms_source.write()
    elif not terms_source.current():
        raise InputError("kg/graph/terms.py is behind the ontology: run `kg terms`.")
