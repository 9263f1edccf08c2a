"""Photographs: kept with the file at admission or later, read only by the confined reader, shown to who sees
the desk's file, and in nothing that leaves it."""

from datetime import datetime, timedelta
from io import BytesIO

import pytest
from PIL import Image

from tahqiq.desk.records import every, one
from tahqiq.desks.custody.admissions.operations import AdmissionRequest, AdmissionView
from tahqiq.desks.custody.bookings.record import BOOKING, Booking
from tahqiq.desks.custody.extracts.operations import ExtractRequest, extract
from tahqiq.desks.custody.extracts.record import EXTRACT
from tahqiq.desks.custody.people.record import PERSON, PersonFile
from tahqiq.desks.custody.person_file.operations import PersonFileRequest, person
from tahqiq.desks.custody.person_file.views import PersonFileView
from tahqiq.desks.custody.photographs.operations import PhotographRequest, PhotographWithdrawalRequest
from tahqiq.desks.custody.photographs.record import PHOTOGRAPH
from tahqiq.formats import pictures
from tahqiq.kit.errors import Conflict, NotFound, WrongUse
from tahqiq.workbench import Workbench
from tests.desks.conftest import Turn, performed
from tests.desks.conftest import person as somebody
from tests.desks.custody.conftest import HOUSE, imported
from tests.desks.custody.test_drawing import sealed
from tests.seat import Seat

TAKEN = datetime.fromisoformat("2026-05-05T09:00:00+03:00")


@pytest.fixture
def house(at: Seat, turn: Turn) -> Seat:
    turn("2026-05-05T08:00")
    imported(at, HOUSE)
    return at


def picture(at: Seat, shade: int = 100, cut: int | None = None, name: str = "صورة.jpg") -> str:
    stream = BytesIO()
    Image.new("RGB", (60, 80), (shade, shade, shade)).save(stream, "JPEG")
    return sealed(at, stream.getvalue()[:cut], name)


def kept(at: Seat, source: str, hours: int = 0) -> None:
    taken = TAKEN + timedelta(hours=hours)
    performed(at, "photograph", PhotographRequest(person="P-1", picture=source, taken=taken, by="حارس 7"))


def shown(at: Seat) -> PersonFileView:
    return person(at, PersonFileRequest(person="P-1"), None)


def code(at: Seat, source: str) -> str:
    with pytest.raises((Conflict, NotFound, WrongUse)) as refused:
        kept(at, source)
    return refused.value.code


def test_the_latest_is_shown_and_the_file_holds_its_seal(house: Seat) -> None:
    assert shown(house).photograph is None
    first, second = picture(house), picture(house, 200)
    kept(house, first)
    kept(house, second, 1)
    found = shown(house).photograph
    assert found is not None
    assert (found.picture, found.by) == (second, "حارس 7")
    seal = one(house, PERSON, number="P-1").body.photograph
    assert seal == house.bench.source(second).sha256
    performed(
        house, "photograph-withdraw", PhotographWithdrawalRequest(number=found.number, reason="شخص آخر")
    )
    again = shown(house).photograph
    assert again is not None
    assert again.picture == first
    assert one(house, PERSON, number="P-1").body.photograph == house.bench.source(first).sha256
    with pytest.raises(Conflict) as gone:
        performed(
            house, "photograph-withdraw", PhotographWithdrawalRequest(number=found.number, reason="شخص آخر")
        )
    assert gone.value.code == "custody-photograph-gone"


def test_what_is_no_picture_broken_large_or_shown_already_is_refused(
    house: Seat, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert code(house, sealed(house, b"name,born\n", "people.csv")) == "no-picture-there"
    assert code(house, picture(house, cut=30)) == "custody-photograph-broken"
    kept(house, picture(house))
    assert code(house, picture(house, name="again.jpg")) == "custody-photograph-there"
    monkeypatch.setattr("tahqiq.desks.custody.photographs.latest.HEAVIEST", 50)
    assert code(house, picture(house, 50)) == "custody-photograph-large"
    assert [one.body.person for one in every(house, PHOTOGRAPH)] == ["P-1"]


def test_only_the_confined_reader_opens_it(house: Seat, monkeypatch: pytest.MonkeyPatch) -> None:
    """The bytes are opened in the child: with a reader that answers nothing, nothing is kept."""
    monkeypatch.setattr("tahqiq.desks.custody.photographs.latest.size", lambda _path: None)
    assert code(house, picture(house)) == "custody-photograph-broken"
    assert pictures.size.__module__ == "tahqiq.formats.pictures"


def test_it_is_taken_at_admission_or_the_whole_admission_is_not(house: Seat) -> None:
    def admission(source: str) -> AdmissionRequest:
        return AdmissionRequest(
            decided="new-file",
            person=PersonFile(number="", name="رعد منصور جبار", sex="male"),
            booking=Booking(number="", person="", facility="F01", status="untried", admitted=TAKEN),
            picture=source,
        )

    with pytest.raises(WrongUse):
        performed(house, "admit", admission(picture(house, cut=30)))
    assert len(list(every(house, BOOKING))) == 2
    assert len(list(every(house, PERSON))) == 2
    source = picture(house)
    made = performed(house, "admit", admission(source))
    assert isinstance(made, AdmissionView)
    found = person(house, PersonFileRequest(person=made.person), None).photograph
    assert found is not None
    assert (found.picture, found.taken) == (source, TAKEN.isoformat())


def test_a_picture_of_a_case_is_not_taken_from_there(house: Seat) -> None:
    """A photograph lies in the desk's own file, whose members see it: one of a case is not shown to them."""
    case = house.bench.open_case("Another case")
    stream = BytesIO()
    Image.new("RGB", (9, 9)).save(stream, "PNG")
    bench = house.bench
    files = [(bench.seal(BytesIO(stream.getvalue()), "x.png"), "x.png")]
    assert code(house, bench.deposit_later(files, bench.deposit(case.id))[0].id) == "no-such-source"


def test_who_is_outside_the_desk_sees_no_picture_and_nothing_that_leaves_has_one(house: Seat) -> None:
    source = picture(house)
    kept(house, source)
    number = one(house, PHOTOGRAPH, person="P-1").body.number
    door = house.bench.door
    outsider = door.people.add("outsider", "Outsider", frozenset({"analyst"}), None, "test")
    with pytest.raises(NotFound):
        Workbench(door, outsider).picture(source)
    colleague = somebody(house, "colleague", "analyst")
    assert colleague.bench.picture(source)[0].id == source
    asked = ExtractRequest(person="P-1", given_to="the person", holder="person", authority="المدير")
    extract(house, asked, None)
    text = next(every(house, EXTRACT)).body.model_dump_json()
    assert source not in text
    assert number not in text
    assert house.bench.source(source).sha256 not in text
