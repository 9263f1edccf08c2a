"""Tables as strangers write them, each a cause that was found on tables of other projects: read rightly
without a question, or asked about."""

from tahqiq.collect.mapping.propose import Proposal, propose
from tahqiq.collect.mapping.questions import LINE
from tahqiq.collect.mapping.words import is_header_word

from .mapping_helpers import proposed, table

Row = tuple[str | None, ...]


def asked(found: Proposal) -> set[str]:
    return {question.what for question in found.questions if question.doubt >= LINE}


def test_a_price_of_a_piece_is_not_the_amount_where_a_column_is_called_so() -> None:
    found = proposed(
        ("Run Date", "Action", "Price ($)", "Quantity", "Amount ($)", "Cash Balance ($)"),
        ("07/13/2025", "BOUGHT", "10.36", "100", "-1036.00", "900.00"),
        ("07/14/2025", "DIVIDEND", None, None, "12.50", "912.50"),
    )
    assert (found.sure, found.mapping.name) == (True, "bank")
    assert {fact.amount.column for fact in found.mapping.facts.values() if fact.amount} == {"Amount ($)"}


def test_letters_that_stand_as_a_pair_say_which_way_money_went() -> None:
    found = proposed(
        ("Sąskaitos Nr.", "Data", "Suma", "Valiuta", "D/K"),
        ("LT797300010000000001", "2024-01-01", "2123.82", "EUR", "K"),
        ("LT797300010000000001", "2024-01-02", "14.34", "EUR", "D"),
        ("LT797300010000000001", "2024-01-13", "215.00", "EUR", "D"),
    )
    assert found.sure
    conditions = {
        name: [(item.column, item.in_) for item in fact.when] for name, fact in found.mapping.facts.items()
    }
    assert conditions == {"debit": [("D/K", ("D",))], "credit": [("D/K", ("K",))]}


def test_one_letter_alone_says_nothing_about_the_way() -> None:
    found = proposed(
        ("Date", "Amount", "Currency", "Mark"),
        ("2024-01-13", "5.00", "EUR", "K"),
        ("2024-01-14", "6.00", "EUR", "X"),
        ("2024-01-15", "7.00", "EUR", "K"),
    )
    assert asked(found) == {"sign"}


def test_a_list_of_people_that_also_holds_telephones_is_no_question() -> None:
    header = ("ID", "First Name", "Last Name", "Marital Status", "DOB", "City", "Telephone Number")
    found = proposed(
        header,
        ("1", "Tara", "Example", "Married", "1/24/1979", "Sampletown", "775-555-0101"),
        ("2", "Tom", "Sample", "Single", "7/30/1968", "Testville", "775-555-0102"),
    )
    assert (found.sure, found.mapping.name) == (True, "people")
    person = found.mapping.entities["person"].properties
    assert (person["phone"] != (), "name" in person, "birthDate" in person) == (True, True, True)


def test_numbers_that_lead_a_list_are_registered_to_who_stands_beside() -> None:
    found = proposed(
        ("Phone", "Name", "Mother Name", "Date of Birth"),
        ("07431110001", "Tester One", "Sample A", "1980-01-13"),
        ("07431110002", "Tester Two", "Sample B", "1981-01-13"),
    )
    assert (found.sure, found.mapping.name) == (True, "subscribers")


def test_what_repeats_is_no_name_of_the_row_and_sites_are_no_people() -> None:
    rows = [
        (f"Sample Centre {n}", f"{n} Test Street", f"226{n:04}", "Child Care" if n % 2 else "Head Start")
        for n in range(1, 15)
    ]
    found = proposed(("Site name", "Address", "Phone", "Program Name"), *rows)
    assert found.sure
    assert {spec.schema for spec in found.mapping.entities.values()} == {"Organization"}
    assert "Program Name" in found.mapping.unused


def test_shops_with_telephones_are_not_taken_for_people() -> None:
    found = proposed(
        ("name", "address", "phone"),
        ("Spagobello", "12 Sample Road", "775-555-0101"),
        ("Fennel Corner", "13 Sample Road", "775-555-0102"),
        ("Olive Tree", "14 Sample Road", "775-555-0103"),
    )
    assert "Person" not in {spec.schema for spec in found.mapping.entities.values()}


def test_long_codes_are_ends_of_ties_not_times() -> None:
    found = proposed(
        ("source", "target", "value"),
        *(
            (f"63112241619{n}", f"1{n}0887304840" if n == 20 else f"32{n}887304840", "1")
            for n in range(20, 36)
        ),
    )
    assert found.mapping.name == "edges"


def test_signed_figures_are_no_addresses_and_are_asked_about() -> None:
    found = proposed(
        ("sourceAddress", "subscriberID", "startTime", "endTime", "numBytes"),
        ("-1062730954", "41556012", "1001325663", "1001325721", "95114"),
        ("-1062730955", "41556013", "1001325663", "1001325729", "9114"),
    )
    assert not found.sure


def test_addresses_on_both_sides_make_a_session_whatever_number_stands_beside() -> None:
    found = proposed(
        (
            "start_time",
            "end_time",
            "source_ip",
            "destination_ip",
            "msisdn",
            "imsi",
            "imei",
            "duration_seconds",
            "bytes_uploaded",
            "tower_id",
            "latitude",
            "longitude",
        ),
        (
            "2026-06-20 09:20:00",
            "2026-06-20 09:25:00",
            "198.51.100.7",
            "203.0.113.9",
            "9647431110001",
            "418980000000011",
            "490154203237518",
            "300",
            "20480",
            "C1",
            "33.31",
            "44.41",
        ),
        (
            "2026-06-21 09:20:00",
            "2026-06-21 09:25:00",
            "198.51.100.8",
            "203.0.113.10",
            "9647431110002",
            "418980000000012",
            "490154203237518",
            "300",
            "30720",
            "C2",
            "33.32",
            "44.42",
        ),
    )
    assert (found.mapping.name, asked(found)) == ("sessions", set())


def test_the_hour_of_a_payment_goes_before_the_day_it_was_booked() -> None:
    header = ("Tranzakció dátuma", "Könyvelés dátuma", "Összeg", "Devizanem")
    found = proposed(
        header,
        ("2024-01-02 09:15:00", "2024-01-02", "-4990", "HUF"),
        ("2024-01-13 12:00:00", "2024-01-13", "12000", "HUF"),
    )
    starts = {fact.start.columns for fact in found.mapping.facts.values() if fact.start}
    assert starts == {("Tranzakció dátuma",)}
    assert "zone" in asked(found)


def test_a_remark_in_brackets_hides_no_header() -> None:
    assert is_header_word("Gender (M/F)")
    assert is_header_word("Amount ($)")
    assert not is_header_word("Sample (M/F)")


def test_a_header_that_stands_again_below_is_no_value() -> None:
    header = ("Date", "Description", "Amount", "Transaction Type")
    rows = [
        ("6/13/15", "Transfer", "1000.00", "debit"),
        ("6/14/15", "Transfer", "1500.00", "credit"),
        ("6/15/15", "Transfer", "20.00", "debit"),
    ]
    found = proposed(header, *rows, header, rows[0])
    assert (found.sure, found.mapping.name) == (True, "bank")


def test_a_second_column_that_is_better_called_a_name_is_the_name() -> None:
    found = proposed(
        (
            "PassengerId",
            "Survived",
            "Name",
            "Sex",
            "Age",
            "Ticket",
            "Fare",
            "Cabin",
            "SibSp",
            "Parch",
            "Pclass",
            "Embarked",
        ),
        ("1", "0", "Tester, Mr. Sample", "male", "22", "A/5 21171", "7.25", "C1", "1", "0", "3", "S"),
        ("2", "1", "Example, Mrs. Tara", "female", "38", "PC 17599", "71.2", "C85", "1", "0", "1", "C"),
    )
    assert found.sure
    assert found.mapping.entities["person"].properties["name"] == "Name"


def test_a_running_number_is_no_name_where_a_name_stands_beside() -> None:
    found = proposed(
        ("id", "name", "country"),
        ("302672", "Sample One", "AD"),
        ("302618", "Sample Two", "AE"),
        ("302619", "Sample Three", "AF"),
    )
    names = [spec.properties["name"] for spec in found.mapping.entities.values()]
    assert names == ["name"]


def test_axes_of_a_drawing_are_no_ends_of_ties() -> None:
    rows = [(f"word{n}", f"{n}.736468", f"-{n}.040068") for n in range(1, 12)]
    found = propose(table(("", "x", "y"), *rows), "points.csv")
    assert found is None or found.mapping.name != "edges"


def test_letters_above_two_columns_that_share_nothing_are_no_ties() -> None:
    found = propose(table(("a", "b"), ("c", "d"), ("e", "f"), ("g", "h")), "letters.csv")
    assert found is None or not found.sure or found.mapping.name != "edges"


def test_records_with_a_moment_are_no_list_of_attributes() -> None:
    found = propose(
        table(
            ("id", "owner", "device", "timestamp", "cell"),
            ("0", "TelA", "N", "2023-05-17 14:15:57+00:00", "0-0-0"),
            ("1", "TelB", "P", "2023-05-17 14:16:57+00:00", "0-0-1"),
        ),
        "measured.csv",
    )
    assert found is None or found.mapping.name != "attributes"


def test_the_unnamed_column_of_days_is_the_day_of_booking_beside_a_day_of_value() -> None:
    found = proposed(
        ("Volgnummer", "Sample dag", "Valutadatum", "Bedrag", "Rekeningnummer"),
        ("1", "27/02/2017", "26/02/2017", "-191,13", "BE68539007547034"),
        ("2", "25/02/2017", "27/02/2017", "-52,50", "BE68539007547034"),
    )
    assert {fact.start.columns for fact in found.mapping.facts.values() if fact.start} == {("Sample dag",)}


def test_the_holders_own_number_says_in_which_zone_a_statement_was_written() -> None:
    header = (
        "Account Number",
        "Customer Mobile",
        "Transaction Date",
        "Narration",
        "Debit",
        "Credit",
        "Balance",
    )
    rows = [
        ("91022901476797", "+919810012345", f"{day:02}/06/2026 08:02:10", "Sample", "10.00", None, "5.00")
        for day in (1, 2, 14, 29)
    ]
    found = proposed(header, *rows)
    assert (found.sure, found.mapping.zone) == (True, "Asia/Kolkata")


def test_a_full_name_may_be_that_of_a_school() -> None:
    found = proposed(
        ("schoolID", "name_full", "city", "country"),
        ("a", "Sample University", "Testville", "US"),
        ("b", "Example College", "Sampletown", "US"),
        ("c", "Tester University", "Testville", "US"),
    )
    assert (found.sure, {spec.schema for spec in found.mapping.entities.values()}) == (True, {"Organization"})


def test_headers_of_a_wallet_in_chinese_are_read_and_the_zone_is_asked() -> None:
    found = proposed(
        ("交易时间", "交易对方", "商品", "收/支", "金额(元)"),
        ("2019-09-26 12:45:27", "样例商店", "样例", "支出", "28.16"),
        ("2019-09-24 10:10:11", "样例朋友", "样例", "收入", "0.35"),
    )
    assert found.mapping.name == "bank"
    assert asked(found) <= {"zone", "sign"}
