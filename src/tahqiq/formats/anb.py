"""Binary Analyst's Notebook charts (ANB): not read, but answered with how to save them as ANX."""

from collections.abc import Iterator
from pathlib import Path

from tahqiq.formats.base import FormatReader
from tahqiq.formats.containers import OLE_HEAD
from tahqiq.formats.reader import NO, Confidence, Item
from tahqiq.formats.rows import Rows
from tahqiq.kit.reasons import reason
from tahqiq.model.place import Place
from tahqiq.model.problem import Problem


def sniff(head: bytes, name: str) -> Confidence:
    """An OLE container called .anb or .ant."""
    if head.startswith(OLE_HEAD) and name.lower().endswith((".anb", ".ant")):
        return Confidence(0.9, reason("format-contains", what="ANB"))
    return NO


def read(path: Path, name: str, rows: Rows) -> Iterator[Item]:
    """One problem with the next step."""
    yield Problem("anb-save-as-anx", Place(), "content", records=1, fields=1)


READER = FormatReader("anb", 1, "Analyst's Notebook chart, binary (ANB)", (".anb", ".ant"), sniff, read)
