"""Warrant messages of others become orders of the register: received, never granted, each with what it is
bound by; what is no order is a problem with its place."""

from functools import partial
from pathlib import Path

import pytest

from tahqiq.desks.covert.authorisations.record import AUTHORISATION
from tahqiq.desks.covert.product.files import document
from tahqiq.desks.covert.warrants.operations import WarrantMessageAnswer, WarrantMessageRequest, take
from tahqiq.model.source import Authority
from tests.desks.covert.conftest import moment, now
from tests.desks.covert.made_warrants import authorisation, error, message, task
from tests.desks.covert.test_authorisations import refusal
from tests.seat import Seat


def taken(at: Seat, text: str, **more: str) -> WarrantMessageAnswer:
    source = at.bench.collect_made(text.encode(), "order.xml", at.bench.deposit(at.home)).source
    return take(at, WarrantMessageRequest.model_validate({"source": source} | more), None)


def codes(told: WarrantMessageAnswer) -> list[tuple[str, str]]:
    return [(one.code, one.place) for one in told.problems]


def test_an_order_comes_in_as_received_with_who_gave_it_and_both_times(at: Seat) -> None:
    told = taken(
        at,
        message(
            authorisation("A", "2026-01-01T00:00:00Z", "2026-03-31T20:59:59Z"),
            task("A", "L-1", "9647701234567"),
        ),
    )
    (one,) = told.taken
    assert (one.technique, one.received, one.verified, one.begins, one.until) == (
        "interception",
        True,
        False,
        "2026-01-02T07:00:00Z",
        "2026-03-31T20:59:59Z",
    )
    assert (one.subjects, one.liids, one.decided) == (["+9647701234567"], ["L-1"], "2026-01-02T07:00:00Z")
    body = at.records(AUTHORISATION).find({"number": one.number}).records[0].body
    assert body.decision is not None
    assert (body.decision.by, body.decision.reason, body.external) == ("قاضي العينة · judge", "W-A", "A")
    assert body.decision.entered_at > body.decision.at
    assert (told.version, told.sender, told.problems) == ("V1.16.1", "IQ COURT-1", [])


def test_one_order_for_each_technique_and_the_records_of_one_may_be_older(at: Seat) -> None:
    text = message(
        authorisation("A", "2026-02-01T00:00:00Z", "2026-02-28T00:00:00Z"),
        task("A", "L-1", "9647701234567"),
        task("A", "L-2", "418050000000001", form="IMSI"),
        task(
            "A",
            "D-1",
            "9647701234567",
            kind="LDTaskObject",
            begins="2025-11-01T00:00:00+03:00",
            until="2025-12-31T23:59:59+03:00",
        ),
    )
    told = taken(at, text)
    tapped, kept = told.taken
    assert (tapped.liids, tapped.subjects, tapped.data_from) == (
        ["L-1", "L-2"],
        ["+9647701234567", "418050000000001"],
        None,
    )
    assert (kept.technique, kept.liids, kept.data_from, kept.data_until) == (
        "retained-data",
        [],
        "2025-10-31T21:00:00Z",
        "2025-12-31T20:59:59Z",
    )
    rows = (
        "caller,callee,date,time,duration\n+9647701234567,+9647709876543,2025-11-05,10:00:00,5\n"
        "+9647701234567,+9647709876543,2026-01-05,10:00:00,5\n"
    )
    deposit = at.bench.deposit(at.home, zone="Asia/Baghdad", authority=Authority(reference=kept.number))
    source = at.bench.collect_made(rows.encode(), "old.csv", deposit).source
    assert at.bench.acts.held(source).facts == 1


@pytest.mark.parametrize(
    ("objects", "found"),
    [
        ([authorisation("A", "2026-01-01T00:00:00Z", "")], [("covert-warrant-open", "entry 1")]),
        (
            [authorisation("A", "2026-02-01T00:00:00Z", "2026-01-01T00:00:00Z")],
            [("covert-ends-first", "entry 1")],
        ),
        ([authorisation("A", "2026-01-01", "2026-02-01T00:00:00Z")], [("covert-warrant-moment", "entry 1")]),
        (
            [authorisation("A", "2026-01-01T00:00:00Z", "2026-02-01T00:00:00Z", status="AwaitingApproval")],
            [("covert-warrant-status", "entry 1")],
        ),
        (
            [authorisation("A", "2026-01-01T00:00:00Z", "2026-02-01T00:00:00Z", flag="IsTest")],
            [("covert-warrant-test", "entry 1")],
        ),
        (
            [authorisation("A", "2026-01-01T00:00:00Z", "2026-02-01T00:00:00Z")],
            [("covert-warrant-no-task", "entry 1")],
        ),
        ([task("B", "L-1", "9647701234567")], [("covert-warrant-loose", "entry 1")]),
        (
            [
                authorisation("A", "2026-01-01T00:00:00Z", "2026-02-01T00:00:00Z"),
                task("A", "", "", kind="LPTaskObject"),
                task("A", "", ""),
            ],
            [("covert-warrant-task-kind", "entry 2"), ("covert-warrant-nobody", "entry 3")],
        ),
        (
            [
                authorisation(
                    "A", "2099-01-01T00:00:00Z", "2099-02-01T00:00:00Z", approved="2099-01-01T00:00:00Z"
                ),
                task("A", "L", "9647701234567"),
            ],
            [("moment-ahead", "entry 1")],
        ),
    ],
)
def test_what_is_no_order_is_said_with_its_place_and_nothing_is_taken(
    at: Seat, objects: list[str], found: list[tuple[str, str]]
) -> None:
    told = taken(at, message(*objects))
    assert (told.taken, codes(told)) == ([], found)
    assert all(one.sentence and one.next_step for one in told.problems)


def test_what_goes_beyond_is_taken_as_far_as_it_is_covered_and_strange_targets_are_told(at: Seat) -> None:
    text = message(
        authorisation("A", "2026-01-01T00:00:00Z", "2026-02-01T00:00:00Z"),
        task("A", "L-1", "AA", form="5GSTMSI", begins="2026-01-05T00:00:00Z", until="2026-06-01T00:00:00Z"),
    )
    told = taken(at, text)
    assert (told.taken[0].begins, told.taken[0].until, told.taken[0].subjects) == (
        "2026-01-05T00:00:00Z",
        "2026-02-01T00:00:00Z",
        ["AA"],
    )
    assert codes(told) == [("covert-warrant-format", "entry 2"), ("covert-warrant-beyond", "entry 2")]


def test_a_later_message_adds_prolongs_and_ends_and_the_first_version_stays(at: Seat) -> None:
    until = now().replace(microsecond=0, year=now().year + 1, day=1)
    first = taken(
        at,
        message(
            authorisation("A", "2026-01-01T00:00:00Z", until.isoformat()), task("A", "L-1", "9647701234567")
        ),
    ).taken[0]
    again = taken(
        at,
        message(
            authorisation("A", "2026-01-01T00:00:00Z", until.isoformat()), task("A", "L-1", "9647701234567")
        ),
    )
    assert (again.taken, [one.code for one in again.problems]) == ([], ["covert-warrant-known"])
    more = taken(at, message(task("A", "L-2", "9647709999999")))
    assert [(one.number, one.subjects, one.liids) for one in more.changed] == [
        (first.number, ["+9647701234567", "+9647709999999"], ["L-1", "L-2"])
    ]
    longer = taken(
        at,
        message(
            authorisation(
                "A", "2026-01-01T00:00:00Z", until.replace(year=until.year + 1).isoformat(), verb="UPDATE"
            ),
            task("A", "L-1", "9647701234567"),
        ),
    )
    assert longer.changed[0].until == until.replace(year=until.year + 1).strftime("%Y-%m-%dT%H:%M:%SZ")
    over = taken(
        at,
        message(
            authorisation("A", "2026-01-01T00:00:00Z", until.isoformat(), verb="UPDATE", status="Cancelled")
        ),
    )
    assert (over.changed[0].number, over.changed[0].state) == (first.number, "cancelled")
    assert over.changed[0].version == 4
    assert at.records(AUTHORISATION).find({"external": "A"}).records[0].version == 4


def test_moments_that_were_observed_are_the_span_of_the_records_in_both_shapes(at: Seat) -> None:
    asked = task("A", "D-1", "9647701234567", kind="LDTaskObject")
    told = "2025-12-01T12:00:00Z", "2025-12-03T12:00:00Z"
    flat = "".join(f"<t:ObservedTimes>{one}</t:ObservedTimes>" for one in told)
    nested = f"<t:ObservedTimes>{''.join(f'<t:ObservedTime>{one}</t:ObservedTime>' for one in told)}</t:ObservedTimes>"  # noqa: E501
    for name, shape in (("A", flat), ("B", nested)):
        whole = message(
            authorisation("A", "2026-01-01T00:00:00Z", "2026-02-01T00:00:00Z"),
            asked.replace("<t:RequestDetails>", f"<t:RequestDetails>{shape}"),
        )
        found = taken(at, whole.replace(">A<", f">{name}<").replace(">A-", f">{name}-"))
        assert [(one.data_from, one.data_until) for one in found.taken] == [told]
        assert found.problems == []


def test_an_end_is_not_put_off_after_it_came(at: Seat) -> None:
    text = message(
        authorisation("A", "2026-01-01T00:00:00Z", "2026-01-31T00:00:00Z"), task("A", "L-1", "9647701234567")
    )
    taken(at, text)
    late = authorisation(
        "A", "2026-01-01T00:00:00Z", "2026-06-30T00:00:00Z", verb="UPDATE", approved="2026-02-10T00:00:00Z"
    )
    told = taken(at, message(late, task("A", "L-1", "9647701234567")))
    assert (told.changed, codes(told)) == ([], [("clock-renewal-late", "entry 1")])


def test_an_authorisation_without_a_task_is_taken_by_the_technique_that_is_named(at: Seat) -> None:
    told = taken(
        at,
        message(authorisation("A", "2026-01-01T00:00:00Z", "2026-02-01T00:00:00Z")),
        technique="controlled-delivery",
    )
    assert [one.technique for one in told.taken] == ["controlled-delivery"]
    refusal("covert-no-message", taken, at, "<other/>")
    assert told.problems == []
    text = message(authorisation("B", "2026-01-01T00:00:00Z", "2026-02-01T00:00:00Z"))
    refusal("covert-no-technique", partial(taken, technique="nothing"), at, text)


def test_what_was_refused_and_a_signature_are_told_without_a_workspace(tmp_path: Path) -> None:
    path = tmp_path / "answer.xml"
    path.write_text(message(error("3005", "no such thing"), signed=True), "utf-8")
    told = document(path)
    assert [(one.code, one.place) for one in told.problems] == [
        ("covert-warrant-error", ""),
        ("covert-warrant-signed", ""),
    ]
    assert "no such thing" in told.problems[0].sentence
    assert moment("2026-01-02T07:00:00Z").isoformat().startswith(str(told.heading["at"])[:19])
