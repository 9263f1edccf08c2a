"""Bulk decisions: only on an identical strong identifier, only what was shown, and taken back as one."""

import pytest

from tahqiq.kit.errors import Conflict, NotFound, WrongUse
from tahqiq.workbench import Workbench

from .conftest import House
from .test_identity import FIRST, SECOND, THIRD, groups, people


@pytest.fixture
def filled(house: House) -> House:
    for name, text in (("first.csv", FIRST), ("second.csv", SECOND), ("third.csv", THIRD)):
        assert house.collect(name, text)[0].status == "published"
    return house


def node(bench: Workbench, schema: str, key: str) -> str:
    """The id of an identifier by its type and the end of its key."""
    rows = bench.workspace.database.query("SELECT id, key FROM node WHERE schema=?", (schema,))
    return next(
        bytes(identity).hex()
        for identity, held in rows
        if isinstance(identity, bytes) and key.lower() in str(held).lower()
    )


def test_nobody_outside_previews_or_decides(filled: House) -> None:
    passport = node(filled.bench("analyst"), "DocumentNumber", "A1234567")
    outside = filled.bench("outsider").alike
    with pytest.raises(NotFound):
        outside.preview([passport])
    with pytest.raises(NotFound):
        outside.decide([passport], "0" * 32, "x")
    assert outside.holders() == ([], 0)


def test_what_is_previewed_is_joined_in_one_act_and_taken_back_in_one(filled: House) -> None:
    bench = filled.bench("analyst")
    passport = node(bench, "DocumentNumber", "A1234567")
    shown = bench.alike.preview([passport])
    assert len(shown.pairs) == 2
    assert len({left.id for left, _ in shown.pairs}) == 1
    assert ([len(cluster) for cluster in shown.clusters], shown.records, shown.left_out) == ([3], 3, ())
    assert not groups(filled), "asking decides nothing"
    made = bench.alike.decide([passport], shown.digest, "same passport")
    assert {item.judgement.run for item in made} == {made[0].judgement.run}
    assert {item.judgement.actor for item in made} == {bench.actor.id}
    assert [len(found) for found in groups(filled)] == [3]
    with pytest.raises(WrongUse, match="already"):
        bench.alike.preview([passport])
    undone = bench.identity.undo_run(made[0].judgement.run, "not his passport")
    assert len(undone) == 2
    assert groups(filled) == []
    with pytest.raises(WrongUse, match="taken back"):
        bench.identity.undo_run(made[0].judgement.run, "again")
    with pytest.raises(NotFound):
        filled.bench("outsider").identity.undo_run(made[0].judgement.run, "x")
    bench.identity.undo_run(undone[0].judgement.run, "it was")
    assert [len(found) for found in groups(filled)] == [3]
    assert bench.verify().holds


def test_a_preview_that_is_no_longer_so_is_refused(filled: House) -> None:
    bench = filled.bench("analyst")
    ids, passport = people(filled), node(bench, "DocumentNumber", "A1234567")
    shown = bench.alike.preview([passport])
    judged = filled.bench("chief").identity.judge(
        ids["Ali Hasan"], ids["A. Hasan"], "different", "seen together"
    )
    with pytest.raises(Conflict, match="changed"):
        bench.alike.decide([passport], shown.digest, "x")
    assert groups(filled) == []
    now = bench.alike.preview([passport])
    assert [one.why for one in now.left_out] == ["apart"]
    assert len(now.pairs) == 1
    filled.bench("chief").identity.undo(judged.judgement.id, "no")
    with pytest.raises(Conflict):
        bench.alike.decide([passport], now.digest, "x")
    value = next(item for item in bench.show(ids["A. Hasan"]).statements if item.prop == "name")
    again = bench.alike.preview([passport])
    bench.acts.retract(ids["A. Hasan"], value.id.hex(), "misread")
    with pytest.raises(Conflict):
        bench.alike.decide([passport], again.digest, "what it rests on has changed")


def test_no_phone_no_name_no_reason(filled: House) -> None:
    bench = filled.bench("analyst")
    phone, passport = node(bench, "PhoneNumber", "7901234567"), node(bench, "DocumentNumber", "A1234567")
    for wrong in (phone, people(filled)["Ali Hasan"]):
        with pytest.raises(WrongUse, match="one holder"):
            bench.alike.preview([wrong])
        with pytest.raises(WrongUse, match="one holder"):
            bench.alike.preview([passport, wrong])
    with pytest.raises(WrongUse):
        bench.alike.decide([passport], bench.alike.preview([passport]).digest, "  ")
    with pytest.raises(WrongUse, match="already"):
        bench.alike.preview([node(bench, "DocumentNumber", "B7654321")])
    assert groups(filled) == []


def test_one_passport_in_two_hands_is_left_out_and_named(house: House) -> None:
    head = "name,birth date,passport number\n"
    house.collect("one.csv", head + "Ali Hasan,1980-03-04,A1234567\n")
    house.collect("two.csv", head + "Ali Hassan,1980-03-04,A1234567\nBoris Petrenko,1961-11-30,A1234567\n")
    bench = house.bench("analyst")
    shown = bench.alike.preview([node(bench, "DocumentNumber", "A1234567")])
    assert [(left.values("name")[0], right.values("name")[0]) for left, right in shown.pairs] == [
        ("Ali Hasan", "Ali Hassan")
    ]
    assert [(one.right.values("name")[0], one.why) for one in shown.left_out] == [("Boris Petrenko", "name")]


def test_too_many_at_once_are_refused(house: House) -> None:
    rows = "".join(f"Ali Hasan,A1234567,city{number}\n" for number in range(230))
    house.collect("many.csv", "name,passport number,city\n" + rows)
    bench = house.bench("analyst")
    with pytest.raises(WrongUse, match="200"):
        bench.alike.preview([node(bench, "DocumentNumber", "A1234567")])
