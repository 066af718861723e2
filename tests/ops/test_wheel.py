"""The built wheel is the whole product: installed without a network it serves pages with their assets."""

from __future__ import annotations

import json
import os
import re
import site
import subprocess
import sys
import venv
import zipfile
from pathlib import Path

import pytest

from tests.ops.installation import ROOT, Installation
from tests.ops.serving import Running, free_port, status

pytestmark = pytest.mark.xdist_group("wheel")


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Built by the locked hatchling of this very environment: no network, no isolation."""
    folder = tmp_path_factory.mktemp("dist")
    command = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(folder)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return next(folder.glob("zveno-*.whl"))


@pytest.fixture(scope="module")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The command `zveno` of an environment that has the wheel; its dependencies are those of this one."""
    folder = tmp_path_factory.mktemp("installed")
    venv.create(folder, with_pip=True)
    python = folder / "bin" / "python"
    library = next((folder / "lib").glob("python3.*")) / "site-packages"
    packages = [path for path in site.getsitepackages() if path.startswith(sys.prefix)]
    (library / "dependencies.pth").write_text("\n".join(packages))
    command = [
        str(python), "-m", "pip", "install", "--quiet", "--no-index", "--no-deps", "--ignore-installed",
        "--disable-pip-version-check", "--no-warn-script-location", str(wheel),
    ]  # fmt: skip
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return folder / "bin" / "zveno"


def environment(home: Path) -> dict[str, str]:
    return {name: value for name, value in Installation(home).environment.items() if name != "PYTHONPATH"}


def test_the_wheel_carries_what_git_does_not(wheel: Path) -> None:
    names = set(zipfile.ZipFile(wheel).namelist())

    needed = {
        "zveno/base/ui/static/zveno/main.css",
        "zveno/base/ui/static/zveno/main.js",
        "zveno/base/documents/fonts/PTSerif_400Regular.ttf",
    }
    catalogues = {
        path.with_suffix(".mo").relative_to(ROOT / "src").as_posix()
        for path in (ROOT / "src" / "zveno").rglob("*.po")
    }
    templates = {
        path.relative_to(ROOT / "src").as_posix()
        for path in (ROOT / "src" / "zveno").rglob("templates/**/*.html")
    }
    assert (needed | catalogues | templates) - names == set()


def test_the_wheel_carries_no_tests_and_no_data(wheel: Path) -> None:
    strangers = [
        name
        for name in zipfile.ZipFile(wheel).namelist()
        if not name.startswith("zveno/") and ".dist-info/" not in name
    ]

    assert strangers == []


def test_installed_offline_it_migrates_passes_its_doctor_and_serves_pages_with_styles(
    installed: Path, tmp_path: Path
) -> None:
    home = tmp_path / "home"

    def zveno(*words: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [str(installed), *words],
            cwd=tmp_path, env=environment(home), capture_output=True, text=True, timeout=120, check=False,
        )  # fmt: skip

    where = subprocess.run(
        [str(installed.with_name("python")), "-c", "import zveno; print(zveno.__file__)"],
        cwd=tmp_path, env=environment(home), capture_output=True, text=True, check=True,
    )  # fmt: skip
    migrated = zveno("migrate")
    answers = [json.loads(line) for line in zveno("doctor", "--json").stdout.splitlines()]
    port = free_port()
    output = tmp_path / "said.txt"
    with output.open("wb") as stream:
        process = subprocess.Popen(
            [str(installed), "serve", "--port", str(port)],
            cwd=tmp_path, env=environment(home), stdout=stream, stderr=subprocess.STDOUT,
        )  # fmt: skip
    server = Running(process, output, port)
    try:
        assert server.up(), server.said
        page = fetched(port, "/account/login/")
        style = re.search(r'href="(/static/zveno/main\.[0-9a-f]{12}\.css)"', page)
        assert style, page[:500]
        assert status(port, style.group(1)) == 200
    finally:
        process.terminate()
        process.wait(timeout=30)

    assert str(installed.parent.parent) in where.stdout
    assert migrated.returncode == 0, migrated.stderr
    assert [answer["name"] for answer in answers if answer["level"] == "fault"] == []
    assert process.returncode == 0, server.said


def fetched(port: int, path: str) -> str:
    import http.client

    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
    try:
        connection.request("GET", path)
        return connection.getresponse().read().decode()
    finally:
        connection.close()


def test_the_locks_name_no_address_of_a_registry_and_hash_everything() -> None:
    locks = [ROOT / "requirements.lock", ROOT / "requirements-dev.lock", *ROOT.glob("dev/*.lock")]
    with_addresses = [lock.name for lock in locks if "://" in lock.read_text()]
    resolved = "resolved" in (ROOT / "package-lock.json").read_text()

    assert (with_addresses, resolved) == ([], False)
    assert all("--hash=sha256:" in lock.read_text() for lock in locks)
    assert os.access(ROOT / "run", os.X_OK)
