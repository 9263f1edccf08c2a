"""Every route that answers a file is tried with a thing whose first name only rows outside an order say, and
whose other name everybody may hand on: the one stands in no file, the other in each. The routes are read from
the API's document; one that is neither tried nor accounted for fails.
"""

import io
import zipfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest
from httpx import Response

from tahqiq.desks.reasoning.crime_scripts.record import NamedThing, ScriptAct
from tahqiq.desks.reasoning.crime_scripts.scripts import Scripts
from tahqiq.model.scope import Purpose
from tests.documented import documented
from tests.web.conftest import Served

from .entries import at, finding
from .test_desks import call

pytestmark = [
    pytest.mark.usefixtures("packages"),
    pytest.mark.parametrize("served", ["sqlite"], indirect=True),
]
FREE, HELD = "Openley", "Heldley"
PRODUCTS = (
    "tests/products/briefing/test_briefing.py and tests/products/test_export.py: released by a second person"
)
ELSEWHERE = {
    "/api/v1/exercise/results/sheet": "everything in an exercise is invented: tests/web/test_exercises.py",
    "/api/v1/audit/csv": "the log holds ids and salted digests, no value",
    "/api/v1/desks/{desk}/flows/{kind}": "a picture of the program's own words",
    "/api/v1/desks/{desk}/forms/{form}/sheet": "an empty form",
    "/api/v1/desks/{desk}/papers/{record}/sheet": "what the person writes, before it is sealed",
    "/api/v1/sources/{source}/picture": "the document itself, at work: tests/web/test_conversations.py",
    "/api/v1/sources/{source}/report/paper": "a report that a desk wrote: tests/web/test_written_report.py",
    "/api/v1/sources/{source}/original": "the document itself, at work: tests/attack/test_containment.py",
    "/api/v1/cases/{case}/products/{product}/file": PRODUCTS,
}
"""Files in which no value of a case leaves, or that other tests try."""


@dataclass
class Merged:
    """A thing of two sources, the fragment of it that an order holds back, and a record about it."""

    served: Served
    thing: str
    held: str
    record: str

    def post(self, path: str, body: dict[str, object]) -> Response:
        answer: Response = self.served.client("chief").post(path, json=body)
        return answer

    def get(self, path: str, **asked: str) -> Response:
        answer: Response = self.served.client("chief").get(path, params=asked)
        return answer

    def carried(self) -> list[Response]:
        kept = self.served.bench("chief").analyses.run("degree", {"repeats": 5})
        return [self.post(f"/api/v1/results/{kept.id}/file", {"format": one}) for one in ("csv", "json")]


def desk(name: str) -> dict[str, object]:
    return {"format": name, "case": "Harbour"}


TRIED: dict[str, Callable[[Merged], list[Response]]] = {
    "/api/v1/exports": lambda one: [
        one.post("/api/v1/exports", {"format": form})
        for form in ("csv", "ftm", "xlsx", "graphml", "gexf", "anx")
    ],
    "/api/v1/chart/file": lambda one: [
        one.post("/api/v1/chart/file", {"format": form, "items": [{"id": one.thing, "x": 0, "y": 0}]})
        for form in ("html", "anx", "graphml", "gexf", "ftm", "xlsx")
    ],
    "/api/v1/entities/{entity}/dossier/file": lambda one: [
        one.get(f"/api/v1/entities/{one.thing}/dossier/file", form="docx")
    ],
    "/api/v1/review/decisions/csv": lambda one: [one.get("/api/v1/review/decisions/csv")],
    "/api/v1/results/{result}/file": Merged.carried,
    "/api/v1/desks/{desk}/registers/{register}/export": lambda one: [
        one.post("/api/v1/desks/findings/registers/findings/export", desk(form)) for form in ("csv", "xlsx")
    ],
    "/api/v1/desks/{desk}/prints/{paper}/{record}": lambda one: [
        one.post(f"/api/v1/desks/findings/prints/finding/{one.record}?case=Harbour", {})
    ],
}


def files() -> set[str]:
    """The routes that answer something else than JSON, or are fetched as a download."""
    return {
        path
        for path, methods in documented()["paths"].items()
        for about in methods.values()
        if about.get("x-download")
        or set(about["responses"].get("200", {}).get("content", {})) - {"application/json"}
    }


@pytest.mark.usefixtures("served")
def test_every_file_is_tried_or_accounted_for() -> None:
    assert files() == TRIED.keys() | ELSEWHERE.keys()
    assert not TRIED.keys() & ELSEWHERE.keys()


@pytest.fixture
def merged(served: Served, tmp_path: Path) -> Merged:
    bench = served.bench("chief")
    # the held name is read first: the oldest name is what a merged thing is called
    for name, said in {"held": HELD, "free": FREE, "other": f"{FREE} Other"}.items():
        (tmp_path / f"{name}.csv").write_text(f"name,phone\n{said},07430000002\n", "utf-8")
        bench.collect([tmp_path / f"{name}.csv"], bench.deposit("Harbour"))
    ids = {
        statement.value: statement.entity.hex()
        for _, values in bench.workspace.reading.scan(bench.scope())
        for statement in values
    }
    held = next(one for one in bench.sources() if one.name == "held.csv")
    database, sources = bench.workspace.database, bench.workspace.sources
    with database.transaction() as transaction:
        number = sources.data_class(transaction, held.case, "", "open", held.no)
        transaction.execute("UPDATE statement SET class=? WHERE source=?", (number, held.no))
    thing, other = ids[FREE], ids[f"{FREE} Other"]
    bench.identity.judge(ids[HELD], thing, "same", "one number")
    bench.identity.judge(thing, other, "different", "two birthdays")
    record = finding(served, "seen at the quay", 3, about=[{"entity": thing}])
    return Merged(served, thing, ids[HELD], record.id)


@pytest.mark.parametrize("purpose", ["work", "product"])
def test_the_person_sees_the_held_name_at_work_alone(merged: Merged, purpose: Purpose) -> None:
    bench = merged.served.bench("chief")
    called = bench.captions([bytes.fromhex(merged.thing)], bench.scope(purpose))
    assert set(called.values()) == {HELD if purpose == "work" else FREE}


@pytest.mark.parametrize("route", sorted(TRIED))
def test_no_file_holds_what_an_order_holds_back(merged: Merged, route: str) -> None:
    for answer in TRIED[route](merged):
        assert answer.status_code == 200, answer.text
        text = opened(answer.content)
        assert FREE.encode() in text
        assert HELD.encode() not in text


def test_a_crime_script_names_nobody_whom_only_held_rows_name(merged: Merged) -> None:
    seat = at(merged.served, "chief", "reasoning", merged.served.case)
    actors = [NamedThing(entity=merged.held), NamedThing(entity=merged.thing)]
    act = ScriptAct(stage="entry", title="At the quay", actors=actors)
    script = Scripts(seat).begin("Landing", "", [act]).paper.id
    for form in ("csv", "html", "json"):
        asked = seat.desk.operation("scripts-file").asks(case=seat.home, script=script, form=form)
        answer = call(merged.served.client("chief"), "reasoning", "scripts-file", asked)
        assert answer.status_code == 200, answer.text
        assert FREE in answer.text
        assert HELD not in answer.text


def opened(data: bytes) -> bytes:
    """What a file says, in UTF-8: it may be packed, or in UTF-16."""
    if data[:2] == b"\xff\xfe":
        return data.decode("utf-16").encode()
    if data[:2] != b"PK":
        return data
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return b"\n".join(archive.read(name) for name in archive.namelist())
