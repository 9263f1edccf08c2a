"""A plan is drawn over a picture: rooms in their place, none lost, what does not fit said by name."""

from io import BytesIO

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from tahqiq.desks.custody.acts.drawing import PlanDrawingRequest, PlanRoomRequest, draw
from tahqiq.desks.custody.acts.drawing import _fitting as fitting
from tahqiq.desks.custody.person_file import PlacesRequest, PlacesView, places
from tahqiq.desks.custody.records.places import Drawing
from tahqiq.kit.errors import NotFound, WrongUse
from tests.desks.custody.conftest import HOUSE, imported
from tests.seat import Seat

NOON = "2026-05-02T12:00:00+03:00"


def pictured(
    at: Seat,
    *,
    size: tuple[int, int] = (400, 300),
    name: str = "plan.png",
    cut: int | None = None,
    orientation: int | None = None,
) -> str:
    stream, exif = BytesIO(), Image.Exif()
    if orientation is not None:
        exif[0x0112] = orientation
    Image.new("L", size, 255).save(stream, "JPEG" if orientation else "PNG", exif=exif)
    return sealed(at, stream.getvalue()[:cut], name)


def sealed(at: Seat, data: bytes, name: str) -> str:
    return at.bench.deposit_later(
        [(at.bench.seal(BytesIO(data), name), name)], at.bench.deposit(at.desk.file)
    )[0].id


def room(code: str, x: int, y: int, width: int = 50, height: int = 40) -> PlanRoomRequest:
    return PlanRoomRequest(place=code, x=x, y=y, width=width, height=height)


def told(at: Seat) -> PlacesView:
    return places(at, PlacesRequest(facility="F01", at=NOON), None)


@pytest.fixture
def house(at: Seat) -> Seat:
    imported(at, HOUSE)
    return at


def test_rooms_lie_over_the_picture_and_show_who_is_in_them(house: Seat) -> None:
    picture = pictured(house)
    draw(
        house,
        PlanDrawingRequest(
            place="F01/A/1", picture=picture, rooms=[room("F01/A/1/01", 10, 20), room("F01/A/1/02", 60, 20)]
        ),
        None,
    )
    (drawing,) = told(house).drawings
    assert (drawing.place, drawing.picture, drawing.width, drawing.height) == ("F01/A/1", picture, 400, 300)
    by_code = {one.code: one for one in told(house).places}
    assert (by_code["F01/A/1/01"].x, by_code["F01/A/1/01"].width, by_code["F01/A/1/01"].inside) == (10, 50, 1)
    assert by_code["F01/B/1/01"].x is None


def test_drawn_again_a_room_that_is_not_named_is_taken_off_and_the_rest_stays(house: Seat) -> None:
    draw(
        house,
        PlanDrawingRequest(
            place="F01/A/1",
            picture=pictured(house),
            rooms=[room("F01/A/1/01", 10, 20), room("F01/A/1/02", 60, 20)],
        ),
        None,
    )
    draw(
        house,
        PlanDrawingRequest(place="F01/B/1", picture=pictured(house), rooms=[room("F01/B/1/01", 0, 0)]),
        None,
    )
    draw(house, PlanDrawingRequest(place="F01/A/1", rooms=[room("F01/A/1/02", 61, 20)]), None)
    by_code = {one.code: one.x for one in told(house).places}
    assert (by_code["F01/A/1/01"], by_code["F01/A/1/02"], by_code["F01/B/1/01"]) == (None, 61, 0)
    assert len(told(house).drawings) == 2


@pytest.mark.parametrize(
    ("code", "rooms"),
    [
        ("custody-rooms-overlap", [room("F01/A/1/01", 10, 20), room("F01/A/1/02", 59, 20)]),
        ("custody-room-outside", [room("F01/A/1/01", 351, 20)]),
        ("custody-room-elsewhere", [room("F01/B/1/01", 10, 20)]),
        ("custody-room-elsewhere", [room("F01/A/1/01", 10, 20), room("F01/A/1/01", 100, 20)]),
    ],
)
def test_what_does_not_fit_is_said_by_name_and_nothing_is_kept(
    house: Seat, code: str, rooms: list[PlanRoomRequest]
) -> None:
    with pytest.raises(WrongUse) as refused:
        draw(house, PlanDrawingRequest(place="F01/A/1", picture=pictured(house), rooms=rooms), None)
    assert refused.value.code == code
    assert rooms[0].place in str(refused.value)
    assert told(house).drawings == []
    assert all(one.x is None for one in told(house).places)


def test_pictures_that_are_none_too_large_or_broken(house: Seat, monkeypatch: pytest.MonkeyPatch) -> None:
    def refused(picture: str) -> str:
        with pytest.raises((WrongUse, NotFound)) as error:
            draw(house, PlanDrawingRequest(place="F01/A/1", picture=picture), None)
        return error.value.code

    assert refused("") == "custody-drawing-none"
    assert refused(sealed(house, b"name,born\nSara,1990\n", "plan.csv")) == "no-picture-there"
    assert refused(pictured(house, size=(12_001, 10), name="wide.png")) == "custody-drawing-large"
    assert refused(pictured(house, size=(30, 20), name="cut.png", cut=20)) == "custody-drawing-broken"
    monkeypatch.setattr("tahqiq.desks.custody.acts.drawing.HEAVIEST", 50)
    assert refused(pictured(house)) == "custody-drawing-large"


def test_a_picture_taken_with_the_camera_lying_has_the_sides_that_are_seen(house: Seat) -> None:
    draw(
        house,
        PlanDrawingRequest(place="F01/A/1", picture=pictured(house, size=(40, 30), orientation=6)),
        None,
    )
    (drawing,) = told(house).drawings
    assert (drawing.width, drawing.height) == (30, 40)


@given(
    st.lists(
        st.tuples(st.integers(0, 30), st.integers(0, 30), st.integers(4, 20), st.integers(4, 20)), max_size=6
    )
)
def test_rooms_that_share_a_point_are_refused_and_only_those(boxes: list[tuple[int, int, int, int]]) -> None:
    rooms = [room(f"F/{number}", *box) for number, box in enumerate(boxes)]
    points = [
        {(x, y) for x in range(one.x, one.x + one.width) for y in range(one.y, one.y + one.height)}
        for one in rooms
    ]
    shared = any(one & other for at, one in enumerate(points) for other in points[at + 1 :])
    inside = dict.fromkeys((one.place for one in rooms), None)
    drawing = Drawing(place="F", facility="F", picture="0" * 16, width=60, height=60)
    if shared:
        with pytest.raises(WrongUse, match="over one another"):
            fitting(rooms, inside, drawing)  # type: ignore[arg-type]
    else:
        fitting(rooms, inside, drawing)  # type: ignore[arg-type]
