"""Shapes of retained data: calls by legs, data sessions, both joined, and what is not known; versions,
hostile files, and no record lost (T10, T11)."""

from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tahqiq.desks.covert.product.files import ProductFilesRequest, read
from tahqiq.formats.etsi.reader import READER
from tahqiq.formats.reader import Records
from tahqiq.model.problem import Problem
from tests.formats.etsi.made import call, document, party, place, record, session


def told(path: Path, content: bytes) -> dict[str, Any]:
    path.write_bytes(content)
    return read(ProductFilesRequest(files=[path])).documents[0].model_dump()


def test_both_versions_give_the_same_values_and_the_version_is_kept(tmp_path: Path) -> None:
    first, second = (
        told(tmp_path / "a.xml", document(call(), session(), version=version))
        for version in ("v1.26.1", "v1.28.1")
    )
    assert (first["version"], second["version"]) == ("v1.26.1", "v1.28.1")
    assert first["lines"] == second["lines"]
    strange = told(
        tmp_path / "a.xml",
        document(call(), session()).replace(
            b"http://uri.etsi.org/02657/v1.28.1#/RetainedData", b"urn:RetainedData"
        ),
    )
    assert (strange["version"], strange["lines"]) == ("", first["lines"])
    later = told(tmp_path / "a.xml", document(call(), session(), version="v2.3.1"))
    assert (later["version"], later["lines"]) == ("v2.3.1", first["lines"])
    said = [
        [one["sentence"] for one in file["problems"] if one["code"] == "etsi-version-unknown"]
        for file in (first, strange, later)
    ]
    assert [len(one) for one in said] == [0, 1, 1]
    assert "v2.3.1" in said[2][0]


def test_a_call_has_a_leg_for_each_party_with_its_own_cell(tmp_path: Path) -> None:
    found = told(tmp_path / "a.xml", document(call()))
    one, two = found["lines"]
    assert (found["records_in"], found["records_out"], found["rejected"], found["problems"]) == (1, 1, 0, [])
    assert (one["role"], one["caller"], one["callee"], one["start"], one["seconds"]) == (
        "originating-Party",
        "9647701234567",
        "9647709876543",
        "2024-09-27T00:05:03Z",
        "60",
    )
    assert (one["latitude"], one["longitude"], two["latitude"], two["longitude"]) == (
        pytest.approx(51.62945),
        pytest.approx(13.6288639),
        33.31,
        44.36,
    )
    assert (two["role"], two["number"], two["caller"], one["session"]) == (
        "terminating-Party",
        "9647709876543",
        "9647701234567",
        "ab12",
    )


def test_a_data_session_is_joined_with_the_party_beside_it(tmp_path: Path) -> None:
    own = "<interval><startTime>20240101000000+0300</startTime></interval>"
    pure, hybrid = told(
        tmp_path / "a.xml",
        document(session(own), session("", party("other", "9647701234567", place("N333000", "E0442100")))),
    )["lines"]
    assert (pure["kind"], pure["apn"], pure["start"], pure["latitude"]) == (
        "data",
        "internet",
        "2023-12-31T21:00:00Z",
        None,
    )
    assert (hybrid["kind"], hybrid["imsi"], hybrid["start"], hybrid["latitude"], hybrid["longitude"]) == (
        "data",
        "418050000000001",
        "2024-09-27T00:05:03Z",
        33.5,
        44.35,
    )
    assert (hybrid["caller"], hybrid["cell"]) == ("9647701234567", "0114F850")


def test_what_has_another_shape_is_kept_counted_and_told(tmp_path: Path) -> None:
    found = told(
        tmp_path / "a.xml",
        document(call(), record("<subscriber><name>x</name></subscriber>", wrapped=False), record("")),
    )
    assert (found["records_in"], found["records_out"], len(found["lines"])) == (3, 3, 4)
    assert [one["code"] for one in found["problems"]] == ["etsi-shape-unknown"] * 2
    assert found["lines"][2]["rest"] == {"recordPayload/subscriber/name": "x"}


def test_a_broken_file_says_how_many_records_it_loses(tmp_path: Path) -> None:
    whole = document(call(), session(), call())
    found = told(tmp_path / "a.xml", whole[: whole.rindex(b"<TelephonyPartyInformation>") + 40])
    assert (found["records_in"], found["records_out"], found["rejected"]) == (3, 2, 1)
    assert [one["code"] for one in found["problems"] if one["code"] == "document-damaged"]


HOSTILE = {
    "entities": '<!DOCTYPE r [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;">]>',
    "outside": '<!DOCTYPE r [<!ENTITY x SYSTEM "file:///etc/passwd">]>',
}


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_xml_is_refused(tmp_path: Path, name: str) -> None:
    content = document(call(), prefix=HOSTILE[name]).replace(
        b"<cSPID>csp", b"<cSPID>&b;" if name == "entities" else b"<cSPID>&x;"
    )
    found = told(tmp_path / "a.xml", content)
    assert [one["code"] for one in found["problems"]] == ["xml-refused"]
    assert (found["records_in"], found["records_out"], found["rejected"]) == (1, 0, 1)
    assert "root:" not in str(found)


def test_nesting_without_end_is_stopped(tmp_path: Path) -> None:
    found = told(tmp_path / "a.xml", document(record("<x>" * 5_000 + "</x>" * 5_000)))
    assert [one["code"] for one in found["problems"]] == ["limit-reached"]


shapes = st.sampled_from(
    [call(), session(), session("", party("other", "1")), record(""), record("<a/>", wrapped=False)]
)


@given(st.lists(shapes, max_size=12))
def test_records_in_are_records_out_and_rejected(
    tmp_path_factory: pytest.TempPathFactory, shapes: list[str]
) -> None:
    found = told(tmp_path_factory.mktemp("etsi") / "a.xml", document(*shapes))
    assert found["records_in"] == len(shapes)
    assert found["records_out"] == len({one["record"] for one in found["lines"]}) == len(shapes)


def test_the_reader_gives_rows_and_never_raises(tmp_path: Path) -> None:
    path = tmp_path / "a.xml"
    path.write_bytes(document(call(), session()))
    assert READER.sniff(path.read_bytes(), "a.xml").score > 0.9
    items = list(READER.read(path, "a.xml"))
    assert {one.kind: len(one) for one in items if isinstance(one, Records)} == {
        "etsi.leg": 3,
        "etsi.request": 1,
    }
    assert [one.code for one in items if isinstance(one, Problem)] == ["etsi-no-moment"]
    path.write_bytes(b"<RetainedData xmlns='http://etsi.org/02657/'><")
    assert [one.code for one in READER.read(path, "a.xml") if isinstance(one, Problem)] == [
        "document-damaged"
    ]


def test_a_record_of_an_unknown_shape_says_what_stands_in_it_and_an_empty_one_that_it_is_empty(
    tmp_path: Path,
) -> None:
    strange = "<ResponseRecord><recordPayload><messagingRecord><to>a@example.org</to></messagingRecord></recordPayload></ResponseRecord>"  # noqa: E501
    found = told(tmp_path / "a.xml", document(strange, "<ResponseRecord/>"))
    assert [one["code"] for one in found["problems"]] == ["etsi-shape-unknown", "etsi-record-empty"]
    assert "recordPayload/messagingRecord/to" in found["problems"][0]["sentence"]
    assert not any(": ." in one["sentence"] for one in found["problems"])
