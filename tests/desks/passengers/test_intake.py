"""Nobody is lost where people share a document, a name is missing, or a message comes again."""

from tahqiq.desks.passengers.screening.operations import screen_file
from tahqiq.desks.passengers.screening.requests import AirlineFileRequest
from tahqiq.desks.passengers.travels.record import TRAVEL
from tests.desks.passengers.conftest import collected
from tests.seat import Seat

HEAD = "UNB+UNOA:4+ZZ+PIU+260401:0810+9'UNH+1+PAXLST:D:05B:UN'BGM+745'TDT+20+ZZ410'LOC+125+IST'DTM+189:2604010930:201'LOC+87+BGW'"  # noqa: E501


def message(*people: str) -> str:
    return f"{HEAD}{''.join(people)}UNZ+1+9'"


def somebody(surname: str, given: str, birth: str, document: str = "P1234567") -> str:
    return f"NAD+FL+++{surname}:{given}'DTM+329:{birth}'" + (
        f"DOC+P+{document}'LOC+91+IRQ'" if document else ""
    )


def names(at: Seat) -> list[str]:
    return sorted(
        one.body.rows["person"][0].get("name", "") for one in at.records(TRAVEL).find(limit=100).records
    )


def taken(at: Seat, data: str, name: str = "a.edi") -> None:
    screen_file(at, AirlineFileRequest(source=collected(at, data, name)), None)


def test_people_of_one_message_who_share_a_document_are_as_many_as_they_are(at: Seat) -> None:
    crew = [somebody("SAMPLE", given, f"88021{no}") for no, given in enumerate(["SARA", "OMAR", "LAITH"])]
    taken(at, message(*crew))
    taken(at, message(*crew).replace("260401:0810", "260401:0910"), "again.edi")
    assert names(at) == ["LAITH SAMPLE", "OMAR SAMPLE", "SARA SAMPLE"]
    assert [one.version for one in at.records(TRAVEL).find().records] == [1, 1, 1]


def test_another_name_under_the_same_document_in_a_later_message_is_another_traveller(at: Seat) -> None:
    taken(at, message(somebody("SAMPLE", "SARA", "880214")))
    taken(at, message(somebody("EXAMPLE", "OMAR", "790101")), "later.edi")
    taken(
        at,
        message(somebody("EXAMPLE", "OMAR", "790102")).replace("260401:0810", "260401:0910"),
        "corrected.edi",
    )
    assert names(at) == ["OMAR EXAMPLE", "SARA SAMPLE"]


def test_a_name_that_is_corrected_in_part_is_the_same_traveller(at: Seat) -> None:
    taken(at, message(somebody("SAMPLE", "SARA", "880214")))
    taken(
        at,
        message(somebody("SAMPLE", "SARAH", "880214")).replace("260401:0810", "260401:0910"),
        "corrected.edi",
    )
    assert names(at) == ["SARAH SAMPLE"]
    assert at.records(TRAVEL).find().records[0].version == 2


def test_two_of_whom_nothing_is_told_are_two(at: Seat) -> None:
    taken(at, message("NAD+FL'", "NAD+FL'"))
    assert len(at.records(TRAVEL).find().records) == 2
