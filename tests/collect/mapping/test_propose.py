"""Proposals for tables of many kinds; what nobody recognises is left for a person."""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tahqiq.collect.mapping.apply import Applier
from tahqiq.collect.mapping.codec import dumps, loads
from tahqiq.collect.mapping.propose import Known, propose
from tahqiq.model.vocabulary import vocabulary

from .layout_files import GROUPS, judge, layouts
from .mapping_helpers import SHA, Lines, facts, made, proposed, read_real, table


@pytest.mark.parametrize("group", GROUPS)
def test_columns_of_the_hand_made_call_layouts(group: str) -> None:
    verdicts = [judge(layout) for layout in layouts(group)]
    assert len(verdicts) == 15
    right, columns = sum(v.right for v in verdicts), sum(v.columns for v in verdicts)
    assert right >= {"tuning": 0.98, "held_out": 0.93}[group] * columns, [
        v.mistakes for v in verdicts if v.mistakes
    ]


def test_every_hand_made_layout_makes_events_of_its_records() -> None:
    for group in GROUPS:
        for layout in layouts(group):
            found = propose(layout.records, layout.file)
            if found is not None and found.mapping.name.startswith("calls"):
                mapped = Applier(found.mapping, SHA, vocabulary(), file_name=layout.file).apply(
                    layout.records
                )
                assert mapped.mapped == mapped.records > 0, layout.name
                assert all("start" in fact for fact in facts(mapped)), layout.name


def test_record_types_of_ordered_parties_say_whose_device_it_is() -> None:
    found = proposed(
        ("Record Type", "Calling Number", "Called Number", "Start Time", "IMEI"),
        ("MOC", "07431110001", "07431110002", "2024-03-01 08:15:22", "490154203237518"),
        ("MTC", "07431110003", "07431110001", "2024-03-01 09:15:22", "490154203237518"),
        ("SMS-MT", "07431110004", "07431110001", "2024-03-01 09:20:22", "490154203237518"),
    )
    call = found.mapping.facts["call"]
    assert call.direction is not None
    assert (call.direction.turn, call.direction.in_) == (False, ("MTC", "SMS-MT"))
    assert found.mapping.facts["message"].schema == "Message"


def test_ends_of_an_edge_list_are_the_same_person() -> None:
    _, said, _ = made([("1", "2", "5"), ("2", "3", "1"), ("3", "1", "4")])
    assert {value for schema, prop, value in said if prop == "name"} == {"1", "2", "3"}


@pytest.mark.parametrize(
    "lines",
    [
        [("Item", "Records", "Pieces"), ("bolt", "A", "12"), ("nut", "B", "9")],
        [("lorem", "ipsum"), ("dolor", "sit"), ("amet", "consectetur")],
        [("1", "2", "3", "4", "5"), ("9", "8", "7", "6", "5")],
        [(None,)],
        [
            ("from", "to", "ownership_id", "date", "amount"),
            ("85174667471", "2401697877", "3646051", "1980-10-27", "641980000"),
            ("71728616858", "5319558314", "3427515", "1998-07-21", "150789000"),
        ],
    ],
)
def test_what_nobody_recognises_gets_no_proposal(lines: Lines) -> None:
    assert propose(table(*lines), "stock.csv") is None


def test_a_saved_mapping_with_the_same_columns_comes_first() -> None:
    lines: Lines = [("Caller", "Callee", "Start"), ("07431110001", "07431110002", "2024-01-01 10:00")]
    saved = proposed(*lines).mapping
    again = propose(table(("Title of another month",), *lines), "b.csv", Known((saved,)))
    assert again is not None
    assert again.mapping == saved
    assert again.score == 1.0


def test_zone_and_order_are_said_when_they_are_only_assumed() -> None:
    found = proposed(
        ("Caller", "Callee", "Start"),
        ("07431110001", "07431110002", "03/04/2024 10:00"),
        ("07431110001", "07431110003", "05/04/2024 10:00"),
    )
    assert (found.mapping.zone, found.mapping.zone_by, found.mapping.date_order) == (
        "Asia/Baghdad",
        "proposal",
        None,
    )
    assert sum("confirm" in reason for reason in found.why) == 1
    assert [(question.what, question.column, question.choices) for question in found.questions] == [
        ("date-order", "Start", ("dmy", "mdy"))
    ]
    assert not found.sure
    utc = proposed(
        ("Caller", "Callee", "Start Time (UTC)"), ("07431110001", "07431110002", "2024-04-03 10:00")
    )
    assert (utc.mapping.zone, utc.mapping.zone_by) == ("UTC", "header")


def test_columns_nothing_is_made_of_are_listed() -> None:
    found = proposed(
        ("Caller", "Callee", "Start", "Tariff", "Tariff"),
        ("07431110001", "07431110002", "2024-04-03 10:00", "x", "y"),
    )
    assert found.mapping.unused == ("#4", "#5")


_words = [
    "Caller",
    "Callee",
    "Name",
    "الاسم",
    "رقم الهاتف",
    "Date",
    "التاريخ",
    "Amount",
    "المبلغ",
    "Type",
    "Cell",
    "LAC",
    "CI",
    "Latitude",
    "Longitude",
    "Plate",
    "Sender",
    "Receiver",
    "Source",
    "Target",
    "Event",
    "Person",
    "Debit",
    "Credit",
    "07431110001",
    "2024-01-02 10:00:00",
    "33.31",
    "IN",
    "12",
    "علي حسن",
    "9.64E+11",
    "Total",
    "",
    "=cmd()",
    "\u202e",
]


@settings(max_examples=60, deadline=None)
@given(
    st.lists(st.lists(st.none() | st.sampled_from(_words) | st.text(max_size=6), max_size=7), max_size=9),
    st.text(max_size=12),
)
def test_any_grid_gets_a_proposal_that_works_or_none(lines: list[list[str | None]], name: str) -> None:
    given_ = table(*lines)
    found = propose(given_, name)
    if found is not None:
        assert loads(dumps(found.mapping)) == found.mapping
        mapped = Applier(found.mapping, SHA, vocabulary(), file_name=name).apply(given_)
        assert mapped.records == mapped.mapped + sum(problem.records for problem in mapped.problems)
        assert mapped.records <= len(given_)


@pytest.mark.parametrize(
    ("path", "people", "links"),
    [
        ("networks/caviar_matrix.csv", 110, 295),
        ("networks/heroin_nyc_matrix.csv", 38, 168),
        ("networks/montagna_meetings_edgelist.csv", 101, 289),
        ("networks/montagna_phonecalls_edgelist.csv", 100, 150),
        ("networks/montagna_sightings.csv", 29, 41),
        ("calls/copenhagen_calls_untimed.csv", 536, 3600),
    ],
)
def test_real_networks_give_their_people_and_ties(shared: Path, path: str, people: int, links: int) -> None:
    ids = {"Person": set[bytes](), "NamedThing": set[bytes](), "UnknownLink": set[bytes]()}
    for _, mapped in read_real(shared, path):
        assert mapped.mapped == mapped.records
        for node, schema in zip(mapped.nodes.ids, mapped.nodes.schemata, strict=True):
            ids[schema].add(node)
    assert (len(ids["Person"] | ids["NamedThing"]), len(ids["UnknownLink"])) == (people, links)
    assert not ids["Person"] or not ids["NamedThing"], (
        "ends that nothing says are people are things, all of them"
    )


def test_real_attendances_give_people_and_events(shared: Path) -> None:
    ((proposal, mapped),) = read_real(shared, "networks/ndrangheta_attendance.csv")
    assert proposal.mapping.name == "attendance"
    assert (mapped.nodes.schemata.count("Person"), mapped.nodes.schemata.count("Event")) == (151, 47)


def test_who_was_at_what_may_stand_as_a_table_of_zeros_and_ones() -> None:
    people, events = [f"p{at}" for at in range(1, 9)], [f"e{at}" for at in range(1, 7)]
    cells = [[str(int((row * column) % 3 == 0)) for column in range(1, 7)] for row in range(1, 9)]
    for corner in ((None,), ()):
        lines: Lines = [(*corner, *events), *((one, *line) for one, line in zip(people, cells, strict=True))]
        found = propose(table(*lines), "file.csv")
        assert found is not None
        assert found.mapping.name == "attendance"
        mapped = Applier(found.mapping, SHA, vocabulary(), file_name="file.csv").apply(table(*lines))
        assert (mapped.nodes.schemata.count("Person"), mapped.nodes.schemata.count("Event")) == (8, 6)
        assert list(mapped.statements.prop).count("involved") == sum(
            cell == "1" for line in cells for cell in line
        )
    traits: Lines = [
        ("name", "male", "arrest", "prison", "informant", "phone"),
        *((one, *line[:5]) for one, line in zip(people, cells, strict=True)),
    ]
    other = propose(table(*traits), "traits.csv")
    assert other is None or other.mapping.name != "attendance"


def test_a_matrix_without_a_corner_is_a_matrix() -> None:
    """R writes the labels of the columns without one for the column of labels."""
    labels = ("V1", "V2", "V3", "V4")
    cells = ("0110", "1000", "1001", "0010")
    lines: Lines = [labels, *((label, *line) for label, line in zip(labels, cells, strict=True))]
    found = proposed(*lines)
    mapped = Applier(found.mapping, SHA, vocabulary(), file_name="file.csv").apply(table(*lines))
    ties = [
        (mapped.nodes.keys[e], p)
        for e, p in zip(mapped.statements.entity, mapped.statements.prop, strict=True)
        if p == "subject"
    ]
    assert (found.mapping.name, mapped.nodes.schemata.count("Person"), len(ties)) == ("matrix", 4, 3)
    untied: Lines = [
        labels,
        *((label, *line) for label, line in zip(("V1", "V2", "V3", "other"), cells, strict=True)),
    ]
    propose(table(*untied), "file.csv")


def test_real_one_sided_calls_are_read_and_the_missing_target_is_told(shared: Path) -> None:
    ((proposal, mapped),) = read_real(shared, "calls/bandicoot_ego.csv")
    assert proposal.mapping.name == "calls-target"
    kinds = {made.kind: made.table.num_rows for made in mapped.facts}
    assert kinds == {"Call": 75, "Message": 239}
    assert any(problem.code == "mapping-outside-missing" for problem in mapped.problems)
    assert any("stands nowhere" in reason for reason in proposal.why)


def test_the_united_nations_list_gives_its_individuals(shared: Path) -> None:
    people, organisations, records = set[bytes](), set[bytes](), 0
    for _, mapped in read_real(shared, "watchlists/UN_consolidated.xml"):
        records += mapped.records - mapped.mapped
        for node, schema in zip(mapped.nodes.ids, mapped.nodes.schemata, strict=True):
            if schema == "Person":
                people.add(node)
            if schema in ("Organization", "LegalEntity"):
                organisations.add(node)
    assert (len(people), len(organisations), records) == (730, 273, 0)


def test_a_statement_on_which_nothing_was_paid_out_is_a_statement() -> None:
    """The column Debit has a name and no value: it does not cut the table in two."""
    lines: Lines = [
        (
            "Account",
            "Value date",
            "Description",
            "Counterparty account",
            "Debit",
            "Credit",
            "Balance",
            "Currency",
        )
    ]
    lines += [
        (
            "224659480103",
            f"2025-01-{day:02d} 19:49",
            "purchase",
            f"{7 * day}8107352274",
            None,
            f"{day}.44",
            "20037.44",
            "USD",
        )
        for day in range(1, 29)
    ]
    lines += lines[1:] * 3
    name, _, found = made(lines)
    assert name == "bank"
    assert {fact["kind"] for fact in found} == {"Payment"}
    assert {fact["currency"] for fact in found} == {"USD"}


def test_account_numbers_as_long_as_telephone_numbers_are_accounts() -> None:
    accounts = (
        "423138826741",
        "442563891182",
        "311013289200",
        "744107396938",
        "410543650339",
        "710565552002",
    )
    lines: Lines = [("date", "from_account", "to_account", "amount", "currency")]
    lines += [
        (f"2025-01-{day + 1:02d}", accounts[day], accounts[day - 1], "15000", "USD") for day in range(6)
    ]
    name, _, found = made(lines)
    assert name == "transfers"
    assert {party for fact in found for party in (fact["a"], fact["b"])} == set(accounts)
    lines[1:] = [
        (f"2025-01-{day + 1:02d}", f"0743111000{day}", f"0743111009{day}", "15000", "IQD") for day in range(6)
    ]
    assert {str(fact["a"])[:6] for fact in made(lines)[2]} == {"+96474"}


def test_days_without_a_year_are_told_and_no_date_is_made_of_them() -> None:
    head = ("اليوم", "من", "إلى", "المبلغ", "العملة")
    rows = (
        ("2/1", "ظافر", "هاشم", "700", "USD"),
        ("4/1", "عباس", "حيدر", "2500", "USD"),
        ("26/1", "جبار", "ظافر", "55", "USD"),
    )
    found = proposed(head, *rows)
    assert found.mapping.unused == ("اليوم",)
    assert any("without a year (2/1)" in why for why in found.why)
    whole = proposed(head, *((f"{row[0]}/2024", *row[1:]) for row in rows))
    assert not any("without a year" in why for why in whole.why)
