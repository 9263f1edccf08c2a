"""A small ground for questions about places: two cities of cells, a cell no list places, cameras, and things
with places of three exactnesses."""

import json
from pathlib import Path

from tahqiq.access.door import Door
from tahqiq.workbench import Workbench

A, B, C = "+9647901110001", "+9647901110002", "+9647901110003"
IMEI = "352099001761481"
SITES = """MCC,MNC,LAC,CI,Site Name,Latitude,Longitude,Azimuth,Valid From,Valid To
418,20,11,1,Karkh,33.3100,44.3300,120,2024-01-01,
418,20,11,2,Rusafa,33.3400,44.4300,,2024-01-01,
418,20,12,1,Erbil,36.1900,44.0100,240,2024-01-01,
"""
CALLS = f"""Calling number,Called number,Start time,Duration,Cell ID,IMEI
{A},9647700000001,2026-03-01 10:00:00,60,418-20-11-1,{IMEI}
{A},9647700000001,2026-03-01 10:40:00,60,418-20-11-1,{IMEI}
{A},9647700000002,2026-03-01 12:00:00,60,418-20-11-2,{IMEI}
{A},9647700000002,2026-03-02 09:00:00,60,418-20-12-1,{IMEI}
{A},9647700000002,2026-03-02 09:10:00,60,418-20-11-1,{IMEI}
{A},9647700000002,2026-03-20 09:10:00,60,418-20-99-9,{IMEI}
{B},9647700000003,2026-03-01 12:03:00,60,418-20-11-2,
{C},9647700000004,2026-03-03 12:03:00,60,418-20-12-1,
"""
SEEN = """Plate,Camera,Latitude,Longitude,Seen At
11 A 10001,CAM-1,33.2000,42.9000,2026-03-01T08:00:00+03:00
11 A 10002,CAM-1,33.2000,42.9000,2026-03-01T08:02:00+03:00
11 A 10001,CAM-2,33.1800,41.2000,2026-03-01T10:00:00+03:00
11 A 10002,CAM-2,33.1800,41.2000,2026-03-01T10:01:00+03:00
11 A 10003,CAM-2,33.1800,41.2000,2026-03-07T20:00:00+03:00
"""
THINGS: list[dict[str, object]] = [
    {
        "id": "s1",
        "schema": "Seizure",
        "properties": {"name": ["Seizure at the store"], "date": ["2026-03-05"], "place": ["p1"]},
    },
    {
        "id": "p1",
        "schema": "Place",
        "properties": {"name": ["Store"], "coordinates": ["33.35,44.41"], "accuracyMetres": ["150"]},
    },
    {
        "id": "s2",
        "schema": "Seizure",
        "properties": {
            "name": ["Seizure in a town"],
            "date": ["2026-03-06"],
            "location": ["بغداد / الرصافة"],
        },
    },
    {"id": "a1", "schema": "Address", "properties": {"full": ["Somewhere"], "state": ["Anbar"]}},
    {"id": "a2", "schema": "Address", "properties": {"full": ["Nowhere that a list knows"]}},
]


def made(folder: Path) -> Path:
    """A workspace with all of it in the case Inbox."""
    root = folder / "ws"
    Door.found(root, owner="analyst").close()
    for name, text in (("sites.csv", SITES), ("calls.csv", CALLS), ("seen.csv", SEEN)):
        (folder / name).write_text(text, "utf-8")
    (folder / "things.ftm.json").write_text(
        "".join(json.dumps(one, ensure_ascii=False) + "\n" for one in THINGS), "utf-8"
    )
    with Workbench.opened(root) as bench:
        results = bench.collect(
            [folder / name for name in ("sites.csv", "calls.csv", "seen.csv", "things.ftm.json")],
            bench.deposit(zone="Asia/Baghdad"),
        )
        assert {item.status for item in results} == {"published"}, results
    return root
