"""Never a wrong meaning in silence: each trap is either read rightly or asked about."""

import pytest

from tahqiq.collect.mapping.apply import Applier
from tahqiq.collect.mapping.known import Known, ReadingHints
from tahqiq.collect.mapping.propose import Proposal, propose
from tahqiq.collect.mapping.questions import LINE
from tahqiq.model.vocabulary import vocabulary

from .mapping_helpers import SHA, facts, proposed, stated, table

Row = tuple[str | None, ...]
CALLS: tuple[Row, ...] = (
    ("Caller", "Receiver", "Time", "Duration"),
    ("07431110001", "07431110002", "2024-03-25 10:00:00", "62"),
)


def asked(found: Proposal) -> set[str]:
    return {question.what for question in found.questions if question.doubt >= LINE}


def used(found: Proposal, column: str) -> bool:
    return column not in found.mapping.unused


def test_plain_caller_and_receiver_are_parties() -> None:
    found = proposed(*CALLS)
    call = found.mapping.facts["call"]
    assert (found.sure, call.a, call.b) == (True, "Caller", "Receiver")


@pytest.mark.parametrize(
    ("header", "a", "b"),
    [
        (("src", "dst", "calldate", "billsec"), "src", "dst"),
        (("A_PARTY_NO", "B_PARTY_NO", "CALL_DATE", "DURATION"), "A_PARTY_NO", "B_PARTY_NO"),
        (
            ("callingPartyNumber", "originalCalledPartyNumber", "dateTimeOrigination", "duration"),
            "callingPartyNumber",
            "originalCalledPartyNumber",
        ),
        (
            ("caller_id_number", "destination_number", "start_stamp", "billsec"),
            "caller_id_number",
            "destination_number",
        ),
        (("from-no", "to-no", "time-start", "duration"), "from-no", "to-no"),
        (("Caller", "Called Number", "Call Start", "Connected Time"), "Caller", "Called Number"),
    ],
)
def test_headers_of_switches_and_operators(header: Row, a: str, b: str) -> None:
    found = proposed(
        header,
        ("07431110001", "07431110002", "2024-03-25 10:00:00", "00:01:02"),
        ("07431110003", "07431110001", "2024-03-25 11:00:00", "00:00:09"),
    )
    call = found.mapping.facts["call"]
    assert (found.sure, call.a, call.b) == (True, a, b)


def test_numbers_of_the_network_are_no_party() -> None:
    header = (
        "TARGET_NO",
        "CALL_TYPE",
        "B_PARTY",
        "LRN_NO",
        "CALL_TIME",
        "SMSC_NO",
        "FIRST_CGI",
        "FIRST_LAT",
        "FIRST_LON",
    )
    row = (
        "07431110001",
        "MOC",
        "07431110002",
        "07431110005",
        "2024-03-25 10:00:00",
        "07431110009",
        "418-97-1203-45121",
        "33.31",
        "44.41",
    )
    found = proposed(header, row, ("07431110001", "MTC", *row[2:]))
    assert not used(found, "SMSC_NO")
    assert not used(found, "LRN_NO")
    assert not used(found, "FIRST_LAT")
    assert found.mapping.facts["call"].place == "FIRST_CGI", "a latitude is no area code"


def test_addresses_and_ports_make_a_session_and_no_telephone() -> None:
    header = (
        "MSISDN",
        "Source IP",
        "NAT IP",
        "NAT Port",
        "Destination IP",
        "Destination Port",
        "Start Time",
        "End Time",
        "Total Bytes",
    )
    row = (
        "07431110001",
        "10.20.30.40",
        "198.51.100.7",
        "40001",
        "203.0.113.9",
        "443",
        "2024-03-25 10:00:00",
        "2024-03-25 10:05:00",
        "12000",
    )
    found = proposed(header, row)
    mapped = Applier(found.mapping, SHA, vocabulary()).apply(table(header, row))
    assert (found.mapping.name, found.sure, [item.kind for item in mapped.facts]) == (
        "sessions",
        True,
        ["DataSession"],
    )
    numbers = {
        key
        for key, schema in zip(mapped.nodes.keys, mapped.nodes.schemata, strict=True)
        if schema == "PhoneNumber"
    }
    assert numbers == {"+9647431110001"}
    assert "203.0.113.9" in str(facts(mapped)[0]["text"])


def test_a_tower_dump_without_an_event_is_asked_about_not_called_a_call() -> None:
    found = proposed(
        ("mobile_number", "tower_id", "latitude", "longitude", "timestamp"),
        ("07431110001", "T1", "33.31", "44.41", "2024-03-25 10:00:00"),
    )
    assert "kind" in asked(found)


def test_epochs_codes_and_amounts_are_no_telephones() -> None:
    header = ("Date", "Code INSEE", "Montant", "Libellé", "Solde")
    found = proposed(
        header,
        ("25/03/2024", "75056", "-12,50", "Achat", "100,00"),
        ("26/03/2024", "13055", "20,00", "Virement", "120,00"),
    )
    assert found.mapping.name == "bank"
    assert not [
        item
        for item in stated(
            Applier(found.mapping, SHA, vocabulary()).apply(
                table(header, ("25/03/2024", "75056", "-12,50", "Achat", "100,00"))
            )
        )
        if item[0] == "PhoneNumber"
    ]
    times = propose(table(("Source", "Target", "Value"), ("1421433577", "1421433578", "3")), "x.csv")
    assert times is None or not times.mapping.name.startswith("calls")


def test_a_name_is_no_number_and_a_from_time_no_caller() -> None:
    found = propose(
        table(
            ("Caller", "Receiver", "Date"),
            ("Ali Hasan", "Sara Omar", "2024-03-25"),
            ("Omar Ali", "Hana Jamal", "2024-03-26"),
        ),
        "x.csv",
    )
    assert found is None or not found.mapping.name.startswith("calls")
    ports = propose(
        table(
            ("From Date", "From Time", "To Date", "To Time"),
            ("14.11.2024", "10:05:14", "14.11.2024", "10:15:14"),
            ("20241107", "185032", "20241107", "190032"),
        ),
        "x.csv",
    )
    assert ports is None or not ports.mapping.name.startswith("calls")


def test_an_undecided_date_order_is_asked_and_an_answer_settles_it() -> None:
    lines: tuple[Row, ...] = (
        ("Caller", "Receiver", "Date", "Duration"),
        ("07431110001", "07431110002", "03/04/2024", "62"),
    )
    found = proposed(*lines)
    assert (found.mapping.date_order, asked(found), found.questions[0].option) == (
        None,
        {"date-order"},
        "--date-order",
    )
    told = propose(table(*lines), "x.csv", ReadingHints("mdy").known(Known()))
    assert told is not None
    assert (told.mapping.date_order, told.sure) == ("mdy", True)


def test_the_order_is_decided_by_rows_behind_the_first_batch() -> None:
    lines: tuple[Row, ...] = (("Caller", "Receiver", "Date"), ("07431110001", "07431110002", "03/04/2024"))
    later = table(*lines, ("07431110001", "07431110002", "25/04/2024"))
    found = propose(table(*lines), "x.csv", Known(more=lambda: [later]))
    assert found is not None
    assert (found.mapping.date_order, found.sure) == ("dmy", True)


def test_numbers_of_another_country_are_not_read_as_ours_and_its_zone_is_asked() -> None:
    rows = [("9876543210", f"98765432{n:02}", "2024-03-25 10:00:00", "62") for n in range(8)]
    found = proposed(CALLS[0], *rows)
    assert (found.mapping.country, found.mapping.zone, asked(found)) == (None, None, {"zone"})
    keys = Applier(found.mapping, SHA, vocabulary()).apply(table(CALLS[0], *rows)).nodes.keys
    assert not [key for key in keys if key and key.startswith("+964")]


def test_cards_say_the_country_and_a_country_of_one_zone_its_zone() -> None:
    found = proposed(
        (*CALLS[0], "IMSI"), ("9876543210", "9876543211", "2024-03-25 10:00:00", "62", "404450123456789")
    )
    assert (found.mapping.country, found.mapping.zone, found.mapping.zone_by, found.sure) == (
        "IN",
        "Asia/Kolkata",
        "proposal",
        True,
    )
    assert any("confirm" in why for why in found.why)


def test_a_zone_that_nothing_speaks_for_is_asked() -> None:
    found = proposed(
        ("Date", "Description", "Debit", "Credit"),
        ("2024-03-25 23:10:00", "Coffee", "3.00", None),
        ("2024-03-26 08:10:00", "Pay", None, "900.00"),
    )
    assert asked(found) == {"zone"}
    (question,) = (one for one in found.questions if one.what == "zone")
    assert "2024-03-25 23:10:00" in question.text
    assert "such as -" not in question.text, "an example is a real one or there is none"
    assert len(question.choices) >= 2
    days = proposed(
        ("Date", "Description", "Debit", "Credit"),
        ("2024-03-25", "Coffee", "3.00", None),
        ("2024-03-26", "Pay", None, "900.00"),
    )
    assert days.sure, "a day is a day in every zone"


def test_amounts_without_a_sign_are_asked_about() -> None:
    header = ("Date", "Description", "Amount", "Balance")
    assert asked(
        proposed(header, ("2024-03-25", "Coffee", "3.00", "10"), ("2024-03-26", "Pay", "900.00", "910"))
    ) == {"sign"}
    assert proposed(
        header, ("2024-03-25", "Coffee", "-3.00", "10"), ("2024-03-26", "Pay", "900.00", "910")
    ).sure
    marked = proposed(
        (*header, "Af Bij"),
        ("2024-03-25", "Coffee", "3.00", "10", "Af"),
        ("2024-03-26", "Pay", "900.00", "910", "Bij"),
    )
    assert (marked.sure, set(marked.mapping.facts)) == (True, {"debit", "credit"})


def test_a_duration_of_broken_numbers_is_asked_about() -> None:
    rows = [("07431110001", "07431110002", f"2024-03-{day:02} 10:00:00", f"{day}.5") for day in range(1, 9)]
    assert asked(proposed(("Caller", "Receiver", "Time", "Duration"), *rows)) == {"unit"}
    assert proposed(("Caller", "Receiver", "Time", "Duration (min)"), *rows).sure


def test_digits_of_a_file_name_are_a_target_only_with_evidence() -> None:
    lines: tuple[Row, ...] = (
        ("Other Party", "Direction", "Date", "Duration"),
        ("07431110002", "IN", "2024-03-25", "62"),
        ("07431110003", "OUT", "2024-03-25", "6"),
    )
    assert propose(table(*lines), "07431110001.csv").sure  # type: ignore[union-attr]
    unnamed = propose(table(*lines), "export 5551234567.csv")
    assert unnamed is not None
    assert asked(unnamed) == {"target"}
    told = propose(table(*lines), "export.csv", ReadingHints(target="07431110001").known(Known()))
    assert told is not None
    assert (told.sure, told.mapping.outside["target"].value) == (True, "07431110001")


def test_companies_and_unknown_things_do_not_become_people() -> None:
    header = ("Name", "Country", "Address")
    firms = proposed(
        header,
        ("Tester Trading LLC", "IQ", "Baghdad"),
        ("Example Bank PJSC", "AE", "Dubai"),
        ("Sample Shipping Co", "IR", "Tehran"),
    )
    assert {spec.schema for spec in firms.mapping.entities.values()} <= {"Company", "Organization"}
    unknown = proposed(header, ("Kabol", "AF", "x"), ("Herat", "AF", "y"), ("Erbil", "IQ", "z"))
    assert {spec.schema for spec in unknown.mapping.entities.values()} == {"NamedThing"}
    people = proposed(
        (*header, "Date of Birth"),
        ("Sara Omar", "IQ", "x", "1990-02-03"),
        ("Ali Hasan", "IQ", "y", "1991-04-15"),
    )
    assert {spec.schema for spec in people.mapping.entities.values()} == {"Person"}


def test_a_column_of_kinds_says_what_each_row_is() -> None:
    header = ("name", "schema", "country", "birthDate")
    rows: tuple[Row, ...] = (
        ("Sara Omar", "Person", "IQ", "1990-02-03"),
        ("AVAX", "Vessel", "PA", None),
        ("Tester LLC", "Company", "IQ", None),
        ("What", None, None, None),
    )
    said = stated(Applier(proposed(header, *rows).mapping, SHA, vocabulary()).apply(table(header, *rows)))
    assert {(schema, value) for schema, prop, value in said if prop == "name"} == {
        ("Person", "Sara Omar"),
        ("Vessel", "AVAX"),
        ("Company", "Tester LLC"),
        ("NamedThing", "What"),
    }


def test_every_question_says_what_was_seen_in_four_languages() -> None:
    found = proposed(
        ("Caller", "Receiver", "Date", "Duration"), ("9876543210", "9876543211", "03/04/2024 10:00", "62")
    )
    for question in found.questions:
        told = [question.text.in_words(locale) for locale in ("en", "ar", "ckb", "kmr-Arab")]
        assert len(set(told)) == 4
        assert all("03/04/2024" in text for text in told)


def test_pairs_with_a_time_beside_them_may_be_messages() -> None:
    found = proposed(
        ("timestamp", "from", "to"), *((str(at), str(300 + at % 4), str(310 + at % 5)) for at in range(12))
    )
    assert "kind" in asked(found)


@pytest.mark.parametrize(
    ("name", "open_"),
    [("credit card march.csv", True), ("Kreditkarte 2024.csv", True), ("statement.csv", False)],
)
def test_the_sign_of_a_card_is_asked(name: str, open_: bool) -> None:
    rows = (
        ("Date", "Label", "Currency", "Amount"),
        ("12/15/2018", "Shop", "USD", "33.50"),
        ("12/16/2018", "Refund", "USD", "-5.00"),
    )
    assert ("sign" in asked(proposed(*rows, name=name))) == open_


def test_what_is_only_nearly_called_a_name_is_no_part_of_one() -> None:
    header = ("name", "nationality", "gender", "professional_title", "group_name")
    found = proposed(
        header,
        ("Anna Berg", "Sweden", "female", "Adviser", "Harbour"),
        ("Omar Faruq", "Iraq", "male", "Clerk", "Border"),
    )
    assert {"professional_title", "group_name"} <= set(found.mapping.unused)
    assert not used(found, "group_name")
    family = proposed(
        ("first_name", "middle_name", "last_name", "dob", "county", "father_first_name"),
        ("Anna", "Maria", "Berg", "1990-03-14", "Kent", "Sven"),
        ("Omar", "Ali", "Faruq", "1988-12-25", "Essex", "Ali"),
    )
    assert not used(family, "father_first_name")
    assert all(
        getattr(value, "column", value) != "county"
        for spec in family.mapping.entities.values()
        for value in [spec.properties.get("country")]
    )


def test_single_words_of_ties_are_things_and_names_of_several_words_are_people() -> None:
    def kinds(*labels: str) -> set[str]:
        rows = [(one, two, "2") for one in labels for two in labels if one != two]
        return {
            spec.schema
            for name, spec in proposed(("Source", "Target", "Weight"), *rows).mapping.entities.items()
            if name != "tie"
        }

    assert kinds("Erbil", "Mosul", "Kirkuk") == {"NamedThing"}
    assert kinds("Anna Berg", "Omar Faruq", "Sara Hamid") == {"Person"}


def test_two_columns_of_figures_without_a_header_are_asked_about() -> None:
    figures = table(*((str(at), str(at * 3 % 17 + 1)) for at in range(1, 20)))
    found = propose(figures, "figures.csv")
    assert found is None or not found.sure
    told = propose(figures, "meetings_edgelist.csv")
    assert told is not None
    assert told.sure


def test_rows_with_a_day_and_an_amount_are_no_list_of_people() -> None:
    rows = (
        ("Date", "Bank", "Name", "Country", "Amount", ""),
        ("2012:03:01", "", "Harbour fees", "LT", "-7.8", ""),
        ("2012:03:02", "", "Sun Ltd", "LT", "12", ""),
    )
    found = propose(table(*rows), "export.csv")
    assert found is None or not found.sure or found.mapping.facts
