"""Charts of other programs and map files that are broken, hostile or none at all, through the real intake:
each is said, nothing comes in from outside, and the good one beside them is there."""

import io
import zipfile
from pathlib import Path

import pytest
from PIL import Image

from tahqiq.access.door import Door
from tahqiq.collect.collection_result import Collected
from tahqiq.formats import anxwrite
from tahqiq.formats.chart import Chart, ChartItem, ChartLink
from tahqiq.workbench import Workbench

from .test_collect import STATUS, balanced

SECRET = "planted-secret-text"
LAUGHS = '<!DOCTYPE Chart [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">{}]>'.format(
    "".join(f'<!ENTITY {chr(one + 1)} "{f"&{chr(one)};" * 10}">' for one in range(ord("b"), ord("k")))
)
ENTITY = (
    '<ChartItem Label="{label}"><End X="0" Y="0"><Entity EntityId="1" Identity="a"><Icon><IconStyle '
    'Type="Person"/></Icon></Entity></End></ChartItem>'
)
ANX = "<?xml version='1.0'?>{head}<Chart><ChartItemCollection>{items}</ChartItemCollection></Chart>"
WITHOUT_END = '<ChartItem Label="x"><Link End1Id="7" End2Id="8"><LinkStyle Type="Call"/></Link></ChartItem>'


def files(folder: Path) -> dict[str, bytes]:
    """The files by name; ``good.anx`` is a whole one."""
    items = tuple(ChartItem(id=one * 32, label=f"علي {one}", type="Person") for one in "ab")
    anxwrite.write(
        folder / "good.anx",
        Chart(items, (ChartLink(source="a" * 32, target="b" * 32, id="L1", label="x", type="Knows"),)),
    )
    good = (folder / "good.anx").read_bytes()
    (folder / "secret.txt").write_text(SECRET, "utf-8")
    outside = f'<!DOCTYPE Chart [<!ENTITY x SYSTEM "{(folder / "secret.txt").as_uri()}">]>'
    (folder / "secret.txt").rename(folder.parent / "secret.txt")
    photo = io.BytesIO()
    Image.new("RGB", (40, 40), "grey").save(photo, "JPEG")
    box = io.BytesIO()
    with zipfile.ZipFile(box, "w") as book:
        book.writestr("read me.txt", "no map in here")
    return {
        "good.anx": good,
        "laughs.anx": ANX.format(head=LAUGHS, items=ENTITY.format(label="&k;")).encode(),
        "outside.anx": ANX.format(
            head=outside.replace(str(folder), str(folder.parent)), items=ENTITY.format(label="&x;")
        ).encode(),
        "cut.anx": good[: len(good) // 2 // 2 * 2],
        "photo.anx": photo.getvalue(),
        "nobody.anx": ANX.format(head="", items=WITHOUT_END * 50).encode(),
        "nowhere.anx": ANX.format(
            head="", items=ENTITY.format(label="y").replace('X="0"', 'X="NaN"').replace('Y="0"', 'Y="1e999"')
        ).encode(),
        "photo.kml": photo.getvalue(),
        "page.kml": b"<!doctype html><html><body><p>sign in first</p></body></html>",
        "empty.kml": b"<kml xmlns='http://www.opengis.net/kml/2.2'><Document/></kml>",
        "numbers.geojson": b"[1, 2, 3]",
        "poles.geojson": (
            b'{"type": "FeatureCollection", "features": [{"type": "Feature", "geometry": {"type": '
            b'"Point", "coordinates": [999, -999]}, "properties": {"name": "n"}}]}'
        ),
        "letter.kmz": box.getvalue(),
    }


@pytest.fixture(scope="module")
def came(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Collected]:
    """What came of each file, when all were collected together; counts balance and nothing of the secret came
    in."""
    folder = tmp_path_factory.mktemp("charts") / "delivery"
    folder.mkdir()
    for name, data in files(folder).items():
        (folder / name).write_bytes(data)
    door = Door.found(folder.parent / "ws", owner="owner")
    bench = Workbench(door, door.people.get("owner"))
    results = bench.collect([folder], bench.deposit("Inbox"))
    balanced(bench, results)
    assert not bench.search(SECRET).hits
    told = {Path(item.path).name: item for item in results}
    door.close()
    return told


def test_each_is_told_and_the_good_one_is_there(came: dict[str, Collected]) -> None:
    assert {item.status for item in came.values()} <= STATUS
    assert came["good.anx"].status == "published"


@pytest.mark.parametrize(
    "name",
    ["cut.anx", "laughs.anx", "outside.anx", "numbers.geojson", "photo.kml", "poles.geojson", "nobody.anx"],
)
def test_what_is_wrong_is_a_problem(came: dict[str, Collected], name: str) -> None:
    assert came[name].problems


@pytest.mark.parametrize(
    ("name", "taken"),
    [("photo.kml", "media"), ("photo.anx", "media"), ("page.kml", "html"), ("numbers.geojson", "json")],
)
def test_what_is_none_is_taken_for_what_it_is(came: dict[str, Collected], name: str, taken: str) -> None:
    assert came[name].format == taken


@pytest.mark.parametrize("name", ["laughs.anx", "outside.anx"])
def test_no_entity_of_a_file_is_ever_read_out(came: dict[str, Collected], name: str) -> None:
    assert (came[name].mapped, came[name].statements) == (0, 0)
