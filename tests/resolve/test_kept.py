"""Features kept between runs are what would be made anew, whatever happened in between."""

import shutil
from collections.abc import Callable

import pytest

from tahqiq.resolve import kept as kept_module
from tahqiq.resolve.kept import STATE, Kept
from tahqiq.resolve.kinds import KINDS, PERSON
from tahqiq.store.pairs import Pairs
from tahqiq.store.workspace import LINKAGE
from tests.casework.conftest import House, casework_template, house  # noqa: F401

HEAD = "name,mother name,date of birth,phone,passport number\n"
SHEETS = {
    "first.csv": (
        "علي حسين كاظم الساعدي,زينب جبار,1984-03-17,07901234567,A1234567\nعمر مجيد باسم الصائغ,هدى سالم,"
        "1990-01-01,07905554443,\n"
    ),
    "second.csv": "Ali Hussein Kadhim Al-Saedi,,1984-03-17,07901234567,\nOmar Majeed Basim Al-Saegh,,1990-01-01,,\n",  # noqa: E501
    "third.csv": "علي حسين كاظم الساعدي,رغد صادق,1961-05-02,07903339998,B7654321\n",
    "many.csv": "".join(
        f"{name} Hasan,,,07905554443,\n" for name in ("Zaid", "Karim", "Nabil", "Faris", "Ghazi")
    ),
}


def tables(house: House) -> dict[str, list[dict[str, object]]]:  # noqa: F811
    """Every kind's records as kept."""
    bench = house.bench("analyst")
    found = Kept.of(bench.workspace, bench.scope("analysis"))
    return {name: found.table(kind).to_pylist() for name, kind in KINDS.items()}


def anew(house: House) -> dict[str, list[dict[str, object]]]:  # noqa: F811
    """The same with nothing kept."""
    shutil.rmtree(house.root / LINKAGE, ignore_errors=True)
    return tables(house)


def collect(house: House, *names: str) -> None:  # noqa: F811
    for name in names or SHEETS:
        assert house.collect(name, HEAD + SHEETS[name])[0].status == "published"


def retract(house: House) -> None:  # noqa: F811
    bench = house.bench("analyst")
    for _, said in bench.workspace.reading.scan(bench.scope()):
        for item in said:
            if item.prop == "birthDate" and item.source_name == "first.csv":
                bench.acts.retract(item.entity.hex(), item.id.hex(), "misread")
                return


def erase(house: House) -> None:  # noqa: F811
    source = next(source for source in house.bench("chief").sources() if source.name == "second.csv")
    house.bench("chief").acts.request_erasure(source.id, "1/2024")
    house.bench("second").acts.approve_erasure(source.id)


def reread(house: House) -> None:  # noqa: F811
    bench = house.bench("analyst")
    source = next(source for source in bench.sources() if source.name == "first.csv")
    bench.reread(source.id, reason="once more")


def more(house: House) -> None:  # noqa: F811
    collect(house, "many.csv")


@pytest.mark.parametrize("act", [more, retract, erase, reread])
@pytest.mark.parametrize("restart", [False, True])
def test_what_is_kept_is_what_would_be_made_anew(
    house: House,  # noqa: F811
    act: Callable[[House], None],
    restart: bool,  # noqa: F811, RUF100
) -> None:
    collect(house, "first.csv", "second.csv", "third.csv")
    before = tables(house)
    act(house)
    if restart:
        Kept._last = None
    after = tables(house)
    assert after != before
    assert after == anew(house)


def test_steps_are_read_again_and_folded_in_time(house: House, monkeypatch: pytest.MonkeyPatch) -> None:  # noqa: F811
    monkeypatch.setattr(kept_module, "_MOST_STEPS", 2)
    steps = []
    for name in SHEETS:
        collect(house, name)
        found = tables(house)
        Kept._last = None
        assert tables(house) == found
        (folder,) = (house.root / LINKAGE).iterdir()
        steps.append(len({path.name[:8] for path in folder.iterdir()} - {STATE[:8]}))
    assert steps == [1, 2, 1, 2]
    assert found == anew(house)


@pytest.mark.parametrize("damage", [lambda path: path.write_bytes(b"x"), lambda path: path.unlink()])
def test_a_damaged_file_is_made_again(house: House, damage: Callable[[object], None]) -> None:  # noqa: F811
    collect(house, "first.csv")
    found = tables(house)
    for path in (house.root / LINKAGE).rglob("*-person.parquet"):
        damage(path)
    Kept._last = None
    assert tables(house) == found


def test_two_scopes_keep_features_of_their_own(house: House) -> None:  # noqa: F811
    collect(house)
    bench = house.bench("outsider")
    assert tables(house)["person"]
    assert Kept.of(bench.workspace, bench.scope("analysis")).count(PERSON) == 0
    assert tables(house)["person"]


def test_one_source_after_another_gives_the_pairs_of_a_whole_run(
    house: House,  # noqa: F811
    monkeypatch: pytest.MonkeyPatch,  # noqa: F811, RUF100
) -> None:
    monkeypatch.setattr(
        "tahqiq.resolve.engine._LEAST_TERMS", 100
    )  # rarity is a model's, and a whole run makes a new one
    bench = house.bench("analyst")

    def kept() -> set[tuple[object, ...]]:
        return {
            (pair.left, pair.right, pair.band, pair.weight, pair.reasons, pair.classes)
            for pair in Pairs(bench.workspace.database).of(bench.scope())
        }

    for name in SHEETS:
        collect(house, name)
        bench.link(next(source.id for source in bench.sources() if source.name == name), adopt=False)
    stepwise = kept()
    assert stepwise
    bench.link(adopt=False)
    assert kept() == stepwise


def test_a_tie_that_a_new_source_brings_to_an_old_record_counts(house: House) -> None:  # noqa: F811
    collect(house, "first.csv", "third.csv")
    bench = house.bench("analyst")
    bench.link(adopt=False)
    people = {row["no"]: row for row in tables(house)["person"]}
    collect(house, "many.csv")
    source = next(source for source in bench.sources() if source.name == "many.csv")
    touched = Kept.of(bench.workspace, bench.scope("analysis")).spoken_of(source.no)
    assert not people.keys() & set(touched)
    shared = next(no for no, row in people.items() if "عمر" in str(row["given_written"]))
    assert people[shared]["phones"]
    assert next(row for row in tables(house)["person"] if row["no"] == shared)["phones"] is None
