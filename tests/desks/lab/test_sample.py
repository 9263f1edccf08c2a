"""The desk's part of the invented case: what a chemist finds in it, and that the missing result is there to
be entered."""

from collections.abc import Iterator
from io import BytesIO

import pytest
from PIL import Image

from tahqiq.access.door import Door
from tahqiq.desk import desk
from tahqiq.desk.lifecycles import Lives
from tahqiq.desk.tables import Table
from tahqiq.desks.lab.case_request import CaseRequest
from tahqiq.desks.lab.examinations.ledger import Result
from tahqiq.desks.lab.examinations.lookup import examination_of
from tahqiq.desks.lab.examinations.operations import ExhibitRequest, look, open_
from tahqiq.desks.lab.examinations.record import EXAMINATION
from tahqiq.desks.lab.examinations.requests import ExaminationLogRequest
from tahqiq.desks.lab.reports.content import blocks
from tahqiq.desks.lab.reports.operations import matter_of
from tahqiq.desks.lab.reports.words import Say
from tahqiq.desks.lab.results.operations import ResultRequest, enter
from tahqiq.desks.lab.sample import INFRARED, records
from tahqiq.desks.lab.sequences.view import SequenceBoardRequest, board, listed
from tahqiq.kit.errors import NotFound, TahqiqError, WrongUse
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


CALLS = b"caller;called;start;duration\n" + b"".join(
    b"964770123456%d;9647709876543;2026-05-01 22:1%d:31;62\n" % (one, one) for one in range(6)
)


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
        assert Say(language).of("lab-unseen-why") in told
        assert ("absent" in told, "To be examined" in told) == (language == "en", language == "en")


def picture() -> bytes:
    made = BytesIO()
    Image.new("RGB", (40, 40), "white").save(made, "PNG")
    return made.getvalue()


def of_another_exhibit_proves_nothing(at: Seat, said: Result, infrared: str) -> None:
    """The spectrum of 4/3, a sequence without the exhibit and a file called after another one are refused for
    4/2 and 9/1; a paper may show several exhibits."""
    open_(at, ExhibitRequest(case=at.home, exhibit="9/1"), None)
    bench = at.bench

    def deposited(name: str, content: bytes) -> str:
        return bench.deposit_later([(bench.seal(BytesIO(content), name), name)], bench.deposit(at.home))[0].id

    def refused(exhibit: str, source: str, **more: str) -> str:
        version = look(at, ExaminationLogRequest(case=at.home, examination=exhibit), None).version
        asked = ResultRequest(
            case=at.home,
            examination=exhibit,
            version=version,
            result=said.model_copy(update=more),
            source=source,
        )
        with pytest.raises(TahqiqError) as found:
            enter(at, asked, None)
        assert found.value.field == "source"
        return found.value.code

    sequence = next(one.id for one in bench.sources() if one.name == "sequence.zip")
    assert refused("4/2", infrared) == "lab-data-named-other"
    assert refused("4/2", infrared, note="the label was copied") == "lab-data-used"
    assert refused("9/1", sequence) == "lab-data-without-exhibit"
    assert refused("9/1", deposited("raman 4_1.spc", b"4/1")) == "lab-data-named-other"
    plate = said.model_copy(update={"technique": "thin-layer", "sampling": 2})
    photograph = deposited("plate.png", picture())
    for exhibit, several in (("4/2", sequence), ("4/2", photograph), ("4/1", photograph)):
        version = look(at, ExaminationLogRequest(case=at.home, examination=exhibit), None).version
        shown = ResultRequest(
            case=at.home, examination=exhibit, version=version, result=plate, source=several
        )
        assert enter(at, shown, None).results  # several exhibits stand in it
        plate = plate.model_copy(update={"sampling": plate.sampling + 1})
    nobody = deposited("raman 14-1 of 2026-4-1.spc", b"14/1")
    version = look(at, ExaminationLogRequest(case=at.home, examination="9/1"), None).version
    asked = ResultRequest(case=at.home, examination="9/1", version=version, result=said, source=nobody)
    assert len(enter(at, asked, None).results) == 1  # 14/1 is no exhibit of the case: its name says nothing


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
    calls = at.bench.collect_made(CALLS, "calls.csv", at.bench.deposit(at.home, zone="Asia/Baghdad")).source
    with pytest.raises(WrongUse) as other_kind:
        enter(at, asked.model_copy(update={"version": told.version, "source": calls}), None)
    assert other_kind.value.code == "lab-data-of-another-kind"
    of_another_exhibit_proves_nothing(at, said, source.id)
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
