"""Reading an XML element by paths while remembering what was taken, so that everything else in it can be
delivered too."""

from collections.abc import Callable, Iterator
from xml.etree.ElementTree import Element

from tahqiq.formats.xmlwalk import child, local, text_of

MOST_PATHS = 300
"""How many different paths one element may have; what stands at further ones comes in lines under ``…``."""


def at(element: Element | None, path: str) -> Element | None:
    """The first element at a path of local tags (``Acct/Id/IBAN``); None when there is none."""
    for name in path.split("/"):
        element = child(element, name) if element is not None else None
    return element


class Taken:
    """One element whose texts are taken by path; :meth:`rest` is what nobody took."""

    def __init__(self, element: Element) -> None:
        self.element = element
        self._taken: set[int] = set()
        self._attributes: set[tuple[int, str]] = set()

    def text(self, *paths: str) -> str | None:
        """The text of the first path that has one; it counts as taken."""
        for path in paths:
            found = at(self.element, path)
            text = text_of(found)
            if found is not None and text:
                self._taken.update(id(inner) for inner in found.iter())
                return text
        return None

    def texts(self, path: str) -> list[str]:
        """The texts of all elements of the path whose last step repeats; they count as taken."""
        parent, _, name = path.rpartition("/")
        around = at(self.element, parent) if parent else self.element
        found = [item for item in around if local(item.tag) == name] if around is not None else []
        self._taken.update(id(inner) for item in found for inner in item.iter())
        return [text for item in found if (text := text_of(item))]

    def attribute(self, path: str, name: str) -> str | None:
        """An attribute of the element at ``path``; it counts as taken."""
        found = at(self.element, path)
        value = found.get(name) if found is not None else None
        if found is not None and value:
            self._attributes.add((id(found), name))
        return value

    def leave(self, inner: Element) -> None:
        """Count ``inner`` with all that stands in it as taken."""
        for item in inner.iter():
            self._taken.add(id(item))
            self._attributes.update((id(item), name) for name in item.attrib)

    def rest(self, skip: Callable[[str], bool] = lambda tag: False) -> dict[str, str]:
        """Path → text of every leaf and attribute (``Amt@Ccy``) that was not taken; repeated ones stand in
        lines. ``skip`` leaves out elements by local tag."""
        found: dict[str, list[str]] = {}
        for path, text in self._walk(self.element, "", skip):
            known = path in found or len(found) < MOST_PATHS
            found.setdefault(path if known else "…", []).append(text if known else f"{path} {text}")
        return {path: "\n".join(texts) for path, texts in found.items()}

    def _walk(self, element: Element, path: str, skip: Callable[[str], bool]) -> Iterator[tuple[str, str]]:
        for name, value in element.attrib.items():
            if value.strip() and (id(element), name) not in self._attributes:
                yield f"{path}@{local(name) or name}", value.strip()
        own = (element.text or "").strip()
        if own and path and id(element) not in self._taken:
            yield path, own
        for inner in element:
            tag = local(inner.tag)
            if tag and not skip(tag):
                yield from self._walk(inner, f"{path}/{tag}" if path else tag, skip)
                tail = (inner.tail or "").strip()
                if tail and id(element) not in self._taken:
                    yield path or "text", tail
