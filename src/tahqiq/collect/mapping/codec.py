"""Mapping documents as YAML: a strict loader and a dumper that come back to the same document."""

import json
import re
from collections import Counter
from collections.abc import Hashable
from functools import lru_cache
from typing import Any

import yaml
from pydantic import TypeAdapter, ValidationError

from tahqiq.collect.mapping.document import Mapping
from tahqiq.kit.errors import WrongUse
from tahqiq.kit.unfit import unfit

MAX_CHARS = 1_000_000
_ADAPTER: TypeAdapter[Mapping] = TypeAdapter(Mapping)


class _Loader(yaml.SafeLoader):
    """YAML without guesses: no dates, no yes/no words, no aliases, no key twice."""

    def compose_node(self, parent: yaml.Node | None, index: int) -> yaml.Node | None:
        if self.check_event(yaml.AliasEvent):
            raise yaml.YAMLError("aliases (*name) are not used in mapping documents")
        return super().compose_node(parent, index)

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[Hashable, Any]:
        keys = [self.construct_object(key, deep=True) for key, _ in node.value]
        twice = {str(key) for key, count in Counter(keys).items() if count > 1}
        if twice:
            raise yaml.YAMLError(f"{', '.join(sorted(twice))} stands twice (line {node.start_mark.line + 1})")
        return super().construct_mapping(node, deep=deep)


_Loader.yaml_implicit_resolvers = {}
_Loader.add_implicit_resolver("tag:yaml.org,2002:bool", re.compile(r"^(?:true|false)$"), list("tf"))
_Loader.add_implicit_resolver(
    "tag:yaml.org,2002:int", re.compile(r"^-?(?:0|[1-9][0-9]*)$"), list("-0123456789")
)
_Loader.add_implicit_resolver("tag:yaml.org,2002:null", re.compile(r"^(?:null|~|)$"), ["n", "~", ""])


class _Dumper(yaml.SafeDumper):
    """YAML that PyYAML's own and our loader read alike."""

    def ignore_aliases(self, data: object) -> bool:
        return True


def loads(text: str) -> Mapping:
    """The mapping document in ``text``.

    Raises :class:`WrongUse` (``mapping-not-understood``) naming the place and the reason when it is no YAML,
    has an unknown or missing entry, or an entry of the wrong type.

    >>> loads("{name: x, title: X, facts: {call: {schema: Call, a: From, b: To}}}").facts["call"].b
    'To'
    """
    if len(text) > MAX_CHARS:
        raise WrongUse("mapping-not-understood", where="-", reason=f"longer than {MAX_CHARS} characters")
    try:
        data = yaml.load(text, Loader=_Loader)  # noqa: S506 - a SafeLoader without its guesses
        mapping = _ADAPTER.validate_json(json.dumps(data))
    except ValidationError as error:
        raise _misread(error) from error
    except (yaml.YAMLError, TypeError, ValueError, RecursionError) as error:
        raise WrongUse("mapping-not-understood", where="-", reason=str(error)) from error
    return mapping


def from_dict(data: object) -> Mapping:
    """The mapping document in plain lists and dictionaries (JSON); raises as :func:`loads`."""
    try:
        return _ADAPTER.validate_json(json.dumps(data))
    except ValidationError as error:
        raise _misread(error) from error
    except (TypeError, ValueError, RecursionError) as error:
        raise WrongUse("mapping-not-understood", where="-", reason=str(error)) from error


def _misread(error: ValidationError) -> WrongUse:
    first = error.errors()[0]
    return WrongUse(
        "mapping-not-understood",
        where=".".join(str(step) for step in first["loc"]) or "-",
        reason=unfit(first),
    )


def as_dict(mapping: Mapping) -> dict[str, Any]:
    """The document as plain lists and dictionaries, entries at their default left out."""
    plain: dict[str, Any] = _ADAPTER.dump_python(mapping, mode="json", by_alias=True, exclude_defaults=True)
    return plain


def dumps(mapping: Mapping) -> str:
    """The document as YAML, entries in their order, those at their default left out; ``loads(dumps(m)) ==
    m``."""
    return _text(_ADAPTER.dump_json(mapping, by_alias=True, exclude_defaults=True))


@lru_cache(maxsize=64)
def _text(document: bytes) -> str:
    """The YAML of a document in JSON. Every source that a mapping reads keeps it, and writing it costs more
    than reading a small one."""
    return yaml.dump(json.loads(document), Dumper=_Dumper, allow_unicode=True, sort_keys=False, width=140)
