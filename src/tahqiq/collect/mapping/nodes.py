"""The identifier entities one application of a mapping has met, each hashed once, and their numbers within
one batch."""

from collections.abc import Iterable
from hashlib import blake2b

import numpy as np
import numpy.typing as npt

from tahqiq.kit.ids import SIZE
from tahqiq.model.batch import Nodes

Refs = npt.NDArray[np.int64]
"""References to nodes: >= 0 an identifier of the registry, -1 nothing, <= -2 a fragment of the batch (-2 -
its index)."""

NONE = np.int64(-1)


class Hasher:
    """:func:`tahqiq.kit.ids.digest` of several parts of which all but the last stay the same (a test holds
    both together)."""

    def __init__(self, *first: str) -> None:
        self._state = blake2b(digest_size=SIZE)
        for part in first:
            data = part.encode("utf-8", "surrogatepass")
            self._state.update(len(data).to_bytes(4, "big") + data)

    def of(self, last: str) -> bytes:
        """The digest of the fixed parts and ``last``."""
        state = self._state.copy()
        data = last.encode("utf-8", "surrogatepass")
        state.update(len(data).to_bytes(4, "big") + data)
        return state.digest()


class Registry:
    """Identifier entities by schema, namespace and key, numbered in the order in which they are met."""

    def __init__(self) -> None:
        self.ids: list[bytes] = []
        self.schemata: list[str] = []
        self.namespaces: list[str] = []
        self.keys: list[str] = []
        self.spelled: dict[int, str] = {}
        """The property of those that stood somewhere in another spelling than their key."""
        self._groups: dict[tuple[str, str], tuple[dict[str, int], Hasher]] = {}

    def numbers(self, schema: str, namespace: str, keys: Iterable[str | None]) -> list[int]:
        """The number of each identifier entity, made when it is new; -1 for None."""
        known, hasher = self._group(schema, namespace)
        get, of, add_id, add_key = known.get, hasher.of, self.ids.append, self.keys.append
        result = []
        before = len(self.ids)
        for key in keys:
            if key is None:
                result.append(-1)
                continue
            number = get(key)
            if number is None:
                number = known[key] = len(self.ids)
                add_id(of(key))
                add_key(key)
            result.append(number)
        fresh = len(self.ids) - before
        self.schemata += [schema] * fresh
        self.namespaces += [namespace] * fresh
        return result

    def _group(self, schema: str, namespace: str) -> tuple[dict[str, int], Hasher]:
        found = self._groups.get((schema, namespace))
        if found is None:
            found = self._groups[schema, namespace] = ({}, Hasher("identifier", schema, namespace))
        return found

    def __len__(self) -> int:
        return len(self.ids)


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

    def many(self, node_ids: Iterable[bytes], schema: str) -> list[int]:
        """The reference of each of many fragments."""
        index, ids = self._index, self.ids
        result = []
        for node_id in node_ids:
            found = index.get(node_id)
            if found is None:
                found = index[node_id] = len(ids)
                ids.append(node_id)
            result.append(-2 - found)
        self.schemata += [schema] * (len(ids) - len(self.schemata))
        return result


class Growing:
    """References of identifiers as they are: the nodes of a batch are the whole registry, of which nothing is
    copied."""

    def __init__(self, registry: Registry) -> None:
        self.nodes = Nodes(registry.ids, registry.schemata, registry.namespaces, registry.keys, growing=True)

    @staticmethod
    def of(refs: Refs) -> Refs:
        """Indices into :attr:`nodes`; -1 stays -1."""
        return refs


class Numbering:
    """Turns references into indices of the batch's :class:`Nodes`, which hold only what the batch uses."""

    def __init__(self, registry: Registry, fragments: Fragments, used: list[Refs]) -> None:
        marks = np.zeros(len(registry), np.bool_)
        for refs in used:
            marks[refs[refs >= 0]] = True
        chosen = np.flatnonzero(marks)
        numbers = chosen.tolist()
        empty = [""] * len(fragments.ids)
        ids = [registry.ids[number] for number in numbers] + fragments.ids
        schemata = [registry.schemata[number] for number in numbers] + fragments.schemata
        namespaces = [registry.namespaces[number] for number in numbers] + empty
        keys = [registry.keys[number] for number in numbers] + empty
        self.nodes = Nodes(ids, schemata, namespaces, keys, dict(zip(ids, range(len(ids)), strict=True)))
        base = len(numbers)
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
