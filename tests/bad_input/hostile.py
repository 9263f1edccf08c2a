"""Broken and hostile files, made here by hand: what agencies send by accident and what an opponent might
plant."""

import gzip
import io
import os
import zipfile
from pathlib import Path

GOOD = "name,phone\nSalma Idris,07901234567\nكريم جواد,07907654321\n".encode()
NAMES = (
    "<script>alert(1)</script>",
    "=cmd|' /C calc'!A0",
    "+SUM(A1)",
    "-1+1|x",
    "@SUM(A1)",
    "'; DROP TABLE statement; --",
    "{name} %s %d {0}",
    'principal in Group::"x" && resource has "y" ; permit(principal, action, resource);',
    "\u202eevil\u202c علي",
    "\x1b[31mred\x1b[0m",
    "a\x07bell",
    "../../etc/passwd",
    "${jndi:ldap://x}",
    "\u2067سالم\u2069",
    "[bold]markup[/bold]",
    "\x9b31m csi",
)
MANY_MEMBERS = 10_001


def _zip(files: dict[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files.items():
            archive.writestr(name, data)
    return out.getvalue()


def locked_zip() -> bytes:
    """A ZIP whose member says that it is encrypted."""
    data = bytearray(_zip({"secret.csv": b"name\nx\n"}))
    for signature, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        data[data.index(signature) + offset] |= 1
    return bytes(data)


def nested(depth: int) -> bytes:
    """A ZIP in a ZIP in a ZIP …"""
    data = _zip({"deep.csv": GOOD})
    for level in range(depth):
        data = _zip({f"level{level}.zip": data})
    return data


def many_members(count: int) -> bytes:
    """A ZIP of ``count`` tiny files."""
    return _zip({f"{index}.csv": b"name\nx%d\n" % index for index in range(count)})


def locked_office() -> bytes:
    """The beginning of an OOXML file under a password: an OLE container with the stream EncryptedPackage."""
    directory = "EncryptedPackage".encode("utf-16-le")
    return b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(24) + directory + bytes(2_000)


def hostile_sheet() -> bytes:
    """A sheet of people whose names try everything."""
    quoted = ('"' + name.replace('"', '""') + '"' for name in NAMES)
    return (
        "\n".join(
            ["name,phone", *(f"{name},0790111{index:04d}" for index, name in enumerate(quoted))]
        ).encode()
        + b"\n"
    )


def _laughs(root: str) -> bytes:
    entities = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))
    return f'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY l0 "lol">{entities}]>{root.replace("@", "&l9;")}'.encode()  # noqa: E501


def _outside(root: str, target: Path) -> bytes:
    return (
        '<?xml version="1.0"?><!DOCTYPE x [<!ENTITY e SYSTEM '
        f'"{target.as_uri()}">]>{root.replace("@", "&e;")}'
    ).encode()


XML = {
    "kml": (
        "<kml "
        'xmlns="http://www.opengis.net/kml/2.2"><Document><Placemark><name>@</name><Point><coordinates>44,'
        "33</coordinates></Point></Placemark></Document></kml>"
    ),
    "graphml": (
        '<graphml xmlns="http://graphml.graphdrawing.org/xmlns"><graph edgedefault="directed"><node '
        'id="@"/></graph></graphml>'
    ),
    "camt.xml": (
        "<Document "
        'xmlns="urn:iso:std:iso:20022:tech:xsd:camt.053.001.02"><BkToCstmrStmt><Stmt><Id>@</Id></Stmt></BkToCstmrStmt></Document>'
    ),
    "un.xml": "<CONSOLIDATED_LIST><INDIVIDUALS><INDIVIDUAL><DATAID>1</DATAID><FIRST_NAME>@</FIRST_NAME></INDIVIDUAL></INDIVIDUALS></CONSOLIDATED_LIST>",  # noqa: E501
    "gexf": '<gexf xmlns="http://gexf.net/1.3"><graph><nodes><node id="1" label="@"/></nodes></graph></gexf>',
    "html": "<html><body><p>@</p><script>fetch('http://x')</script></body></html>",
}


def contents(golden: Path, planted: Path) -> dict[str, bytes]:
    """Every hostile file by name. ``golden`` holds good samples to cut; ``planted`` is a file that an XML
    entity tries to read."""
    xlsx, pdf = (golden / "spreadsheet/sample.xlsx").read_bytes(), (golden / "pdf/sample.pdf").read_bytes()
    docx, mail = (golden / "docx/sample.docx").read_bytes(), (golden / "mail/sample.eml").read_bytes()
    noise = bytes((index * index * 31 + index * 7 + 129) % 256 for index in range(20_000))
    calls = "caller,callee,start time,duration\n"
    files = {
        "empty.csv": b"",
        "empty.xlsx": b"",
        "empty": b"",
        "one-byte.csv": b"\x00",
        "one-letter.txt": b"a",
        "noise.bin": noise,
        "noise.xlsx": noise,
        "cut.xlsx": xlsx[: len(xlsx) // 2],
        "cut.pdf": pdf[: len(pdf) // 2],
        "cut.docx": docx[: len(docx) * 2 // 3],
        "cut.eml": mail[: len(mail) // 2],
        "cut.zip": _zip({"a.csv": GOOD, "b.csv": GOOD * 50})[:-40],
        "tail.zip": b"junk before" + _zip({"a.csv": b"name\nTail\n"}),
        "a-pdf.csv": pdf,
        "a-sheet.pdf": xlsx,
        "a-table.xlsx": b"name,phone\nWrong Ending,07901230000\n",
        "locked.zip": locked_zip(),
        "locked.xlsx": locked_office(),
        "locked.docx": locked_office() + b"x",
        "bomb.zip": _zip(
            {"bomb.csv": bytes(30_000_000), "beside.csv": b"name,phone\nBeside Bomb,07901231199\n"}
        ),
        "deep.zip": nested(6),
        "bomb.csv.gz": gzip.compress(bytes(30_000_000)),
        "travel.zip": _zip(
            {
                "../../../escaped.csv": b"name\nUp\n",
                "/tahqiq-escaped.csv": b"name\nAbs\n",
                "C:\\escaped.csv": b"name\nWin\n",
                "a\x00b.csv": b"name\nNul\n",
                "\u202efdp.csv": b"name\nRtl\n",
                "<script>.csv": b"name\nTag\n",
                "x" * 3_000 + ".csv": b"name\nLong\n",
                " ": b"name\nBlank\n",
                ".": b"name\nDot\n",
            }
        ),
        "huge-cell.csv": b"name,phone\n" + b"x" * 3_000_000 + b",07901234567\nAfter Huge,07901234568\n",
        "wide.csv": (
            ",".join(f"c{n}" for n in range(5_000)) + "\n" + ",".join("v" for _ in range(5_000)) + "\n"
        ).encode(),
        "deep.json": b"[" * 10_000 + b"1" + b"]" * 10_000 + b" " * 1_000_000,
        "deep-object.json": b'{"a":' * 10_000 + b"1" + b"}" * 10_000,
        "open.json": b'{"a": [1, 2, {"b": "\xff\xfe',
        "big-number.json": b'[{"name": "x", "n": ' + b"9" * 6_000 + b"}]",
        "surrogate.json": b'[{"name": "\\ud800 lone", "phone": "07901110000"}]',
        "keys.json": b'[{"name": "A", "name": "B"}, 3, null, [1], "x", {}]',
        "mixed.csv": ("name,phone\n" + "علي,07901239999\n" * 30).encode()
        + "حسن,07901238888\n".encode("cp1256")
        + b"\xff\xfe,07901237777\n",
        "utf16-no-bom.csv": "name,phone\nUtf Sixteen,07901236666\n".encode("utf-16-le"),
        "utf16-odd.csv": "name,phone\nOdd,07901236665\n".encode("utf-16")[:-1],
        "nul.csv": GOOD * 20 + b"A\x00B,0790123\x005555\n\x00\x00,\n",
        "ctrl-z.csv": b"name,phone\nBefore,07901235000\n\x1aAfter,07901235001\n",
        "names.csv": hostile_sheet(),
        "sci.csv": (
            f"{calls}9.64771E+11,07901234567,2026-01-01 10:00:00,5\n07901234567,9.64771E+11,2026-99-99,-7\n"
        ).encode(),
        "dates.csv": (
            f"{calls}07901234567,07901234568,9999-12-31 23:59:59,99999999999999999999\n07901234567,"
            "07901234568,0000-00-00,x\n"
        ).encode(),
        "doubled.csv": b"name,name,phone,phone\nA,B,07901234511,07901234512\n",
        "header-only.csv": b"name,phone\n",
        "blank.csv": b"\n\n , ,\n\n",
        "quote.csv": b'name,phone\n"never closed,07901230001\nB,07901230002\n',
        "ragged.csv": b"name,phone\nA\nB,07901230003,x,y,z\n,,,,,,\n",
        "cr.csv": b"name,phone\rA,07901230004\rB,07901230005\r",
        "sep.csv": b"sep=;\nname;phone\nA;07901230006\n",
        "bad.mbox": b"From x\nSubject: =?utf-8?b?%%%?=\n\nbody\nFrom \n\n\xff\xfe",
        "bad.sta": b":20:X\n:25:Y\n:60F:C260101IQD1,\n:61:9999999999D\n:86:\xff\n",
        "bad.vcf": b"BEGIN:VCARD\nN:;;;\nTEL:\xff\nBEGIN:VCARD\n",
        "bad.parquet": b"PAR1" + noise[:500] + b"PAR1",
        "bad.ofx": b"OFXHEADER:100\n<OFX><STMTTRN><DTPOSTED>x",
        "bad.ftm.json": (
            b'{"id": "a", "schema": "NoSuch", "properties": {"name": [1, null, {}]}}\n{"id": "b", '
            b'"schema": "Person", "properties": 7}\n'
        ),
        "chat.txt": "[1/2/24, 10:00:00] A: \u202e{x}\n[99/99/24, 99:00:00] B: y\n".encode(),
        "bad.geojson": (
            b'{"type": "FeatureCollection", "features": [{"type": "Feature", "geometry": {"type": '
            b'"Point", "coordinates": ["x", 1e999]}, "properties": null}]}'
        ),
    }
    for ending, root in XML.items():
        files[f"laughs.{ending}"] = _laughs(root)
        files[f"outside.{ending}"] = _outside(root, planted)
    return files


def folder(root: Path, golden: Path, planted: Path) -> dict[str, bytes]:
    """The folder of hostile files on disk, with odd names, links, a pipe and one good file; what each regular
    file holds."""
    root.mkdir()
    files = contents(golden, planted)
    files["good.csv"] = GOOD
    files["new\nline.csv"] = b"name,phone\nNewline Name,07901231199\n"
    files["\u202etxt.exe.csv"] = b"name,phone\nOverride Name,07901231199\n"
    files["x" * 240 + ".csv"] = b"name,phone\nLong Name,07901231198\n"
    files["{name} %s.csv"] = b"name,phone\nBraces Name,07901231199\n"
    files["<img src=x onerror=alert(1)>.csv"] = b"name,phone\nTag Name,07901231199\n"
    for name, data in files.items():
        (root / name).write_bytes(data)
    odd = os.fsdecode(b"bad-\xff\xfe.csv")
    (root / odd).write_bytes(b"name,phone\nBytes Name,07901231199\n")
    files[odd] = b"name,phone\nBytes Name,07901231199\n"
    (root / "link.csv").symlink_to(planted)
    (root / "loop").symlink_to(root)
    (root / "dangling.csv").symlink_to(root / "nowhere")
    os.mkfifo(root / "pipe.csv")
    return files
