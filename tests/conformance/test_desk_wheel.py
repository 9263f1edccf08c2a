"""A stranger's desk, installed from a wheel into a folder of its own, works without a line changed in Tahqiq."""

import json
import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from .installing import TUTORIAL

pytestmark = pytest.mark.slow


def test_the_tutorials_desk_from_a_wheel(tmp_path: Path) -> None:
    built = subprocess.run(
        [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(tmp_path / "dist")], cwd=TUTORIAL, capture_output=True, text=True, check=False
    )  # fmt: skip
    assert built.returncode == 0, built.stderr
    (wheel,) = (tmp_path / "dist").glob("*.whl")
    zipfile.ZipFile(wheel).extractall(tmp_path / "packages")
    env = {**os.environ, "PYTHONPATH": str(tmp_path / "packages"), "TAHQIQ_HOME": str(tmp_path / "ws"), "TAHQIQ_LANG": "ckb"}

    def run(*words: str) -> str:
        done = subprocess.run(
            [sys.executable, "-c", "from tahqiq.cli.start import main; main()", *words],
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
    run("verify")
