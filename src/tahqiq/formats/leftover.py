"""What a reader of XML leaves out, told by name: a walk over an element that sets every filled attribute and
text aside that was not read."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from xml.etree.ElementTree import Element

from tahqiq.formats.rows import Rows
from tahqiq.formats.xmlwalk import local
from tahqiq.model.account import LOOK, TECHNICAL, UNKNOWN
from tahqiq.model.place import Place


@dataclass(frozen=True, slots=True)
class Known:
    """What a format's elements and attributes are, by local name: ``tag`` for a text (and, in ``look`` and
    ``technical``, all below it), ``tag/attribute`` for an attribute.

    ``read`` were delivered or name what was; ``look`` say how something is drawn; ``technical`` belong to the
    file or the program.
    """

    read: Collection[str] = ()
    look: Collection[str] = ()
    technical: Collection[str] = ()


def leaves(element: Element) -> Iterator[tuple[str, str]]:
    """``(name, text)`` of every filled attribute (``tag/attribute``) and text (``tag``) of an element and all
    below it, in document order."""
    tag = local(element.tag)
    if not tag:
        return
    for name, value in element.attrib.items():
        if value.strip():
            yield f"{tag}/{local(name)}", value
    if element.text and element.text.strip():
        yield tag, element.text.strip()
    for child in element:
        yield from leaves(child)
        if child.tail and child.tail.strip():
            yield tag, child.tail.strip()


def set_aside(rows: Rows, place: Place, element: Element, known: Known) -> None:
    """Sets aside what of ``element`` and below it was not read, with the reason that fits."""
    tag = local(element.tag)
    if not tag or (tag in known.read and not len(element) and not element.attrib):
        return
    for why, names in ((LOOK, known.look), (TECHNICAL, known.technical)):
        if tag in names:
            for name, _ in leaves(element):
                rows.aside(name, place, why)
            return
    for name, value in element.attrib.items():
        full = f"{tag}/{local(name)}"
        if value.strip() and full not in known.read:
            rows.aside(
                full, place, LOOK if full in known.look else TECHNICAL if full in known.technical else UNKNOWN
            )
    if tag not in known.read and (
        (element.text or "").strip() or any((child.tail or "").strip() for child in element)
    ):
        rows.aside(tag, place, UNKNOWN)
    for child in element:
        set_aside(rows, place, child, known)
