"""Every kind of page can be used by everybody: axe-core finds nothing serious, light or dark, narrow or wide."""

from __future__ import annotations

from pathlib import Path

import pytest
from selenium import webdriver
from selenium.webdriver.support.ui import WebDriverWait

from tests.browsing import address, browser, one_of_each, paths, root

__all__ = ["address", "browser", "root"]
pytestmark = pytest.mark.browser
AXE = Path(__file__).resolve().parent.parent / "server" / "frontend" / "node_modules" / "axe-core" / "axe.min.js"
RUN = """const done = arguments[arguments.length - 1];
axe.run(document, {resultTypes: ['violations']}).then(found => done(found.violations.filter(
    v => v.impact === 'serious' || v.impact === 'critical').map(v => [v.id, v.nodes.map(n => n.html.slice(0, 200))])))"""


@pytest.mark.parametrize(("width", "scheme"), [(360, "dark"), (2560, "light")])
def test_axe_finds_nothing_serious(
    browser: webdriver.Chrome, address: str, root: Path, width: int, scheme: str
) -> None:
    if not AXE.is_file():
        pytest.skip("axe-core is not there: make editor, which needs Node")
    script = AXE.read_text(encoding="utf-8")
    size = {"width": width, "height": 900, "deviceScaleFactor": 1, "mobile": width < 500}
    browser.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", size)
    browser.execute_cdp_cmd(
        "Emulation.setEmulatedMedia", {"features": [{"name": "prefers-color-scheme", "value": scheme}]}
    )
    try:
        lind = next(path for path in paths(root) if path.startswith("/actor/ada-lind"))
        for path in [*one_of_each(root), f"{lind}?section=positions"]:
            browser.get(address + path)
            if path.startswith("/sparql"):
                WebDriverWait(browser, 5).until(lambda b: b.execute_script("return document.readyState") == "complete")
            browser.execute_script(script)
            assert browser.execute_async_script(RUN) == [], (path, width, scheme)
            over = browser.execute_script("return document.documentElement.scrollWidth - innerWidth")
            assert over <= 0, (path, width)
    finally:
        browser.execute_cdp_cmd("Emulation.clearDeviceMetricsOverride", {})
        browser.execute_cdp_cmd("Emulation.setEmulatedMedia", {"features": []})
