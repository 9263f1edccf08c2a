"""The house library: a reference material from its run to a version that a search says it was made with."""

from collections.abc import Iterator
from datetime import date
from io import BytesIO

import pytest

from tahqiq.desk.lifecycles import Lives
from tahqiq.desks.lab.in_house_library.record import ENTRY
from tahqiq.desks.lab.in_house_library.versions import (
    LibraryIssueRequest,
    LibraryVersionRequest,
    fetch,
    issue,
    version_of,
)
from tahqiq.desks.lab.reference_entries.entries import (
    InHouseLibraryRequest,
    ReferenceVerificationRequest,
    enter,
    listed,
    verify,
)
from tahqiq.desks.lab.reference_entries.operations import entering, number_of
from tahqiq.desks.lab.sequences.evaluation import SequenceImportRequest, load
from tahqiq.desks.lab.sequences.record import sequence_of
from tahqiq.desks.lab.synthetic_sequence import archive
from tahqiq.kit.errors import Conflict, NotFound, TahqiqError, WrongUse
from tests.seat import Seat

from .seats import colleagues, seated, taken_in


@pytest.fixture(scope="module")
def at(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Seat]:
    """The owner at the desk in a case."""
    with seated(tmp_path_factory.mktemp("house"), "Reference materials") as made:
        yield made


@pytest.fixture(scope="module")
def people(at: Seat) -> tuple[Seat, Seat, Seat]:
    """Analyst, second analyst, supervisor."""
    return colleagues(at)


@pytest.fixture(scope="module")
def sequence(people: tuple[Seat, Seat, Seat]) -> str:
    return taken_in(people[0]).sequence


def step(at: Seat, identity: str, name: str, why: str = "looked at") -> str:
    lives = Lives(at, ENTRY)
    return lives.act(identity, name, lives.of(at.records(ENTRY).get(identity)).sha256, why).standing.state


def test_a_material_is_entered_checked_verified_signed_and_issued(
    people: tuple[Seat, Seat, Seat], sequence: str
) -> None:
    analyst, second, chief = people
    asked = entering(analyst, sequence)
    told = enter(analyst, asked, None)
    assert told.wants == ["verification"]
    assert [one.holds for one in told.checks] == [True] * 10, told.checks
    assert told.index == pytest.approx(1315, abs=15)
    with pytest.raises(Conflict, match="already"):
        enter(analyst, asked, None)
    with pytest.raises(TahqiqError) as refused:
        step(analyst, told.reference, "propose")  # not verified
    assert "قياس مستقل مطابق" in refused.value.say("ar").sentence
    with pytest.raises(WrongUse, match="no independent measurement"):
        verify(
            analyst,
            ReferenceVerificationRequest(
                **asked.model_dump(include={"case", "sequence", "run", "number"}),
                reference=told.reference,
                version=1,
            ),
            None,
        )
    told = verify(
        analyst,
        ReferenceVerificationRequest(
            case=analyst.home,
            sequence=sequence,
            run="09",
            number=number_of(analyst, sequence, "09"),
            reference=told.reference,
            version=1,
        ),
        None,
    )
    assert (told.wants, told.verified[0].agrees) == ([], True)
    assert step(analyst, told.reference, "propose") == "proposed"
    with pytest.raises(TahqiqError):
        step(analyst, told.reference, "review")
    assert issue(chief, LibraryIssueRequest(), None).waiting == ["caffeine"]
    assert step(second, told.reference, "review") == "reviewed"
    with pytest.raises(TahqiqError):
        step(second, told.reference, "accept")
    assert step(chief, told.reference, "accept") == "accepted"
    made = issue(chief, LibraryIssueRequest(name="مكتبة المختبر"), None)
    assert made.file is not None
    text = made.file.content.decode()
    assert (made.number, made.entries[0].lot) == (1, "RM-CAF-07")
    assert all(
        word in text
        for word in ("Name: caffeine", "lot RM-CAF-07", "signed by Second", "Chief", "verified by 09")
    )
    with pytest.raises(Conflict, match="version 1"):
        issue(chief, LibraryIssueRequest(), None)
    assert fetch(analyst, LibraryVersionRequest(number=1), None).file == made.file
    assert version_of(analyst, made.sha256) == ("مكتبة المختبر 1", [])
    assert version_of(analyst, "0" * 64) == ("", [])
    with pytest.raises(NotFound, match="no version 7"):
        fetch(analyst, LibraryVersionRequest(number=7), None)
    bench = analyst.bench
    source = bench.deposit_later(
        [(bench.seal(archive(made.file.content), "again.zip"), "again.zip")], bench.deposit(analyst.home)
    )[0]
    again = load(analyst, SequenceImportRequest(case=analyst.home, source=source.id), None).sequence
    assert sequence_of(analyst, again)[0].body.told.library_version == "مكتبة المختبر 1"
    assert step(second, told.reference, "withdraw", "the lot was called back") == "withdrawn"
    assert version_of(analyst, made.sha256) == ("مكتبة المختبر 1", ["caffeine"])
    load(analyst, SequenceImportRequest(case=analyst.home, source=source.id), None)
    assert "lab-house-withdrawn" in [one.code for one in sequence_of(analyst, again)[0].body.told.problems]
    assert listed(analyst, InHouseLibraryRequest(), None).references[0].state == "withdrawn"


def test_what_fails_a_check_is_kept_with_what_was_found_and_cannot_be_signed(
    people: tuple[Seat, Seat, Seat], sequence: str
) -> None:
    analyst = people[0]
    asked = entering(analyst, sequence)
    amphetamine = number_of(analyst, sequence, "09", 91)
    wrong = asked.model_copy(
        update={
            "run": "09",
            "number": amphetamine,
            "substance": "amphetamine",
            "formula": "C6H6",
            "expires": date(2020, 1, 1),
        }
    )
    told = enter(analyst, wrong, None)
    assert told.wants == ["expiry", "molecule", "verification"]
    told = verify(
        analyst,
        ReferenceVerificationRequest(
            case=analyst.home,
            sequence=sequence,
            run="08",
            number=number_of(analyst, sequence, "08"),
            reference=told.reference,
            version=1,
        ),
        None,
    )
    assert told.wants[-1] == "differs"
    with pytest.raises(TahqiqError):
        step(analyst, told.reference, "propose")
    right = ReferenceVerificationRequest(
        case=analyst.home,
        sequence=sequence,
        run="08",
        number=number_of(analyst, sequence, "08", 91),
        reference=told.reference,
        version=2,
    )
    again = verify(
        analyst, right, None
    )  # the wrong component was pointed at: the one chosen last counts, the other stays in the version before
    assert ([one.agrees for one in again.verified], again.wants) == ([True], ["expiry", "molecule"])
    assert [len(one.body.verified) for one in analyst.records(ENTRY).history(told.reference)] == [1, 1, 0]


def test_nothing_of_an_exhibit_becomes_a_reference(
    at: Seat, people: tuple[Seat, Seat, Seat], sequence: str
) -> None:
    analyst = people[0]
    asked = entering(analyst, sequence)
    with pytest.raises(WrongUse, match="not of a reference material"):
        enter(analyst, asked.model_copy(update={"run": "12"}), None)
    with pytest.raises(NotFound):
        enter(analyst, asked.model_copy(update={"number": 999}), None)
    with pytest.raises(WrongUse, match="InChIKey"):
        enter(analyst, asked.model_copy(update={"inchikey": "nothing"}), None)
    other = at.bench.open_case("Another").id
    at.bench.door.cases.add_member(other, analyst.actor.id, "test")
    bench = analyst.bench
    strange = bench.deposit_later([(bench.seal(BytesIO(b"x"), "c.txt"), "c.txt")], bench.deposit(other))[0]
    with pytest.raises(WrongUse, match="another case"):
        enter(analyst, asked.model_copy(update={"certificate": strange.id}), None)
