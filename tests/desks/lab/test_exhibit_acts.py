"""Custody at the laboratory is a log: a further act costs the same however many there are, any page is read
alone, reviewers sign every act, and what an older program kept as a list has come over."""

import json
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any, cast

import pytest

from tahqiq.access.verify import Verifier
from tahqiq.access.verify_lines import line_faults
from tahqiq.access.verify_records import SAVE_RECORD
from tahqiq.desk import perform
from tahqiq.desk.custody import Step, step_of
from tahqiq.desk.lifecycles import Lives
from tahqiq.desk.lines import Lines, following
from tahqiq.desks.lab.balances.operations import example as balance
from tahqiq.desks.lab.examinations.earlier_acts import NAME, carry_over
from tahqiq.desks.lab.examinations.operations import ExhibitRequest, open_
from tahqiq.desks.lab.examinations.record import ACT_LINE, EXAMINATION, Entered
from tahqiq.desks.lab.examinations.requests import ExaminationLogRequest
from tahqiq.desks.lab.examinations.view import ExaminationView
from tahqiq.desks.lab.reports.blocks import Table
from tahqiq.desks.lab.reports.content import blocks
from tahqiq.desks.lab.reports.operations import ReportRequest, make, matter_of
from tahqiq.desks.lab.reports.words import Say
from tahqiq.kit import clock
from tahqiq.kit.errors import Conflict, Damaged
from tahqiq.store.stored_record import Record
from tests.desks.covert.test_logs import counted, written_size
from tests.seat import Seat

from .seats import colleagues, seated
from .test_ledger import result
from .test_reviews import act


@pytest.fixture
def at(tmp_path: Path) -> Iterator[Seat]:
    with seated(tmp_path, "Seizure") as found:
        yield found


def asked(at: Seat, name: str, /, **fields: object) -> ExaminationView:
    operation = at.desk.operation(name)
    made = perform(at.bench, at.desk, operation, operation.asks.model_validate({"case": at.home, **fields}))
    assert isinstance(made, ExaminationView)
    return made


def handed(at: Seat, identity: str) -> ExaminationView:
    """The exhibit goes to the other of two people."""
    kept = at.records(EXAMINATION).get(identity, at.home)
    assert kept.body.held is not None
    holder = kept.body.held.holder
    return asked(
        at,
        "handle",
        examination=identity,
        version=kept.version,
        doing="handed",
        at=clock.now(),
        holder=holder,
        taker="B" if holder != "B" else "A",
        reason="فحص",
    )


def fill(at: Seat, identity: str, until: int) -> None:
    """An exhibit that went from hand to hand so often: its lines, and how it stands."""
    kept = at.records(EXAMINATION).get(identity, at.home)
    last, made = Lines(at, ACT_LINE, identity).last(), list[Any]()
    assert last is not None
    assert kept.body.custody is not None
    assert kept.body.held is not None
    before, holder = last.body, kept.body.held.holder
    while before.number < until:
        taker = "B" if holder != "B" else "A"
        step = step_of("handed", kept.body.exhibit, clock.now(), holder, taker=taker, why="فحص")
        before = following(ACT_LINE, before, log=identity, of=kept.body.exhibit, step=step)
        made.append(before)
        holder = taker
    at.records(ACT_LINE).save_new(made, at.home)
    held = kept.body.held.model_copy(update={"holder": holder, "since": clock.now(), "last": clock.now()})
    custody = kept.body.custody.model_copy(
        update={"acts": before.number, "exhibits": [held], "line": before.digest, "done": ["taken", "handed"]}
    )
    body = kept.body.model_copy(update={"custody": custody})
    at.records(EXAMINATION).save(body, at.home, kept.id, kept.version)


@pytest.mark.parametrize("many", [2_000, pytest.param(20_000, marks=pytest.mark.slow)])
def test_an_act_costs_the_same_after_two_hundred_and_after_twenty_thousand(
    at: Seat, monkeypatch: pytest.MonkeyPatch, many: int
) -> None:
    identity = open_(at, ExhibitRequest(case=at.home, exhibit="4/1"), None).examination
    costs = []
    for before in (200, many):
        fill(at, identity, before)
        handed(at, identity)
        versions, size = written_size(at)
        with counted(at, monkeypatch) as cost:
            told = handed(at, identity)
        assert (told.acts, told.first, len(told.steps)) == (before + 2, before - 97, 100)
        after = written_size(at)
        costs.append((cost, after[0] - versions, after[1] - size))
    short, long = costs
    assert short[0].statements == long[0].statements
    assert short[1] == long[1] == 2, "the line, and the examination that names it"
    assert abs(long[2] - short[2]) < 100, "what is written: a number has more digits"
    assert long[0].rows <= short[0].rows + 5
    assert long[0].size <= short[0].size * 1.05 + 1_000
    for last in (0, 101, many // 2, many):
        with counted(at, monkeypatch) as cost:
            told = asked(at, "ledger", examination=identity, before=last)
        assert (len(told.steps), told.first) == (100, (last or many + 3) - 100)
        assert cost.rows < 150


def test_the_versions_of_an_examination_make_its_next_act_no_dearer(
    at: Seat, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Each act is a version of the examination too: who wrote those is asked of the database, not of all the
    versions."""
    identity = open_(at, ExhibitRequest(case=at.home, exhibit="4/1"), None).examination
    costs = []
    for count in (1, 60):
        for _ in range(count):
            handed(at, identity)
        with counted(at, monkeypatch) as cost:
            handed(at, identity)
        costs.append(cost)
    few, many = costs
    assert few.statements >= many.statements
    assert many.rows - few.rows <= 65, "only the acts that are shown"


def entered(at: Seat, identity: str) -> None:
    """Enough results to be reviewed."""
    for one in (result("mass-spectrum"), result("gc-retention")):
        version = at.records(EXAMINATION).get(identity, at.home).version
        asked(at, "result", examination=identity, version=version, result=one.model_dump())


def test_a_line_that_was_edited_is_named_and_no_report_is_made_of_it(at: Seat) -> None:
    told = open_(at, ExhibitRequest(case=at.home, exhibit="4/1", seal="S-1", brought_by="مفرزة"), None)
    report = ReportRequest(exhibit="4/1", case=at.home, language="en", draft=True)
    make(at, report, None)
    database = at.bench.workspace.database
    (second,) = Lines(at, ACT_LINE, told.examination).numbered([2]).values()
    with database.transaction() as transaction:
        transaction.execute(
            "UPDATE shelf_record SET body=REPLACE(body, 'S-1', 'S-2') WHERE id=?", (second.id,)
        )
    assert [params["number"] for _, params in line_faults(database)] == [2, 3]
    assert "log-line-broken" in {one.code for one in Verifier(at.bench.door).verify().findings}
    with pytest.raises(Damaged, match="4/1"):
        make(at, report, None)


def test_whoever_signs_an_examination_signs_its_last_act(at: Seat) -> None:
    analyst, second, _ = colleagues(at)
    identity = open_(analyst, ExhibitRequest(case=at.home, exhibit="4/1"), None).examination
    entered(analyst, identity)
    act(analyst, identity, "submit")
    assert act(second, identity, "technical", "looked at") == "reviewed"
    kept = at.records(EXAMINATION).get(identity, at.home)
    last = Lines(at, ACT_LINE, identity).last()
    assert last is not None
    assert f'"line":"{last.body.digest}"' in kept.text, "it is in the text that was signed"
    handed(analyst, identity)
    after = at.records(EXAMINATION).get(identity, at.home)
    assert Lives(at, EXAMINATION).of(after).standing.state == "examined", "what was signed is another now"


def test_an_act_that_cannot_have_happened_leaves_no_line(at: Seat) -> None:
    told = open_(at, ExhibitRequest(case=at.home, exhibit="4/1", seal="S-1"), None)
    with pytest.raises(Conflict):
        asked(
            at,
            "handle",
            examination="4/1",
            version=1,
            doing="handed",
            at=clock.now(),
            holder="nobody",
            taker="B",
        )
    assert [one.body.number for one in Lines(at, ACT_LINE, told.examination).every()] == [1, 2]


IDENTITY = "e" * 16


@pytest.fixture
def older(at: Seat) -> Seat:
    """An examination as an older program wrote it: three acts in as many versions, then two results, handed
    in and reviewed."""
    began = clock.now() - timedelta(days=3)
    steps = [
        Step.model_validate(
            {
                "id": name * 8,
                "what": what,
                "exhibit": "4/1",
                "happened": began + timedelta(hours=hour),
                "recorded": began + timedelta(days=2),
                "by": "مفرزة",
                **more,
            }
        ).model_dump(mode="json")
        for hour, name, what, more in (
            (1, "a", "taken", {"amount": "10.5"}),
            (2, "b", "sealed", {"seal": "S-1"}),
            (3, "c", "handed", {"taker": "owner", "why": "فحص"}),
        )
    ]
    found = open_(at, ExhibitRequest(case=at.home, exhibit="0"), None)
    told = json.loads(at.records(EXAMINATION).get(found.examination, at.home).text)
    del told["custody"]
    told |= {"exhibit": "4/1", "seal": "S-1"}
    results = [
        Entered(**result(one).model_dump(), by="owner", at=clock.stamp()).model_dump(mode="json")
        for one in ("mass-spectrum", "gc-retention")
    ]
    written = [{**told, "steps": steps[:count]} for count in (1, 2, 3)]
    written += [{**told, "steps": steps, "results": results[:count]} for count in (1, 2)]
    workspace = at.bench.workspace
    (classes,) = [
        one.classes for one in workspace.records.every() if one.id == found.examination and one.version == 1
    ]
    for version, body in enumerate(written, 1):
        text = json.dumps(body, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
        made = Record(
            IDENTITY,
            version,
            EXAMINATION.name,
            1,
            at.home,
            classes,
            "open",
            clock.stamp(),
            at.actor.id,
            text,
        )
        with at.bench.door.audit.act(at.actor, SAVE_RECORD, made.thing, made.home, made.payload()):
            workspace.records.add(cast("Any", EXAMINATION), made, ())
    return at


def printed(at: Seat) -> tuple[list[list[str]], list[list[str]], str]:
    """What a report says of custody and of versions, and the digest of its content."""
    kept = at.records(EXAMINATION).get(IDENTITY, at.home)
    matter = matter_of(at, kept, Lives(at, EXAMINATION).of(kept), "key", "en")
    say = Say("en")
    custody = next(
        one for one in blocks(matter, say) if isinstance(one, Table) and one.heads[0] == say("done")
    )
    versions = [[say.of(f"desk-lab-field-{name}") for name in one.changed] for one in matter.versions]
    return [list(row) for row in custody.rows], versions, matter.digest


def test_what_an_older_program_wrote_comes_over_once_and_is_reported_and_signed_as_it_was(
    older: Seat,
) -> None:
    at = older
    _, second, _ = colleagues(at)
    kept = at.records(EXAMINATION).get(IDENTITY, at.home)
    assert '"steps"' in kept.text
    act(at, IDENTITY, "submit")
    assert act(second, IDENTITY, "technical", "looked at") == "reviewed"
    signed = Lives(at, EXAMINATION).of(kept)
    assert not at.bench.workspace.records.carried(NAME)
    told = asked(at, "ledger", examination=IDENTITY)
    assert [(one.what, one.by, one.taker, one.seal, one.amount) for one in told.steps] == [
        ("taken", "مفرزة", "", "", "10.5"),
        ("sealed", "مفرزة", "", "S-1", ""),
        ("handed", "مفرزة", "owner", "", ""),
    ]
    assert (told.acts, told.holder, told.seals, len(told.odd)) == (3, "owner", ["S-1"], 3)
    assert carry_over(at.bench.door) == 0
    custody, versions, digest = printed(at)
    assert [row[0] for row in custody] == [Say("en").of(f"desk-lab-value-{one.what}") for one in told.steps]
    assert [row[4] for row in custody] == ["10.5", "S-1", ""]
    assert versions == [[], ["Custody"], ["Custody"], ["Results"], ["Results"]]
    now = at.records(EXAMINATION).get(IDENTITY, at.home)
    assert (now.text, now.version, digest) == (kept.text, 5, signed.sha256), "the record is as it was written"
    stands = Lives(at, EXAMINATION).of(now)
    assert (stands.standing.state, stands.history.damaged) == ("reviewed", False)
    assert (
        make(at, ReportRequest(exhibit="4/1", case=at.home, language="en", draft=True), None).content
        == digest
    )
    assert Verifier(at.bench.door).verify().holds
    lines = list(Lines(at, ACT_LINE, IDENTITY).every())
    balance(at.elsewhere(at.desk.file))
    assert asked(
        at, "weigh", examination=IDENTITY, version=5, gross="2.3000", under_seal=True, balance="B-2"
    ).weighings
    body = at.records(EXAMINATION).get(IDENTITY, at.home).body
    assert body.custody is not None
    assert body.custody.line == lines[-1].body.digest, "whoever signs the next version signs the acts"
    assert printed(at)[1][-1] == ["Weights"]
    assert [one.number for one in (line.body for line in lines)] == [1, 2, 3]
    handed(at, IDENTITY)
    assert Verifier(at.bench.door).verify().holds


def test_a_page_of_acts_is_asked_for_by_the_number_before_which_it_ends(at: Seat) -> None:
    told = open_(at, ExhibitRequest(case=at.home, exhibit="4/1", seal="S", brought_by="A"), None)
    look = at.desk.operation("ledger")
    page = ExaminationLogRequest(case=at.home, examination=told.examination, before=3, limit=1)
    made = perform(at.bench, at.desk, look, page)
    assert isinstance(made, ExaminationView)
    assert ([one.what for one in made.steps], made.first, made.acts) == (["sealed"], 2, 3)
