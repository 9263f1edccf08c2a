"""The event chart and the flows: which events, whose lines they join, what passed between whom, what is left
out."""

from typing import cast

from .conftest import PEOPLE, Case, Rows


def captions(cell: object) -> set[str]:
    return {str(one["caption"]) for one in cast("list[dict[str, object]]", cell)}


def left_out(told: dict[str, object]) -> dict[object, object]:
    return {item["reason"]: item["count"] for item in cast("list[dict[str, object]]", told["left_out"])}


def test_events_in_order_with_their_lines(case: Case) -> None:
    rows = case.rows("event-chart", items_chosen=[case.id(name) for name in PEOPLE])
    told = [(row["kind"], row["what"], captions(row["themes"]), row["theme-count"]) for row in rows]
    assert told == [
        ("UnknownLink", None, {"Azad", "Behar"}, 2),
        ("Call", None, {"Azad", "Cemal"}, 2),
        ("Call", None, {"Azad", "Cemal"}, 2),
        ("Event", "Dinner", {"Azad", "Behar", "Dilan"}, 3),
        ("Payment", None, {"Cemal"}, 1),
        ("Payment", None, {"Cemal"}, 1),
        ("Event", "Search", {"Cemal"}, 1),
        ("Event", "Talk", {"Behar", "Cemal"}, 2),
    ]
    assert [row["happened"] for row in rows][-1] is None, "what has no date stands at the end"
    assert all(row["evidence"] for row in rows)


def test_dates_gaps_and_others(case: Case) -> None:
    rows = case.rows("event-chart", items_chosen=[case.id(name) for name in PEOPLE])
    assert (rows[0]["date-written"], rows[0]["happened"], rows[0]["gap"]) == (
        "2026-01-05",
        "2026-01-05T00:00:00Z",
        None,
    )
    assert rows[2]["gap"] == 49 * 3600
    paid = rows[4]
    assert captions(paid["others-there"]) == {"+9647905556667"}
    assert paid["amount"] == {"amount": "1000", "currency": "IQD"}


def test_gaps_and_what_has_no_date_are_counted(case: Case) -> None:
    told = case.readable(
        "event-chart", {"items-chosen": [case.id(name) for name in PEOPLE], "only-shared": True}
    )
    assert left_out(told) == {"not-shared": 3, "undated-links": 2}
    notes = {note["code"]: note["params"] for note in cast("list[dict[str, object]]", told["notes"])}
    assert notes == {
        "note-events": {"items": 5, "events": 5, "shared": 5},
        "note-undated": {"count": 1},
        "note-longest-gap": {"days": 19},
    }


def test_a_period_leaves_out_what_has_no_date_and_counts_it(case: Case) -> None:
    told = case.readable(
        "event-chart",
        {"items-chosen": [case.id(name) for name in PEOPLE], "since": "2026-03-01T00:00:00+00:00"},
    )
    assert [row["what"] for row in cast(Rows, told["rows"])] == ["Search"]
    assert left_out(told)["undated-events"] == 1


def test_the_events_most_lines_share_are_kept_first(case: Case) -> None:
    told = case.readable("event-chart", {"items-chosen": [case.id(name) for name in PEOPLE], "limit": 1})
    assert [row["what"] for row in cast(Rows, told["rows"])] == ["Dinner"]
    assert left_out(told)["events-beyond-limit"] == 7


def test_commodities_are_summed_by_kind_and_unit(case: Case) -> None:
    told = case.readable("commodity-flow", {})
    rows = [
        (
            *(cast("dict[str, object]", row[end])["caption"] for end in ("giver", "taker")),
            cast("dict[str, object]", row["commodity"])["sentence"],
            row["quantity"],
            row["unit"],
            row["times"],
            row["without-quantity"],
        )
        for row in cast(Rows, told["rows"])
    ]
    assert rows == [
        ("+9647905556667", "+9647901112223", "money", {"amount": "1250.5", "currency": "IQD"}, "IQD", 2, 0),
        ("Ismet", "Sample Guard", "Pills", {"amount": "1200", "currency": "tablets"}, "tablets", 1, 0),
        ("Hozan", "Ismet", "Tea", None, None, 1, 1),
        ("Hozan", "Ismet", "Tea", {"amount": "250.5", "currency": "kg"}, "kg", 2, 0),
        ("Hozan", "Ismet", "Tea", {"amount": "10", "currency": "packages"}, "packages", 1, 0),
    ]
    assert left_out(told)["one-party"] == 1


def test_the_accounts_of_an_item_are_the_item(case: Case) -> None:
    told = case.readable(
        "commodity-flow", {"items-chosen": [case.id("Cemal"), case.id("Ismet")], "commodities": ["iqd"]}
    )
    (row,) = cast(Rows, told["rows"])
    assert [cast("dict[str, object]", row[end])["caption"] for end in ("giver", "taker")] == [
        "Ismet",
        "Cemal",
    ]
    assert (row["first"], row["last"]) == ("2026-02-01T07:00:00Z", "2026-02-03T07:00:00Z")
    assert left_out(told)["other-commodities"] == 5


def test_what_usually_follows_what(case: Case) -> None:
    told = case.readable("activity-flow", {"items-chosen": [case.id("Cemal")], "within-hours": 72})
    rows = cast(Rows, told["rows"])
    assert [(row["before"], row["after"], row["times"], row["usual-gap"]) for row in rows] == [
        ("Call", "Call", 1, 49 * 3600),
        ("Payment", "Payment", 1, 48 * 3600),
    ]
    assert left_out(told) == {"steps-too-far-apart": 2, "untimed": 1}
