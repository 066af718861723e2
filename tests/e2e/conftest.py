"""A real server with the demonstration district, and a real browser that may speak to it alone."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from filelock import FileLock
from playwright.sync_api import BrowserContext, Page, Request

from tests.e2e.post import Postbox
from tests.e2e.product import Product, build_home, serving

BROWSER = os.environ.get("ZVENO_BROWSER") or shutil.which("chromium") or shutil.which("google-chrome")
HOW_TO_GET_IT = "no browser: install Debian's `chromium`, or name one in ZVENO_BROWSER"


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if "tests/e2e" not in item.path.as_posix():
            continue
        item.add_marker(pytest.mark.browser)
        if not BROWSER and os.environ.get("CI") != "true":
            item.add_marker(pytest.mark.skip(reason=HOW_TO_GET_IT))


@pytest.fixture(scope="session")
def browser_type_launch_args() -> dict[str, Any]:
    assert BROWSER, HOW_TO_GET_IT
    return {
        "executable_path": BROWSER,
        "args": [
            "--disable-background-networking",
            "--disable-component-update",
            "--disable-sync",
            "--lang=ru",
        ],
    }


@pytest.fixture(scope="session")
def browser_context_args(browser_context_args: dict[str, Any]) -> dict[str, Any]:
    """A browser as people have it here: dates are typed day first."""
    return {**browser_context_args, "locale": "ru-RU", "timezone_id": "Europe/Moscow"}


@pytest.fixture(scope="session")
def product(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Product]:
    """The demonstration district, loaded once for all workers of the run and served to each on its own."""
    shared = tmp_path_factory.getbasetemp()
    if os.environ.get("PYTEST_XDIST_WORKER"):
        shared = shared.parent
    home = shared / "demo-home"
    with FileLock(shared / "building.lock"):  # the command keeps a lock of its own at `demo-home.lock`
        if not home.exists():
            build_home(home)
    own = tmp_path_factory.mktemp("home")
    shutil.copytree(home, own, dirs_exist_ok=True)
    with serving(own) as served:
        yield served


@pytest.fixture(scope="session")
def base_url(product: Product) -> str:
    return product.url


@pytest.fixture
def postbox(product: Product) -> Postbox:
    return Postbox(product.home)


@pytest.fixture
def foreign_requests(context: BrowserContext, product: Product) -> list[str]:
    """Whatever the browser asked of another host; every test of pages ends with it being empty."""
    asked: list[str] = []

    def watch(request: Request) -> None:
        parts = urlsplit(request.url)
        if parts.scheme in {"http", "https", "ws", "wss"} and parts.netloc != urlsplit(product.url).netloc:
            asked.append(request.url)

    context.on("request", watch)
    return asked


@pytest.fixture(autouse=True)
def _clean_console(page: Page, foreign_requests: list[str]) -> Iterator[None]:
    """No page may complain in the console, fail in a script, or speak to another host."""
    complaints: list[str] = []
    page.on("console", lambda message: complaints.append(message.text) if message.type == "error" else None)
    page.on("pageerror", lambda error: complaints.append(str(error)))

    yield

    expected = ("status of 403", "status of 404", "status of 400", "status of 410")
    assert [text for text in complaints if not any(words in text for words in expected)] == []
    assert foreign_requests == []


@pytest.fixture
def enter_as(page: Page, product: Product) -> Callable[[str], Page]:
    """Sign in by one click as a role of the demonstration."""

    def enter(role: str) -> Page:
        page.goto(f"{product.url}/account/login/")
        page.locator(f"[data-demo-role={role}]").first.click()
        page.wait_for_url(f"{product.url}/")
        return page

    return enter


@pytest.fixture(scope="session")
def pictures() -> Path:
    """Where screenshots go: into the manual when it is being remade, beside the test results otherwise."""
    root = Path(__file__).resolve().parents[2]
    folder = root / ("docs/manual/pictures" if os.environ.get("ZVENO_PICTURES") else "test-results/pictures")
    folder.mkdir(parents=True, exist_ok=True)
    return folder
