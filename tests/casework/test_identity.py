"""Identity decided by people: what an act joins and takes apart, who may see it, and that it stands in the
log."""

import shutil
from dataclasses import replace
from pathlib import Path

import pytest

from tahqiq.casework.identity import Identity
from tahqiq.kit.errors import NotFound, Refused, WrongUse
from tahqiq.model.pair import Pair
from tahqiq.resolve.clusters import Clusters

from .conftest import House

FIRST = (
    "name,phone,city,passport number\nAli Hasan,07901234567,Basra,A1234567\nSara Ahmed,07907654321,Erbil,"
    "B7654321\n"
)
SECOND = (
    "name,phone,city,passport number\nعلي حسن,07901234567,البصرة,A1234567\nZaid Own,07901110001,Basra,"
    "C1112223\n"
)
THIRD = "name,phone,city,passport number\nA. Hasan,07901234567,Basra,A1234567\n"


def acts(house: House, login: str = "analyst") -> Identity:
    return house.bench(login).identity


def people(house: House, login: str = "analyst") -> dict[str, str]:
    """Ids of the people by name."""
    bench = house.bench(login)
    scanned = bench.workspace.reading.scan(bench.scope())
    return {
        item.value: item.entity.hex()
        for _, said in scanned
        for item in said
        if item.prop == "name" and item.schema == "Person"
    }


def groups(house: House, login: str = "analyst") -> list[tuple[int, ...]]:
    bench = house.bench(login)
    return sorted(Clusters.of(bench.workspace).clustering(bench.scope()).groups.values())


@pytest.fixture
def filled(house: House) -> House:
    for name, text in (("first.csv", FIRST), ("second.csv", SECOND), ("third.csv", THIRD)):
        assert house.collect(name, text)[0].status == "published"
    return house


def test_same_joins_and_undoing_takes_apart_and_undoing_that_joins_again(filled: House) -> None:
    ids = people(filled)
    judged = acts(filled).judge(ids["علي حسن"], ids["Ali Hasan"], "same", "same passport")
    assert len(groups(filled)) == 1
    assert judged.entity == filled.bench("analyst").show(ids["علي حسن"]).id
    assert judged.judgement.evidence
    undone = acts(filled, "chief").undo(judged.judgement.id, "another man")
    assert groups(filled) == []
    with pytest.raises(WrongUse, match="taken back"):
        acts(filled).undo(judged.judgement.id, "again")
    acts(filled).undo(undone.judgement.id, "the same man after all")
    assert len(groups(filled)) == 1


def test_a_later_judgement_of_a_pair_replaces_the_earlier(filled: House) -> None:
    ids = people(filled)
    acts(filled).judge(ids["علي حسن"], ids["Ali Hasan"], "same", "looks so")
    later = acts(filled).judge(ids["Ali Hasan"], ids["علي حسن"], "different", "another birth date")
    assert groups(filled) == []
    acts(filled).undo(later.judgement.id, "no, it was right")
    assert len(groups(filled)) == 1


def test_a_contradicting_same_is_kept_and_joins_nothing(filled: House) -> None:
    ids = people(filled)
    acts(filled).judge(ids["Ali Hasan"], ids["A. Hasan"], "different", "seen together")
    acts(filled).judge(ids["Ali Hasan"], ids["علي حسن"], "same", "same passport")
    last = acts(filled).judge(ids["علي حسن"], ids["A. Hasan"], "same", "same phone")
    open_ = Clusters.of(filled.door.workspace).clustering(filled.bench("analyst").scope()).contradictions
    assert len(open_) == 1
    assert [len(found) for found in groups(filled)] == [2]
    assert last.judgement.verdict == "same"


def test_what_is_not_said_or_not_possible_is_refused(filled: House) -> None:
    ids = people(filled)
    phone = next(
        link.b
        for link in filled.bench("analyst").links.of(
            filled.bench("analyst").scope(), [groups_node(filled, ids["Ali Hasan"])]
        )
    )
    other = filled.bench("analyst").workspace.database.query("SELECT id FROM node WHERE no=?", (phone,))[0][0]
    assert isinstance(other, bytes)
    with pytest.raises(WrongUse, match="reason"):
        acts(filled).judge(ids["Ali Hasan"], ids["علي حسن"], "same", " ")
    with pytest.raises(WrongUse, match="same item"):
        acts(filled).judge(ids["Ali Hasan"], ids["Ali Hasan"], "same", "x")
    with pytest.raises(WrongUse, match="cannot be one"):
        acts(filled).judge(ids["Ali Hasan"], other.hex(), "same", "x")
    with pytest.raises(WrongUse, match="not a decision"):
        acts(filled).judge(ids["Ali Hasan"], ids["علي حسن"], "maybe", "x")
    with pytest.raises(NotFound):
        acts(filled, "outsider").judge(ids["Ali Hasan"], ids["علي حسن"], "same", "x")
    with pytest.raises(NotFound):
        acts(filled).undo("ab" * 8, "x")


def groups_node(house: House, identity: str) -> int:
    return house.bench("analyst").workspace.reading.resolve(house.bench("analyst").scope(), identity)


def test_somebody_outside_sees_nothing_and_takes_nothing_back(filled: House) -> None:
    ids = people(filled)
    made = acts(filled).judge(ids["Ali Hasan"], ids["علي حسن"], "same", "zzqxreason")
    assert groups(filled, "outsider") == []
    with pytest.raises(NotFound):
        acts(filled, "outsider").undo(made.judgement.id, "x")


def test_an_auditor_may_not_judge(filled: House) -> None:
    ids = people(filled)
    filled.door.people.add("reader", "Reader", frozenset({"auditor"}), "correct horse battery", "test")
    with pytest.raises((Refused, NotFound)):
        acts(filled, "reader").judge(ids["Ali Hasan"], ids["علي حسن"], "same", "x")


def test_splitting_a_fragment_off_takes_back_what_joins_it(filled: House) -> None:
    ids = people(filled)
    acts(filled).judge(ids["Ali Hasan"], ids["علي حسن"], "same", "x")
    acts(filled).judge(ids["علي حسن"], ids["A. Hasan"], "same", "x")
    assert len(acts(filled).split(ids["A. Hasan"], "another person")) == 1
    assert [len(found) for found in groups(filled)] == [2]
    with pytest.raises(WrongUse, match="merged with nothing"):
        acts(filled).split(ids["A. Hasan"], "again")


def test_the_automatic_band_is_a_program_s_and_a_person_s_and_reversible(filled: House) -> None:
    ids = people(filled)
    left, right = sorted(groups_node(filled, ids[name]) for name in ("Ali Hasan", "علي حسن"))
    proposed = Pair(left, right, 20.0, 0.999, "automatic", "person-1a2b3c4d")
    (made,) = acts(filled).adopt([proposed, replace(proposed, band="review")])
    assert made.machine == "linkage person-1a2b3c4d"
    assert made.actor == filled.bench("analyst").actor.id
    assert len(groups(filled)) == 1
    acts(filled).undo(made.id, "no")
    assert groups(filled) == []
    assert acts(filled).adopt([proposed]) == []


def test_verify_names_a_row_that_was_edited_added_or_removed(filled: House) -> None:
    ids = people(filled)
    made = acts(filled).judge(ids["Ali Hasan"], ids["علي حسن"], "same", "why").judgement
    other = acts(filled).judge(ids["Ali Hasan"], ids["A. Hasan"], "unsure", "why").judgement
    assert filled.bench("analyst").verify().holds
    with filled.door.workspace.database.transaction() as transaction:
        transaction.execute("UPDATE judgement SET verdict='different' WHERE id=?", (made.id,))
        transaction.execute("DELETE FROM judgement WHERE id=?", (other.id,))
        transaction.execute(
            (
                "INSERT INTO judgement SELECT 99, 'added', 'added', left_node, right_node, verdict, "
                "score, model, evidence, classes, reason, machine, actor, at, supersedes, digest FROM "
                "judgement WHERE id=?"
            ),
            (made.id,),
        )
    filled.door.people.add("reader", "Reader", frozenset({"auditor"}), "correct horse battery", "test")
    found = {(item.code, str(item.params["thing"])) for item in filled.bench("reader").verify().findings}
    assert found == {
        ("decision-differs", made.id),
        ("decision-unlogged", "added"),
        ("decision-missing", other.run),
    }


def test_erasing_a_source_takes_what_rests_on_it_and_verify_still_holds(
    filled: House, tmp_path: Path
) -> None:
    ids = people(filled)
    acts(filled).judge(ids["Ali Hasan"], ids["علي حسن"], "same", "zzqxreason")
    acts(filled).judge(ids["Ali Hasan"], ids["A. Hasan"], "same", "kept")
    source = next(item for item in filled.bench("chief").sources() if item.name == "second.csv")
    filled.bench("chief").acts.request_erasure(source.id, "1/2024")
    filled.bench("second").acts.approve_erasure(source.id)
    assert [len(found) for found in groups(filled)] == [2]
    filled.door.people.add("reader", "Reader", frozenset({"auditor"}), "correct horse battery", "test")
    assert filled.bench("reader").verify().findings == ()
    shutil.copytree(filled.root, tmp_path / "copy")
    assert b"zzqxreason" not in b"".join(
        path.read_bytes() for path in (tmp_path / "copy").rglob("*") if path.is_file()
    )
