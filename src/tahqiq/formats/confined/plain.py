"""Values of declared types as JSON and bytes, and back: what a parser's process answers with.

The type says what may come: a process that was taken over can give wrong values of it, nothing else.
Dataclasses, named tuples and pydantic models are taken field by field, arrays of numbers as their bytes.
:class:`~tahqiq.kit.reasons.Reason` stays one, so that it can be said in every language.
"""

import dataclasses
import sys
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from datetime import date, datetime
from enum import Enum
from functools import cache
from pathlib import Path
from types import NoneType, UnionType
from typing import Annotated, Any, Literal, Union, cast, get_args, get_origin, get_type_hints

import numpy as np

from tahqiq.kit.reasons import Reason, reason

Blobs = list[bytes]
Pack = Callable[[Any, Blobs], Any]
Make = Callable[[Any, Sequence[memoryview]], Any]
Codec = tuple[Pack, Make]
_SIMPLE = (str, int, float, bool, NoneType)
_NUMBERS = "biuf"


class Unfit(ValueError):
    """What came is no value of the type that was declared."""


@cache
def codec(kind: Any) -> Codec:  # noqa: ANN401 - any type may be declared
    """How values of a type are packed and made again. Raises ``TypeError`` for a type that has no plain form,
    where a value other than None is met."""
    origin, inner = get_origin(kind), get_args(kind)
    if origin is Annotated:
        return codec(inner[0])
    if origin in (Union, UnionType):
        return _union(inner)
    if origin is Literal:
        return _literal(inner)
    if origin is np.ndarray or kind is np.ndarray:
        return _pack_array, _make_array
    if isinstance(origin, type) and issubclass(origin, Mapping):
        return _mapping(
            Counter if origin is Counter else dict, *(inner if len(inner) == 2 else (inner[0], int))
        )
    if origin is tuple and not (len(inner) == 2 and inner[1] is Ellipsis):
        return _fixed(inner, tuple)
    if isinstance(origin, type) and issubclass(origin, Collection):
        return _many(origin if origin in (tuple, set, frozenset) else list, inner[0])
    if isinstance(kind, type):
        return _plain_type(kind)
    raise TypeError(f"no plain form of {kind}")


def _is_model(kind: type) -> bool:
    """Whether it is a pydantic model; nothing is loaded to find that out: who declares one has loaded it."""
    models = sys.modules.get("pydantic")
    return models is not None and issubclass(kind, models.BaseModel)


def _plain_type(kind: type) -> Codec:
    if kind is str:
        return _pack_text, _make_text
    if kind in _SIMPLE:
        return lambda value, _: value, lambda got, _: _checked(
            got, (int, float) if kind is float else (kind,)
        )
    if kind is object:
        return lambda value, _: _checked(value, _SIMPLE), lambda got, _: _checked(got, _SIMPLE)
    if kind is bytes:
        return _pack_bytes, lambda got, blobs: bytes(blobs[_index(got)])
    if issubclass(kind, Path):
        return lambda value, _: str(value), lambda got, _: kind(_checked(got, (str,)))
    if issubclass(kind, datetime | date):
        return lambda value, _: value.isoformat(), lambda got, _: kind.fromisoformat(_checked(got, (str,)))
    if issubclass(kind, Enum):
        return lambda value, _: value.value, lambda got, _: kind(got)
    if _is_model(kind):
        model: Any = kind
        return lambda value, _: value.model_dump_json(), lambda got, _: model.model_validate_json(
            _checked(got, (str,))
        )
    if dataclasses.is_dataclass(kind) or (issubclass(kind, tuple) and hasattr(kind, "_fields")):
        return _fields(kind)
    return _opaque(kind)


def _checked(got: Any, kinds: tuple[type, ...]) -> Any:  # noqa: ANN401
    if type(got) not in kinds:
        raise Unfit(f"{type(got).__name__}, not {kinds[0].__name__}")
    return got


def _index(got: Any) -> int:  # noqa: ANN401
    return cast(int, _checked(got, (int,)))


def _pack_text(value: str, _: Blobs) -> Any:  # noqa: ANN401
    if not isinstance(value, str):
        raise TypeError(f"{type(value).__name__}, not str")
    if isinstance(value, Reason) and hasattr(value, "code"):
        return [
            value.code,
            {name: _pack_text(one, _) if isinstance(one, str) else one for name, one in value.given.items()},
        ]
    return str(value)


def _make_text(got: Any, _: Sequence[memoryview]) -> str:  # noqa: ANN401
    if type(got) is list and len(got) == 2:
        return reason(
            _checked(got[0], (str,)),
            **{
                str(name): _make_text(one, _) if type(one) is not int else one for name, one in got[1].items()
            },
        )
    return cast(str, _checked(got, (str,)))


def _pack_bytes(value: bytes, blobs: Blobs) -> int:
    blobs.append(bytes(value))
    return len(blobs) - 1


def _pack_array(value: Any, blobs: Blobs) -> Any:  # noqa: ANN401
    if value.dtype.kind not in _NUMBERS:
        raise TypeError(f"an array of {value.dtype}")
    blobs.append(np.ascontiguousarray(value).tobytes())
    return [len(blobs) - 1, value.dtype.str, list(value.shape)]


def _make_array(got: Any, blobs: Sequence[memoryview]) -> Any:  # noqa: ANN401
    at, kind, shape = got
    dtype = np.dtype(_checked(kind, (str,)))
    if dtype.kind not in _NUMBERS:
        raise Unfit(kind)
    return np.frombuffer(blobs[_index(at)], dtype).reshape([_index(one) for one in shape]).copy()


def _union(kinds: tuple[Any, ...]) -> Codec:
    if all(one in _SIMPLE for one in kinds):
        text = str in kinds

        def pack(value: Any, blobs: Blobs) -> Any:  # noqa: ANN401
            return _pack_text(value, blobs) if isinstance(value, str) else _checked(value, _SIMPLE)

        def make(got: Any, blobs: Sequence[memoryview]) -> Any:  # noqa: ANN401
            return (
                _make_text(got, blobs)
                if text and type(got) in (str, list)
                else _checked(got, (*kinds, int) if float in kinds else kinds)
            )

        return pack, make
    codecs = [codec(one) for one in kinds]
    plain = [_runtime(one) for one in kinds]

    def pack_one(value: Any, blobs: Blobs) -> Any:  # noqa: ANN401
        if value is None and NoneType in kinds:
            return None
        at = next(no for no, one in enumerate(plain) if isinstance(value, one))
        return [at, codecs[at][0](value, blobs)]

    def make_one(got: Any, blobs: Sequence[memoryview]) -> Any:  # noqa: ANN401
        if got is None and NoneType in kinds:
            return None
        at, inner = got
        return codecs[_index(at)][1](inner, blobs)

    return pack_one, make_one


def _runtime(kind: Any) -> type:  # noqa: ANN401
    origin = get_origin(kind)
    return _runtime(get_args(kind)[0]) if origin is Annotated else cast(type, origin or kind)


def _literal(allowed: tuple[Any, ...]) -> Codec:
    def make(got: Any, _: Sequence[memoryview]) -> Any:  # noqa: ANN401
        if got not in allowed:
            raise Unfit(f"{got!r}, not one of {allowed}")
        return got

    return lambda value, _: value, make


def _many(kind: type, inner: Any) -> Codec:  # noqa: ANN401
    pack, make = codec(inner)

    def packed(value: Iterable[Any], blobs: Blobs) -> list[Any]:
        return [pack(one, blobs) for one in value]

    def made(got: Any, blobs: Sequence[memoryview]) -> Any:  # noqa: ANN401
        return kind([make(one, blobs) for one in _checked(got, (list,))])

    return packed, made


def _mapping(kind: type, key: Any, inner: Any) -> Codec:  # noqa: ANN401
    pack_key, make_key = codec(key)
    pack, make = codec(inner)

    def packed(value: Mapping[Any, Any], blobs: Blobs) -> list[Any]:
        return [[pack_key(name, blobs), pack(one, blobs)] for name, one in value.items()]

    def made(got: Any, blobs: Sequence[memoryview]) -> Any:  # noqa: ANN401
        return kind({make_key(name, blobs): make(one, blobs) for name, one in _checked(got, (list,))})

    return packed, made


def _fixed(kinds: Sequence[Any], kind: Callable[[Iterable[Any]], Any]) -> Codec:
    codecs = [codec(one) for one in kinds]

    def packed(value: Iterable[Any], blobs: Blobs) -> list[Any]:
        return [pack(one, blobs) for (pack, _), one in zip(codecs, value, strict=True)]

    def made(got: Any, blobs: Sequence[memoryview]) -> Any:  # noqa: ANN401
        return kind(make(one, blobs) for (_, make), one in zip(codecs, _checked(got, (list,)), strict=True))

    return packed, made


def _fields(kind: Any) -> Codec:  # noqa: ANN401
    """Field by field; made lazily, since a type may hold itself."""
    names = list(kind._fields) if issubclass(kind, tuple) else [one.name for one in dataclasses.fields(kind)]
    found: list[Codec] = []

    def codecs() -> list[Codec]:
        if not found:
            hints = get_type_hints(kind, include_extras=True)
            found.extend(codec(hints[name]) for name in names)
        return found

    def packed(value: Any, blobs: Blobs) -> list[Any]:  # noqa: ANN401
        return [pack(getattr(value, name), blobs) for name, (pack, _) in zip(names, codecs(), strict=True)]

    def made(got: Any, blobs: Sequence[memoryview]) -> Any:  # noqa: ANN401
        values = [make(one, blobs) for (_, make), one in zip(codecs(), _checked(got, (list,)), strict=True)]
        return kind(**dict(zip(names, values, strict=True)))

    return packed, made


def _opaque(kind: type) -> Codec:
    """A type that has no plain form: declared beside None, of which only that crosses."""

    def refuse(*_: Any) -> Any:  # noqa: ANN401
        raise TypeError(f"no plain form of {kind.__name__}")

    return refuse, refuse
