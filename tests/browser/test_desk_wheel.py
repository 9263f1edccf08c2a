"""A stranger's desk, installed from a wheel into an environment that held nothing but Tahqiq's own wheel,
works without a line changed in Tahqiq: its command, its register, its clock, and on the page its menu and its
form in Sorani."""

import json
import os
import re
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from hashlib import sha256
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from tests.browser.conftest import words
from tests.conformance.installing import TUTORIAL

pytestmark = [pytest.mark.slow, pytest.mark.browser]
ROOT = TUTORIAL.parents[2]
PASSWORD = "gate-of-the-visitors-7"
UV = Path(sys.executable).with_name("uv")


def done(*words: str | Path, env: dict[str, str] | None = None, cwd: Path | None = None) -> str:
    """What a program printed; it must end well."""
    ran = subprocess.run([*map(str, words)], env=env, cwd=cwd, capture_output=True, text=True, check=False)
    assert ran.returncode == 0, f"{' '.join(map(str, words))}\n{ran.stdout}{ran.stderr}"
    return ran.stdout


def wheel(project: Path, folder: Path) -> Path:
    """The wheel of a project, built by the build tools that are installed here."""
    done(sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", folder, cwd=project)
    (made,) = folder.glob("*.whl")
    return made


def installed(python: Path) -> dict[str, str]:
    """What pip would say stands in an environment: versions by name."""
    return {
        one["name"]: one["version"]
        for one in json.loads(done(UV, "pip", "list", "--python", python, "--format", "json"))
    }


def digests(package: Path) -> dict[str, str]:
    """SHA-256 of every file of an installed package but what Python compiled of it."""
    found = (file for file in package.rglob("*") if file.is_file() and "__pycache__" not in file.parts)
    return {str(file.relative_to(package)): sha256(file.read_bytes()).hexdigest() for file in found}


def test_the_tutorials_desk_from_a_wheel(tmp_path: Path, browser: Browser) -> None:
    ours, theirs = wheel(ROOT, tmp_path / "ours"), wheel(TUTORIAL, tmp_path / "theirs")
    done(UV, "venv", "--python", sys.executable, tmp_path / "env")
    python = tmp_path / "env" / "bin" / "python"
    assert installed(python) == {}
    # Only what the wheel itself asks for comes, in the locked versions: from the cache of "make", or from the
    # index by name.
    done(
        UV, "pip", "install", "--python", python, "--constraint", ROOT / "requirements" / "runtime.txt", ours
    )
    assert not {"pytest", "hatchling", "tahqiq-desk-visitors"} & installed(python).keys()
    kept = {
        name: value
        for name, value in os.environ.items()
        if not name.startswith(("PYTHON", "VIRTUAL_ENV", "TAHQIQ_HOME", "TAHQIQ_TOKEN"))
    }
    env = {**kept, "TAHQIQ_HOME": str(tmp_path / "ws"), "TAHQIQ_LANG": "ckb"}

    def run(*words: str | Path) -> str:
        return done(python.with_name("tahqiq"), *words, env=env, cwd=tmp_path)

    run("init", tmp_path / "ws")
    assert "visitors" not in run("desks", "list")
    package = Path(
        done(python, "-c", "import tahqiq; print(tahqiq.__path__[0])", env=env, cwd=tmp_path).strip()
    )
    assert package.is_relative_to(tmp_path / "env")
    before = digests(package)
    assert (
        before["desk/declaration.py"]
        == sha256((ROOT / "src/tahqiq/desk/declaration.py").read_bytes()).hexdigest()
    )

    done(UV, "pip", "install", "--python", python, "--no-deps", theirs)
    asked_at_the_command_line(run, tmp_path)
    (owner,) = (
        one for one in json.loads(run("user", "list", "--json"))["people"] if "supervisor" in one["roles"]
    )
    run("user", "password", owner["login"], "--password", PASSWORD)
    with served(python, env) as url:
        looked_at_on_the_page(browser, url, owner["login"])
    run("verify")
    assert digests(package) == before


def asked_at_the_command_line(run: Callable[..., str], folder: Path) -> None:
    """Command, register, form and clock of the desk, each as its user would ask for it."""
    assert "دەفتەری میوانان" in run("desks", "list")
    run("desks", "open", "visitors")
    told = json.loads(run("visitors", "arrive", "--visitor", "هيوا كريم", "--json"))
    assert told["version"] == 1
    assert [one["visitor"] for one in json.loads(run("visitors", "inside", "--json"))["visits"]] == [
        "هيوا كريم"
    ]
    rows = json.loads(run("visitors", "register", "visits", "--where", "inside=true", "--json"))["rows"]
    assert [row["visitor"] for row in rows] == [["هيوا كريم"]]
    run("visitors", "register", "visits", "--export", folder / "visits.csv")
    assert "میوان,هاتە ژوورەوە" in (folder / "visits.csv").read_text("utf-8-sig")
    assert "مۆڵەتی دەروازە" in run("visitors", "form", "pass")
    answers = folder / "answers.json"
    answers.write_text(
        json.dumps({"full-name": "ئاوات ڕەحیم", "reason": "meeting", "telephone": ["refused", [], ""]}),
        "utf-8",
    )
    sealed = json.loads(run("visitors", "form", "pass", "--answers", answers, "--seal", "--json"))
    assert (sealed["sealed"], sealed["problems"]) == (True, [])
    assert {row["clock"] for row in json.loads(run("visitors", "clocks", "--run", "--json"))["clocks"]} == {
        "midnight",
        "retention",
    }


def looked_at_on_the_page(browser: Browser, url: str, login: str) -> None:
    """Menu, register and form of the desk, in Sorani, by somebody who signs in."""
    page = browser.new_page(base_url=url)
    say = words("ckb")
    page.add_init_script("localStorage.setItem('tahqiq.locale', 'ckb')")
    page.goto("/")
    page.get_by_label(say["sign-in.login"]).fill(login)
    page.get_by_label(say["sign-in.password"], exact=True).fill(PASSWORD)
    page.keyboard.press("Enter")
    bar = page.locator("[data-desk-bar='visitors']")
    bar.get_by_role("link", name="سەردانەکان").click()
    expect(page.locator("[data-row]")).to_have_count(1)
    bar.get_by_role("link", name="مۆڵەتی دەروازە").click()
    expect(page.get_by_label(re.compile("ناوی تەواو")).first).to_be_visible()
    assert page.locator("html").get_attribute("dir") == "rtl"
    page.context.close()


def answers(url: str) -> bool:
    """Whether a server is there."""
    try:
        urllib.request.urlopen(url, timeout=60).close()
    except OSError:
        return False
    return True


@contextmanager
def served(python: Path, env: dict[str, str]) -> Iterator[str]:
    """``tahqiq serve`` of an environment in a process of its own, once it says where it listens."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = str(probe.getsockname()[1])
    server = subprocess.Popen(
        [python.with_name("tahqiq"), "serve", "--port", port],
        env=env,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    try:
        assert server.stdout is not None
        said = ""
        while "http://" not in said:
            line = server.stdout.readline()
            assert line, f"The server ended: {said}"
            said += line
        (url,) = re.findall(r"http://[0-9.]+:\d+", said)
        while not answers(url):
            assert server.poll() is None, "The server ended before it answered"
            time.sleep(0.2)
        yield url
    finally:
        server.terminate()
        server.wait(20)
