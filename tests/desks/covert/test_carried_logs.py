"""Logs that an older program kept as lists in one record are lines once the desk is first asked: nothing is
lost, each with when and by whom it was written, and once."""

import json
from typing import Any

import pytest

from tahqiq.access.hidden_actor import HiddenActors
from tahqiq.access.hidden_log import HidingLog
from tahqiq.access.verify import Verifier
from tahqiq.access.verify_records import SAVE_RECORD
from tahqiq.desk import perform
from tahqiq.desk.lines import Lines
from tahqiq.desks.covert.authorisations.decisions import granted
from tahqiq.desks.covert.deployments.log import LOG_LINE
from tahqiq.desks.covert.deployments.record import DEPLOYMENT
from tahqiq.desks.covert.earlier_logs import NAME, carry_over
from tahqiq.desks.covert.exhibits.record import ACT_LINE, EXHIBIT, add, of_exhibit
from tahqiq.desks.covert.relations import involvement
from tahqiq.desks.covert.watches.log import OBSERVATION
from tahqiq.desks.covert.watches.record import WATCH, of_number
from tahqiq.model.kind import Kind
from tahqiq.store.stored_record import Record
from tests.desks.conftest import Turn, person
from tests.desks.covert.conftest import moment
from tests.seat import Seat

NUMBER, T = "ACDE-FGHL", "2026-03-01T0{}:00:00Z"


def kept(at: Seat, kind: Kind[Any], identity: str, version: int, body: dict[str, object]) -> None:
    """A version as the older program wrote it."""
    records, actors = at.bench.workspace.records, HiddenActors(at.bench.workspace)
    text = json.dumps(body, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    with at.bench.workspace.database.transaction() as transaction:
        own = frozenset({at.bench.workspace.sources.data_class(transaction, at.desk.file, "", "")})
    made = Record(
        identity,
        version,
        kind.name,
        1,
        at.desk.file,
        own,
        "open",
        f"2026-03-01T0{version}:30:00.000000Z",
        actors.hide(at.actor.id),
        text,
    )
    with HidingLog(at.bench.door.audit, actors).act(
        at.actor, SAVE_RECORD, made.thing, made.home, made.payload()
    ):
        records.add(kind, made, ())


@pytest.fixture
def older(at: Seat) -> Seat:
    """A surveillance of three lines (one with somebody who stays, one that was published), a deployment of
    two, an exhibit of three acts, each in as many versions."""
    hide = HiddenActors(at.bench.workspace).hide
    other = person(at, "other", "analyst")
    seen: list[dict[str, object]] = [
        {
            "at": T.format(hour),
            "written_at": T.format(hour),
            "observer": "O1",
            "position": "",
            "distance": 0,
            "seconds": 0,
            "light": "day",
            "obstruction": "",
            "subject": "",
            "act": f"شيء {hour}",
            "place": "",
            "plate": "",
            "exhibit": "",
            "collateral": None,
            "identified": None,
            "corrects": 1 if hour == 3 else 0,
        }
        for hour in (1, 2, 3)
    ]
    seen[1]["collateral"] = {
        "text": "F" * 16,
        "kept": True,
        "reason": "لازم",
        "by": hide(at.actor.id, "w" * 16),
        "at": T.format(5),
    }
    watch = {
        "number": NUMBER,
        "authorisation": granted(at),
        "begins": T.format(0),
        "ends": "2026-03-09T00:00:00Z",
        "subjects": [],
        "places": [],
        "methods": [],
        "bystanders": "",
        "observers": {"O1": involvement(at, NUMBER, at.actor.id)},
        "signatures": [{"observer": "O1", "at": T.format(4), "lines": 3, "dissent": ""}],
    }
    for version in (1, 2, 3):
        kept(
            at if version != 2 else other,
            WATCH,
            "w" * 16,
            version,
            {**watch, "log": seen[:version], "published": {"1": "S" * 16} if version == 3 else {}},
        )
    order = {
        "objectives": "شراء",
        "permitted": [],
        "prohibited": [],
        "exit_plan": "الباب",
        "hours": 6,
        "cover": "0" * 64,
        "given_at": T.format(0),
        "signed_at": T.format(1),
    }
    entries = [
        {
            "what": what,
            "observed_at": T.format(hour),
            "written_at": T.format(hour),
            "author": "officer",
            "text": "نص",
            "speaker": "",
            "settles": "",
            "serials": [],
            "exhibit": "",
            "corrects": 0,
        }
        for hour, what in ((2, "note"), (3, "contact"))
    ]
    sent: dict[str, object] = {
        "number": NUMBER,
        "authorisation": NUMBER,
        "officer": NUMBER,
        "instructions": order,
        "started_at": T.format(1),
        "start_entered": T.format(1),
        "ended_at": None,
        "end_entered": None,
        "suspicion": [],
        "sheet": None,
    }
    for version in (1, 2):
        kept(at, DEPLOYMENT, "d" * 16, version, {**sent, "log": entries[:version]})
    steps = [
        {
            "id": name,
            "what": what,
            "exhibit": "K-1",
            "happened": T.format(hour),
            "recorded": "2026-03-03T00:00:00Z",
            "by": "A",
            **more,
        }
        for hour, name, what, more in (
            (1, "a", "taken", {"amount": "10.5"}),
            (2, "b", "sealed", {"seal": "S-1"}),
            (3, "c", "handed", {"taker": "B", "why": "فحص"}),
        )
    ]
    for version in (1, 2, 3):
        kept(at, EXHIBIT, "e" * 16, version, {"name": "K-1", "of": NUMBER, "steps": steps[:version]})
    return at


def test_everything_comes_over_when_the_desk_is_first_asked(older: Seat, turn: Turn) -> None:
    at = older
    turn("2026-03-03T08:00")
    look = at.desk.operation("watch-look")
    told = perform(at.bench, at.desk, look, look.asks.model_validate({"watch": NUMBER})).model_dump()
    assert [
        (one["seq"], one["act"], one["corrected_by"], one["kept"], one["published"]) for one in told["log"]
    ] == [
        (1, "شيء 1", 3, None, "S" * 16),
        (2, "شيء 2", 0, True, ""),
        (3, "شيء 3", 0, None, ""),
    ]
    assert (told["lines"], told["unsigned"]) == (3, []), "what was signed before lines had digests is signed"
    lines = list(Lines(at, OBSERVATION, "w" * 16).every())
    other = at.bench.door.people.get("other").id
    assert [(one.at[11:16], one.wrote) for one in lines] == [
        ("01:30", at.actor.id),
        ("02:30", other),
        ("03:30", at.actor.id),
    ]
    assert lines[1].body.decided is not None
    assert (lines[1].body.decided.by, lines[1].body.seen.collateral) == (at.actor.id, "F" * 16)
    stored = [
        str(row)
        for row in at.bench.workspace.database.query(
            "SELECT body, actor FROM shelf_record WHERE kind LIKE 'covert-%line'"
        )
    ]
    assert stored
    assert not any(at.actor.id in one or other in one for one in stored), "who acted stays hidden"
    assert [one.body.entry.what for one in Lines(at, LOG_LINE, "d" * 16).every()] == ["note", "contact"]
    listed = at.desk.operation("deploy-list")
    (sent,) = perform(at.bench, at.desk, listed, listed.asks.model_validate({})).model_dump()["deployments"]
    assert (sent["entries"], sent["contact_due"]) == (2, "2026-03-01T09:00:00Z")
    exhibit = of_exhibit(at, "K-1")
    assert (
        exhibit.body.root.holder,
        exhibit.body.standing.acts,
        [one.number for one in exhibit.body.root.seals],
    ) == ("B", 3, ["S-1"])
    assert [[one.code for one in line.body.odd] for line in Lines(at, ACT_LINE, "e" * 16).every()] == [
        ["custody-late"]
    ] * 3
    step = exhibit.body.standing
    more = (
        Lines(at, ACT_LINE, "e" * 16)
        .numbered([3])[3]
        .body.step.model_copy(
            update={
                "id": "d",
                "by": "B",
                "taker": "C",
                "happened": moment("2026-03-03T07:00"),
                "recorded": moment("2026-03-03T08:00"),
            }
        )
    )
    assert add(at, exhibit, more).body.standing.acts == step.acts + 1
    assert [one.body.number for one in Lines(at, ACT_LINE, "e" * 16).every()] == [1, 2, 3, 4]
    history = at.records(WATCH).history("w" * 16)
    assert ([one.version for one in history], [len(json.loads(one.text)["log"]) for one in history]) == (
        [3, 2, 1],
        [3, 2, 1],
    ), "the record is as it was written"
    assert Verifier(at.bench.door).verify().holds


def test_it_comes_once(older: Seat) -> None:
    assert carry_over(older.bench.door) == 8
    assert carry_over(older.bench.door) == 0
    assert older.bench.workspace.records.carried(NAME)
    assert of_number(older, NUMBER).version == 3
