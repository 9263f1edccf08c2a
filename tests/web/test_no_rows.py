"""Rows of a document that has none: an empty page and a sentence why, and of an erased one by which order,
when and by whom; nothing for whoever does not see the document."""

import pytest

from tahqiq.kit.messages import LOCALES

from .conftest import PASSWORD, SHEET, Served


@pytest.mark.parametrize(
    ("data", "name", "says"),
    [
        (b"", "empty.csv", "empty"),
        (b"PK\x03\x04" + bytes(200), "cut.xlsx", "damaged"),
        (bytes(range(256)) * 8, "noise.xlsx", "damaged"),
    ],
)
def test_an_empty_or_damaged_document_has_no_rows_and_says_why(
    served: Served, data: bytes, name: str, says: str
) -> None:
    bench = served.bench("insider")
    source = bench.collect_made(data, name, bench.deposit("Harbour")).source
    client = served.client("insider")
    for language in LOCALES:
        answer = client.get(f"/api/v1/sources/{source}/rows", headers={"accept-language": language})
        assert (answer.status_code, answer.json()["rows"]) == (200, [])
        assert answer.json()["sentence"]
        assert answer.json()["next_step"]
    told = client.get(f"/api/v1/sources/{source}/rows", headers={"accept-language": "en"}).json()
    assert says in told["sentence"]
    assert client.get(f"/api/v1/sources/{source}/rows?part=7").status_code == 404  # no such part
    for login, status in ((None, 401), ("outsider", 404)):
        assert served.client(login).get(f"/api/v1/sources/{source}/rows").status_code == status


def test_an_erased_document_says_by_which_order_when_and_by_whom(served: Served) -> None:
    second = served.door.people.add("second", "Second Chief", frozenset({"supervisor"}), PASSWORD, "test")
    served.door.cases.add_member(served.case, second.id, "test")
    chief = served.bench("chief")
    source = chief.collect_made(SHEET.encode(), "people.csv", chief.deposit("Harbour")).source
    chief.acts.request_erasure(source, "Order 17/2026")
    served.bench("second").approve_erasure(source)
    answer = served.client("insider").get(f"/api/v1/sources/{source}/rows", headers={"accept-language": "en"})
    assert (answer.status_code, answer.json()["rows"]) == (200, [])
    for part in ("Order 17/2026", "Chief", "Second Chief"):
        assert part in answer.json()["sentence"]
    assert served.client("insider").get(f"/api/v1/sources/{source}/original").status_code == 404
    assert served.client("outsider").get(f"/api/v1/sources/{source}/rows").status_code == 404
