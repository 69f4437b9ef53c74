"""A browser, a publication and its server, for the tests of the pages in it."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import quote

import pytest
from selenium import webdriver
from selenium.webdriver.chrome.options import Options
from selenium.webdriver.chrome.service import Service
from selenium.webdriver.common.by import By

from kg.store.embedded import Embedded
from tests.live_server import running
from tests.server_fixture import BASE, harbour, hostile, publish, reply


@pytest.fixture(scope="session")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A publication with hostile words in it."""
    folder = tmp_path_factory.mktemp("browser")
    publish(folder, [harbour(), reply(), hostile()])
    return folder


@pytest.fixture(scope="session")
def address(root: Path) -> Iterator[str]:
    """Where the server of that publication is."""
    with running(root, workers=1) as live:
        yield f"http://{live.host}:{live.port}"


@pytest.fixture(scope="session")
def browser(tmp_path_factory: pytest.TempPathFactory) -> Iterator[webdriver.Chrome]:
    """Chromium without a window; `downloads` is where it saves."""
    binary = shutil.which("chromium") or shutil.which("chromium-browser")
    driver = shutil.which("chromedriver")
    if not binary or not driver:
        pytest.skip("Chromium or its driver is not installed (Debian: chromium, chromium-driver)")
    options = Options()
    options.binary_location = binary
    downloads = str(tmp_path_factory.mktemp("downloads"))
    for argument in ("--headless=new", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage",
                     "--disable-background-networking", "--window-size=1280,1000"):  # fmt: skip
        options.add_argument(argument)
    options.add_experimental_option("prefs", {"download.default_directory": downloads})
    options.set_capability("goog:loggingPrefs", {"browser": "ALL"})
    made = webdriver.Chrome(options=options, service=Service(driver))
    made.downloads = downloads  # type: ignore[attr-defined]
    yield made
    made.quit()


@contextmanager
def scripts_off(browser: webdriver.Chrome) -> Iterator[None]:
    """No page runs a script of its own."""
    browser.execute_cdp_cmd("Emulation.setScriptExecutionDisabled", {"value": True})
    try:
        yield
    finally:
        browser.execute_cdp_cmd("Emulation.setScriptExecutionDisabled", {"value": False})


def click(browser: webdriver.Chrome, text: str) -> None:
    """Follows the first link with these words."""
    link = browser.find_element(By.PARTIAL_LINK_TEXT, text)
    browser.execute_script("arguments[0].scrollIntoView({block: 'center', behavior: 'instant'})", link)
    link.click()


def heading(browser: webdriver.Chrome) -> str:
    """What the page is headed."""
    return browser.find_element(By.TAG_NAME, "h1").text


def article(root: Path) -> str:
    """The path of the article about the harbour."""
    return next(path for path in paths(root) if path.startswith("/article/harbour"))


def one_of_each(root: Path) -> list[str]:
    """A page of each kind, hostile ones among them."""
    return list({path.split("/")[1].partition("?")[0]: path for path in paths(root)}.values())


def paths(root: Path) -> list[str]:
    """Every kind of page, and those with hostile words."""
    rows = Embedded(root / "current" / "store").select("SELECT DISTINCT ?s WHERE { ?s a ?type } ORDER BY ?s")
    things = ["/" + str(row["s"]).removeprefix(BASE) for row in rows if "#" not in str(row["s"])]
    evil = quote("<script>alert(1)</script>")
    return [
        "/",
        *things,
        *("/queries", "/queries/who-accuses-whom", f"/queries/whom-an-actor-met?actor={evil}"),
        *("/search?q=Evil", f"/search?q={evil}", "/sparql", f"/sparql?query={evil}", f"/nothing/{evil}"),
        *("/dumps/", "/data", "/ontology"),
    ]
