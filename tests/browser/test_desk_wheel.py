"""A stranger's desk, installed from a wheel into a folder of its own, works without a line changed in Tahqiq: its command, its register, its clock, and on the
page its menu and its form in Sorani."""

import json
import os
import re
import socket
import subprocess
import sys
import time
import urllib.request
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from tahqiq.access.door import Door
from tests.browser.conftest import sign
from tests.conformance.installing import TUTORIAL

pytestmark = [pytest.mark.slow, pytest.mark.browser]
MAIN = "from tahqiq.cli.start import main; main()"


def test_the_tutorials_desk_from_a_wheel(tmp_path: Path, browser: Browser) -> None:
    built = subprocess.run(
        [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(tmp_path / "dist")], cwd=TUTORIAL, capture_output=True, text=True, check=False
    )  # fmt: skip
    assert built.returncode == 0, built.stderr
    (wheel,) = (tmp_path / "dist").glob("*.whl")
    zipfile.ZipFile(wheel).extractall(tmp_path / "packages")
    env = {**os.environ, "PYTHONPATH": str(tmp_path / "packages"), "TAHQIQ_HOME": str(tmp_path / "ws"), "TAHQIQ_LANG": "ckb"}

    def run(*words: str) -> str:
        done = subprocess.run(
            [sys.executable, "-c", MAIN, *words],
            env=env,
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == 0, done.stdout + done.stderr
        return done.stdout

    run("init", str(tmp_path / "ws"))
    assert "دەفتەری میوانان" in run("desks", "list")
    run("desks", "open", "visitors")
    told = json.loads(run("visitors", "arrive", "--visitor", "هيوا كريم", "--json"))
    assert told["version"] == 1
    assert [one["visitor"] for one in json.loads(run("visitors", "inside", "--json"))["visits"]] == ["هيوا كريم"]
    assert [row["visitor"] for row in json.loads(run("visitors", "register", "visits", "--where", "inside=true", "--json"))["rows"]] == [
        ["هيوا كريم"]
    ]
    run("visitors", "register", "visits", "--export", str(tmp_path / "visits.csv"))
    assert "میوان,هاتە ژوورەوە" in (tmp_path / "visits.csv").read_text("utf-8-sig")
    assert "مۆڵەتی دەروازە" in run("visitors", "form", "pass")
    answers = tmp_path / "answers.json"
    answers.write_text(json.dumps({"full-name": "ئاوات ڕەحیم", "reason": "meeting", "telephone": ["refused", [], ""]}), "utf-8")
    sealed = json.loads(run("visitors", "form", "pass", "--answers", str(answers), "--seal", "--json"))
    assert (sealed["sealed"], sealed["problems"]) == (True, [])
    assert {row["clock"] for row in json.loads(run("visitors", "clocks", "--run", "--json"))["clocks"]} == {"midnight", "retention"}
    run("verify")
    with served(env) as url:
        page = browser.new_page(base_url=url)
        door = Door.opened(tmp_path / "ws")
        sign(page.context, url, door.people.issue(door.owner() or "", "session", timedelta(hours=1)))
        door.close()
        page.add_init_script("localStorage.setItem('tahqiq.locale', 'ckb')")
        page.goto("/")
        page.locator("[data-desks]").click()
        page.get_by_role("menuitem", name="سەردانەکان").click()
        expect(page.locator("[data-row]")).to_have_count(1)
        page.locator("[data-desks]").click()
        page.get_by_role("menuitem", name="مۆڵەتی دەروازە").click()
        expect(page.get_by_label(re.compile("ناوی تەواو")).first).to_be_visible()
        page.context.close()


@contextmanager
def served(env: dict[str, str]) -> Iterator[str]:
    """``tahqiq serve`` in a process of its own."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    server = subprocess.Popen(
        [sys.executable, "-c", MAIN, "serve", "--port", str(port)], env=env, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    url = f"http://127.0.0.1:{port}"
    try:
        end = time.monotonic() + 60
        while time.monotonic() < end:
            try:
                urllib.request.urlopen(url, timeout=5).close()
                break
            except OSError:
                time.sleep(0.2)
        yield url
    finally:
        server.terminate()
        server.wait(20)
