"""Products over HTTP: nobody, the wrong case, and the way from preparation to the file."""

from pathlib import Path

import pytest

from .conftest import Served

ROUTES = [
    ("GET", ""),
    ("POST", ""),
    ("GET", "/{id}/pages"),
    *(("POST", f"/{{id}}/{act}") for act in ("review", "send-back", "release")),
    ("GET", "/{id}/file"),
]


def chart(filled: Served) -> str:
    bench = filled.bench("insider")
    rows = filled.door.workspace.database.query("SELECT id FROM node WHERE schema='Person' ORDER BY id")
    items = [
        {"entity": row[0].hex(), "x": at, "y": 0} for at, row in enumerate(rows) if isinstance(row[0], bytes)
    ]
    return bench.documents.make(
        "Harbour", "chart", "Chart", {"items": items, "hidden": [], "groups": []}
    ).document.id


@pytest.mark.parametrize(("method", "route"), ROUTES)
def test_outside_the_case_a_product_is_like_none(filled: Served, method: str, route: str) -> None:
    made = (
        filled.client("insider")
        .post(f"/api/v1/cases/{filled.case}/products", json={"chart": chart(filled)})
        .json()
    )
    for identity in (made["id"], "ab" * 8):
        path = f"/api/v1/cases/{filled.case}/products" + route.replace("{id}", identity)
        assert filled.client().request(method, path).status_code == 401
        answer = filled.client("outsider").request(
            method, path, json={"chart": "ab" * 8} if method == "POST" and not route else {}
        )
        assert (answer.status_code, answer.json()["code"]) == (404, "no-such-case")


def test_from_preparation_to_the_file(filled: Served, tmp_path: Path) -> None:
    insider, chief = filled.client("insider"), filled.client("chief")
    base = f"/api/v1/cases/{filled.case}/products"
    made = insider.post(base, json={"chart": chart(filled), "language": "ckb", "originals": True})
    assert made.status_code == 201
    one = f"{base}/{made.json()['id']}"
    assert insider.get(f"{one}/file").json()["code"] == "product-not-released"
    assert chief.post(f"{one}/release", json={}).json()["code"] == "product-unread"
    pages = chief.get(f"{one}/pages").json()
    assert 'dir="rtl"' in pages["report"]
    assert insider.post(f"{one}/review", json={}).json()["code"] == "product-own"
    assert chief.post(f"{one}/release", json={"note": "read"}).json()["acts"][-1]["by_name"] == "Chief"
    file = insider.get(f"{one}/file")
    assert file.headers["content-type"] == "application/zip"
    assert file.content[:2] == b"PK"
    assert not list((filled.door.workspace.root / "staging").glob(".product-*"))
    assert not list((filled.door.workspace.root / "staging").glob(".export-*"))
    assert [item["state"] for item in insider.get(base).json()] == ["released"]


def test_a_briefing_from_its_blocks_to_its_three_files(filled: Served) -> None:
    insider, chief = filled.client("insider"), filled.client("chief")
    identity = chart(filled)
    blocks = [
        {"kind": "text", "text": "{1}", "refs": [{"chart": identity, "count": "items"}]},
        {"kind": "chart", "chart": identity},
    ]
    asked = {"title": "Briefing", "language": "ar", "blocks": blocks}
    made = insider.post(f"/api/v1/cases/{filled.case}/briefings", json=asked)
    assert (made.status_code, made.json()["kind"]) == (201, "briefing")
    wrong = insider.post(
        f"/api/v1/cases/{filled.case}/briefings", json={**asked, "blocks": [{"kind": "song"}]}
    )
    assert (wrong.status_code, wrong.json()["code"]) == (400, "briefing-block")
    one = f"/api/v1/cases/{filled.case}/products/{made.json()['id']}"
    pages = chief.get(f"{one}/pages").json()
    assert pages["cover"] == ""
    assert chief.post(f"{one}/release", json={}).status_code == 200
    for form, begins in (("pdf", b"%PDF"), ("docx", b"PK"), ("pptx", b"PK")):
        assert insider.get(f"{one}/file", params={"form": form}).content.startswith(begins)
    assert insider.get(f"{one}/file").json()["code"] == "briefing-file"
    assert (
        filled.client("outsider").post(f"/api/v1/cases/{filled.case}/briefings", json=asked).json()["code"]
        == "no-such-case"
    )


def test_a_draft_is_previewed_kept_and_made_a_product(filled: Served) -> None:
    insider = filled.client("insider")
    identity = chart(filled)
    base = f"/api/v1/cases/{filled.case}/briefings"
    blocks = [{"kind": "text", "text": "{1} in 3", "refs": [{"chart": identity, "count": "items"}]}]
    asked = {"title": "Draft", "language": "ckb", "blocks": blocks}
    seen = insider.post(f"{base}/preview", json=asked).json()
    assert ('lang="ckb"' in seen["page"], seen["typed"], seen["left_out"]) == (True, 1, [])
    assert (
        insider.post(f"{base}/preview", json={**asked, "blocks": [{"kind": "song"}]}).json()["code"]
        == "briefing-block"
    )
    figures = insider.get(f"{base}/figures/{identity}").json()
    assert set(figures["counts"]) == {"items", "lines", "events", "values"}
    made = insider.post(
        f"/api/v1/cases/{filled.case}/documents",
        json={"kind": "briefing", "title": "Draft", "body": {"language": "ckb", "blocks": blocks}},
    ).json()
    product = insider.post(f"{base}/{made['id']}/product", json={"audience": "court"})
    assert (product.status_code, product.json()["chart"], product.json()["audience"]) == (
        201,
        made["id"],
        "court",
    )
    listed = next(
        one
        for one in insider.get(f"/api/v1/cases/{filled.case}/products").json()
        if one["id"] == product.json()["id"]
    )
    assert listed["changed"] == {"erased": [], "superseded": [], "retracted": 0}
    outsider = filled.client("outsider")
    for verb, address, body in (
        ("POST", f"{base}/preview", asked),
        ("GET", f"{base}/figures/{identity}", None),
        ("POST", f"{base}/{made['id']}/product", {}),
    ):
        assert outsider.request(verb, address, json=body).json()["code"] == "no-such-case"


def test_a_dossier_is_a_page_and_two_files_and_a_source_has_its_chart(filled: Served) -> None:
    insider, outsider = filled.client("insider"), filled.client("outsider")
    rows = filled.door.workspace.database.query("SELECT id FROM node WHERE schema='Person' ORDER BY id")
    one = next(row[0].hex() for row in rows if isinstance(row[0], bytes))
    assert "<table" in insider.get(f"/api/v1/entities/{one}/dossier").json()["page"]
    for form, begins in (("pdf", b"%PDF"), ("docx", b"PK")):
        answer = insider.get(f"/api/v1/entities/{one}/dossier/file", params={"form": form, "language": "ar"})
        assert answer.content.startswith(begins)
    assert outsider.get(f"/api/v1/entities/{one}/dossier").status_code == 404
    assert outsider.get(f"/api/v1/entities/{one}/dossier/file").status_code == 404
    source = insider.get("/api/v1/sources").json()[0]["id"]
    made = insider.post(f"/api/v1/sources/{source}/chart", json={"title": "Of it"})
    assert made.status_code == 201
    assert (
        insider.get(f"/api/v1/cases/{made.json()['case']}/documents/{made.json()['id']}").json()["title"]
        == "Of it"
    )
    assert outsider.post(f"/api/v1/sources/{source}/chart", json={}).status_code == 404
