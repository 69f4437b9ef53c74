"""The pages in a real browser: the walk from home to the evidence, with nothing hostile running on the way."""

from __future__ import annotations

import os
import time
from pathlib import Path
from urllib.parse import quote

import pytest
from selenium import webdriver
from selenium.webdriver.common.by import By
from selenium.webdriver.common.keys import Keys
from selenium.webdriver.remote.webelement import WebElement
from selenium.webdriver.support.ui import WebDriverWait

from kg.progress import QUIET
from server import editor as editor_of_pages
from server import site
from tests.browsing import address, article, browser, click, heading, one_of_each, paths, root, scripts_off
from tests.server_fixture import BASE
from tests.test_site import serving

__all__ = ["address", "browser", "root"]
pytestmark = pytest.mark.browser
EDITOR = Path(editor_of_pages.__file__).parent / "static" / editor_of_pages.SCRIPT
SCREENSHOTS = os.environ.get("CHANCERY_SCREENSHOTS")
"""A folder outside of the tree that a picture of every page goes to, if there is one."""
WIDTHS = (360, 900, 2560)


def test_from_home_to_the_evidence_and_a_download(browser: webdriver.Chrome, address: str) -> None:
    browser.get(address)
    assert "Who met whom" in heading(browser)
    click(browser, "Tomas Reyes")
    assert heading(browser) == "Tomas Reyes"
    click(browser, "Talks in Port Ada")
    assert heading(browser) == "Talks in Port Ada"
    click(browser, "Norland's Foreign Minister Ada Lind met Sudria's President")
    assert heading(browser) == "Norland and Sudria reopen harbour talks in Port Ada"
    passage = browser.find_element(By.CSS_SELECTOR, ".passage:target")
    assert passage.text.startswith("PORT ADA, May 4, 2001")
    assert _in_view(browser, passage)

    click(browser, "Questions")
    click(browser, "Whom an actor met")
    field = browser.find_element(By.NAME, "actor")
    field.clear()
    field.send_keys("Ada Lind", Keys.ENTER)
    assert "Tomas Reyes" in browser.find_element(By.CSS_SELECTOR, "table.rows").text
    address_of_it = browser.current_url
    browser.find_element(By.CSS_SELECTOR, "details.code summary").click()
    click(browser, "Change it in the editor")
    assert "SELECT" in browser.find_element(By.ID, "query").get_attribute("value")  # type: ignore[operator]
    assert "Tomas Reyes" in (_answer(browser) if EDITOR.is_file() else browser.find_element(By.TAG_NAME, "table").text)

    browser.get(address_of_it)
    click(browser, "CSV")
    saved = _download(browser, "*.csv")
    assert "Tomas Reyes" in saved.read_text(encoding="utf-8")


def _in_view(browser: webdriver.Chrome, element: WebElement) -> bool:
    script = "const b = arguments[0].getBoundingClientRect(); return b.top >= 0 && b.bottom <= innerHeight"
    WebDriverWait(browser, 3).until(lambda b: b.execute_script(script, element))
    return True


def _download(browser: webdriver.Chrome, pattern: str) -> Path:
    folder = Path(browser.downloads)  # type: ignore[attr-defined]
    since = time.monotonic()
    while time.monotonic() - since < 10:
        found = sorted(folder.glob(pattern))
        if found:
            return found[0]
        time.sleep(0.05)
    raise AssertionError(f"nothing was downloaded: {list(folder.iterdir())}")


def test_pointing_at_something_found_shows_it(browser: webdriver.Chrome, address: str, root: Path) -> None:
    browser.get(address + article(root))
    quoted = browser.find_elements(By.CSS_SELECTOR, ".found-list li[data-fact]")
    entry = next(item for item in quoted if "We shall not sign under threat," in item.text)
    webdriver.ActionChains(browser).move_to_element(entry).perform()
    lit = [mark.text for mark in browser.find_elements(By.CSS_SELECTOR, ".text .said.lit")]
    assert lit == ["We shall not sign under threat,"]


def test_suggestions_while_typing(browser: webdriver.Chrome, address: str) -> None:
    browser.get(address + "/queries")
    browser.find_element(By.ID, "q").send_keys("rey")
    WebDriverWait(browser, 5).until(lambda b: b.find_elements(By.CSS_SELECTOR, ".suggest a"))
    first = browser.find_element(By.CSS_SELECTOR, ".suggest a")
    assert "Tomas Reyes" in first.text
    browser.find_element(By.ID, "q").send_keys(Keys.ARROW_DOWN)
    browser.switch_to.active_element.send_keys(Keys.ENTER)
    WebDriverWait(browser, 5).until(lambda b: heading(b) == "Tomas Reyes")


NAMES = "SELECT ?name { ?s <http://www.w3.org/2004/02/skos/core#prefLabel> ?name } ORDER BY ?name"


def test_the_plain_form_asks_and_shows(browser: webdriver.Chrome, address: str) -> None:
    with scripts_off(browser):
        browser.get(address + "/sparql")
        field = browser.find_element(By.ID, "query")
        field.clear()
        field.send_keys(NAMES)
        browser.find_element(By.CSS_SELECTOR, "form.editor button").click()
        rows = WebDriverWait(browser, 10).until(lambda b: b.find_element(By.CSS_SELECTOR, "table.rows"))
        assert "Ada Lind" in rows.text


@pytest.fixture
def editor(browser: webdriver.Chrome, address: str) -> webdriver.Chrome:
    if not EDITOR.is_file():
        pytest.skip("the SPARQL editor has not been bundled: make editor, which needs Node")
    browser.get(address + "/sparql")
    browser.execute_script("localStorage.clear()")
    browser.get_log("browser")  # type: ignore[no-untyped-call]
    return browser


def _answer(browser: webdriver.Chrome) -> str:
    WebDriverWait(browser, 10).until(lambda b: b.find_elements(By.CSS_SELECTOR, ".tabPanel.active table.dataTable td"))
    return browser.find_element(By.CSS_SELECTOR, ".tabPanel.active table.dataTable").text


def test_the_editor_answers_the_query_of_its_address(editor: webdriver.Chrome, address: str) -> None:
    editor.get(f"{address}/sparql?query={quote(NAMES)}")
    assert "Ada Lind" in _answer(editor)
    assert not editor.find_element(By.ID, "plain-editor").is_displayed()
    _asked_nobody_else(editor, address)


def test_the_editor_opens_saved_queries_and_leads_to_things(editor: webdriver.Chrome, address: str) -> None:
    editor.get(address + "/sparql")
    click(editor, "Who accuses whom")
    assert "actor:sudria" in _answer(editor)
    click(editor, "actor:sudria")
    WebDriverWait(editor, 5).until(lambda b: heading(b) == "Sudria")
    assert editor.current_url == address + "/actor/sudria_state"


@pytest.mark.parametrize(
    ("typed", "offered", "taken"),
    [
        ("SELECT * WHERE { ?s a Meet", "dip:Meeting", "a dip:Meeting"),
        ("SELECT * WHERE { ?s partic", "dip:participant ", "?s dip:participant"),
        ("SELECT * WHERE { ?s ?p Reyes", "Tomas Reyes", f"?p <{BASE}actor/tomas-reyes"),
        ("PREFIX sk", "skos: ", "PREFIX skos: <http://www.w3.org/2004/02/skos/core#>"),
    ],
)
def test_the_editor_completes(editor: webdriver.Chrome, address: str, typed: str, offered: str, taken: str) -> None:
    editor.get(address + "/sparql")
    script = """const cm = document.querySelector('.tabPanel.active .CodeMirror').CodeMirror;
        cm.setValue(arguments[0]); cm.focus(); cm.execCommand('goDocEnd')"""
    WebDriverWait(editor, 5).until(lambda b: b.find_elements(By.CSS_SELECTOR, ".tabPanel.active .CodeMirror"))
    editor.execute_script(script, typed)
    editor.switch_to.active_element.send_keys(Keys.CONTROL, Keys.SPACE)
    hints = WebDriverWait(editor, 5).until(lambda b: b.find_elements(By.CSS_SELECTOR, ".CodeMirror-hints li"))
    chosen = next(hint for hint in hints if hint.text.startswith(offered))
    editor.execute_script("arguments[0].click()", chosen)
    value = "return document.querySelector('.tabPanel.active .CodeMirror').CodeMirror.getValue()"
    WebDriverWait(editor, 5).until(lambda b: taken in b.execute_script(value))
    _asked_nobody_else(editor, address)


def test_a_form_finds_actors_while_a_name_is_typed(browser: webdriver.Chrome, address: str) -> None:
    browser.get(address + "/queries/whom-an-actor-met")
    script = "return [...document.querySelector('[name=actor]').list.options].map(o => o.value)"
    assert "League of Ports" not in browser.execute_script(script)
    field = browser.find_element(By.NAME, "actor")
    field.clear()
    field.send_keys("leag")
    WebDriverWait(browser, 5).until(lambda b: "League of Ports" in b.execute_script(script))


def test_nothing_hostile_runs_in_the_editor(editor: webdriver.Chrome, address: str) -> None:
    query = "SELECT ?s ?p ?o { ?s ?p ?o FILTER(CONTAINS(STR(?o), '<') || CONTAINS(STR(?o), 'javascript:')) }"
    editor.get(f"{address}/sparql?query={quote(query)}")
    assert "alert(1)" in _answer(editor)
    for element in editor.find_elements(By.CSS_SELECTOR, ".yasr_results a[href]"):
        assert str(element.get_attribute("href")).startswith(("http:", "https:"))
    assert editor.find_elements(By.CSS_SELECTOR, ".yasr_results img, .yasr_results script") == []
    _asked_nobody_else(editor, address)


def _asked_nobody_else(browser: webdriver.Chrome, address: str) -> None:
    loaded = browser.execute_script("return performance.getEntriesByType('resource').map(r => r.name)")
    assert [name for name in loaded if not name.startswith(address)] == []
    said = browser.get_log("browser")  # type: ignore[no-untyped-call]
    assert [entry["message"] for entry in said if entry["level"] == "SEVERE"] == []


def test_nothing_hostile_runs_and_nothing_is_loaded_from_elsewhere(
    browser: webdriver.Chrome, address: str, root: Path
) -> None:
    browser.get_log("browser")  # type: ignore[no-untyped-call]
    for path in paths(root):
        browser.get(address + path)
        loaded = browser.execute_script("return performance.getEntriesByType('resource').map(r => r.name)")
        assert [name for name in loaded if not name.startswith(address)] == []
        links = browser.execute_script(
            "return [...document.querySelectorAll('[href]')].map(l => l.getAttribute('href').trim().toLowerCase())"
        )
        assert [link for link in links if link.startswith(("javascript:", "data:"))] == []
    # an alert that had opened would have made the calls above fail
    said = browser.get_log("browser")  # type: ignore[no-untyped-call]
    assert [entry for entry in said if entry["level"] == "SEVERE" and entry["source"] != "network"] == []


@pytest.mark.parametrize("width", WIDTHS)
def test_every_page_fits_its_window(browser: webdriver.Chrome, address: str, root: Path, width: int) -> None:
    browser.execute_cdp_cmd(
        "Emulation.setDeviceMetricsOverride",
        {"width": width, "height": 900, "deviceScaleFactor": 1, "mobile": width < 500},
    )
    try:
        for path in one_of_each(root):
            browser.get(address + path)
            over = browser.execute_script("return document.documentElement.scrollWidth - innerWidth")
            assert over <= 0, (path, width, over)
            if SCREENSHOTS:
                Path(SCREENSHOTS).mkdir(parents=True, exist_ok=True)
                browser.save_screenshot(f"{SCREENSHOTS}/{path.split('/')[1].partition('?')[0] or 'home'}-{width}.png")
    finally:
        browser.execute_cdp_cmd("Emulation.clearDeviceMetricsOverride", {})


def test_everything_can_be_reached_by_keyboard(browser: webdriver.Chrome, address: str) -> None:
    browser.get(address)
    browser.find_element(By.TAG_NAME, "body").send_keys(Keys.TAB)
    skip = browser.switch_to.active_element
    assert skip.text == "Skip to the content"
    skip.send_keys(Keys.ENTER)
    assert browser.switch_to.active_element.get_attribute("id") == "main"
    unnamed = """return [...document.querySelectorAll('a, button, input, select, textarea, svg[role=img]')].filter(e =>
        e.type !== 'hidden' && !e.textContent.trim() && !e.getAttribute('aria-label') && !e.labels?.length && !e.title && e.checkVisibility()
        ).map(e => e.outerHTML)"""
    for path in ("/", "/queries", "/queries/whom-an-actor-met", "/sparql", "/search?q=reyes", "/dumps/", "/ontology"):
        browser.get(address + path)
        assert browser.execute_script(unnamed) == [], path
        assert len(browser.find_elements(By.TAG_NAME, "h1")) == 1


def test_pages_work_without_scripts(browser: webdriver.Chrome, address: str) -> None:
    with scripts_off(browser):
        browser.get(address + "/search?q=reyes")
        click(browser, "Tomas Reyes")
        assert heading(browser) == "Tomas Reyes"
        browser.get(address + "/queries/whom-an-actor-met?actor=Ada+Lind")
        assert "Tomas Reyes" in browser.find_element(By.CSS_SELECTOR, "table.rows").text


def test_a_static_site_searches_by_itself(browser: webdriver.Chrome, root: Path, tmp_path: Path) -> None:
    site.write(root, tmp_path / "site", None, QUIET)
    with serving(tmp_path / "site") as address:
        browser.get_log("browser")  # type: ignore[no-untyped-call]
        browser.get(address + "queries.html")
        browser.find_element(By.ID, "q").send_keys("rey", Keys.ENTER)
        WebDriverWait(browser, 5).until(lambda b: b.find_elements(By.CSS_SELECTOR, ".hits li"))
        assert browser.find_element(By.ID, "told").text.endswith("entries")
        click(browser, "Tomas Reyes")
        assert heading(browser) == "Tomas Reyes"
        browser.get(address + "search.html?q=evil+corp")
        WebDriverWait(browser, 5).until(lambda b: b.find_elements(By.CSS_SELECTOR, ".hits li"))
        browser.get(address + "search.html?q=%3Cscript%3Ealert(1)%3C/script%3E")
        WebDriverWait(browser, 5).until(lambda b: b.find_element(By.ID, "told").text != "")
        for page in sorted((tmp_path / "site").glob("*/*evil*.html")) + sorted((tmp_path / "site").glob("page/*.html")):
            browser.get(address + quote(str(page.relative_to(tmp_path / "site"))))
        _asked_nobody_else(browser, address)
