"""Papers in XML: which reader knows the root, and what was wrong with the file."""

from collections.abc import Callable

from tahqiq.formats.cargo.awmds import Manifest
from tahqiq.formats.cargo.cargoxml import Waybills
from tahqiq.formats.cargo.paper import Paper
from tahqiq.formats.cargo.sad import Declaration
from tahqiq.formats.cargo.xmltree import Node, trees

Reader = Manifest | Waybills | Declaration
ROOTS: dict[str, Callable[[Paper], Reader]] = {
    "asycuda": Declaration,
    "sad": Declaration,
    "awmds": Manifest,
    "awbolds": Manifest,
    "awmcds": Manifest,
    "waybill": Waybills,
    "housewaybill": Waybills,
    "flightmanifest": Waybills,
    "housemanifest": Waybills,
}
"""Readers by the tag of the root without its namespace, in small letters; a root in an envelope (SOAP) is
found too."""
NAMES = {
    "asycuda": "SAD",
    "sad": "SAD",
    "awmds": "AWMDS",
    "awbolds": "AWBOLDS",
    "awmcds": "AWMCDS",
    "waybill": "XFWB",
    "housewaybill": "XFZB",
    "flightmanifest": "XFFM",
    "housemanifest": "XFHL",
}

_ITEM = ("Tarification", "Packages", "Goods_description", "Valuation_item", "Taxation")
"""What makes an element called Item a line of a declaration; any of it will do."""


def documents(data: bytes) -> list[Paper]:
    """A paper for each document of the bytes. Never raises."""
    found: list[Paper] = []
    watch = _Watch()
    for root, damage in trees(data, watch):
        paper = watch.paper if watch.paper is not None else Paper("XML" if root is None else root.tag[:60])
        if watch.reader is None:
            inside = _known(root)
            if inside is not None:
                paper = Paper(NAMES[inside.tag.casefold()])
                watch.reader = ROOTS[inside.tag.casefold()](paper)
                root = inside
        if watch.reader is not None and root is not None:
            watch.reader.end(_known(root) or root)
        elif damage is None or damage.code != "cargo-xml-refused":
            paper.tell("cargo-unknown-document", root.line if root else 0, "", paper.kind, records=1)
        if root is not None:
            root.left(paper.aside)
        if damage is not None:
            paper.tell(damage.code, damage.line, "", damage.why or None, records=1)
        found.append(paper.close(together=True))
        watch.clear()
    return found


def _known(root: Node | None) -> Node | None:
    if root is None:
        return None
    return root if root.tag.casefold() in ROOTS else next(iter(root.deep(*ROOTS)), None)


class _Watch:
    """Hands records to the reader of the document in which they stand, as soon as they end."""

    def __init__(self) -> None:
        self.reader: Reader | None = None
        self.paper: Paper | None = None

    def clear(self) -> None:
        self.reader = self.paper = None

    def __call__(self, node: Node) -> bool:
        tag = node.tag.casefold()
        if tag == "bol_segment" and (self.reader is None or isinstance(self.reader, Manifest)):
            return self._to("awmds", Manifest, node)
        if (
            tag == "item"
            and any(node.one(part) is not None for part in _ITEM)
            and (self.reader is None or isinstance(self.reader, Declaration))
        ):
            return self._to("asycuda", Declaration, node)
        return False

    def _to(self, kind: str, reader: type[Manifest] | type[Declaration], node: Node) -> bool:
        if self.reader is None or self.paper is None:
            self.paper = Paper(NAMES[kind])
            self.reader = reader(self.paper)
        if not isinstance(self.reader, Waybills):
            self.reader.record(node)
        node.left(self.paper.aside)
        return True
