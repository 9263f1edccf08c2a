"""Lists of plates, journeys, cards and balances as strangers write them: what names somebody, what is an
event, what is a payment."""

from collections.abc import Callable

import pytest

from tahqiq.collect.mapping.balances import states_balance
from tahqiq.collect.mapping.codec import dumps
from tahqiq.collect.mapping.looks import Column
from tahqiq.collect.mapping.propose import propose
from tahqiq.collect.mapping.whereabouts import whereabouts
from tahqiq.collect.mapping.words import likeness

from .mapping_helpers import apply, facts, proposed, table


@pytest.mark.parametrize(
    ("header", "row"),
    [
        (("name", "age", "gender"), lambda number: (str(number), str(20 + number), "M")),
        (
            ("person", "mother", "birth"),
            lambda number: (str(1000 + number), str(2000 + number), str(1980 + number)),
        ),
        (("company", "registration_number"), lambda number: (str(number), str(1000 + number))),
        (
            ("site_name", "latitude", "longitude"),
            lambda number: (str(number), f"33.{100 + number}", "44.123"),
        ),
        (("name", "phone"), lambda number: ("ABCDE"[number % 5], f"+96477012345{10 + number}")),
    ],
)
def test_running_numbers_and_single_letters_name_nobody(
    header: tuple[str, ...], row: Callable[[int], tuple[str, ...]]
) -> None:
    found = propose(table(header, *(row(number) for number in range(1, 13))), "sample.csv")
    named = (
        {}
        if found is None
        else {
            key: spec.properties["name"]
            for key, spec in found.mapping.entities.items()
            if "name" in spec.properties
        }
    )
    assert header[0] not in str(named)


def test_a_register_of_vehicles_is_one_of_plates_and_owners() -> None:
    found = proposed(
        ("Plate", "Owner", "Phone", "Vehicle Type", "Make", "Colour"),
        ("21A4471", "Tara Example", "0770 123 4567", "Lorry", "Samplemaker", "white"),
        ("22B1180", "Testville Transport Ltd", "0770 123 4568", "Car", "Examplecar", "black"),
    )
    assert (found.sure, found.mapping.name) == (True, "vehicles")
    assert {spec.schema for spec in found.mapping.entities.values()} == {
        "Vehicle",
        "LegalEntity",
        "Ownership",
    }
    vehicle = found.mapping.entities["vehicle"].properties
    assert (vehicle["type"], vehicle["manufacturer"]) == ("Vehicle Type", "Make")


def test_a_vehicle_without_an_owner_is_a_vehicle_alone() -> None:
    document = dumps(
        proposed(
            ("plate", "make", "owner"),
            ("21A4471", "Samplemaker", "Tara Example"),
            ("22B1180", "Examplecar", ""),
        ).mapping
    )
    made = apply(
        document,
        table(
            ("plate", "make", "owner"),
            ("21A4471", "Samplemaker", "Tara Example"),
            ("22B1180", "Examplecar", ""),
        ),
    )
    assert sorted(made.nodes.schemata).count("Vehicle") == 2
    assert (
        sorted(made.nodes.schemata).count("Ownership")
        == sorted(made.nodes.schemata).count("LegalEntity")
        == 1
    )


def test_a_plate_beside_a_day_alone_was_not_seen_by_anybody() -> None:
    header = ("case_no", "suspect_name", "date", "vehicle_number")
    found = propose(
        table(header, *((f"F{day}", "Tom Sample", f"2024-03-{day}", f"21A44{day}") for day in range(13, 25))),
        "cases.csv",
    )
    assert found is None or "Sighting" not in {fact.schema for fact in found.mapping.facts.values()}


def test_a_plate_at_a_camera_was_seen() -> None:
    found = proposed(
        ("plate_number", "seen at", "camera"),
        ("21A4471", "2024-03-13T08:00:11Z", "north"),
        ("22B1180", "2024-03-13T08:02:11Z", "south"),
    )
    assert (found.sure, {fact.schema for fact in found.mapping.facts.values()}) == (True, {"Sighting"})


def test_flights_between_places_pay_and_call_nobody() -> None:
    header = ("Flight Number", "Airline", "From", "To", "Date", "Price")
    rows = [
        (f"ZZ{number}", "Sample Air", "AAA", "BBB", f"2024-03-{number}", str(number))
        for number in range(13, 25)
    ]
    assert propose(table(header, *rows), "flights.csv") is None


def test_figures_under_x_and_y_are_no_ends_of_ties() -> None:
    rows = [(str(number), str(number * 2 % 24), str(number)) for number in range(24)]
    assert propose(table(("x", "y", "value"), *rows), "sample.csv") is None


def test_cards_and_numbers_without_names_are_kept() -> None:
    rows = [(f"41805123456781{number}", f"96477012345{number}", "10.0.0.1") for number in range(10, 30)]
    found = proposed(("IMSI", "MSISDN", "gateway"), *rows)
    assert found.mapping.name == "sims"
    assert {spec.schema for spec in found.mapping.entities.values()} == {"PhoneNumber", "Sim"}


STATEMENT = (
    ("Account", "Date", "Description", "Amount", "D/K"),
    ("LT797300010000000001", "2024-01-01", "Likutis pradžiai", "2123.82", "K"),
    ("LT797300010000000001", "2024-01-13", "Sample shop", "14.34", "D"),
    ("LT797300010000000001", "2024-01-14", "Balance transfer to Tara", "20.00", "D"),
    ("LT797300010000000001", "2024-01-31", "Apyvarta", "34.34", "D"),
    ("LT797300010000000001", "2024-01-31", "Likutis pabaigai", "2089.48", "K"),
)


def test_rows_of_balances_and_turnovers_are_no_payments() -> None:
    made = apply(dumps(proposed(*STATEMENT).mapping), table(*STATEMENT))
    assert [(fact["kind"], fact["row"]) for fact in facts(made)] == [("Payment", 3), ("Payment", 4)]


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("OPENING BALANCE", True),
        ("Opening balance as of 01/02/2024 EUR", True),
        ("Balance B/F", True),
        ("رصيد مدور", True),
        ("Anfangssaldo vom 01.02.2024", True),
        ("", False),
        ("12", False),
        ("New Balance Testville", False),
        ("TOTAL 4551", False),
        ("Saldo der Rechnung 17", False),
        ("Balance transfer to Tara", False),
    ],
)
def test_what_states_a_balance(text: str, says: bool) -> None:
    assert states_balance(text) == says


def test_the_side_of_a_number_stands_in_its_header() -> None:
    rows = [
        (str(number), "2477777777", f"845092777{number % 10}", f"{number + 1:02}/01/2014", "11:00:00")
        for number in range(24)
    ]
    found = propose(
        table(("callID", "phoneNumber", "destPhoneNumber", "startDate", "startTime"), *rows), "sample.csv"
    )
    assert found is not None
    call = found.mapping.facts["call"]
    assert (call.a, call.b, call.place) == ("phoneNumber", "destPhoneNumber", None)


@pytest.mark.parametrize(
    ("header", "a", "b"),
    [
        ("sending_telephone", 0.9, 0.0),
        ("rec_num", 0.0, 0.9),
        ("srcMsisdn", 0.9, 0.0),
        ("toPhone", 0.0, 0.9),
        ("phoneNumber", 0.0, 0.0),
    ],
)
def test_words_for_sides(header: str, a: float, b: float) -> None:
    assert (likeness(header, "a_number"), likeness(header, "b_number")) == (a, b)


def test_one_number_abroad_says_in_no_zone_a_table_was_written() -> None:
    numbers = [f"16503333{number}" for number in range(10, 50)]
    place = whereabouts(
        [Column(0, "c1", "number", [*numbers, "97798412345671"[:13]])], [], [], "IQ", "Asia/Baghdad"
    )
    assert (place.zone, place.by) == (None, "contradicted")


def test_somebody_hired_on_a_day_crossed_no_border() -> None:
    rows = [(f"Tara {'ABCDEFGHIJKL'[day]}xample", f"2024-03-{day + 13}", "guard") for day in range(12)]
    found = propose(table(("full_name", "hire_date", "worker_type"), *rows), "sample.csv")
    assert found is None or not found.mapping.facts


def test_running_numbers_with_attributes_are_asked_about_unless_they_are_nodes() -> None:
    lines = (
        ("ID", "GENDER", "AGE"),
        *((str(100001 + number), "FM"[number % 2], str(20 + number)) for number in range(12)),
    )
    lone, nodes = propose(table(*lines), "passengers.csv"), propose(table(*lines), "nodes.csv")
    assert lone is not None
    assert nodes is not None
    assert (lone.sure, nodes.sure) == (False, True)


def test_labels_of_one_word_without_a_header_are_no_people_in_silence() -> None:
    rows = [(f"SFV5{number}", ("CAR", "LORRY")[number % 2]) for number in range(10, 30)]
    found = propose(table(*rows), "sample.csv")
    assert found is None or not found.sure


def test_columns_without_values_do_not_cut_a_table_whose_header_is_whole() -> None:
    header = (
        "id",
        "name",
        "email",
        "birth_date",
        "address",
        "complement",
        "notes",
        "city",
        "status",
        "phone",
    )
    rows = [
        (
            str(n),
            f"Tara Sample{'abcdef'[n]}",
            f"t{n}@example.org",
            f"19{70 + n}-03-13",
            None,
            None,
            None,
            "Testville",
            "active",
            f"07701234{n}67",
        )
        for n in range(6)
    ]
    found = proposed(header, *rows)
    assert found.mapping.name == "people"
    assert {"name", "birthDate"} <= found.mapping.entities["person"].properties.keys()


def test_the_birthday_of_a_contact_is_read_beside_columns_that_nothing_is_made_of() -> None:
    header = ("full name", "telephone", "date of birth", "footwear", "favourite cafe", "employer")
    rows = [
        (
            f"Tara Sample{'abcdef'[n]}",
            f"07701234{n}67",
            f"19{70 + n}-03-13",
            f"shoe {n}",
            f"corner {n}",
            "A firm",
        )
        for n in range(6)
    ]
    found = proposed(header, *rows)
    assert found.mapping.entities["person"].properties["birthDate"] == "date of birth"
    assert found.mapping.unused == ("footwear", "favourite cafe")


def test_a_list_of_sanctions_is_people_and_bodies_and_a_name_in_another_script_is_a_name() -> None:
    found = proposed(
        ("Entity type", "Last name", "First name", "Name in Arabic", "Date of birth"),
        ("I", "AL-TEST", "Karim", "كريم التجربة", "1970-04-20"),
        ("E", "INVENTED TRADING CO", "", "شركة مخترعة", ""),
        ("I", "HADI", "Salim", "سليم هادي", "1981-05-21"),
    )
    kinds = {spec.schema: spec for spec in found.mapping.entities.values()}
    assert kinds["Person"].when[0].in_ == ("I",)
    assert kinds["LegalEntity"].when[0].in_ == ("E",)
    assert "Name in Arabic" in str(kinds["Person"].properties["name"])
    assert "Last name" in str(kinds["Person"].properties["name"])


def test_letters_under_a_plain_type_say_nothing_of_who_is_listed() -> None:
    found = proposed(
        ("Type", "Name", "Date of birth"),
        ("P", "Karim Al-Test", "1970-04-20"),
        ("E", "Salim Hadi", "1981-05-21"),
        ("P", "Tara Example", "1983-07-22"),
    )
    assert [spec.schema for spec in found.mapping.entities.values()] == ["Person"]


@pytest.mark.parametrize(
    "lines",
    [
        (("USD", "1", "0.85", "-0.7"), ("EUR", "0.85", "1", "0.2"), ("IQD", "-0.7", "0.2", "1")),
        (("USD", "1", "0.92", "1310"), ("EUR", "1.09", "1", "1425"), ("IQD", "0.00076", "0.0007", "1")),
    ],
)
def test_rates_and_correlations_are_no_ties(lines: tuple[tuple[str, ...], ...]) -> None:
    assert propose(table(("", "USD", "EUR", "IQD"), *lines), "sample.csv") is None
