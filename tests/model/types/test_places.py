"""Points, plates, containers."""

import pytest

from tahqiq.model.types import Context, property_type
from tahqiq.model.types.container import check_digit
from tahqiq.model.types.geo import Point, distance, point
from tahqiq.model.types.plate import plate_parts

GEO, PLATE, BOX = property_type("geo"), property_type("plate"), property_type("container")


@pytest.mark.parametrize(
    ("text", "value", "note"),
    [
        ("33.3128,44.3615", "33.3128,44.3615", None),
        ("(33.3128 ; 44.3615)", "33.3128,44.3615", None),
        ("٣٣٫٣١٢٨ ، ٤٤٫٣٦١٥", "33.3128,44.3615", None),
        ("33,3128; 44,3615", "33.3128,44.3615", None),
        ("N33.3128 E44.3615", "33.3128,44.3615", None),
        ("E 44.36, N 33.31", "33.31,44.36", None),
        ("lat: 33.31 lon: 44.36", "33.31,44.36", None),
        ("33.31 شمالا 44.36 شرقا", "33.31,44.36", None),
        ("geo:33.3,44.4", "33.3,44.4", None),
        ("https://maps.google.com/?q=33.3128,44.3615&z=5", "33.3128,44.3615", None),
        ("33°18'46.1\"N 44°21'41.4\"E", "33.3128056,44.3615", None),
        ("33° 18.77' N, 44° 21.69' E", "33.3128333,44.3615", None),
        ("33.5 S, 70.1 W", "-33.5,-70.1", None),
        ("120.5,30", "30,120.5", "geo-order-swapped"),
        ("44.3615,33.3128", "44.3615,33.3128", "geo-order-suspect"),
        ("0,0", None, "geo-null"),
        ("91,200", None, "geo-invalid"),
        ("33°75'N 44°E", None, "geo-invalid"),
        ("N 33 N 44", None, "geo-invalid"),
        ("Baghdad", None, "geo-invalid"),
    ],
)
def test_geo_table(text: str, value: str | None, note: str | None) -> None:
    assert GEO.clean(text) == (value, note)


def test_an_exchanged_order_is_suspected_only_in_a_country_we_know() -> None:
    assert GEO.clean("44.3615,33.3128", Context(country="FR")).note is None


def test_distance_and_display() -> None:
    assert distance(Point(0, 0), Point(0, 1)) == pytest.approx(111_195, abs=1)
    assert distance(Point(90, 0), Point(-90, 0)) == pytest.approx(20_015_115, abs=1)
    assert GEO.compare("33.3128,44.3615", "33.31281,44.3615") == 1.0
    assert GEO.compare("33.3128,44.3615", "33.3178,44.3615") == 0.5
    assert GEO.compare("33.3128,44.3615", "34,44.3615") == 0.0
    assert GEO.display("-33.5,44.1", "ar") == "33.5° S, 44.1° E"
    assert point("33.5,44.1") == (33.5, 44.1)
    with pytest.raises(ValueError, match="point"):
        point("x")


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("11 A 12345", "IQ-BG A 12345"),
        ("22A12345", "IQ-AR A 12345"),
        ("22-D-04711", "IQ-AR D 4711"),
        ("بغداد ١٢٣٤٥", "IQ-BG 12345"),
        ("بغداد أ ١٢٣٤٥ خصوصي", "IQ-BG ا 12345 (private)"),
        ("١٢٣٤٥ بغداد", "IQ-BG 12345"),
        ("نينوى ب ٥٤٣٢١ حمل", "IQ-NI ب 54321 (load)"),
        ("صلاح الدين 4711", "IQ-SD 4711"),
        ("هەولێر 12345 تایبەت", "IQ-AR 12345 (private)"),
        ("لوحة بغداد أ 1234", "IQ-BG ا 1234"),
        ("ABC-123", "ABC 123"),
        ("34 ab 1234", "34 AB 1234"),
    ],
)
def test_plate_table(text: str, value: str) -> None:
    assert PLATE.clean(text) == (value, None)
    assert PLATE.clean(value) == (value, None)


def test_plates_that_are_none_and_foreign_ones() -> None:
    assert PLATE.clean("abc") == ("abc", "plate-invalid")
    assert PLATE.clean("11 A 12345", Context(country="JO")).value == "11 A 12345"


def test_a_plate_without_governorate_is_like_one_with_it_but_not_the_same() -> None:
    assert PLATE.compare("IQ-BG A 12345", "A 12345") == 0.7
    assert PLATE.compare("IQ-BG A 12345", "IQ-NI A 12345") == 0.0
    assert PLATE.compare("IQ-BG 12345 (private)", "IQ-BG 12345 (load)") == 0.0
    assert PLATE.key("IQ-BG A 12345") != PLATE.key("A 12345")
    assert PLATE.display("IQ-BG A 12345", "ar") == "بغداد A 12345"
    assert plate_parts("34 AB 1234") is None


@pytest.mark.parametrize(
    ("text", "value", "note"),
    [
        ("CSQU3054383", "CSQU3054383", None),
        ("csqu 305438-3", "CSQU3054383", None),
        ("TEXU3070079", "TEXU3070079", None),
        ("CSQU3054384", "CSQU3054384", "container-check-digit"),
        ("CSQU305438", "CSQU305438", "container-check-digit-missing"),
        ("CSQA3054383", "CSQA3054383", "container-invalid"),
        ("N/A", None, "placeholder"),
    ],
)
def test_container_table(text: str, value: str | None, note: str | None) -> None:
    assert BOX.clean(text) == (value, note)


def test_container_check_digit_and_key() -> None:
    assert check_digit("TEXU307007") == 9
    assert BOX.compare("CSQU3054383", "CSQU305438") == 1.0
    assert BOX.display("CSQU3054383", "en") == "CSQU 305438 3"
