"""A source that repeats another is no second witness: declared, taken back, proposed, verified, erased, seen
by whom it concerns."""

import pytest

from tahqiq.kit.errors import Conflict, NotFound, Refused, WrongUse
from tahqiq.model.pair import Pair
from tahqiq.store.pairs import Pairs
from tests.casework.conftest import House, casework_template, house  # noqa: F401

HEAD = "name,date of birth,phone,city\n"
ROWS = (
    "علي حسين كاظم الساعدي,1984-03-17,07901234567,Basra\n",
    "سارة احمد حامد الصائغ,1990-05-02,07902234567,Erbil\n",
    "كريم جاسم محمد الراوي,1975-11-30,07903234567,Mosul\n",
    "نادية صالح عمر العاني,1988-02-14,07904234567,Kirkuk\n",
)
FIRST = HEAD + "".join(ROWS)
COPY = HEAD + "".join(ROWS[:3]) + "ليلى حميد باسم الدليمي,1992-08-08,07905234567,Basra\n"
LATER = "name,phone,city\nAli Hussein Kadhim Al-Saedi,07901234567,Basra\n"


def ids(house: House) -> dict[str, str]:  # noqa: F811
    return {source.name: source.id for source in house.bench("analyst").sources()}


def pairs(house: House) -> dict[tuple[int, int], Pair]:  # noqa: F811
    bench = house.bench("analyst")
    bench.link(adopt=False)
    return {
        (pair.left, pair.right): pair
        for pair in Pairs(bench.workspace.database).of(bench.scope())
        if pair.model.startswith("person")
    }


@pytest.fixture
def copied(house: House) -> House:  # noqa: F811
    for name, text in (("first.csv", FIRST), ("copy.csv", COPY)):
        assert house.collect(name, text)[0].status == "published"
    return house


def test_agreements_with_a_copy_join_nothing_and_do_again_when_it_is_none(copied: House) -> None:
    bench, known = copied.bench("analyst"), ids(copied)
    before = pairs(copied)
    joined = [pair for pair in before.values() if pair.band == "automatic"]
    assert len(joined) == 3
    made = bench.derived.declare(known["copy.csv"], known["first.csv"], "typed off it")
    assert (made.kind, made.seq, made.actor) == ("derive", 1, bench.actor.id)
    after = pairs(copied)
    assert {after[pair.left, pair.right].band for pair in joined} == {"review"}
    assert all(
        "same-origin" in {reason.field for reason in after[pair.left, pair.right].reasons} for pair in joined
    )
    bench.derived.independent(known["copy.csv"], known["first.csv"], "it was made before")
    assert pairs(copied) == before
    assert copied.bench("owner").verify().holds


def test_origins_hold_through_several_steps(copied: House) -> None:
    copied.collect("third.csv", LATER)
    bench, known = copied.bench("analyst"), ids(copied)
    bench.derived.declare(known["copy.csv"], known["first.csv"], "x")
    bench.derived.declare(known["third.csv"], known["copy.csv"], "x")
    assert {item.name for item in bench.derived.origin(known["first.csv"]).one_origin} == {
        "copy.csv",
        "third.csv",
    }


def test_a_copy_is_proposed_until_somebody_decides(copied: House) -> None:
    bench, known = copied.bench("analyst"), ids(copied)
    copied.collect("third.csv", LATER)
    for name in ("first.csv", "copy.csv"):
        (found,) = bench.derived.origin(known[name]).proposed
        assert (found.source.name, found.origin.name, found.shared, found.share) == (
            "copy.csv",
            "first.csv",
            3,
            0.75,
        )
    bench.derived.independent(known["copy.csv"], known["first.csv"], "two registers of one office")
    assert bench.derived.origin(known["copy.csv"]).proposed == ()
    bench.derived.declare(known["copy.csv"], known["first.csv"], "after all")
    assert bench.derived.origin(known["copy.csv"]).proposed == ()
    assert [item.kind for item in bench.derived.origin(known["copy.csv"]).history] == [
        "independent",
        "derive",
    ]


def test_a_copied_text_is_proposed_whatever_its_spaces_and_signs(house: House) -> None:  # noqa: F811
    said = (
        "He came at noon",
        "Nobody saw the driver of the white car",
        "The guard of the bridge wrote down its number",
        "It left for Basra",
        "The night was dark",
        "He did not know the road",
    )
    lines = [
        f"{what} which the witness repeated before the officer in room {room}."
        for room, what in enumerate(said, 3)
    ]
    house.collect(
        "report.txt",
        "Information report SMP-R-02\n2026-04-11\nSource: B   Information: 2\n" + "\n".join(lines) + "\n",
    )
    retold = "\n".join(line.upper().replace(" WHICH ", " – WHICH ") for line in lines[:5])
    house.collect(
        "retold.txt",
        (
            f"Information report SMP-R-09\n2026-05-12\nSource: C   Information: 3\n{retold}\nNothing "
            "else was said of it on that day by anybody who was there.\n"
        ),
    )
    known = ids(house)
    (found,) = house.bench("analyst").derived.origin(known["report.txt"]).proposed
    assert (found.source.name, found.shared) == ("retold.txt", 5)


def test_what_cannot_be_declared(copied: House) -> None:
    bench, known = copied.bench("analyst"), ids(copied)
    with pytest.raises(WrongUse):
        bench.derived.declare(known["copy.csv"], known["copy.csv"], "x")
    with pytest.raises(WrongUse):
        bench.derived.declare(known["copy.csv"], known["first.csv"], " ")
    bench.derived.declare(known["copy.csv"], known["first.csv"], "x")
    with pytest.raises(Conflict):
        bench.derived.declare(known["copy.csv"], known["first.csv"], "again")


def test_who_sees_not_both_sources_sees_and_declares_nothing(copied: House) -> None:
    outsider, known = copied.bench("outsider"), ids(copied)
    told = []
    for identity in (known["copy.csv"], "ab" * 8):
        with pytest.raises(NotFound) as error:
            outsider.derived.declare(identity, known["first.csv"], "x")
        told.append(str(error.value).replace(identity, ""))
    assert told[0] == told[1]
    path = copied.files / "own.csv"
    path.write_text(FIRST, "utf-8")
    outsider.collect([path], outsider.deposit("Elsewhere"))
    own = outsider.sources()[0]
    copied.bench("analyst").derived.declare(known["copy.csv"], known["first.csv"], "x")
    found = outsider.derived.origin(own.id)
    assert (found.one_origin, found.history, found.proposed) == ((), (), ())


def test_an_auditor_may_not_declare(copied: House) -> None:
    known = ids(copied)
    copied.door.people.add("log", "Log", frozenset({"auditor"}), "correct horse battery", "test")
    case = next(
        item for item in copied.door.cases.of(copied.door.people.get("analyst").id) if item.title == "Harbour"
    )
    copied.door.cases.add_member(case.id, copied.door.people.get("log").id, "test")
    with pytest.raises((Refused, NotFound)):
        copied.bench("log").derived.declare(known["copy.csv"], known["first.csv"], "x")


@pytest.mark.parametrize(
    ("sql", "code"),
    [
        ("UPDATE derivation SET reason='other'", "decision-differs"),
        ("DELETE FROM derivation", "decision-missing"),
        ("UPDATE derivation SET kind='independent'", "decision-unlogged"),
    ],
)
def test_an_edited_declaration_is_named(copied: House, sql: str, code: str) -> None:
    known = ids(copied)
    copied.bench("analyst").derived.declare(known["copy.csv"], known["first.csv"], "x")
    with copied.door.workspace.database.transaction() as transaction:
        transaction.execute(sql)
    for login, expected in (("owner", {code}), ("analyst", {code}), ("outsider", set())):
        found = {finding.code for finding in copied.bench(login).verify().findings}
        assert found & {code} == expected
        assert expected or not found


def test_an_erased_source_leaves_no_declaration(copied: House) -> None:
    known = ids(copied)
    bench = copied.bench("analyst")
    bench.derived.declare(known["copy.csv"], known["first.csv"], "x")
    assert bench.derived.origin(known["copy.csv"]).standing
    copied.bench("chief").acts.request_erasure(known["first.csv"], "12/2024")
    copied.bench("second").acts.approve_erasure(known["first.csv"])
    assert copied.door.workspace.database.query("SELECT COUNT(*) FROM derivation") == [(0,)]
    assert not list(copied.root.glob("manifests/1.rows"))
    found = bench.derived.origin(known["copy.csv"])
    assert (found.one_origin, found.history, found.proposed) == ((), (), ())
    assert copied.bench("owner").verify().holds
