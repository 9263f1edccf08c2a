"""What does not fit in a register is told with its place and kept as it stands; nothing is mended
silently."""

from datetime import date
from typing import Any

import pytest

from tahqiq.desk.records import every, one
from tahqiq.desks.custody.bookings.record import BOOKING
from tahqiq.desks.custody.doors.record import PASSES
from tahqiq.desks.custody.kinds import READ
from tahqiq.desks.custody.moves.record import MOVE
from tahqiq.desks.custody.orders.record import ORDER
from tahqiq.desks.custody.people.record import PERSON
from tahqiq.desks.custody.places.record import PLACE
from tahqiq.desks.custody.separations.record import SPELL
from tahqiq.model.body_fields import given
from tahqiq.model.kind import Kind
from tests.desks.custody.conftest import BOOKINGS, HOUSE, MOVES, ORDERS, PEOPLE, PLACES, imported
from tests.seat import Seat


def told(at: Seat, files: dict[str, str | bytes]) -> list[tuple[str, str]]:
    return [(one.code, one.place) for one in imported(at, files).problems]


def test_a_clean_house_has_no_problem_and_comes_twice_as_the_same(at: Seat) -> None:
    first = imported(at, HOUSE)
    assert (first.count, sum(one.new for one in first.files)) == (0, 2 + 8 + 2 + 2 + 4)
    again = imported(at, HOUSE)
    assert (again.count, sum(one.new + one.changed for one in again.files)) == (0, 0)
    assert sum(one.same for one in again.files) == 18


@pytest.mark.parametrize(
    ("name", "data", "code", "place"),
    [
        (
            "bookings.csv",
            BOOKINGS.replace("admitted,", "admitted,released,")
            .replace("14:20,", "14:20,2026-04-30 10:00,")
            .replace("15:20,", "15:20,,"),
            "custody-released-first",
            "line 2",
        ),
        (
            "bookings.csv",
            BOOKINGS + "B-3,P-2,F01,untried,2026-05-02 15:20,O-3,محكمة,109,2026-05-02\n",
            "custody-two-held",
            "line 4",
        ),
        (
            "moves.csv",
            MOVES
            + "P-2,B-2,F01,cell,F01/B/1/01,2026-05-05 08:00,F01/A/1/01,2026-05-05 08:10,نقل,مدير,حارس\n",
            "custody-not-there",
            "line 6",
        ),
        (
            "orders.csv",
            ORDERS + ",B-2,extension,محكمة,2026-05-16,2026-05-30\n",
            "custody-order-number",
            "line 4",
        ),
        (
            "orders.csv",
            ORDERS + "O-3,B-2,extension,محكمة,1447-05-16,2026-05-30\n",
            "custody-hijri",
            "line 4 · field 5",
        ),
        (
            "people.csv",
            PEOPLE + "P-3,سلام جاسم كاضم,نور علي,1990-05-01,male,D3,document\n",
            "custody-two-files",
            "line 4",
        ),
        (
            "people.csv",
            PEOPLE + "P-3,اسم آخر تماما,أم أخرى,1970-05-01,male,D2,document\n",
            "custody-two-files",
            "line 4",
        ),
        ("people.csv", PEOPLE.replace("1985-02-03", "3 شباط"), "custody-value", "line 3 · field 4"),
        (
            "bookings.csv",
            BOOKINGS.replace("2026-05-01 15:20", "2026-05-01"),
            "custody-no-hour",
            "line 3 · field 5",
        ),
        (
            "people.csv",
            PEOPLE.replace("number,name,mother", "number,name,tribe"),
            "custody-column-unknown",
            "line 1 · field 3",
        ),
    ],
)
def test_it_is_located_and_the_rest_is_kept(at: Seat, name: str, data: str, code: str, place: str) -> None:
    found = imported(at, {**HOUSE, name: data})
    assert [(one.code, one.place) for one in found.problems] == [(code, f"{name} · {place}")]
    assert found.problems[0].sentence
    assert found.problems[0].next_step
    lost = sum(one.lost for one in found.files)
    assert lost == (1 if code == "custody-order-number" else 0)
    assert sum(one.new for one in found.files) == sum(one.rows for one in found.files) - lost


def test_nothing_of_it_was_mended(at: Seat) -> None:
    imported(
        at,
        {
            **HOUSE,
            "orders.csv": ORDERS.replace("2026-05-01,2026-05-15\nO-2", "1447-05-16,2026-05-15\nO-2"),
            "bookings.csv": BOOKINGS.replace("admitted,", "admitted,released,")
            .replace("14:20,", "14:20,2026-04-30 10:00,")
            .replace("15:20,", "15:20,,"),
        },
    )
    [order] = [kept.body for kept in every(at, ORDER) if kept.body.number == "O-1"]
    assert order.begins is None
    assert order.until is not None
    [booking] = [kept.body for kept in every(at, BOOKING) if kept.body.number == "B-1"]
    assert booking.released is not None
    assert booking.admitted is not None
    assert booking.released < booking.admitted
    assert len(list(every(at, PERSON))) == 2
    assert len(list(every(at, MOVE))) == 4


def test_cells_that_lie_over_one_another_on_the_plan(at: Seat) -> None:
    drawn = {0: "x,y,width,height", 4: "0,0,40,40", 5: "30,0,40,40"}
    lines = [f"{line},{drawn.get(at, ',,,')}" for at, line in enumerate(PLACES.splitlines())]
    found = told(at, {"places.csv": "\n".join(lines) + "\n"})
    assert found == [("custody-overlap", "places.csv · line 6")]
    assert len(list(every(at, PLACE))) == 8


LOG = (
    "at,badge,door,way\n2026-05-04 07:50,P-1,F01/A/1,out\n2026-05-04 08:01,P-1,F01/gate,out\n2026-05-04 "
    "13:40,P-1,F01/gate,in\n"
)


def test_a_clock_that_was_changed_at_night(at: Seat) -> None:
    imported(at, HOUSE)
    found = told(
        at, {"doors.csv": LOG + "2026-05-05 01:59,P-2,F01/A/1,out\n2026-05-05 01:02,P-2,F01/A/1,in\n"}
    )
    assert found == [("custody-clock-back", "doors.csv · line 6 · field 1")]
    assert sum(len(kept.body.row) for kept in every(at, PASSES)) == 5


def test_a_log_of_another_year(at: Seat) -> None:
    imported(at, HOUSE)
    assert told(at, {"doors.csv": LOG.replace("2026-", "2024-")}) == [("custody-log-year", "doors.csv")]
    assert sum(len(kept.body.row) for kept in every(at, PASSES)) == 3
    assert told(at, {"doors2.csv": LOG}) == []


def test_a_forbidden_sanction_cannot_come_in(at: Seat) -> None:
    imported(at, HOUSE)
    found = told(
        at,
        {
            "spells.csv": (
                "number,person,facility,called,begins\nS-1,P-1,F01,collective,2026-05-03 10:00\nS-2,P-1,"
                "F01,separation,2026-05-03 10:00\n"
            )
        },
    )
    assert found == [("custody-forbidden", "spells.csv · line 2 · field 4")]
    assert [kept.body.number for kept in every(at, SPELL)] == ["S-2"]


def test_a_picture_of_a_plan_is_told_and_a_large_one_too(at: Seat, monkeypatch: pytest.MonkeyPatch) -> None:
    assert told(at, {"plan.png": b"\x89PNG\r\n\x1a\n" + bytes(100)}) == [("custody-file-unknown", "plan.png")]
    monkeypatch.setattr("tahqiq.desks.custody.imports.tables.LARGEST_PICTURE", 50)
    assert told(at, {"plan2.png": b"\x89PNG\r\n\x1a\n" + bytes(120)}) == [
        ("custody-picture-large", "plan2.png")
    ]


def test_a_level_on_kinship_alone_is_refused_as_ground(at: Seat) -> None:
    imported(at, HOUSE)
    row = "CL-1,P-1,B-1,classification,high,م,2026-05-02,2026-11-01,2026-05-01 for reported kinship: قريب"
    found = told(
        at, {"levels.csv": f"number,person,booking,sort,chosen,by,decided,expires,evidence\n{row}\n"}
    )
    assert found == [("custody-ground-refused", "levels.csv · line 2")]


def test_an_absent_column_changes_nothing(at: Seat) -> None:
    imported(
        at,
        HOUSE
        | {
            "bookings.csv": (
                "number,person,facility,status,admitted,order,arrested,arrested_where,injuries,lawyer\n"
                "B-1,P-1,F01,untried,2026-05-01 14:20,O-1,2026-05-01 09:00,Karkh,yes,سعاد\n"
            )
        },
    )
    before = one(at, BOOKING, number="B-1").body
    said = imported(
        at, {"b.csv": "number,person,facility,admitted,lawyer\nB-1,P-1,F01,2026-05-01 14:20,نور\n"}
    )
    assert (said.files[0].changed, said.files[0].lost, said.count) == (1, 0, 0)
    assert one(at, BOOKING, number="B-1").body == before.model_copy(update={"lawyer": "نور"})
    assert (before.injuries, before.expected is not None) == (True, True)
    imported(at, {"p.csv": "number,name\nP-1,سلام جاسم كاظم\n"})
    assert one(at, PERSON, number="P-1").body.mother == "نور علي"


def test_an_empty_cell_says_that_nothing_is_known_and_an_unreadable_one_says_nothing(at: Seat) -> None:
    imported(at, HOUSE)
    imported(at, {"p.csv": "number,name,mother,born\nP-1,سلام جاسم كاظم,,1990-99-99\n"})
    found = one(at, PERSON, number="P-1").body
    assert (found.mother, found.born) == ("", date(1990, 5, 1))


@pytest.mark.parametrize("kind", [one for one in READ if not one.compartment], ids=lambda kind: kind.name)
def test_no_register_loses_what_its_table_has_no_column_for(at: Seat, kind: Kind[Any]) -> None:
    """The example of each kind is saved; a table with no column but those that it must have comes in."""
    imported(at, HOUSE)
    saved = at.records(kind).save(kind.example)
    fields = kind.body.model_fields
    columns = [name for name, field in fields.items() if field.is_required()]
    if not {"number", "code"} & set(columns):
        columns += [key.name for key in kind.keys if key.name in fields and key.name not in columns]
    cells = ["" if (value := getattr(saved.body, name)) is None else str(value) for name in columns]
    imported(at, {"t.csv": f"{','.join(columns)}\n{','.join(cells)}\n"})
    kept = at.records(kind).get(saved.id).body
    stated = given(kind.body)
    assert {name: getattr(kept, name) for name in stated} == {
        name: getattr(saved.body, name) for name in stated
    }
