"""What ``truth.json`` says is what stands in the files."""

import csv
import io
import re
import zipfile
from datetime import timedelta
from typing import Any

import openpyxl
from mt940 import parse as parse_mt940

from tahqiq.samples.reserved_numbers import is_reserved, luhn
from tahqiq.samples.truth import FileTruth, Truth

Grid = dict[str, list[list[str]]]


def _story(truth: Truth) -> dict[str, Any]:
    return dict(truth.data)


def _grid(truth: Truth, entry: FileTruth) -> Grid:
    """Part → rows of text, as a plain reader sees them."""
    path = truth.evidence / entry.path
    if entry.format == "xlsx":
        book = openpyxl.load_workbook(path, read_only=True)
        return {
            sheet.title: [
                ["" if v is None else str(v) for v in row] for row in sheet.iter_rows(values_only=True)
            ]
            for sheet in book.worksheets
        }
    encoding = "cp1256" if entry.encoding == "windows-1256" else "utf-8"
    delimiter = (
        "\t" if path.suffix == ".tsv" else ";" if "cp1256" in path.name or "الرطيبة" in path.name else ","
    )
    return {"": list(csv.reader(io.StringIO(path.read_bytes().decode(encoding)), delimiter=delimiter))}


def _tables(truth: Truth) -> list[tuple[FileTruth, Grid]]:
    return [(entry, _grid(truth, entry)) for entry in truth.files.values() if entry.format in ("csv", "xlsx")]


def test_rows_add_up(small: Truth) -> None:
    for entry, grid in _tables(small):
        used = sum(any(cell for cell in row) for rows in grid.values() for row in rows)
        blank = sum(not any(cell for cell in row) for rows in grid.values() for row in rows)
        assert entry.records <= used, entry.path
        assert entry.records + entry.furniture - blank <= used <= entry.records + entry.furniture, entry.path


def test_mentions_stand_where_they_should(small: Truth) -> None:
    grids = {entry.path: grid for entry, grid in _tables(small)}
    checked = 0
    for mention in small.mentions:
        if mention["file"] in grids:
            row = grids[mention["file"]][mention["part"]][mention["row"] - 1]
            assert any(mention["text"] in cell for cell in row), mention
            checked += 1
    assert checked > 300


def test_problems_stand_where_they_should(small: Truth) -> None:
    kinds: set[str] = set()
    for entry, grid in _tables(small):
        for trouble in entry.problems:
            row = grid[trouble["part"]][trouble["row"] - 1]
            assert trouble["value"] in (",".join(row) if trouble["lost"] else row), trouble
            kinds.add(trouble["kind"])
    assert kinds == {"scientific-notation", "imei-digits-lost", "truncated-line"}


def test_no_problem_is_forgotten(small: Truth) -> None:
    for entry, grid in _tables(small):
        if entry.kind == "calls":
            broken = sum(
                bool(re.fullmatch(r"\d\.\d+E\+\d+", cell))
                for rows in grid.values()
                for row in rows
                for cell in row
            )
            short = sum(
                bool(re.fullmatch(r"999\d{10}", cell))
                for rows in grid.values()
                for row in rows
                for cell in row
            )
            planted = [trouble["kind"] for trouble in entry.problems]
            assert (broken, short) == (
                planted.count("scientific-notation"),
                planted.count("imei-digits-lost"),
            ), entry.path


def test_call_counts(small: Truth, calls: list[Any]) -> None:
    expected = _story(small)["calls"]
    assert expected["records"] == len(calls) + expected["records_lost"]
    assert (
        sum(entry.records for entry in small.files.values() if entry.kind == "calls") == expected["records"]
    )


def test_doubles_are_exact(small: Truth, calls: list[Any]) -> None:
    expected = _story(small)["calls"]["doubles"]
    assert expected["total"] == 40
    same = {(c.target, c.other, c.out, c.kind, c.start) for c in calls}
    assert len(calls) - len(same) == expected["overlap"]
    ordered = {c.target for c in calls}
    once = sorted(
        {(c.moment(), c.target, c.other, c.out, c.kind, c.seconds) for c in calls if c.other in ordered}
    )
    outgoing = [r for r in once if r[3]]
    incoming = [r for r in once if not r[3]]
    matched = 0
    for moment, target, other, _, kind, seconds in outgoing:
        hits = [
            r
            for r in incoming
            if r[1] == other
            and r[2] == target
            and r[4] == kind
            and r[5] == seconds
            and abs(r[0] - moment) <= timedelta(seconds=2)
        ]
        assert len(hits) == 1
        matched += 1
    assert matched == len(incoming) == expected["other_party"]


def test_distinct_events(small: Truth, calls: list[Any]) -> None:
    expected = _story(small)["calls"]
    assert len(calls) - expected["doubles"]["total"] == expected["distinct_events"]


def test_outside_the_order(small: Truth, calls: list[Any]) -> None:
    order, expected = _story(small)["authority"], _story(small)["calls"]["outside_authority"]
    outside = [
        c
        for c in calls
        if not order["from"] <= c.moment().astimezone(c.moment().tzinfo).date().isoformat() <= order["to"]
    ]
    late = [c for c in outside if c.file == expected["file"]]
    lost = sum(t["lost"] for t in small.files[expected["file"]].problems)
    assert 0 <= expected["records"] - len(late) <= lost
    assert expected["records"] > 0


def test_identities_join_one_person(small: Truth) -> None:
    data = _story(small)
    pairs = data["identities"]
    assert len(pairs) > 500
    for pair in pairs:
        a, b = data["mentions"][pair["a"]], data["mentions"][pair["b"]]
        assert a["person"] == b["person"] == pair["person"]
        assert a["file"] != b["file"]


def test_sixty_people_with_roles(small: Truth) -> None:
    people = _story(small)["people"]
    assert len(people) == 60
    assert len({person["ar"] for person in people}) == 60
    spelled: dict[str, set[str]] = {}
    for mention in small.mentions:
        spelled.setdefault(mention["person"], set()).add(mention["text"])
    assert sum(len(spelled.get(person["id"], ())) >= 3 for person in people) >= 50


def test_bank_statements_balance(small: Truth) -> None:
    seen = 0
    for entry in small.files.values():
        if entry.format != "mt940":
            continue
        text = (small.evidence / entry.path).read_bytes().decode("ascii")
        blocks = [block for block in re.split(r"\r\n-\r\n", text) if ":20:" in block]
        closing = None
        for block in blocks:
            first = _money(re.search(r":60F:([CD])\d{6}USD([\d,]+)", block))
            last = _money(re.search(r":62F:([CD])\d{6}USD([\d,]+)", block))
            moves = [_money(match) for match in re.finditer(r":61:\d{10}([CD])([\d,]+)N", block)]
            assert first + sum(moves) == last
            assert closing in (None, first)
            closing = last
            seen += len(moves)
        assert len(parse_mt940(text).transactions) == entry.records
    assert seen == sum(entry.records for entry in small.files.values() if entry.format == "mt940")


def _money(match: re.Match[str] | None) -> int:
    assert match
    cents = int(match.group(2).replace(",", ""))
    return cents if match.group(1) == "C" else -cents


def test_money_loop_is_in_the_statements(small: Truth) -> None:
    loop = _story(small)["money_loop"]
    legs = loop["legs"]
    assert [leg["from"] for leg in legs] == [legs[2]["to"], legs[0]["to"], legs[1]["to"]]
    text = {path: (small.evidence / path).read_text("ascii") for path in loop["files"]}
    for leg in legs:
        amount = leg["amount"].replace(".", ",")
        assert any(
            f"{amount}NTRF" in body and (leg["to"] in body or leg["from"] in body) for body in text.values()
        )


def _texts(truth: Truth) -> list[tuple[str, str]]:
    found: list[tuple[str, str]] = []
    for path in truth.files:
        data = (truth.evidence / path).read_bytes()
        if data[:2] == b"PK":
            with zipfile.ZipFile(io.BytesIO(data)) as archive:
                found += [
                    (path, archive.read(name).decode("utf-8", "replace"))
                    for name in archive.namelist()
                    if not name.endswith(".png")
                ]
        elif not data.startswith((b"%PDF", b"\xff\xd8")):
            found.append((path, data.decode("cp1256" if "cp1256" in path else "utf-8")))
    return found


def test_numbers_are_reserved(small: Truth) -> None:
    phones: set[str] = set()
    for _, text in _texts(small):
        joined = re.sub(r"(?<=\d)[ -](?=\d{3,})", "", text)
        phones |= {"964" + n for n in re.findall(r"(?<!\d)0(7\d{9})(?!\d)", joined)}
        phones |= set(re.findall(r"(?<![\d.])(?:00|\+)?(964\d{10})(?!\d)", joined))
        phones |= set(re.findall(r"(?<!\d)(?:00|\+)(44\d{10})(?!\d)", joined))
    assert len(phones) > 200
    assert {phone for phone in phones if not is_reserved(phone)} == set()


def test_call_records_use_reserved_numbers_only(calls: list[Any]) -> None:
    assert all(is_reserved(c.target) for c in calls)
    assert all(is_reserved(c.other) for c in calls if c.other and "E+" not in c.other)


def test_imei_imsi_iban(small: Truth, calls: list[Any]) -> None:
    for c in calls:
        assert c.imsi[:5] in ("41897", "41898")
        assert len(c.imsi) == 15
        if len(c.imei) == 15:
            assert c.imei.startswith("00999")
            assert luhn(c.imei[:-1]) == c.imei[-1]
    found = {iban for _, text in _texts(small) for iban in re.findall(r"IQ\d\d[A-Z]{4}\d{15}", text)}
    assert len(found) > 20
    assert all(
        iban[4:8] == "SMPL" and int("".join(str(int(c, 36)) for c in iban[4:] + iban[:4])) % 97 == 1
        for iban in found
    )
