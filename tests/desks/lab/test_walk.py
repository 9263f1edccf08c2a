"""The sample's sequence from the sealed archive to a report that a court can check, as three persons do
it."""

import hashlib
import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from tahqiq.desks.lab.batch.archive import METHOD
from tahqiq.desks.lab.batch.translation import breach
from tahqiq.desks.lab.batch.view import ReportingObstacleView
from tahqiq.desks.lab.examinations.operations import ExhibitRequest, open_
from tahqiq.desks.lab.findings.operations import FindingUptakeRequest, take_up
from tahqiq.desks.lab.library.tiers import Tiers
from tahqiq.desks.lab.reports.operations import ReportRequest, check, make
from tahqiq.desks.lab.reports.seal import Seal, sealed
from tahqiq.desks.lab.reports.verification import ReportCheckRequest, ReportVerificationRequest
from tahqiq.desks.lab.reports.verification import run as verify
from tahqiq.desks.lab.results.operations import ResultRequest, enter
from tahqiq.desks.lab.sequences.record import SEQUENCE
from tahqiq.desks.lab.sequences.trace_export import TraceExportRequest, export
from tahqiq.desks.lab.sequences.view import (
    ComponentRequest,
    SequenceBoardRequest,
    TracesRequest,
    board,
    component,
    traces,
)
from tahqiq.desks.lab.synthetic_sequence import CAME, archive, parts
from tahqiq.kit.errors import Conflict, Damaged, NotFound, Refused, TahqiqError, WrongUse
from tests.seat import Seat

from .seats import colleagues, seated, taken_in, unsealed
from .test_ledger import result
from .test_reviews import act


@pytest.fixture(scope="module")
def at(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Seat]:
    """The owner at the desk in a case."""
    with seated(tmp_path_factory.mktemp("walk"), "Seizure") as made:
        yield made


@pytest.fixture(scope="module")
def people(at: Seat) -> tuple[Seat, Seat, Seat]:
    """Analyst, second analyst, supervisor."""
    return colleagues(at)


@pytest.fixture(scope="module")
def sequence(people: tuple[Seat, Seat, Seat]) -> str:
    """The sequence, taken in by the analyst."""
    told = taken_in(people[0])
    assert told.in_control
    assert (told.injections, told.problems) == (19, 0)
    return told.sequence


def taking(
    analyst: Seat, sequence: str, exhibit: str, run: str, *targets: str
) -> list[tuple[str, list[str]]]:
    """Open an examination and take up findings; gives back how each substance stands."""
    told = open_(
        analyst,
        ExhibitRequest(
            case=analyst.home, exhibit=exhibit, seal=f"S-{exhibit}", brought_by="مفرزة", received=CAME
        ),
        None,
    )
    told = unsealed(analyst, told)
    for target in targets:
        told = take_up(
            analyst,
            FindingUptakeRequest(
                case=analyst.home,
                examination=exhibit,
                version=told.version,
                sequence=sequence,
                run=run,
                target=target,
            ),
            None,
        )
    return [(one.holds, one.wanting) for one in told.standings]


def test_the_board_has_blank_tune_and_ladder(people: tuple[Seat, Seat, Seat], sequence: str) -> None:
    told = board(people[0], SequenceBoardRequest(case="", sequence=sequence), None).told
    assert (told.instrument.tune, told.instrument.mix, told.instrument.breaches) == ("01", "02", [])
    assert [(one.ion, one.of, one.limit, one.holds) for one in told.instrument.tuned][:2] == [
        (70, 69, "0.5–1.6 %", True),
        (219, 69, "≥ 40 %", True),
    ]
    blanks = [one for one in told.injections if one.kind == "blank"]
    assert len(blanks) == 5
    assert all(finding.found == "no" for one in blanks for finding in one.findings)
    assert all(hit.index is not None for one in told.injections for hit in one.hits)


def test_a_run_and_a_component_are_looked_at(
    people: tuple[Seat, Seat, Seat], sequence: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    run = traces(people[0], TracesRequest(case="", sequence=sequence, run="12", ions=[91, 500]), None)
    assert len(run.times) == len(run.total) == len(run.ions[91]) == 460
    assert 500 not in run.ions
    number = next(one.number for one in run.components if one.target == "amphetamine")
    look = component(people[0], ComponentRequest(case="", sequence=sequence, run="12", number=number), None)
    assert look.query is not None
    assert look.query.hits[0].name == look.hits[0].name == "amphetamine"
    assert look.reference is not None
    assert dict(look.peaks)[44] == 999.0
    part = run.components[number - 1]
    assert part.share == look.query.share is not None
    assert part.index is not None
    assert look.query.hits[0].retention == pytest.approx(
        0, abs=2
    )  # the index by the ladder beside that of the library
    assert part.height == pytest.approx(
        max(run.total[150 - 3 : 150 + 4]), rel=0.05
    )  # 120 s: the model is as high as what it explains
    assert part.area == pytest.approx(part.height * (part.left + part.right) * 1.2533, rel=0.01)
    assert {one.mz: one.label for one in look.ions}[44] == "M-C7H7"
    monkeypatch.setattr(Tiers, "tier", lambda *_: ("similar", 0.5, 0.5))
    unsaid = component(people[0], ComponentRequest(case="", sequence=sequence, run="12", number=number), None)
    assert (unsaid.query is not None, unsaid.hits[0].name) == (True, "amphetamine")
    assert not any(
        one.label.startswith("M") for one in unsaid.ions
    )  # the molecule of a hit that says nothing is not the component's
    with pytest.raises(NotFound):
        component(people[0], ComponentRequest(case="", sequence=sequence, run="12", number=99), None)
    with pytest.raises(NotFound):
        traces(people[0], TracesRequest(case="", sequence=sequence, run="no such"), None)


def test_traces_leave_for_whoever_may_export_and_it_is_logged(
    people: tuple[Seat, Seat, Seat], sequence: str
) -> None:
    chief = people[2]
    asked = TraceExportRequest(case="", sequence=sequence, run="12", ions=[91])
    size = chief.bench.door.audit.size()
    told = export(chief, asked, None)
    assert told.file is not None
    lines = told.file.content.decode().splitlines()
    assert (lines[0], len(lines), lines[1].count(",")) == ("seconds,total,m/z 91", 461, 2)
    assert chief.bench.door.audit.size() > size
    assert export(chief, asked.model_copy(update={"form": "png"}), None).file is None
    with pytest.raises(NotFound):
        export(chief, asked.model_copy(update={"run": "no such"}), None)


def test_want_of_a_second_technique_and_an_isomer_tie_block(
    people: tuple[Seat, Seat, Seat], sequence: str
) -> None:
    analyst = people[0]
    assert taking(analyst, sequence, "4/2", "14", "amphetamine") == [("unknown", ["second-technique"])]
    assert taking(analyst, sequence, "4/3", "16", "methamphetamine") == [
        ("unknown", ["second-measurement", "isomer-tie"])
    ]
    for exhibit in ("4/2", "4/3"):
        with pytest.raises(Refused, match="No report of"):
            make(analyst, ReportRequest(exhibit=exhibit, case=analyst.home), None)
    told = enter(
        analyst,
        ResultRequest(
            case="",
            examination="4/3",
            version=3,
            result=result("infrared").model_copy(update={"substance": "methamphetamine"}),
        ),
        None,
    )
    assert [(one.holds, one.wanting) for one in told.standings] == [("yes", [])]


def test_an_instrument_out_of_control_cannot_report_and_the_reason_is_said(
    people: tuple[Seat, Seat, Seat], sequence: str
) -> None:
    analyst = people[0]
    body = analyst.records(SEQUENCE).get(sequence, analyst.home).body
    bar = ReportingObstacleView(code="lab-bar-instrument", sentence="", next_step="", params={"run": "18"})
    told = body.told.model_copy(
        update={
            "instrument": body.told.instrument.model_copy(
                update={
                    "in_control": False,
                    "breaches": [breach("01", "ratio", 30.02, "≥ 40 %", name="PFTBA", ion="219", of="69")],
                }
            ),
            "injections": [
                one.model_copy(update={"bars": [bar]}) if one.run == "18" else one
                for one in body.told.injections
            ],
        }
    )
    bad = analyst.records(SEQUENCE).save(body.model_copy(update={"told": told}), analyst.home).id
    open_(analyst, ExhibitRequest(case=analyst.home, exhibit="7/1", received=CAME), None)
    with pytest.raises(WrongUse, match=r"out of control.*219/69.*30\.02 \(≥ 40 %\)"):
        take_up(
            analyst,
            FindingUptakeRequest(
                case=analyst.home, examination="7/1", version=1, sequence=bad, run="18", target="amphetamine"
            ),
            None,
        )


def test_what_is_of_another_exhibit_or_twice_is_refused(
    people: tuple[Seat, Seat, Seat], sequence: str
) -> None:
    analyst = people[0]
    taking(analyst, sequence, "4/9", "12")
    for run, target, error in (
        ("12", "amphetamine", WrongUse),
        ("12", "nothing", NotFound),
        ("11", "amphetamine", WrongUse),
    ):
        with pytest.raises(error):
            take_up(
                analyst,
                FindingUptakeRequest(
                    case="", examination="4/9", version=2, sequence=sequence, run=run, target=target
                ),
                None,
            )
    with pytest.raises(Conflict):
        open_(analyst, ExhibitRequest(case="", exhibit="4/9"), None)


@pytest.fixture(scope="module")
def issued(people: tuple[Seat, Seat, Seat], sequence: str) -> str:
    """An examination after both reviews."""
    analyst, second, chief = people
    stood = taking(analyst, sequence, "4/1", "12", "amphetamine", "fenethylline")
    assert stood == [("unknown", ["second-measurement"]), ("no", [])]
    colour = result("colour-test", data="", reference="")
    told = enter(analyst, ResultRequest(case="", examination="4/1", version=4, result=colour), None)
    assert [one.holds for one in told.standings] == ["yes", "no"]
    identity = open_named(analyst, "4/1")
    with pytest.raises(Refused):
        make(analyst, ReportRequest(exhibit="4/1", case=""), None)
    assert act(analyst, identity, "submit") == "written"
    with pytest.raises(TahqiqError):
        act(analyst, identity, "technical", "looked at it myself")
    act(second, identity, "technical", "spectra and blanks looked at")
    assert act(chief, identity, "administrative", "complete") == "issued"
    return identity


def open_named(at: Seat, exhibit: str) -> str:
    """The id of an exhibit's examination."""
    from tahqiq.desks.lab.examinations.lookup import examination_of

    return examination_of(at, exhibit).id


def test_the_report_repeats_and_verifies_and_a_change_is_seen(
    people: tuple[Seat, Seat, Seat], issued: str, tmp_path: Path
) -> None:
    analyst = people[0]
    told = make(analyst, ReportRequest(exhibit="4/1", case=""), None)
    again = make(analyst, ReportRequest(exhibit=issued, case=""), None)
    assert told.released
    assert (told.file, told.seal) == (again.file, again.seal)
    assert told.file.content.startswith(b"%PDF")
    paper, seal = tmp_path / told.file.name, tmp_path / told.seal.name
    paper.write_bytes(told.file.content)
    seal.write_bytes(told.seal.content)
    (tmp_path / "sequence.zip").write_bytes(archive().getvalue())
    own = ReportCheckRequest(
        case="", sha256=told.sha256, seal=told.seal.content.decode(), name=told.file.name
    )
    assert check(analyst, own, None).report == told.report
    for changed, wrong in (
        ({"sha256": "0" * 64}, "is not what was issued"),
        ({"seal": own.seal.replace("4/1", "4/2")}, "was changed, or is none"),
    ):
        with pytest.raises(Damaged, match=wrong):
            check(analyst, own.model_copy(update=changed), None)
    stranger = sealed(
        Seal.model_validate(json.loads(told.seal.content)["seal"]), Ed25519PrivateKey.generate()
    )
    with pytest.raises(Damaged, match="another key"):
        check(analyst, own.model_copy(update={"seal": stranger.decode()}), None)
    checked = verify(ReportVerificationRequest(report=paper, key=told.key, file=[tmp_path / "sequence.zip"]))
    assert (checked.unchanged, checked.released, checked.files) == (True, True, ["sequence.zip"])
    for name in (
        "12.cdf",
        "11.cdf",
        "01.cdf",
        "09.cdf",
        "library.msp",
        METHOD,
    ):  # run, blank, tune, reference material, library, method, each by itself
        (tmp_path / name).write_bytes(parts()[name])
        assert verify(ReportVerificationRequest(report=paper, file=[tmp_path / name])).files == [name]
        (tmp_path / name).write_bytes(parts()[name][:-1] + b"!")
        with pytest.raises(Damaged, match=name):
            verify(ReportVerificationRequest(report=paper, file=[tmp_path / name]))
    (tmp_path / "other.zip").write_bytes(b"other")
    with pytest.raises(Damaged, match="does not rest on"):
        verify(ReportVerificationRequest(report=paper, file=[tmp_path / "other.zip"]))
    with pytest.raises(Damaged, match="another key"):
        verify(ReportVerificationRequest(report=paper, key="0000-0000"))
    paper.write_bytes(told.file.content.replace(b"%PDF-1.7", b"%PDF-1.6"))
    with pytest.raises(Damaged, match="is not what was issued"):
        verify(ReportVerificationRequest(report=paper))
    body = json.loads(told.seal.content)
    body["seal"]["sha256"] = hashlib.sha256(paper.read_bytes()).hexdigest()
    seal.write_text(json.dumps(body))
    with pytest.raises(Damaged, match="was changed, or is none"):
        verify(ReportVerificationRequest(report=paper))
    seal.unlink()
    with pytest.raises(NotFound):
        verify(ReportVerificationRequest(report=paper))


def test_an_issued_examination_takes_no_more(
    people: tuple[Seat, Seat, Seat], issued: str, sequence: str
) -> None:
    with pytest.raises(WrongUse):
        take_up(
            people[0],
            FindingUptakeRequest(
                case="", examination=issued, version=5, sequence=sequence, run="12", target="caffeine"
            ),
            None,
        )
