"""The listing of known vulnerabilities names what is affected, and only that, from advisories in the form
that the public databases have."""

import importlib.util
import json
from pathlib import Path
from types import ModuleType

import pytest

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="module")
def script() -> ModuleType:
    spec = importlib.util.spec_from_file_location("advisories", ROOT / "scripts" / "advisories.py")
    assert spec is not None
    assert spec.loader is not None
    made = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(made)
    return made


def advisory(
    name: str, ecosystem: str, *events: dict[str, str], versions: tuple[str, ...] = (), **more: str
) -> dict[str, object]:
    kind = "ECOSYSTEM" if ecosystem == "PyPI" else "SEMVER"
    affected = {
        "package": {"ecosystem": ecosystem, "name": name},
        "ranges": [{"type": kind, "events": list(events)}],
        "versions": list(versions),
    }
    return {
        "id": f"X-{name}",
        "modified": "2026-01-02T00:00:00Z",
        "summary": "Invented.",
        "affected": [affected],
        **more,
    }


@pytest.fixture
def locks(tmp_path: Path) -> list[Path]:
    (tmp_path / "locks").mkdir()
    (tmp_path / "locks" / "runtime.txt").write_text(
        "some-thing==1.4.0 \\\n    --hash=sha256:aa\n    # via other==9\nother[extra]==2.0 ; "
        "python_version < '4'\n"
    )
    packages = {
        "": {"name": "page"},
        "node_modules/left": {"version": "3.1.0-rc.2"},
        "node_modules/left/node_modules/@a/right": {"version": "1.0.0"},
    }
    (tmp_path / "package-lock.json").write_text(json.dumps({"packages": packages}))
    return [tmp_path / "locks", tmp_path / "package-lock.json"]


def test_what_is_locked_is_read_from_both_kinds_of_files(script: ModuleType, locks: list[Path]) -> None:
    assert script.locked(locks) == {
        ("PyPI", "some-thing"): {"1.4.0"},
        ("PyPI", "other"): {"2.0"},
        ("npm", "left"): {"3.1.0-rc.2"},
        ("npm", "@a/right"): {"1.0.0"},
    }
    own = script.locked([ROOT / "requirements", ROOT / "ui" / "package-lock.json"])
    assert {("PyPI", "fastapi"), ("PyPI", "cryptography"), ("npm", "react")} <= own.keys()
    assert len(own) > 300


FIRST: dict[str, str] = {"introduced": "0"}


@pytest.mark.parametrize(
    ("given", "hit"),
    [
        (advisory("Some_Thing", "PyPI", FIRST, {"fixed": "1.4.1"}), True),
        (advisory("some.thing", "PyPI", FIRST, {"fixed": "1.4"}), False),
        (advisory("some-thing", "PyPI", {"introduced": "1.5"}), False),
        (
            advisory("some-thing", "PyPI", {"introduced": "1.10"}, {"introduced": "0"}, {"fixed": "1.0"}),
            False,
        ),
        (advisory("some-thing", "PyPI", FIRST, {"last_affected": "1.4.0"}), True),
        (advisory("some-thing", "PyPI", FIRST, {"last_affected": "1.3.9"}), False),
        (advisory("some-thing", "PyPI", versions=("1.4.0",)), True),
        (advisory("some-thing", "npm", FIRST), False),
        (advisory("some-thing", "PyPI", FIRST, withdrawn="2026-01-03T00:00:00Z"), False),
        (advisory("left", "npm", {"introduced": "3.0.0"}, {"fixed": "3.1.0"}), True),
        (advisory("left", "npm", {"introduced": "3.0.0"}, {"fixed": "3.1.0-rc.2"}), False),
        (advisory("left", "npm", {"introduced": "3.0.0"}, {"fixed": "3.1.0-rc.10"}), True),
        (advisory("@a/right", "npm", {"introduced": "1.0.0"}), True),
        (advisory("right", "npm", FIRST), False),
        (advisory("left", "npm", {"introduced": "whatever"}), True),
    ],
)
@pytest.mark.parametrize("form", ["json", "yaml"])
def test_an_advisory_is_about_what_it_says(
    script: ModuleType, locks: list[Path], tmp_path: Path, given: dict[str, object], hit: bool, form: str
) -> None:
    text = (
        json.dumps(given, indent=2)
        if form == "json"
        else "\n".join(f"{key}: {json.dumps(value)}" for key, value in given.items())
    )
    (tmp_path / "database" / "vulns").mkdir(parents=True)
    (tmp_path / "database" / "vulns" / f"one.{form}").write_text(text)
    assert script.main([str(tmp_path / "database"), "--locks", *map(str, locks)]) == int(hit)


def test_a_folder_without_advisories_is_no_answer(
    script: ModuleType, locks: list[Path], tmp_path: Path
) -> None:
    (tmp_path / "empty").mkdir()
    assert script.main([str(tmp_path / "empty"), "--locks", *map(str, locks)]) == 2


def test_what_was_read_and_how_new_it_is_is_said(
    script: ModuleType, locks: list[Path], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "database").mkdir()
    (tmp_path / "database" / "one.json").write_text(
        json.dumps(advisory("other", "PyPI", FIRST, {"fixed": "2.1"}), indent=2)
    )
    assert script.main([str(tmp_path / "database"), "--json", "--locks", *map(str, locks)]) == 1
    told = json.loads(capsys.readouterr().out)
    assert (told["advisories"], told["newest"], told["packages"]) == (1, "2026-01-02", 4)
    assert [(item["name"], item["version"], item["fixed"]) for item in told["affected"]] == [
        ("other", "2.0", ["2.1"])
    ]
