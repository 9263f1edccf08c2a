"""One run cannot serve two exhibits, whatever it is called in an archive."""

import io
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tahqiq.desks.lab.batch.sheet import SHEET
from tahqiq.desks.lab.examinations.operations import ExhibitRequest, open_
from tahqiq.desks.lab.findings.operations import FindingUptakeRequest, take_up
from tahqiq.desks.lab.sequences.evaluation import SequenceImportRequest, load
from tahqiq.desks.lab.sequences.record import SEQUENCE
from tahqiq.desks.lab.sequences.view import SequenceBoardRequest, board
from tahqiq.desks.lab.synthetic_sequence import CAME, archive
from tahqiq.desks.lab.worksheets.operations import WorksheetRequest, fill
from tahqiq.kit.errors import Conflict, WrongUse
from tests.seat import Seat

from .seats import seated

RUN = "12"


@pytest.fixture
def at(tmp_path: Path) -> Iterator[Seat]:
    """The owner at the desk in a case."""
    with seated(tmp_path, "Uses") as made:
        yield made


def changed(change: Callable[[str, bytes], bytes]) -> io.BytesIO:
    """The invented archive with its files changed."""
    out = io.BytesIO()
    with zipfile.ZipFile(archive()) as held, zipfile.ZipFile(out, "w") as new:
        for name in held.namelist():
            new.writestr(name, change(name, held.read(name)))
    out.seek(0)
    return out


def other_exhibit(sheet: bool, file: bool) -> Callable[[str, bytes], bytes]:
    """Run 12 of exhibit 4/1 becomes one of 9/9: in the sheet, in the head of its file, or in both."""

    def change(name: str, data: bytes) -> bytes:
        if name == SHEET and sheet:
            return data.replace(b"12,case,4/1", b"12,case,9/9")
        if name == f"{RUN}.cdf" and file:
            assert b"4/1" in data
            return data.replace(b"4/1", b"9/9")
        return data

    return change


def taken_in(at: Seat, file: io.BytesIO, name: str) -> str:
    """The sequence of an archive."""
    source = at.bench.deposit_later([(at.bench.seal(file, name), name)], at.bench.deposit(at.home))[0]
    return load(at, SequenceImportRequest(case=at.home, source=source.id), None).sequence


def opened(at: Seat, exhibit: str) -> None:
    open_(at, ExhibitRequest(case=at.home, exhibit=exhibit, received=CAME), None)


def uptake(at: Seat, exhibit: str, sequence: str) -> FindingUptakeRequest:
    return FindingUptakeRequest(
        case=at.home, examination=exhibit, version=1, sequence=sequence, run=RUN, target="amphetamine"
    )


def test_the_same_sequence_packed_again_stands_once(at: Seat) -> None:
    first = taken_in(at, archive(), "monday.zip")
    packed = changed(lambda _name, data: data)
    assert packed.getvalue() != archive().getvalue()
    assert taken_in(at, packed, "again.zip") == first
    assert [one.id for one in at.records(SEQUENCE).find({}, at.home).records] == [first]
    assert taken_in(at, changed(other_exhibit(sheet=True, file=False)), "sheet.zip") != first


def test_a_vial_that_the_sheet_calls_otherwise_than_its_file_is_barred(at: Seat) -> None:
    opened(at, "9/9")
    sequence = taken_in(at, changed(other_exhibit(sheet=True, file=False)), "sheet.zip")
    told = board(at, SequenceBoardRequest(case=at.home, sequence=sequence), None).told
    (run,) = [one for one in told.injections if one.run == RUN]
    assert [one.code for one in run.bars] == ["lab-bar-vial"]
    with pytest.raises(WrongUse, match="calls its sample 4/1, and the sheet calls it 9/9"):
        take_up(at, uptake(at, "9/9", sequence), None)


def test_a_run_that_was_given_another_name_is_known_by_what_it_measured(at: Seat) -> None:
    opened(at, "4/1")
    opened(at, "9/9")
    take_up(at, uptake(at, "4/1", taken_in(at, archive(), "sequence.zip")), None)
    other = taken_in(at, changed(other_exhibit(sheet=True, file=True)), "again.zip")
    with pytest.raises(Conflict, match=r"already used for another exhibit: 4/1"):
        take_up(at, uptake(at, "9/9", other), None)
    sheet = WorksheetRequest(
        case=at.home, examination="9/9", sequence=other, run=RUN, sheet="fire", no_substrate="powder"
    )
    with pytest.raises(Conflict, match=r"already used for another exhibit: 4/1"):
        fill(at, sheet, None)


def test_a_run_of_another_case_is_known_too_and_its_exhibit_is_not_named(at: Seat) -> None:
    opened(at, "4/1")
    take_up(at, uptake(at, "4/1", taken_in(at, archive(), "sequence.zip")), None)
    second = Seat(at.bench, at.desk, at.bench.open_case("Another").id, "work")
    opened(second, "4/1")
    with pytest.raises(Conflict, match=r"already used for another exhibit: –"):
        take_up(second, uptake(second, "4/1", taken_in(second, archive(), "sequence.zip")), None)


def test_a_run_serves_its_own_exhibit_for_each_substance(at: Seat) -> None:
    opened(at, "4/1")
    sequence = taken_in(at, archive(), "sequence.zip")
    told = take_up(at, uptake(at, "4/1", sequence), None)
    asked = uptake(at, "4/1", sequence).model_copy(update={"version": told.version, "target": "caffeine"})
    assert len(take_up(at, asked, None).results) == 4
