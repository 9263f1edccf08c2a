"""A result as a file: every row and every cell of it, safe for a spreadsheet, with what was left out."""

import csv
import io
import json

from tahqiq.products.result_rows import carried

TOLD: dict[str, object] = {
    "analysis": "round-trips",
    "id": "ab" * 8,
    "at": "2026-01-01T00:00:00Z",
    "sha256": "cd" * 32,
    "columns": [
        {"name": "thing", "kind": "node", "label": "Thing"},
        {"name": "sent", "kind": "money", "label": "Sent"},
        {"name": "why", "kind": "word", "label": "Why"},
        {"name": "rank", "kind": "range", "label": "Rank"},
        {"name": "rests", "kind": "evidence", "label": "Sources"},
        {"name": "text", "kind": "text", "label": "Text"},
    ],
    "rows": [
        {
            "thing": {"id": "01" * 16, "schema": "Person", "caption": "علي، حسن"},
            "sent": {"amount": "48500", "currency": "USD"},
            "why": [{"code": "x", "params": {}, "sentence": "One, two."}],
            "rank": [1, 9],
            "rests": [
                {"source": "ef" * 8, "source_name": "calls.csv", "part": 0, "row": 7},
                {"source": "ef" * 8, "source_name": "calls.csv"},
            ],
            "text": "=1+1",
        },
        {"thing": None, "sent": None, "why": None, "rank": None, "rests": [], "text": None},
    ],
    "left_out": [{"reason": "untimed", "count": 3, "sentence": "3 without a usable time."}],
    "notes": [],
}


def test_csv_has_every_cell_and_what_was_left_out() -> None:
    text = carried(TOLD, "csv", "en")
    assert text.startswith("\ufeff")
    lines = list(csv.reader(io.StringIO(text.removeprefix("\ufeff"))))
    assert lines[0] == ["Thing", "Thing (id)", "Sent", "Sent ¤", "Why", "Rank ≥", "Rank ≤", "Sources", "Text"]
    assert lines[1] == [
        "علي، حسن",
        "'" + "01" * 16,
        "48500",
        "USD",
        "One, two.",
        "1",
        "9",
        "calls.csv [0:7]; calls.csv",
        "'=1+1",
    ]
    assert lines[2] == [""] * 9
    assert ["3 without a usable time."] in lines
    assert lines[-1] == ["round-trips", "ab" * 8, "2026-01-01T00:00:00Z", "cd" * 32]


def test_json_is_all_of_it() -> None:
    assert json.loads(carried(TOLD, "json", "ar")) == TOLD
