"""Commands of the desk take files where a source is asked for: a list, a message, a rule."""

import json
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from tahqiq.access.door import Door
from tahqiq.cli.start import program
from tahqiq.desk import desk, switch_on
from tahqiq.desks.passengers.risk_rules.operations import EXAMPLE
from tahqiq.desks.passengers.screening.examples import SAMPLE_MESSAGE
from tahqiq.desks.passengers.watchlists.examples import SAMPLE_LIST
from tahqiq.workbench import Workbench


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    home = tmp_path / "workspace"
    with closing(Door.found(home)):
        pass
    with Workbench.opened(home) as bench:
        switch_on(bench, desk("passengers"))
    monkeypatch.setenv("TAHQIQ_HOME", str(home))
    (tmp_path / "list.csv").write_text(SAMPLE_LIST, "utf-8")
    (tmp_path / "zz410.edi").write_text(SAMPLE_MESSAGE, "utf-8")
    (tmp_path / "rule.yaml").write_text(EXAMPLE, "utf-8")
    return tmp_path


def said(*words: str, code: int = 0) -> Any:  # noqa: ANN401 - JSON
    done = CliRunner().invoke(program("desks"), ["passengers", *words, "--json"])
    assert done.exit_code == code, done.output
    return json.loads(done.stdout)


def test_a_list_of_a_file_a_message_of_a_file_and_what_stands_of_both(folder: Path) -> None:
    assert said("lists") == {"lists": []}
    made = said(
        "lists",
        "add",
        str(folder / "list.csv"),
        "--name",
        "National",
        "--basis",
        "Order 12",
        "--owner",
        "Court",
        "--until",
        "2099-01-01",
    )
    assert (made["people"], made["form"], made["in_use"]) == (1, "table", True)
    (hit,) = said("screen", str(folder / "zz410.edi"))["hits"]
    assert (hit["of_list"], hit["listed"], hit["row"], hit["state"]) == (
        "National",
        "كريم جاسم السامبل",
        8,
        "new",
    )
    for flight in ("ZZ410", "zz410/2026-04-01/IST"):
        again = said("screen", flight)
        assert ([one["id"] for one in again["hits"]], again["known"]) == ([hit["id"]], 1)
    assert said("screen", "ZZ41", code=2)["error"]["code"] == "passengers-no-flight"
    assert said("screen", str(folder / "none.edi"), code=2)["error"]["code"] == "no-such-file"
    assert said("report")["total"]["waiting"] == 1
    assert said("lists", "expire", "National")["in_use"] is False
    assert said("lists", "list") == {"lists": []}


def test_a_rule_of_a_file_is_tried_and_kept_only_when_it_is_added(folder: Path) -> None:
    told = said("rules", "test", str(folder / "rule.yaml"))
    assert (told["id"], told["tested"]["travellers"]) == ("", 0)
    assert said("rules") == {"rules": []}
    assert said("rules", "add", "--text", str(folder / "rule.yaml"))["state"] == "draft"
    assert said("rules", "test", "cash-and-fresh-agency")["version"] == 2
