"""The desk's part of the invented case: what a chemist finds in it, and that the missing result is there to
be entered."""

from collections.abc import Iterator

import pytest

from tahqiq.access.door import Door
from tahqiq.desk import desk
from tahqiq.desk.lifecycles import Lives
from tahqiq.desk.tables import Table
from tahqiq.desks.lab.case_request import CaseRequest
from tahqiq.desks.lab.examinations.ledger import Result
from tahqiq.desks.lab.examinations.lookup import examination_of
from tahqiq.desks.lab.examinations.operations import look
from tahqiq.desks.lab.examinations.record import EXAMINATION
from tahqiq.desks.lab.examinations.requests import ExaminationLogRequest
from tahqiq.desks.lab.reports.content import blocks
from tahqiq.desks.lab.reports.operations import matter_of
from tahqiq.desks.lab.reports.words import Say
from tahqiq.desks.lab.results.operations import ResultRequest, enter
from tahqiq.desks.lab.sample import INFRARED, records
from tahqiq.desks.lab.sequences.view import SequenceBoardRequest, board, listed
from tahqiq.kit.errors import NotFound, WrongUse
from tahqiq.workbench import Workbench
from tests.seat import Seat


@pytest.fixture(scope="module")
def at(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Seat]:
    """The owner at the desk, with the desk's part of the sample."""
    door = Door.found(tmp_path_factory.mktemp("sample") / "ws", owner="owner")
    bench = Workbench(door, door.people.get("owner"))
    bench.open_desk("lab")
    found = Seat(bench, desk("lab"), bench.open_case("Seizure").id, "work")
    assert records(found, {}) == {
        "lab-sequence": 1,
        "lab-examination": 4,
        "lab-day": 1,
        "lab-balance": 3,
        "lab-balance-check": 2,
    }
    yield found
    door.close()


def test_blank_tune_and_ladder_are_accepted_and_components_named(at: Seat) -> None:
    (line,) = listed(at, CaseRequest(case=at.home), None).sequences
    told = board(at, SequenceBoardRequest(case=at.home, sequence=line.sequence), None).told
    assert (told.instrument.in_control, told.problems) == (True, [])
    case = next(one for one in told.injections if one.sample == "4/1")
    assert {one.query.hits[0].name for one in case.hits} >= {
        "amphetamine",
        "caffeine",
        "paracetamol",
        "theophylline",
    }
    assert all(one.query.tier != "not-in-library" for one in case.hits)


def test_one_exhibit_is_established_one_wants_a_technique_one_an_isomer_told_apart(at: Seat) -> None:
    stands = {
        exhibit: [
            (one.substance, one.holds, one.wanting)
            for one in look(at, ExaminationLogRequest(case=at.home, examination=exhibit), None).standings
        ]
        for exhibit in ("4/1", "4/2", "4/3", "7/1")
    }
    established: list[tuple[str, str, list[str]]] = [
        ("amphetamine", "yes", []),
        ("caffeine", "yes", []),
        ("fenethylline", "no", []),
    ]
    assert stands == {
        "4/1": established,
        "7/1": established,
        "4/2": [("amphetamine", "unknown", ["second-technique"])],
        "4/3": [("methamphetamine", "unknown", ["second-measurement", "isomer-tie"])],
    }
    assert Table(at, "examinations", "ar").page({}, "", None, "", 50).total == 4


def test_what_was_not_found_rests_on_its_run_too_and_the_report_speaks_one_language(at: Seat) -> None:
    absent = [
        one
        for one in look(at, ExaminationLogRequest(case=at.home, examination="4/1"), None).results
        if one.substance == "fenethylline"
    ]
    assert len(absent) == 2
    for one in absent:
        assert one.measured is not None
        assert (
            one.measured.run,
            one.measured.tune,
            one.measured.blank,
            one.measured.time,
            one.measured.spectrum,
        ) == (
            "12",
            "01",
            "11",
            None,
            [],
        )
        assert one.measured.reference
    kept = examination_of(at, "4/1")
    for language, handed in (
        ("ar", "للفحص المختبري."),
        ("ckb", "بۆ پشکنینی تاقیگە."),
        ("en", "To be examined."),
    ):
        told = repr(blocks(matter_of(at, kept, Lives(at, EXAMINATION).of(kept), "", language), Say(language)))
        assert handed in told
        assert ("absent" in told, "To be examined" in told) == (language == "en", language == "en")


def test_the_infrared_spectrum_of_the_case_settles_the_third(at: Seat) -> None:
    source = next(one for one in at.bench.sources() if one.name == INFRARED)
    said = Result(
        technique="infrared",
        substance="methamphetamine",
        outcome="positive",
        basis="reference-material",
        reference="RM-MET-07",
    )
    version = look(at, ExaminationLogRequest(case=at.home, examination="4/3"), None).version
    asked = ResultRequest(case=at.home, examination="4/3", version=version, result=said, source=source.id)
    told = enter(at, asked, None)
    assert [(one.holds, one.wanting) for one in told.standings] == [("yes", [])]
    assert told.results[-1].data == source.sha256
    with pytest.raises(NotFound):
        enter(at, asked.model_copy(update={"version": told.version, "source": "0" * 16}), None)
    elsewhere = at.bench.open_case("Another").id
    other = Seat(at.bench, at.desk, elsewhere, "work")
    with pytest.raises(NotFound):
        enter(other, asked, None)
    records(other, {})
    with pytest.raises(WrongUse, match="another case"):
        enter(
            other,
            ResultRequest(case=elsewhere, examination="4/3", version=2, result=said, source=source.id),
            None,
        )
