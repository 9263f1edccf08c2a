"""The walk-through of the sample case is true: its commands run in order and reach whom the truth file names,
with sources, and with what speaks against."""

import json
import re
import shlex
from collections.abc import Callable
from pathlib import Path
from typing import cast

import pytest
from typer.testing import CliRunner

from tahqiq.cli.main import app
from tahqiq.cli.serve import TRUTH

PAGE = Path(__file__).resolve().parents[2] / "docs" / "tutorial" / "nobody-ranks-first.md"
COMMAND = re.compile(r"^    tahqiq (.+)$", re.MULTILINE)
Json = dict[str, object]


class Walk:
    """The commands of the page, run one after the other in a folder, and what they printed."""

    def __init__(self, folder: Path) -> None:
        self.home = folder / "case"
        self.said: dict[str, list[str]] = {}
        self.names: dict[str, str] = {}

    def run(self, *arguments: str, code: int = 0) -> str:
        result = CliRunner().invoke(
            app, list(arguments), env={"TAHQIQ_HOME": str(self.home), "TAHQIQ_LOCALE": "en"}
        )
        assert result.exit_code == code, f"{arguments}: {result.output[-2000:]}"
        return result.stdout

    def json(self, *arguments: str) -> Json:
        return cast(Json, json.loads(self.run(*arguments, "--json")))

    def rows(self, name: str, *settings: str) -> list[Json]:
        return cast(
            "list[Json]",
            self.json("analyse", name, *(part for one in settings for part in ("--set", one)))["rows"],
        )

    def page(self, ids: dict[str, Callable[[], str]]) -> None:
        for line in COMMAND.findall(PAGE.read_text("utf-8")):
            words = [self._filled(word, ids) for word in shlex.split(line)]
            code = 1 if words[0] == "collect" else 0  # a delivery with a row that cannot be read says so
            self.said.setdefault(words[0] if words[0] != "analyse" else words[1], []).append(
                self.run(*words, code=code)
            )

    def _filled(self, word: str, ids: dict[str, Callable[[], str]]) -> str:
        if word == "case":
            return str(self.home)
        if word in ids and word not in self.names:
            self.names[word] = ids[word]()
        return self.names.get(word, word)

    def found(self, text: str, schema: str) -> str:
        hits = cast("list[Json]", self.json("search", text)["hits"])
        return str(next(hit["id"] for hit in hits if hit["schema"] == schema))

    def value(self, entity: str, prop: str) -> str:
        statements = cast("list[Json]", self.json("show", entity)["statements"])
        return str(next(item["id"] for item in statements if item["prop"] == prop))

    def registration(self) -> str:
        """The record that says to whom the number is registered."""
        phone = self.found("+9647431964646", "PhoneNumber")
        links = [
            cast(Json, item["link"])
            for item in cast("list[Json]", self.json("neighbours", phone)["neighbours"])
        ]
        evidence = next(link["evidence"] for link in links if link["label"] == "RegisteredTo")
        return str(cast("list[Json]", evidence)[0]["entity"])

    def namesake(self) -> str:
        """Somebody called Abu Yazan who has a telephone number recorded."""
        for hit in cast("list[Json]", self.json("search", "أبو يزن", "--limit", "60")["hits"]):
            if any(
                item["prop"] == "phone"
                for item in cast("list[Json]", self.json("show", str(hit["id"]))["statements"])
            ):
                return str(hit["id"])
        raise AssertionError("no Abu Yazan with a telephone")


@pytest.mark.slow
def test_the_walk_reaches_whom_the_truth_names(tmp_path: Path) -> None:
    walk = Walk(tmp_path)
    ids: dict[str, Callable[[], str]] = {
        "SOURCE": lambda: next(
            line.split()[0] for line in walk.said["sources"][0].splitlines() if "CDR_9647434296367" in line
        ),
        "BOARD": lambda: next(
            line.removeprefix("id: ")
            for line in walk.said["reasoning"][0].splitlines()
            if line.startswith("id: ")
        ),
        "REPORT": lambda: walk.found("no telephone is known", "GradedReport"),
        "VALUE": lambda: walk.value(walk.names["REPORT"], "reportNumber"),
        "REGISTRATION": walk.registration,
        "HOLDER": lambda: walk.value(walk.names["REGISTRATION"], "holder"),
        "NAMESAKE": walk.namesake,
        "PHONE": lambda: walk.value(walk.names["NAMESAKE"], "phone"),
        "RESULT": lambda: walk.said["results"][0].split()[0],
    }
    walk.page(ids)
    truth = json.loads((walk.home / TRUTH).read_text("utf-8"))
    people = {person["id"]: person for person in truth["people"]}
    boss = people[truth["organiser"]["person"]]
    phone, plate = f"+{truth['organiser']['phone']}", truth["plates"][boss["id"]]
    assert phone == "+9647431964646"
    hidden, met = walk.said["cell-meetings"]
    assert phone not in hidden
    assert phone in met
    assert "Hills rest stop 1" in met
    assert "CDR_9647431964646_SAMPLE.csv" in met
    assert phone in walk.said["common-contacts"][0]
    assert plate in walk.said["recorded-in-area"][0]
    assert "Baghdad West" in walk.said["home-cell"][0]
    assert boss["kunya"] == "أبو يزن"
    assert "called Abu Yazan in Baghdad" in walk.said["search"][1]
    assert truth["number_changes"][0]["new"] in walk.said["number-change"][0]
    assert all(number in walk.said["travel-together"][0] for number in truth["travelling_pair"]["phones"])
    assert all(
        leg["from"].lower() in walk.said["round-trips"][0].lower() for leg in truth["money_loop"]["legs"]
    )
    shown, file = walk.said["reasoning"][-2:]
    assert all(
        note in shown
        for note in ("a man in Baghdad; unconfirmed", "others are called", "the subscriber is another person")
    )
    assert "no verdict" in file
    assert "the subscriber is another person" in file
    assert "The same bytes." in walk.said["rerun"][0]
    for name in ("degree", "betweenness", "closeness", "pagerank", "eigenvector", "weighted-degree"):
        settings = ("repeats=0", "limit=1", "types=PhoneNumber", "link-kinds=fact")
        first = walk.rows(name, *settings)[0]
        assert cast(Json, first["thing"])["caption"] != phone, name
    assert walk.rows("most-connected")[0]["number"] != phone
