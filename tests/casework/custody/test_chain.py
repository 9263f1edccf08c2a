"""Histories that can be and histories that cannot; what is told of those that came from elsewhere."""

from datetime import datetime
from decimal import Decimal

import pytest

from tahqiq.casework.custody import Act, Chain, Holding, Taken
from tahqiq.kit.errors import Conflict, NotFound, WrongUse
from tahqiq.kit.messages import LOCALES
from tahqiq.kit.tables import table
from tests.casework.custody.told import (
    at,
    consumed,
    disposed,
    handed,
    opened,
    sealed,
    split,
    taken,
    weighed,
    withdrawn,
)

GOOD = (
    taken(),
    sealed("s", 1, "officer", "A100"),
    handed("h1", 2, "officer", "clerk", seen=frozenset({"A100"})),
    handed("h2", 20, "clerk", "chemist", why="examination"),
    opened("o", 21, "chemist", "A100"),
    weighed("w1", 21.5, "chemist", "100.04"),
    split("sp", 22, "chemist", ("E1.1", "2.5"), ("E1.2", "1"), lost="0.2", left="96.35"),
    consumed("c", 23, "chemist", "0.5", "E1.1"),
    sealed("s2", 24, "chemist", "A101"),
    sealed("s3", 24, "chemist", "A102", "E1.1"),
    handed("h3", 25, "chemist", "clerk", why="back to the store"),
    handed("h4", 25, "chemist", "clerk", "E1.1", why="back to the store"),
    disposed("d", 90, "clerk"),
)


def test_a_whole_life() -> None:
    chain = Chain.of(GOOD)
    assert chain.findings == ()
    whole = chain.exhibit("E1")
    assert whole.holdings == (
        Holding("officer", at(0), at(2)),
        Holding("clerk", at(2), at(20)),
        Holding("chemist", at(20), at(25)),
        Holding("clerk", at(25), at(90)),
    )
    assert (whole.ended, whole.holder, whole.amount) == ("d", "", Decimal(0))
    assert [(seal.number, seal.whole, seal.broken_by, seal.broken_why) for seal in whole.seals] == [
        ("A100", False, "chemist", "analysis"),
        ("A101", True, "", ""),
    ]
    part = chain.exhibit("E1.1")
    assert (part.parent, part.root, part.amount, part.holder, part.held_by(at(22.5))) == (
        "E1",
        "E1",
        Decimal("2.0"),
        "clerk",
        "chemist",
    )
    assert whole.held_by(at(20)) == "chemist"
    assert (whole.held_by(at(95)), whole.held_by(at(-1))) == ("", "")
    balance = chain.balance("E1")
    assert balance.difference == 0
    told = (
        balance.taken,
        balance.present,
        balance.consumed,
        balance.lost,
        balance.disposed,
        balance.unweighed,
    )
    assert told == (Decimal(100), Decimal(3), Decimal("0.5"), Decimal("0.2"), Decimal("96.3"), ())


T = taken()
TO_CLERK = handed("h", 1, "officer", "clerk")
IMPOSSIBLE: list[tuple[str, list[Act]]] = [
    ("custody-not-taken", [handed("h", 1, "officer", "clerk")]),
    ("custody-taken-twice", [T, taken("t2", 1)]),
    ("custody-gap", [T, handed("h", 5, "thief", "clerk")]),
    ("custody-gap", [T, TO_CLERK, handed("h2", 5, "officer", "chemist")]),
    ("custody-gap", [T, consumed("c", 1, "clerk", "1")]),
    ("custody-gap", [T, disposed("d", 1, "clerk")]),
    ("custody-to-oneself", [T, handed("h", 1, "officer", "officer")]),
    ("custody-nobody", [T, handed("h", 1, "officer", " ")]),
    ("custody-nobody", [taken(by="")]),
    ("custody-why", [T, handed("h", 1, "officer", "clerk", why=" ")]),
    ("custody-why", [T, sealed("s", 1, "officer", "1"), opened("o", 2, "officer", "1", why="")]),
    ("custody-recorded-before", [T, handed("h", 1, "officer", "clerk", late=-0.5)]),
    (
        "custody-seal-used",
        [T, sealed("s", 1, "officer", "1"), opened("o", 2, "officer", "1"), sealed("s2", 3, "officer", "1")],
    ),
    (
        "custody-seal-used",
        [
            T,
            taken("t2", 0, exhibit="E2"),
            sealed("s", 1, "officer", "1"),
            sealed("s2", 2, "officer", "1", "E2"),
        ],
    ),
    ("custody-seal-used", [T, sealed("s", 1, "officer", "")]),
    ("custody-seal-unknown", [T, opened("o", 2, "officer", "1")]),
    (
        "custody-seal-unknown",
        [T, sealed("s", 1, "officer", "1"), opened("o", 2, "officer", "1"), opened("p", 3, "officer", "1")],
    ),
    ("custody-sealed", [T, sealed("s", 1, "officer", "1"), consumed("c", 2, "officer", "1")]),
    ("custody-sealed", [T, sealed("s", 1, "officer", "1"), split("c", 2, "officer", ("E2", "1"))]),
    ("custody-amount", [taken(amount="-1")]),
    ("custody-amount", [taken(amount="NaN")]),
    ("custody-amount", [T, consumed("c", 1, "officer", "0")]),
    ("custody-amount", [T, split("s", 1, "officer", ("E2", "1"), lost="-1")]),
    ("custody-amount", [T, weighed("w", 1, "officer", "-1")]),
    ("custody-no-parts", [T, split("s", 1, "officer")]),
    ("custody-part-exists", [T, split("s", 1, "officer", ("E1", "1"))]),
    ("custody-part-exists", [T, split("s", 1, "officer", ("E2", "1"), ("E2", "1"))]),
    ("custody-too-much", [T, consumed("c", 1, "officer", "100.1")]),
    ("custody-too-much", [T, split("s", 1, "officer", ("E2", "60"), ("E3", "41"))]),
    ("custody-weight-differs", [T, weighed("w", 1, "officer", "99.8")]),
    ("custody-weight-differs", [T, weighed("w", 1, "officer", "99.8", accepted="officer", why="dried")]),
    ("custody-weight-differs", [T, weighed("w", 1, "officer", "99.8", accepted="head")]),
    ("custody-weight-differs", [T, split("s", 1, "officer", ("E2", "10"), left="89.8")]),
    ("custody-no-order", [T, disposed("d", 1, "officer", order="")]),
    ("custody-second", [T, disposed("d", 1, "officer", second="officer")]),
    ("custody-second", [T, disposed("d", 1, "officer", second="")]),
    ("custody-ended", [T, disposed("d", 1, "officer"), handed("h", 2, "officer", "clerk")]),
    ("custody-act-twice", [T, TO_CLERK, TO_CLERK]),
    ("custody-corrects", [T, handed("h2", 1, "officer", "clerk", corrects="nothing")]),
    ("custody-corrects", [T, withdrawn("x", 1, "officer", "t", why="")]),
    ("custody-corrects", [T, TO_CLERK, withdrawn("x", 2, "officer", "h"), withdrawn("y", 3, "officer", "h")]),
]


@pytest.mark.parametrize(("code", "acts"), IMPOSSIBLE)
def test_what_cannot_be_is_refused_when_made_and_flagged_when_read(code: str, acts: list[Act]) -> None:
    with pytest.raises(Conflict) as refused:
        Chain.of(acts)
    assert refused.value.code == code
    read = Chain.imported(acts)
    assert read.acts == tuple(acts)
    assert code in {finding.code for finding in read.findings if finding.impossible}


def test_every_sentence_is_told_in_every_language() -> None:
    told = set()
    for _, acts in [*IMPOSSIBLE, ("", list(TOLD))]:
        for finding in Chain.imported(acts).findings:
            told.add(finding.code)
            for locale in LOCALES:
                assert "{" not in finding.say(locale, lambda person: f"<{person}>")
    never = (
        set(table("tahqiq.kit.messages", "custody.yaml")) - told - {"custody-no-exhibit", "custody-backdated"}
    )
    assert never == set()


TOLD = (
    taken(digest="aa"),
    sealed("s", 1, "officer", "A100"),
    handed("h1", 2, "officer", "clerk", seen=frozenset({"A900"}), digest="bb"),
    handed("h2", 20, "clerk", "chemist", late=30),
    opened("o", 51, "chemist", "A100"),
    weighed("w", 52, "chemist", "98", accepted="head", why="the powder dried"),
    handed("h9", 53, "chemist", "porter"),
    withdrawn("x", 54, "chemist", "h9"),
)


def test_what_did_happen_and_is_odd_is_told_and_kept() -> None:
    chain = Chain.of(TOLD)
    assert [finding.code for finding in chain.findings] == [
        "custody-corrected",
        "custody-seals-differ",
        "custody-digest-differs",
        "custody-late",
        "custody-weight-accepted",
    ]
    assert (
        chain.findings[3]
        .say("en")
        .startswith("The act h2 on E1 happened 2026-03-02T04:00+00:00 and was written down only")
    )
    assert chain.exhibit("E1").holder == "chemist"
    balance = chain.balance("E1")
    assert (balance.lost, balance.present, balance.difference) == (Decimal(2), Decimal(98), Decimal(0))


def test_a_gap_is_a_holding_of_nobody_and_names_both_ends() -> None:
    chain = Chain.imported([T, sealed("s", 3, "officer", "1"), handed("h", 10, "porter", "chemist")])
    assert chain.exhibit("E1").holdings == (
        Holding("officer", at(0), at(3)),
        Holding("", at(3), at(10)),
        Holding("porter", at(10), at(10)),
        Holding("chemist", at(10), None),
    )
    [gap] = chain.findings
    assert (gap.persons, gap.params["since"][:16], gap.params["until"][:16]) == (
        {"holder": "officer", "by": "porter"},
        "2026-03-01T11:00",
        "2026-03-01T18:00",
    )
    assert gap.say("en", str.upper) == (
        "Gap: E1 was last with OFFICER (2026-03-01T11:00+00:00) and is with PORTER at "
        "2026-03-01T18:00+00:00; nobody wrote down how."
    )
    assert chain.exhibit("E1").held_by(at(5)) == ""


def test_a_late_entry_closes_a_gap_and_both_times_stay() -> None:
    gap = Chain.imported([T, handed("h2", 10, "clerk", "chemist")])
    assert [finding.code for finding in gap.findings] == ["custody-gap"]
    closed = gap.add(handed("h1", 5, "officer", "clerk", late=100))
    assert [finding.code for finding in closed.findings] == ["custody-late"]
    assert closed.exhibit("E1").holdings == (
        Holding("officer", at(0), at(5)),
        Holding("clerk", at(5), at(10)),
        Holding("chemist", at(10), None),
    )
    assert [finding.code for finding in closed.known_at(at(50)).findings] == ["custody-gap"]
    assert closed.known_at(at(105)).findings == closed.findings


def test_a_late_entry_that_contradicts_what_is_written_is_refused() -> None:
    chain = Chain.of([T, TO_CLERK])
    with pytest.raises(Conflict):
        chain.add(
            handed("x", 0.5, "officer", "porter", late=2)
        )  # then the officer could not have given it to the clerk
    with pytest.raises(WrongUse):
        chain.add(
            handed("x", 2, "clerk", "porter", late=-1.5)
        )  # nothing is written down before what stands already


def test_a_correction_takes_the_place_and_the_old_act_stays() -> None:
    chain = Chain.of([T, handed("h", 1, "officer", "clerk")])
    right = chain.add(handed("h2", 2, "officer", "registrar", corrects="h", why="the name was wrong"))
    assert right.exhibit("E1").holdings == (
        Holding("officer", at(0), at(2)),
        Holding("registrar", at(2), None),
    )
    assert len(right.acts) == 3
    assert [finding.code for finding in right.findings] == ["custody-corrected"]
    assert right.known_at(at(1.5)).exhibit("E1").holder == "clerk"


def test_an_exhibit_first_weighed_later_closes_too() -> None:
    acts: list[Act] = [
        taken(amount=None),
        weighed("w", 1, "officer", "40"),
        split("s", 2, "officer", ("E2", None), ("E3", "5")),
    ]
    chain = Chain.of(acts)
    assert chain.balance("E1").unweighed == ("E1", "E2")
    assert chain.balance("E1").difference is None
    chain = chain.add(weighed("w2", 3, "officer", "15", "E2"))
    assert chain.add(weighed("w3", 4, "officer", "20.05")).balance("E1").difference == Decimal("-0.05")
    with pytest.raises(Conflict, match="nobody has accepted"):
        chain.add(weighed("w3", 4, "officer", "18"))
    accepted = chain.add(weighed("w3", 4, "officer", "18", accepted="head", why="spilt"))
    assert (accepted.balance("E1").lost, accepted.balance("E1").difference) == (Decimal(2), Decimal(0))


def test_what_weighs_more_than_its_history_is_gained_by_somebody_who_accepts_it() -> None:
    balance = Chain.of(
        [T, consumed("c", 1, "officer", "50"), weighed("w", 2, "officer", "60", accepted="head", why="damp")]
    ).balance("E1")
    assert (balance.gained, balance.present, balance.consumed, balance.difference) == (
        Decimal(10),
        Decimal(60),
        Decimal(50),
        Decimal(0),
    )


def test_pieces_are_counted_exactly() -> None:
    acts = [taken(amount="500", unit="piece"), weighed("w", 1, "officer", "499")]
    with pytest.raises(Conflict):
        Chain.of(acts)
    assert Chain.of(acts[:1]).balance("E1").unit == "piece"


def test_an_exhibit_nobody_took_and_a_time_without_zone() -> None:
    with pytest.raises(NotFound):
        Chain.of([T]).exhibit("E9")
    with pytest.raises(NotFound):
        Chain.of([T, split("s", 1, "officer", ("E2", "1"))]).balance("E2")
    with pytest.raises(WrongUse):
        Taken(id="t", exhibit="E", happened=datetime(2026, 1, 1), recorded=at(0), by="x")
    with pytest.raises(WrongUse):
        Chain.of([]).known_at(datetime(2026, 1, 1))
