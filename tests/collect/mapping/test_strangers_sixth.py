"""What a sixth set of tables of strangers was wrong about: parts of names, goods that travel, companies among
contacts, dates one column off, vehicles in other languages."""

import pytest

from tahqiq.collect.mapping.codec import dumps
from tahqiq.collect.mapping.propose import Proposal, propose

from .mapping_helpers import apply, proposed, stated, table


def schemas(found: Proposal | None) -> set[str]:
    return set() if found is None else {spec.schema for spec in found.mapping.entities.values()}


@pytest.mark.parametrize(
    ("header", "row", "name"),
    [
        (("DNI", "Nombre", "Apellido"), ("12447501", "Carlos", "Ejemplar"), "Carlos Ejemplar"),
        (
            ("id", "prénom", "nom", "date de naissance"),
            ("1", "Alba", "Exemple", "1994-08-11"),
            "Alba Exemple",
        ),
        (("الاسم", "اللقب", "الجنس"), ("علي", "المثال", "ذكر"), None),
        (("full name", "last name", "gender"), ("Tara Example", "Example", "F"), "Tara Example"),
    ],
)
def test_a_name_beside_one_part_of_it_is_the_other_part(
    header: tuple[str, ...], row: tuple[str, ...], name: str | None
) -> None:
    others = [tuple(f"{cell}{number}" if cell.isdigit() else cell for cell in row) for number in range(6)]
    found = proposed(header, row, *others)
    if name is None:
        assert "firstName" not in str(found.mapping.entities)  # اللقب may be a title
        return
    made = apply(dumps(found.mapping), table(header, row))
    assert schemas(found) == {"Person"}
    assert ("Person", "name", name) in stated(made)


def test_what_is_imported_through_a_port_does_not_travel_as_a_person() -> None:
    header = ("record_id", "date", "port_of_entry", "chemical_name", "quantity_kg", "importer_name")
    rows = [
        (f"P{day}", f"2024-03-{day}", "Port Sample", "Examplin", "43.2", f"Importer_{day}")
        for day in range(10, 28)
    ]
    assert "Person" not in schemas(propose(table(header, *rows), "imports.csv"))


def test_a_traveller_is_still_one() -> None:
    header = ("date", "port_of_entry", "guest_name", "passport")
    rows = [(f"2024-03-{day}", "Port Sample", f"Tara Example{day}", f"A12345{day}") for day in range(10, 28)]
    found = propose(table(header, *rows), "entries.csv")
    assert found is not None
    assert found.mapping.name == "travel"


def test_a_country_beside_a_destination_is_nobodys() -> None:
    header = ("Cargo Type", "Destination", "Country", "Driver Name", "Phone Number")
    rows = [
        ("Copper", "Sample Harbour", "Tanzania", f"Tara Example{number}", f"+96477012345{number}")
        for number in range(10, 30)
    ]
    found = propose(table(header, *rows), "loads.csv")
    assert found is not None
    assert "Person" in schemas(found)
    assert "country" not in str(found.mapping.entities)


def test_companies_among_contacts_are_not_people() -> None:
    found = proposed(
        ("customer_id", "name", "email", "phone"),
        ("C1", "Sample Retail Co.", "a@example.com", "+964770123456"),
        ("C2", "Example Grocery", "b@example.com", "+964770123457"),
        ("C3", "Testville Trading LLC", "c@example.com", "+964770123458"),
    )
    assert schemas(found) == {"LegalEntity"}


def test_the_name_of_a_sheet_may_say_that_people_are_listed() -> None:
    rows = [("علي ناصر المثال", f"11223344{number}") for number in range(10, 20)]
    assert schemas(propose(table(("الاسم", "رقم الهوية"), *rows), "الطلاب.csv")) == {"Person"}
    assert schemas(propose(table(("الاسم", "رقم الهوية"), *rows), "ملف.csv")) == {"LegalEntity"}


def roster(born: str) -> Proposal | None:
    header = ("id", "name", "sex", "dob", "entry", "release")
    rows = [
        (
            f"J{number}",
            f"EXAMPLE, TARA {'ABCDEFGHIJKLMNOPQRSTUVWXYZ'[number]}",
            "F",
            born.format(number % 28 + 1),
            "Sample House",
            f"05/{number % 28 + 1:02}/2018",
        )
        for number in range(25)
    ]
    return propose(table(header, *rows), "inmates.csv")


def test_births_of_infants_beside_later_dates_are_asked_for() -> None:
    asked, told = roster("03/{:02}/2016"), roster("03/{:02}/1981")
    assert asked is not None
    assert told is not None
    assert [question.column for question in asked.questions if question.what == "column"] == ["dob"]
    assert not any(question.what == "column" for question in told.questions)


@pytest.mark.parametrize(
    "header",
    [
        ("immatriculation", "marque", "modèle", "couleur"),
        ("placa", "marca", "modelo", "color"),
        ("Kennzeichen", "Marke", "Modell", "Farbe"),
        ("plaka", "marka", "model", "renk"),
        ("госномер", "марка", "модель", "цвет"),
        ("车牌号", "品牌", "型号", "颜色"),
        ("پلاک", "برند", "مدل", "رنگ"),
    ],
)
def test_registers_of_vehicles_in_other_languages(header: tuple[str, ...]) -> None:
    found = proposed(
        header,
        ("OOK2034", "Samplemaker", "Example C7", "white"),
        ("OST8989", "Examplecar", "Sample", "black"),
    )
    assert found.sure
    assert found.mapping.name == "vehicles"
    assert found.mapping.entities["vehicle"].properties == {
        "registrationNumber": header[0],
        "manufacturer": header[1],
        "model": header[2],
        "colour": header[3],
    }


def test_payments_from_one_account_to_another_need_no_sign() -> None:
    rows = [
        (f"43341{number}", f"64024{number}", f"2018-08-{number}", f"{number}500") for number in range(10, 28)
    ]
    found = propose(table(("from", "to", "date", "amount"), *rows), "transactions.csv")
    assert found is not None
    sold = propose(table(("from", "to", "date", "amount"), *rows), "houses.csv")
    assert sold is None or sold.mapping.name != "transfers"
    assert (
        found.mapping.name,
        [question.what for question in found.questions if question.what in ("sign", "kind")],
    ) == ("transfers", [])


def test_between_names_from_and_to_are_no_accounts() -> None:
    rows = [("Tara Example", "Tom Sample", f"2018-08-{number}", f"{number}500") for number in range(10, 28)]
    found = propose(table(("from", "to", "date", "amount"), *rows), "sample.csv")
    assert found is None or found.mapping.name != "transfers"


def test_the_hour_at_which_a_row_was_written_is_not_the_hour_of_the_payment() -> None:
    rows = [(f"2025-11-{day}", "Rent", f"-{day}7.00", f"2025-11-{day} 20:01:49") for day in range(10, 28)]
    found = proposed(("date", "description", "amount", "created_at"), *rows)
    assert "created_at" not in {
        name for fact in found.mapping.facts.values() if fact.start for name in fact.start.columns
    }


def test_airlines_are_companies_and_a_part_of_the_world_is_no_address() -> None:
    countries = (
        "Iraq",
        "Jordan",
        "Turkey",
        "France",
        "Spain",
        "Italy",
        "Poland",
        "Greece",
        "Norway",
        "Sweden",
        "Malta",
        "Latvia",
    )
    rows = [
        (f"{country} Air", country, "Europe" if number > 2 else "Middle East")
        for number, country in enumerate(countries)
    ]
    found = propose(table(("Airline", "Country", "Region"), *rows), "airlines.csv")
    assert schemas(found) == {"Company"}
    assert "Region" not in str(found and found.mapping.entities)


def test_flights_do_not_list_their_airlines() -> None:
    rows = [(("Sample Air", "Example Air")[number % 2], "Iraq", f"{number}00") for number in range(20)]
    assert "Company" not in schemas(propose(table(("airline", "country", "distance"), *rows), "flights.csv"))
