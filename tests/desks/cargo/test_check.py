"""``tahqiq cargo check``."""

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from tahqiq.cli.start import program
from tests.formats.cargo.samples import (
    AWMDS,
    BAPLIE_PLACE_FIRST,
    BOX,
    CUSCAR,
    FWB,
    OTHER,
    SAD,
    XFWB,
    numbered,
)


def checked(folder: Path, **files: str) -> dict[str, list[tuple[str, str]]]:
    paths = []
    for name, text in files.items():
        paths.append(folder / name.replace("_", "."))
        paths[-1].write_text(text, "utf-8")
    done = CliRunner().invoke(program("desks"), ["cargo", "check", "--json", *map(str, paths)])
    assert done.exit_code == 0, done.output
    told = json.loads(done.output)
    found: dict[str, list[tuple[str, str]]] = {}
    for one in told["differences"]:
        assert one["sentence"]
        found.setdefault(one["what"], []).append((one["subject"], one["number"]))
    return found


def test_papers_that_fit(tmp_path: Path) -> None:
    assert checked(tmp_path, a_edi=CUSCAR, b_edi=BAPLIE_PLACE_FIRST) == {}
    assert checked(tmp_path, a_xml=SAD, b_edi=CUSCAR) == {}
    assert checked(tmp_path, a_txt=FWB, b_xml=XFWB) == {}


@pytest.mark.parametrize(
    ("old", "new", "found"),
    [
        ("KGM:14000", "KGM:24000", {"weight": [("container", BOX)]}),
        ("KGM:14000", "KGM:9000", {"weight": [("container", BOX)]}),
        ("42G1+++4", "42G1+++5", {"loaded": [("container", OTHER)]}),
        ("KGM:4000", "KGM:9000", {"heavy": [("container", OTHER)]}),
        (OTHER, numbered("TSTU", 7), {"only": [("container", numbered("TSTU", 7)), ("container", OTHER)]}),
    ],
)
def test_a_bay_plan_against_the_manifest(
    tmp_path: Path, old: str, new: str, found: dict[str, list[tuple[str, str]]]
) -> None:
    plan = BAPLIE_PLACE_FIRST.replace("MEA+VGM++KGM:4000'", "MEA+VGM++KGM:4000'LOC+11+IQUQR:139:6'")
    assert {
        what: sorted(numbers)
        for what, numbers in checked(tmp_path, a_edi=CUSCAR, b_edi=plan.replace(old, new)).items()
    } == {what: sorted(numbers) for what, numbers in found.items()}


def test_boxes_for_another_port_are_not_missed(tmp_path: Path) -> None:
    plan = BAPLIE_PLACE_FIRST + ""
    plan = plan.replace(
        "UNT+16", f"LOC+147+0010186::5'LOC+11+AEJEA:139:6'EQD+CN+{numbered('TSTU', 9)}+22G1+++5'UNT+19"
    )
    manifest = CUSCAR.replace("LOC+9+CNSHA:139:6'GIS", "LOC+9+CNSHA:139:6'LOC+11+IQUQR:139:6'GIS").replace(
        "UNT+29", "UNT+30"
    )
    assert checked(tmp_path, a_edi=manifest, b_edi=plan) == {}


def test_a_declaration_against_the_manifest(tmp_path: Path) -> None:
    wrong = (
        SAD.replace("690721", "240220")
        .replace("BASRA STORES", "QUITE ANOTHER")
        .replace("packages>40<", "packages>31<")
        .replace("itm>9800<", "itm>2000<")
    )
    found = checked(tmp_path, a_edi=CUSCAR, b_xml=wrong)
    assert found == {what: [("bill", "BL-A")] for what in ("weight", "packages", "consignee", "hs")}


def test_seals_between_manifest_and_gate(tmp_path: Path) -> None:
    gate = f"Container No,Gross kg,Seal,Status\n{BOX[:4]} {BOX[4:10]}-{BOX[10]},14200,S999,full\n"
    assert checked(tmp_path, a_xml=AWMDS, b_csv=gate) == {"seals": [("container", BOX)]}
    arabic = f"رقم الحاوية,الوزن,الختم\n{BOX},30000,S100\n"
    assert checked(tmp_path, a_edi=CUSCAR, b_csv=arabic) == {"weight": [("container", BOX)]}


def test_flags_of_one_file_and_the_terminal(tmp_path: Path) -> None:
    path = tmp_path / "a.edi"
    path.write_text(BAPLIE_PLACE_FIRST.replace(OTHER, BOX))
    done = CliRunner().invoke(program("desks"), ["cargo", "check", str(path)])
    assert (done.exit_code, "stands twice" in done.output, "Tolerance: 500 kg or 5 %" in done.output) == (
        0,
        True,
        True,
    )
    path.write_text("nothing of the kind")
    done = CliRunner().invoke(program("desks"), ["cargo", "check", "--json", str(path)])
    assert [one["problem"]["code"] for one in json.loads(done.output)["problems"]] == ["cargo-no-document"]


def test_a_party_without_a_role_and_a_weight_without_a_unit(tmp_path: Path) -> None:
    odd = CUSCAR.replace("NAD+CN+++BASRA", "NAD++++BASRA").replace("MEA+AAE+G+KGM:9800", "MEA+AAE+G+:9800")
    assert checked(tmp_path, a_edi=odd, b_edi=BAPLIE_PLACE_FIRST) == {}
