"""Every filled field of bank statements, workbooks, documents, pages and archives, found without our readers,
for :mod:`benchmarks.foreign_files`."""

import csv
import html
import io
import re
import zipfile
from collections.abc import Callable, Iterator

import duckdb
from lxml import html as pages  # type: ignore[import-untyped]
from lxml.etree import ParserError  # type: ignore[import-untyped]

Leaves = Iterator[tuple[str, str]]
_ENTRY = re.compile(r"(\d{6})(\d{4}|    )?([A-Z]{1,3}?)([A-Z])?([\d.,]+)(.{4})(.*)")
_BALANCE = re.compile(r"([CD])(\d{6})([A-Z]{3})([\d.,]+)")


def swift(data: bytes, name: str) -> Leaves:
    """Words of at least four letters or digits of each line; dates and amounts of entries and balances one by
    one."""
    tag = "envelope"
    for line in data.decode("utf-8" if _is_utf8(data) else "cp1252", "replace").splitlines():
        found = re.match(r"(?:\{1:.*\{4:)?:(\w{2,3}):(.*)", line)
        tag, text = (found[1], found[2]) if found else (tag, line)
        shape = (
            _ENTRY.match(text)
            if tag == "61" and found
            else _BALANCE.match(text)
            if tag[:2] in ("60", "62")
            else None
        )
        if shape:
            yield from ((tag, piece) for piece in shape.groups()[3:-1] if piece and len(piece) > 3)
            text = shape.groups()[-1] if tag == "61" else ""
        yield from ((tag, word) for word in re.findall(r"[^\W_]{4,}", text))


def ofx(data: bytes, name: str) -> Leaves:
    """Every tag with a text behind it, after the head."""
    text = data.decode("utf-8" if _is_utf8(data) else "cp1252", "replace")
    for tag, value in re.findall(r"<([A-Za-z][\w.]*)>([^<]+)", text):
        if value.strip():
            yield tag, html.unescape(value)


def package(data: bytes, name: str) -> Leaves:
    """Texts of the pieces of an Office package or an OpenDocument: cells, paragraphs, comments, drawings,
    properties."""
    try:
        archive = zipfile.ZipFile(io.BytesIO(data))
    except (zipfile.BadZipFile, ValueError, OSError):
        return
    with archive:
        for info in archive.infolist():
            if re.search(r"\.(xml|vml)$", info.filename) and not re.search(
                r"theme|styles|settings|customXml|fontTable|glossary|\[Content", info.filename, re.I
            ):
                try:
                    text = archive.read(info).decode("utf-8", "replace")
                except (zipfile.BadZipFile, OSError, RuntimeError, ValueError, NotImplementedError):
                    continue
                yield from _pieces(info.filename, text)


def _pieces(name: str, text: str) -> Leaves:
    text = re.sub(r"<w:(tab|br|cr|noBreakHyphen|softHyphen|sym)\b[^>]*>", "<w:t> </w:t>", text)
    text = re.sub(r"<mc:Fallback>.*?</mc:Fallback>", "", text, flags=re.DOTALL)
    if name == "content.xml":
        for body in re.findall(r"<text:p[^>]*[^/]>(.*?)</text:p>", text, re.DOTALL):
            yield from (
                ("text:p", html.unescape(piece))
                for piece in re.split(r"<[^>]*>", body)
                if len(piece.strip()) > 3
            )
        return
    for piece in re.split(r"</?(?:\w+:)?(?:p|si|comment|threadedComment|c|div|hyperlink)(?=[\s>/])", text):
        words = re.findall(r"<(?:\w+:)?(?:t|delText|instrText)(?:\s[^>]*[^/]|\s*)>([^<]*)<", piece)
        if kinds := set(re.findall(r"<(?:\w+:)?(delText|instrText|t)[\s>]", piece)):
            yield from (
                (f"{name} {'/'.join(sorted(kinds))}", html.unescape(part))
                for part in ("".join(words) if len(kinds) == 1 else "",)
                if part
            )
    if name.startswith("docProps/"):
        yield from ((f"{name}", html.unescape(body)) for body in re.findall(r">([^<>]+)</", text))


def page(data: bytes, name: str) -> Leaves:
    """Text and telling attributes of every element outside of scripts and styles."""
    try:
        root = pages.fromstring(data)
    except (ParserError, ValueError):
        return
    for element in root.iter():
        if not isinstance(element.tag, str) or element.tag in ("script", "style"):
            continue
        for piece in (element.text, *(child.tail for child in element)):
            yield from (("text", word) for word in re.findall(r"[^\W_]{4,}", piece or "") if word.isascii())
        for attribute in ("href", "alt", "title", "value", "content"):
            value = element.get(attribute)
            if value and value.isascii() and element.tag != "meta":
                yield attribute, value


def columns(data: bytes, name: str) -> Leaves:
    """Texts and whole numbers of a Parquet file as DuckDB reads them."""
    import tempfile

    with tempfile.NamedTemporaryFile(suffix=".parquet") as held:
        held.write(data)
        held.flush()
        try:
            found = duckdb.sql(f"SELECT * FROM read_parquet('{held.name}') LIMIT 500")
            rows = found.fetchall() if found is not None else []
        except duckdb.Error:
            return
    for row in rows:
        for field, value in zip(found.columns if found is not None else (), row, strict=True):
            if isinstance(value, (str, int)) and not isinstance(value, bool):
                yield field, str(value)


def grid(data: bytes, name: str) -> Leaves:
    """Cells of a delimited text whose delimiter is the most frequent usual one; nothing of UTF-16 and the
    like."""
    if b"\0" in data:
        return
    lines = (
        data.decode("utf-8" if _is_utf8(data) else "cp1252", "replace")
        .lstrip("\ufeff")
        .splitlines(keepends=True)
    )
    mark = max(",;\t|", key="".join(lines[:30]).count)
    try:
        for record in csv.reader(lines, delimiter=mark):
            yield from (("cell", cell) for cell in record if cell.strip())
    except csv.Error:
        return


def text(data: bytes, name: str) -> Leaves:
    """Lines of a text in UTF-8 or plain ASCII."""
    if _is_utf8(data) and b"\0" not in data:
        yield from (("line", line) for line in data.decode("utf-8-sig").splitlines() if line.strip())


def names(data: bytes, name: str) -> Leaves:
    """Names of the files in a ZIP."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            yield from (
                ("name", info.filename)
                for info in archive.infolist()
                if not info.is_dir() and info.filename.isascii()
            )
    except (zipfile.BadZipFile, ValueError, OSError):
        return


def _is_utf8(data: bytes) -> bool:
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


PAPERS: dict[str, Callable[[bytes, str], Leaves]] = {
    "mt940": swift,
    "ofx": ofx,
    "spreadsheet": package,
    "docx": package,
    "html": page,
    "parquet": columns,
    "text": text,
    "delimited": grid,
    "archive": names,
    "pdf": lambda data, name: iter(()),
    "media": lambda data, name: iter(()),
}
"""The walk for each format; PDF and pictures have none."""
