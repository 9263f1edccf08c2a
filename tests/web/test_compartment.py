"""Need-to-know inside one case: a member who is not admitted to a compartment gets what a workspace answers
in which nobody ever put anything into it."""

import re
from collections.abc import Iterator
from dataclasses import replace

import pytest
from httpx import Response

from tahqiq.access.door import Door
from tahqiq.analyse.context import silent
from tahqiq.desks.reasoning.crime_scripts.record import NamedThing, ScriptAct
from tahqiq.desks.reasoning.crime_scripts.scripts import Scripts
from tahqiq.desks.reasoning.hypotheses.boards import Boards
from tahqiq.desks.reasoning.worksheets.record import Rests
from tahqiq.model.source import Authority
from tahqiq.workbench import Workbench
from tests.desks.reasoning.conftest import at_desk

from .answer_comparison import plain, planted_in
from .conftest import PASSWORD
from .planted_story import HIDDEN_CALLS, HIDDEN_SHEET, HIDDEN_SITES, PEOPLE, SHARED, TEXT, Both, Story
from .route_exemptions import LOOKS, UNTOUCHED
from .route_requests import QUESTION, Question, Route, requests, routes

CASE = "Elsewhere"
DRAWN = {"items": [], "text": "everybody's"}


class Inside(Story):
    """The insider works in the same case, and puts what only some may know into a compartment of it."""

    def _plant(self) -> None:
        insider = self.bench("insider")
        self.door.cases.open_compartment("inner", "zzqxcompartment", insider.actor.id)
        self.door.cases.admit("inner", insider.actor.id, insider.actor.id)
        order = Authority("12/2024", numbers=("+9647901112223",), start="2024-03-01", end="2024-03-31")
        self._collect("insider", "zzqxfile.csv", HIDDEN_SHEET, CASE, compartment="inner")
        self._collect(
            "insider", "zzqxfile-calls.csv", HIDDEN_CALLS, CASE, compartment="inner", authority=order
        )
        self._collect("insider", "zzqxfile-sites.csv", HIDDEN_SITES, CASE, compartment="inner")
        self._collect("insider", "zzqxfile.txt", TEXT, CASE, compartment="inner")

    def _plant_more(self) -> None:
        for number in range(2):
            self._collect(
                "insider",
                f"zzqxfile{number}.csv",
                HIDDEN_CALLS.replace("2024-03", f"2023-0{number + 1}"),
                CASE,
                compartment="inner",
            )
        insider = self.bench("insider")
        insider.search("zzqxname")
        copies = {source.name: source.id for source in insider.sources()}
        insider.acts.release(copies["zzqxfile-calls.csv"], "zzqxreason")
        hit = self._named("zzqxname zzqxfather")
        value = next(item for item in insider.show(hit).statements if item.value == "zzqxname zzqxfather")
        ref = hit, value.id.hex()
        for kind in ("chart", "note", "task", "saved-search", "watch", "query", "rules"):
            insider.documents.make(
                CASE, kind, f"zzqxcase {kind}", {"items": [{"entity": hit}], "text": "zzqxtext"}
            )
        at = at_desk(insider, CASE)
        Boards(at).cite(Boards(at).all()[0].id, ref, {"h1": "+"}, note="zzqxreason")
        rests = [Rests(entity=ref[0], statement=ref[1])]
        Scripts(at).begin(
            "zzqxcase script",
            "zzqxtext",
            [ScriptAct(stage="doing", title="zzqxtext", actors=[NamedThing(entity=hit)], rests=rests)],
        )
        insider.acts.request_erasure(copies["zzqxfile1.csv"], "zzqxreason 1")
        insider.derived.declare(copies["zzqxfile1.csv"], copies["zzqxfile0.csv"], "zzqxreason")
        insider.analyse("degree", {"repeats": 5}, CASE)
        insider.queries.keep(QUESTION, {}, insider.documents.all(CASE)[0].case, 50, silent)
        third = insider.show(self._named("Third Hidden")).statements[0]
        insider.acts.retract(third.entity.hex(), third.id.hex(), "zzqxreason")

    def _judge_planted(self) -> None:
        self._judge("insider", "Sara Ahmed", "zzqxname zzqxfather", "same", "zzqxreason")
        self._judge("insider", "Zaid Own", "Second Hidden", "same", "zzqxreason")
        self._judge("insider", "Noor Own", "Second Hidden", "same", "zzqxreason")

    def _outsider(self, name: str, data: str) -> None:
        super()._outsider(name, data)
        if name == "first.csv":
            outsider = self.bench("outsider")
            kept = Boards(at_desk(outsider, CASE))
            kept.add(kept.begin("Who called", "Who?").paper.id, "Sara did")
            outsider.documents.make(CASE, "chart", "Ours", DRAWN)
        if name == "third.csv":
            insider, sara = self.bench("insider"), self._named("Sara Ahmed")
            called = "zzqxname zzqxfather" if self.planted else "Sara Ahmed"
            assert called in insider.show(sara).values("name"), "the insider sees them as one"
            insider.documents.make(CASE, "note", "On Sara", {"about": [{"entity": sara, "name": called}]})

    def own_documents(self) -> list[str]:
        """What the outsider sees of the case's documents by kind and title, since their ids are random."""
        listed = self.bench("outsider").documents.all(CASE)
        return [item.id for item in sorted(listed, key=lambda one: (one.kind, one.title))]


@pytest.fixture(scope="module")
def inside(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Both]:
    folder = tmp_path_factory.mktemp("inside")
    door = Door.found(folder / "template", owner="owner")
    owner = Workbench(door, door.people.get("owner"))
    for login, roles in PEOPLE.items():
        door.people.add(login, login.title(), frozenset(roles), PASSWORD, "test")
    case = owner.open_case(CASE).id
    for login in ("insider", "outsider"):
        door.cases.add_member(case, door.people.get(login).id, "test")
    door.close()
    (folder / "held").mkdir()
    (folder / "twin").mkdir()
    held, twin = (
        Inside(folder / "template", folder / "held", True),
        Inside(folder / "template", folder / "twin", False),
    )
    words = ["zzqxname zzqxfather", "07901112223", "Sara", SHARED, "Own"]
    hidden = replace(held.aim("insider", words), documents=held.own_documents())
    yield Both(held, twin, hidden, replace(hidden, documents=twin.own_documents()))
    held.door.close()
    twin.door.close()


@pytest.mark.parametrize(
    "route",
    [item for item in routes() if item not in UNTOUCHED and (item[0] == "GET" or item in LOOKS)],
    ids=" ".join,
)
def test_a_member_outside_gets_what_a_case_without_it_answers(inside: Both, route: Route) -> None:
    for asked, same in zip(requests(route, inside.hidden), requests(route, inside.own), strict=True):
        held, twin = inside.held.ask("outsider", asked), inside.twin.ask("outsider", same)
        assert without_ids(held) == without_ids(twin), str(asked)
        assert asked.query or asked.body or not planted_in(held), str(asked)


def test_the_one_inside_sees_it(inside: Both) -> None:
    for look in ("sources", "erasures", f"cases/{CASE}/documents", f"cases/{CASE}/activity"):
        assert planted_in(inside.held.ask("insider", Question("GET", f"/api/v1/{look}", (), {}))), look
    assert planted_in(
        inside.held.ask(
            "insider", Question("GET", "/api/v1/desks/reasoning/scripts-list", (("case", CASE),), {})
        )
    )


def without_ids(answer: Response) -> tuple[object, ...]:
    """An answer without the random ids of documents and decisions."""
    status, names, headers, parts = plain(answer)
    assert isinstance(parts, list)
    assert isinstance(headers, list)
    headers = [(name, re.sub(rb"[0-9a-f]{16}", b"ID", value)) for name, value in headers]
    return status, names, headers, [re.sub(rb"[0-9a-f]{16}(?![0-9a-f])", b"ID", part) for part in parts]
