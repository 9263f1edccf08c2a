"""The identifier entities one application of a mapping has met, each hashed once, and their numbers within one batch."""

from hashlib import blake2b

import numpy as np
import numpy.typing as npt

from tahqiq.kit.ids import SIZE
from tahqiq.model.batch import Nodes

Refs = npt.NDArray[np.int64]
"""References to nodes: >= 0 an identifier of the registry, -1 nothing, <= -2 a fragment of the batch (-2 - its index)."""

NONE = np.int64(-1)


class Registry:
    """Identifier entities by schema, namespace and key, numbered in the order in which they are met."""

    def __init__(self) -> None:
        self.ids: list[bytes] = []
        self.schemata: list[str] = []
        self.namespaces: list[str] = []
        self.keys: list[str] = []
        self._groups: dict[tuple[str, str], dict[str, int]] = {}

    def number(self, schema: str, namespace: str, key: str) -> int:
        """The number of an identifier entity, made when it is new."""
        group = self._groups.setdefault((schema, namespace), {})
        found = group.get(key)
        if found is None:
            found = group[key] = len(self.ids)
            self.ids.append(_identifier_id(schema, namespace, key))
            self.schemata.append(schema)
            self.namespaces.append(namespace)
            self.keys.append(key)
        return found

    def __len__(self) -> int:
        return len(self.ids)


def _prefix(schema: str, namespace: str) -> "blake2b":
    state = blake2b(digest_size=SIZE)
    for part in ("identifier", schema, namespace):
        data = part.encode("utf-8", "surrogatepass")
        state.update(len(data).to_bytes(4, "big") + data)
    return state


_PREFIXES: dict[tuple[str, str], "blake2b"] = {}


def _identifier_id(schema: str, namespace: str, key: str) -> bytes:
    """:func:`tahqiq.model.statement.identifier_id` with the hash of its first three parts kept (a test holds both together)."""
    state = _PREFIXES.get((schema, namespace))
    if state is None:
        state = _PREFIXES[schema, namespace] = _prefix(schema, namespace)
    state = state.copy()
    data = key.encode("utf-8", "surrogatepass")
    state.update(len(data).to_bytes(4, "big") + data)
    return state.digest()


class Fragments:
    """The source-local entities of one batch; the same id is one entity."""

    def __init__(self) -> None:
        self.ids: list[bytes] = []
        self.schemata: list[str] = []
        self._index: dict[bytes, int] = {}

    def ref(self, node_id: bytes, schema: str) -> int:
        """The reference of a fragment, made when it is new."""
        found = self._index.get(node_id)
        if found is None:
            found = self._index[node_id] = len(self.ids)
            self.ids.append(node_id)
            self.schemata.append(schema)
        return -2 - found


class Numbering:
    """Turns references into indices of the batch's :class:`Nodes`, which hold only what the batch uses."""

    def __init__(self, registry: Registry, fragments: Fragments, used: list[Refs]) -> None:
        marks = np.zeros(len(registry), np.bool_)
        for refs in used:
            marks[refs[refs >= 0]] = True
        chosen = np.flatnonzero(marks)
        self.nodes = Nodes()
        for number in chosen.tolist():
            self.nodes.add(registry.ids[number], registry.schemata[number], registry.namespaces[number], registry.keys[number])
        base = len(self.nodes)
        for node_id, schema in zip(fragments.ids, fragments.schemata, strict=True):
            self.nodes.add(node_id, schema)
        self._local = np.full(len(registry), -1, np.int64)
        self._local[chosen] = np.arange(len(chosen))
        self._base = base

    def of(self, refs: Refs) -> Refs:
        """Indices into :attr:`nodes`; -1 stays -1."""
        result = np.full(len(refs), -1, np.int64)
        known = refs >= 0
        result[known] = self._local[refs[known]]
        local = refs <= -2
        result[local] = self._base + (-2 - refs[local])
        return result
