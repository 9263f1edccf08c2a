"""A stranger adds a type with one YAML entry, through a folder or an installed package's entry point."""

import importlib
from pathlib import Path

import pytest

from tahqiq.kit.entry_points import folder_of
from tahqiq.model.vocabulary import built_in, load, vocabulary

BOAT = """
Speedboat:
  extends: [Vessel]
  label: [Speedboat, زورق سريع, بەلەمی خێرا, بەلەما ب لەز]
  plural: [Speedboats, زوارق سريعة, بەلەمە خێراکان, بەلەمێن ب لەز]
  description: [A small fast boat, زورق صغير سريع, بەلەمێکی بچووکی خێرا, بەلەمەکا بچویک یا ب لەز]
  featured: [hullNumber, name]
  properties:
    hullNumber: {type: identifier, label: [Hull number, رقم البدن, ژمارەی لەش, ژمارا لەشی]}
+Person:
  properties:
    boatLicence: {type: identifier, identifier: DocumentNumber, kind: boat-licence, label: [Boat licence, إجازة زورق, مۆڵەتی بەلەم, مۆلەتا بەلەمێ]}
"""  # noqa: E501


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    path = tmp_path / "toyboats"
    path.mkdir()
    (path / "__init__.py").write_text("", "utf-8")
    (path / "boats.yaml").write_text(BOAT, "utf-8")
    return path


def test_one_entry_brings_everything(folder: Path) -> None:
    boat = load(built_in(), folder).get("Speedboat")
    assert boat.is_a("Vehicle")
    assert boat.label("ckb") == "بەلەمی خێرا"
    assert (boat.icon, boat.shape, boat.matchable, boat.standard) == ("ship", "diamond", True, False)
    assert boat.caption_of({"imoNumber": ["9074729"]}) == "9074729"
    assert boat.interval.start == ("buildDate", "registrationDate")
    assert [prop.name for prop in boat.visible()[:2]] == ["hullNumber", "name"]
    assert boat.properties["imoNumber"].schema == "Vessel"
    assert boat.file == "boats.yaml"


def test_it_appears_where_things_point_and_in_the_json(folder: Path) -> None:
    extended = load(built_in(), folder)
    assert ("Ownership", "asset") in {(prop.schema, prop.name) for prop in extended.incoming("Speedboat")}
    properties = extended.to_json()["properties"]
    assert isinstance(properties, dict)
    assert "Speedboat.hullNumber" in properties
    assert extended.fact_property("Crossing", "b", "Speedboat") == "transport"


def test_properties_added_to_a_standard_type_are_ours_and_inherited(folder: Path) -> None:
    prop = load(built_in(), folder).property("Person", "boatLicence")
    assert (prop.standard, prop.kind, prop.identifier) == (False, "boat-licence", "DocumentNumber")


def test_an_installed_package_is_found_by_its_entry_point(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    described = folder.parent / "toyboats-1.0.dist-info"
    described.mkdir()
    (described / "METADATA").write_text("Metadata-Version: 2.1\nName: toyboats\nVersion: 1.0\n", "utf-8")
    (described / "entry_points.txt").write_text("[tahqiq.schemata]\nboats = toyboats\n", "utf-8")
    assert "Speedboat" not in vocabulary()
    monkeypatch.syspath_prepend(str(folder.parent))
    importlib.invalidate_caches()
    fresh = vocabulary.__wrapped__()
    assert "Speedboat" in fresh
    assert len(fresh.schemata) == len(vocabulary().schemata) + 1


def test_a_package_that_does_not_fit_is_left_out_with_what_is_wrong(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name, package, text in (
        ("boats", "toyboats", BOAT),
        ("broken", "brokenboats", "Raft:\n  extends: [NoSuchThing]\n"),
        ("gone", "noboats", ""),
    ):
        described = folder.parent / f"{package}-1.0.dist-info"
        described.mkdir()
        (described / "METADATA").write_text(
            f"Metadata-Version: 2.1\nName: {package}\nVersion: 1.0\n", "utf-8"
        )
        (described / "entry_points.txt").write_text(f"[tahqiq.schemata]\n{name} = {package}\n", "utf-8")
        if text and package != folder.name:
            (folder.parent / package).mkdir()
            (folder.parent / package / "raft.yaml").write_text(text, "utf-8")
    monkeypatch.syspath_prepend(str(folder.parent))
    importlib.invalidate_caches()
    with pytest.warns(UserWarning, match="schemata") as told:
        fresh = vocabulary.__wrapped__()
    about = [
        str(item.message) for item in told if issubclass(item.category, UserWarning)
    ]  # and not what a loaded machine warns of
    assert {text.split()[1] for text in about if "schemata" in text} == {"broken", "gone"}
    assert "Speedboat" in fresh
    assert "Raft" not in fresh


def test_a_folder_of_a_desk_is_found_without_running_the_desk(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "loud" / "schema").mkdir(parents=True)
    (tmp_path / "loud" / "__init__.py").write_text("raise RuntimeError('this must not run')", "utf-8")
    (tmp_path / "loud" / "schema" / "boats.yaml").write_text(BOAT, "utf-8")
    monkeypatch.syspath_prepend(str(tmp_path))
    assert "Speedboat" in load(built_in(), folder_of("loud.schema"))


def test_it_is_read_once() -> None:
    assert vocabulary() is vocabulary()
