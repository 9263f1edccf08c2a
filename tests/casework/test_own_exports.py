"""A file that Tahqiq exported is known when it comes back, and is no further witness; a forged mark can hide
nothing."""

from pathlib import Path

import pytest

from tahqiq.access.exported_files import enter_export
from tahqiq.casework.derivations import Origin
from tahqiq.kit.errors import WrongUse
from tahqiq.kit.export_mark import MARK, carried
from tahqiq.model.pair import Band, Pair
from tahqiq.store.derivations import origins
from tahqiq.store.pairs import Pairs
from tests.casework.conftest import House, archive, casework_template, house  # noqa: F401

HEAD = "name,date of birth,phone,city\n"
ROWS = (
    "علي حسين كاظم الساعدي,1984-03-17,07901234567,Basra\n",
    "سارة احمد حامد الصائغ,1990-05-02,07902234567,Erbil\n",
    "كريم جاسم محمد الراوي,1975-11-30,07903234567,Mosul\n",
)
FIRST, SECOND = HEAD + "".join(ROWS), "Full name,Born,Mobile,Town\n" + "".join(ROWS)
FORGED = f"{MARK}{'0' * 32}"


def origin(house: House, source: str, login: str = "analyst") -> Origin:  # noqa: F811
    return house.bench(login).derived.origin(source)


def exported(house: House, name: str, form: str) -> bytes:  # noqa: F811
    """The bytes of an export of everything, as the analyst saves it."""
    path = house.files / name
    house.bench("analyst").export(form, path, case="Harbour")
    data = path.read_bytes()
    path.unlink()
    return data


def bands(house: House) -> set[Band]:  # noqa: F811
    """The bands of the pairs of people."""
    bench = house.bench("analyst")
    bench.link(adopt=False)
    found: list[Pair] = list(Pairs(bench.workspace.database).of(bench.scope()))
    return {pair.band for pair in found if pair.model.startswith("person")}


def witness(house: House, source: str) -> int:  # noqa: F811
    bench = house.bench("analyst")
    return origins(bench.workspace.database, bench.scope())[bench.source(source).no]


@pytest.fixture
def first(house: House) -> House:  # noqa: F811
    assert house.collect("first.csv", FIRST)[0].status == "published"
    return house


@pytest.mark.parametrize(
    ("name", "form"),
    [(f"own.{one}", one) for one in ("anx", "graphml", "gexf", "xlsx", "csv")]
    + [("own.ftm.json", "ftm"), ("own.csv", "ftm")],
)
def test_an_own_file_is_known_with_who_saved_it_and_is_no_witness(first: House, name: str, form: str) -> None:
    data = exported(first, name, form)
    made = first.collect(name, data)
    own = next(one for one in made if one.path == name) if form != "ftm" else None
    source = (
        own.source if own else next(one.id for one in first.bench("analyst").sources() if one.name == name)
    )
    export = origin(first, source).export
    assert export
    assert export.by == first.bench("analyst").actor.id
    assert export.at
    assert (export.unchanged, export.counted) == (True, False)
    assert witness(first, source) == 0
    assert own is None or own.own_export
    assert "automatic" not in bands(first)
    assert exported(first, f"again{Path(name).suffix}", form)  # it is exported with what came back
    assert first.bench("owner").verify().holds


def test_what_is_changed_since_says_so_and_a_person_says_that_it_is_its_own_document(first: House) -> None:
    data = exported(first, "own.graphml", "graphml").replace(b"Basra", b"Mosul")
    (made,) = first.collect("own.graphml", data)
    found = origin(first, made.source)
    assert found.export
    assert found.export.unchanged is False
    assert found.one_origin == ()
    assert not found.proposed
    derived = first.bench("analyst").derived
    derived.independent(made.source, made.source, "another unit wrote into it")
    found = origin(first, made.source)
    assert found.export
    assert found.export.counted
    assert found.standing == ()
    assert witness(first, made.source) == first.bench("analyst").source(made.source).no
    derived.declare(made.source, made.source, "it did not")
    assert witness(first, made.source) == 0
    assert first.bench("owner").verify().holds


def test_two_independent_documents_stay_two_beside_an_export_of_both(first: House) -> None:
    (second,) = first.collect("second.csv", SECOND)
    assert "automatic" in bands(first)
    before = witness(first, second.source)
    (own,) = first.collect("own.anx", exported(first, "own.anx", "anx"))
    derived = first.bench("analyst").derived
    for one in first.bench("analyst").sources():
        if one.id != own.source:  # somebody declares what is true: it repeats both
            derived.declare(own.source, one.id, "drawn from it")
    assert witness(first, second.source) == before
    assert "automatic" in bands(first)


def test_a_forged_mark_lowers_one_count_and_hides_nothing(first: House) -> None:
    """A stranger's document with our mark: it is read, shown and found; only its own word weighs less until
    a person has looked. The documents beside it in an archive, and those that it is packed with, lose
    nothing."""
    (made,) = first.collect("second.csv", f"{SECOND}{FORGED},,,\n")
    assert (made.status, made.own_export, made.mapped) == ("published", True, 4)
    export = origin(first, made.source).export
    assert export
    assert (export.id, export.by, export.unchanged) == ("0" * 32, "", None)
    assert "automatic" not in bands(first)
    assert first.bench("analyst").search("Mosul").total
    first.bench("analyst").derived.independent(made.source, made.source, "the ministry's own list")
    assert "automatic" in bands(first)
    packed = archive(register_csv=SECOND.replace("1984", "1985"), other_csv=FIRST.replace("1984", "1986"))
    packed = packed[:-2] + len(FORGED).to_bytes(2, "little") + FORGED.encode()
    whole, *inside = first.collect("packed.zip", packed)
    assert whole.own_export
    assert [one.own_export for one in inside] == [False, False]
    assert all(witness(first, one.source) for one in inside)


def test_who_saved_it_is_for_who_is_in_the_case(first: House, tmp_path: Path) -> None:
    data = exported(first, "own.anx", "anx")
    outsider = first.bench("outsider")
    path = tmp_path / "given.anx"
    path.write_bytes(data)
    (made,) = outsider.collect([path], outsider.deposit("Elsewhere"))
    export = origin(first, made.source, "outsider").export
    assert export
    assert (export.by, export.at, export.unchanged) == ("", "", None)


def test_no_other_document_can_be_declared_a_repetition_of_itself(first: House) -> None:
    (source,) = first.bench("analyst").sources()
    with pytest.raises(WrongUse, match="cannot repeat itself"):
        first.bench("analyst").derived.independent(source.id, source.id, "x")
    assert origin(first, source.id).export is None


def test_a_mark_is_put_where_programs_leave_it_and_is_found_there(first: House, tmp_path: Path) -> None:
    bench = first.bench("analyst")
    for name, data in (
        ("a.pdf", b"%PDF-1.7\n%%EOF\n"),
        ("a.html", b"<!doctype html><p>x</p>"),
        ("a.anx", "\ufeff<Chart></Chart>".encode("utf-16-le")),
        ("a.zip", archive(x_csv="a")),
    ):
        path = tmp_path / name
        path.write_bytes(data)
        assert carried(path) is None
        enter_export(bench.door.audit, bench.actor, path, "")
        found = carried(path)
        assert found
        assert len(found) == 32
        assert path.read_bytes().startswith(data[: len(data) - 22])
