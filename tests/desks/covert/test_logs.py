"""Logs are lines: a further one costs the same in a log of ten and of twenty thousand, any page is read
alone, and a line that is missing or changed is found."""

import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from datetime import timedelta
from typing import Any

import pytest

from tahqiq.access.verify import Verifier
from tahqiq.access.verify_lines import line_faults
from tahqiq.desk import perform
from tahqiq.desk.custody import Step
from tahqiq.desk.lines import Lines, PageOfLog, changed, following
from tahqiq.desks.covert.authorisations.decisions import granted
from tahqiq.desks.covert.deployments.examples import running_example
from tahqiq.desks.covert.deployments.log import LOG_LINE, DeploymentLogEntry
from tahqiq.desks.covert.deployments.record import of_number as deployment_of
from tahqiq.desks.covert.exhibits.record import ACT_LINE, EXHIBIT, add, exhibit_view, of_exhibit, take
from tahqiq.desks.covert.relations import involvement
from tahqiq.desks.covert.watches.log import OBSERVATION, Observation
from tahqiq.desks.covert.watches.record import WATCH, Watch
from tahqiq.desks.covert.watches.record import of_number as watch_of
from tahqiq.kit.errors import Conflict
from tahqiq.model.kind import Kind
from tahqiq.store.sqlite import SqliteDatabase, _Transaction
from tests.desks.conftest import Turn
from tests.desks.covert.conftest import moment, now
from tests.seat import Seat

MANY = 20_000


class Cost:
    """What SQLite was handed and gave back."""

    statements = rows = size = 0


@contextmanager
def counted(at: Seat, patch: pytest.MonkeyPatch) -> Iterator[Cost]:
    """Statements, and rows and characters that were read, while the block lasts."""
    cost = Cost()
    asked, inside, connection = SqliteDatabase._asked, _Transaction.query, SqliteDatabase._connection

    def seen(rows: list[tuple[Any, ...]]) -> list[tuple[Any, ...]]:
        cost.rows += len(rows)
        cost.size += sum(len(str(value)) for row in rows for value in row)
        return rows

    def watched(self: SqliteDatabase) -> sqlite3.Connection:
        made = connection(self)
        if self is database:  # the log of acts is a file of its own
            made.set_trace_callback(
                lambda sql: (
                    None
                    if sql.startswith(("PRAGMA", "--"))
                    else setattr(cost, "statements", cost.statements + 1)
                )
            )
        return made

    database = at.bench.workspace.database
    assert isinstance(database, SqliteDatabase)
    database.close()
    with patch.context() as patched:
        patched.setattr(SqliteDatabase, "_asked", lambda self, sql, params: seen(asked(self, sql, params)))
        patched.setattr(_Transaction, "query", lambda self, sql, params=(): seen(inside(self, sql, params)))
        patched.setattr(SqliteDatabase, "_connection", watched)
        yield cost
    database.close()


def written_size(at: Seat) -> tuple[int, int]:
    """How many versions there are, and how many characters their bodies have."""
    ((count, size),) = at.bench.workspace.database.query(
        "SELECT COUNT(*), SUM(LENGTH(body)) FROM shelf_record"
    )
    return int(str(count)), int(str(size))


def watch(at: Seat) -> str:
    body = Watch(
        number="ACDE-FGHL",
        authorisation=granted(at, subjects=["V-1"]),
        begins=now() - timedelta(hours=1),
        ends=now() + timedelta(days=1),
        subjects=["V-1"],
        observers={"O1": involvement(at, "ACDE-FGHL", at.actor.id)},
    )
    return at.records(WATCH).save(body).body.number


def fill(at: Seat, kind: Kind[Any], log: str, of: str, until: int, fields: dict[str, object]) -> None:
    """Lines up to a number, as a register that is taken over whole."""
    last, made = Lines(at, kind, log).last(), list[Any]()
    before = last.body if last else None
    while (before.number if before else 0) < until:
        before = following(kind, before, log=log, of=of, **fields)
        made.append(before)
    at.records(kind).save_new(made)


def seen(**more: object) -> Observation:
    return Observation.model_validate(
        {
            "at": now(),
            "written_at": now(),
            "observer": "O1",
            "act": "دخل المخزن",
            "subject": "V-1",
            "light": "day",
            **more,
        }
    )


def acts(at: Seat, log: str, name: str, until: int) -> None:
    """An exhibit that went from hand to hand so often: its lines, and how it stands."""
    first = Lines(at, ACT_LINE, log).count() + 1
    if first > until:
        return
    holders = ("A", "B")
    kept = of_exhibit(at, name)
    steps = [
        Step(
            id=f"{number}",
            what="handed",
            exhibit=name,
            happened=now(),
            recorded=now(),
            by=holders[number % 2],
            taker=holders[(number + 1) % 2],
            why="فحص",
        )
        for number in range(first, until + 1)
    ]
    last, made = Lines(at, ACT_LINE, log).last(), list[Any]()
    before = last.body if last else None
    for step in steps:
        before = following(ACT_LINE, before, log=log, of=name, step=step)
        made.append(before)
    at.records(ACT_LINE).save_new(made)
    holder = kept.body.root.model_copy(update={"holder": steps[-1].taker, "since": now(), "last": now()})
    standing = kept.body.standing.model_copy(
        update={"acts": until, "exhibits": [holder], "done": ["taken", "handed"]}
    )
    at.records(EXHIBIT).save(kept.body.model_copy(update={"standing": standing}), "", kept.id, kept.version)


def logs(at: Seat) -> dict[str, tuple[Any, Any, Any]]:
    """By the name of what adds a line: how the log is filled, what is asked, and what asks for a page of
    it."""
    number, deployment, begun = watch(at), running_example(at), now()
    kept, sent = watch_of(at, number), deployment_of(at, deployment)
    exhibit = take(
        at,
        "K-1",
        deployment,
        Step(id="t", what="taken", exhibit="K-1", happened=begun, recorded=begun, by="A", amount="10"),
    )
    entry = DeploymentLogEntry(
        what="note", observed_at=begun, written_at=begun, author="officer", text="عاد البائع"
    )
    operations = {
        name: at.desk.operation(name)
        for name in ("watch-log", "watch-look", "deploy-log", "deploy-look", "exhibit-act", "exhibit-look")
    }

    def asked(name: str, **fields: object) -> Any:  # noqa: ANN401
        return operations[name].asks.model_validate(fields)

    return {
        "watch-log": (
            lambda until: fill(at, OBSERVATION, kept.id, number, until, {"seen": seen()}),
            lambda _count: asked(
                "watch-log",
                watch=number,
                at=begun,
                observer="O1",
                act="دخل المخزن",
                subject="V-1",
                light="day",
            ),
            lambda **page: asked("watch-look", watch=number, **page),
        ),
        "deploy-log": (
            lambda until: fill(at, LOG_LINE, sent.id, deployment, until, {"entry": entry}),
            lambda _count: asked(
                "deploy-log", deployment=deployment, at=begun, what="note", text="عاد البائع"
            ),
            lambda **page: asked("deploy-look", deployment=deployment, **page),
        ),
        "exhibit-act": (
            lambda until: acts(at, exhibit.id, "K-1", until),
            lambda _count: asked(
                "exhibit-act",
                exhibit="K-1",
                at=begun,
                doing="handed",
                holder=(held := of_exhibit(at, "K-1").body.root.holder),
                taker="C" if held != "C" else "D",
                reason="فحص",
            ),
            lambda **page: asked("exhibit-look", exhibit="K-1", **page),
        ),
    }


@pytest.mark.parametrize("name", ["watch-log", "deploy-log", "exhibit-act"])
def test_a_line_costs_the_same_in_a_log_of_ten_and_of_twenty_thousand(
    at: Seat, turn: Turn, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    filled, asked, page = logs(at)[name]
    costs = list[tuple[Cost, int, int]]()
    for before in (9, 199, MANY):
        filled(before)
        turn(f"2026-03-01T08:0{len(costs) + 1}")
        for warm in (True, False):
            if not warm:
                versions, size = written_size(at)
            question = asked(before)
            with counted(at, monkeypatch) as cost:
                made = perform(at.bench, at.desk, at.desk.operation(name), question)
        lines = made.model_dump().get("lines") or made.model_dump()["acts"]
        assert lines == before + 2
        after = written_size(at)
        costs.append((cost, after[0] - versions, after[1] - size))
    few, some, many = costs
    assert few[0].statements >= some[0].statements == many[0].statements, (
        "a log that is shorter than a page asks once more for what has no number"
    )
    assert few[1] == some[1] == many[1]
    assert abs(many[2] - few[2]) < 100, "what is written: a number has more digits"
    assert many[0].rows <= some[0].rows + 5
    assert many[0].size <= some[0].size * 1.05 + 1_000
    looks = at.desk.operation(name.replace("-log", "-look").replace("-act", "-look"))
    for last in (0, 101, MANY // 2, MANY):
        with counted(at, monkeypatch) as cost:
            told_of = perform(at.bench, at.desk, looks, page(before=last)).model_dump()
        shown = told_of.get("log") or told_of["steps"]
        assert len(shown) == 100
        if "log" in told_of:
            end = last or MANY + 3
            assert [one["seq"] for one in shown] == list(range(end - 100, end))
        assert cost.rows < 150


def test_a_line_that_is_missing_changed_or_put_in_is_found(at: Seat) -> None:
    number = watch(at)
    log = watch_of(at, number).id
    fill(at, OBSERVATION, log, number, 5, {"seen": seen()})
    database = at.bench.workspace.database
    assert Verifier(at.bench.door).verify().holds
    (third,) = Lines(at, OBSERVATION, log).numbered([3]).values()
    table = str(database.query("SELECT name FROM shelf_table WHERE kind=?", (OBSERVATION.name,))[0][0])

    def broken(*sql: tuple[str, Sequence[str]]) -> set[tuple[str, int]]:
        """Where the log is broken after it was written to by other means; then it is as before."""
        rows = database.query("SELECT id, body FROM shelf_record WHERE kind=?", (OBSERVATION.name,))
        with suppress(KeyboardInterrupt), database.transaction() as transaction:
            for statement, params in sql:
                transaction.execute(statement, params)
            found = {(str(params["log"]), int(params["number"])) for _, params in line_faults(database)}
            raise KeyboardInterrupt
        assert database.query("SELECT id, body FROM shelf_record WHERE kind=?", (OBSERVATION.name,)) == rows
        return found

    assert broken() == set()
    gone = (
        ("DELETE FROM shelf_record WHERE id=?", (third.id,)),
        (f"DELETE FROM {table} WHERE id=?", (third.id,)),
    )
    assert broken(*gone) == {(number, 4)}
    assert broken(("UPDATE shelf_record SET body=REPLACE(body, 'دخل', 'خرج') WHERE id=?", (third.id,))) == {
        (number, 3),
        (number, 4),
    }
    with database.transaction() as transaction:
        for statement, params in gone:
            transaction.execute(statement, params)
    findings = Verifier(at.bench.door).verify().findings
    assert {"log-line-broken", "decision-missing"} == {one.code for one in findings}


def test_what_is_decided_afterwards_breaks_no_log_and_nothing_else_can_be(at: Seat) -> None:
    number = watch(at)
    log = watch_of(at, number).id
    fill(at, OBSERVATION, log, number, 3, {"seen": seen()})
    (line,) = Lines(at, OBSERVATION, log).numbered([2]).values()
    assert changed(at, OBSERVATION, line, published="0" * 16).version == 2
    assert Verifier(at.bench.door).verify().holds
    with pytest.raises(ValueError, match="stay as they were written"):
        changed(at, OBSERVATION, line, seen=seen(act="شيء آخر"))


def test_no_number_of_a_log_is_given_twice_even_to_who_did_not_look(at: Seat) -> None:
    number = watch(at)
    log = watch_of(at, number).id
    first = following(OBSERVATION, None, log=log, of=number, seen=seen())
    at.records(OBSERVATION).save(first)
    with pytest.raises(Conflict):
        at.records(OBSERVATION).save(following(OBSERVATION, None, log=log, of=number, seen=seen(act="خرج")))


def test_a_signature_holds_for_the_lines_that_were_signed(at: Seat) -> None:
    number = watch(at)
    kept = watch_of(at, number)
    fill(at, OBSERVATION, kept.id, number, 2, {"seen": seen()})
    sign, look = at.desk.operation("watch-sign"), at.desk.operation("watch-look")
    assert (
        perform(at.bench, at.desk, sign, sign.asks.model_validate({"watch": number})).model_dump()["unsigned"]
        == []
    )
    signature = watch_of(at, number).body.signatures[0]
    last = Lines(at, OBSERVATION, kept.id).last()
    assert last is not None
    assert (signature.lines, signature.digest) == (2, last.body.digest)
    kept = watch_of(at, number)
    other = signature.model_copy(update={"digest": "0" * 64})
    at.records(WATCH).save(kept.body.model_copy(update={"signatures": [other]}), "", kept.id, kept.version)
    assert perform(at.bench, at.desk, look, look.asks.model_validate({"watch": number})).model_dump()[
        "unsigned"
    ] == ["O1"]


def test_a_late_act_and_a_correction_are_judged_by_all_acts_again(at: Seat, turn: Turn) -> None:
    turn("2026-03-03T08:00")
    began = moment("2026-03-01T08:00")

    def act(name: str, hour: int, **more: object) -> Step:
        happened = began + timedelta(hours=hour)
        return Step.model_validate(
            {
                "id": name,
                "what": "handed",
                "exhibit": "K-1",
                "happened": happened,
                "recorded": now(),
                "by": "A",
                "taker": "B",
                "why": "فحص",
                **more,
            }
        )

    kept = take(at, "K-1", "", act("t", 0, what="taken", amount="10.0", taker=""))
    kept = add(at, kept, act("h1", 10))
    with pytest.raises(Conflict, match="K-1"):
        add(at, kept, act("late", 5, by="C", taker="D"))
    with pytest.raises(Conflict):
        add(at, kept, act("gap", 11))
    with pytest.raises(Conflict):
        add(at, kept, act("h1", 12, by="B", taker="A"))
    kept = add(at, kept, act("s1", 11, what="sealed", by="B", taker="", seal="S-1"))
    with pytest.raises(Conflict):
        add(at, kept, act("s2", 12, what="sealed", by="B", taker="", seal="S-1"))
    kept = add(at, kept, act("o1", 12, what="opened", by="B", taker="", seal="S-1"))
    with pytest.raises(Conflict):
        add(at, kept, act("s3", 13, what="sealed", by="B", taker="", seal="S-1"))
    kept = add(at, kept, act("w1", 13, what="withdrawn", by="B", taker="", corrects="o1", why="خطأ"))
    answer = exhibit_view(at, kept)
    assert (answer.holder, answer.seals, answer.acts) == ("B", ["S-1"], 5)
    assert [line.body.odd[-1].code for line in Lines(at, ACT_LINE, kept.id).every() if line.body.odd][
        -1
    ] == "custody-corrected"
    codes = {
        line.body.step.id: [one.code for one in line.body.odd]
        for line in Lines(at, ACT_LINE, kept.id).every()
    }
    assert codes["o1"] == [], "what was withdrawn is told nothing of any more"
    assert codes["t"] == ["custody-late"]
    assert [one.id for one in exhibit_view(at, kept, PageOfLog(before=3, limit=1)).steps] == ["h1"]
    assert Verifier(at.bench.door).verify().holds
