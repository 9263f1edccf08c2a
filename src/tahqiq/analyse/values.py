"""The values of an analysis' parameters, checked: from the command line as texts, from the API as JSON."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol, cast

from tahqiq.analyse.parameter import Parameter
from tahqiq.kit.errors import WrongUse

Given = Mapping[str, object]
Plain = int | float | str | bool | tuple[str, ...] | None
MOST_ITEMS = 10_000


@dataclass(frozen=True, slots=True)
class Values:
    """Checked values by parameter name; each getter is for parameters of its kind. A value not given is
    None."""

    plain: Mapping[str, Plain]

    def integer(self, name: str) -> int:
        """An ``integer`` (or ``duration``) with a default."""
        return cast(int, self.plain[name])

    def number(self, name: str) -> float:
        """A ``number`` with a default."""
        return float(cast(float, self.plain[name]))

    def flag(self, name: str) -> bool:
        """A ``flag``."""
        return bool(self.plain[name])

    def text(self, name: str) -> str:
        """A ``text``, ``choice`` or ``node`` (32 hex digits); empty when not given."""
        return cast(str, self.plain[name] or "")

    def texts(self, name: str) -> tuple[str, ...]:
        """``texts``, ``choices`` or ``nodes``; empty when not given."""
        return cast("tuple[str, ...]", self.plain[name] or ())

    def time(self, name: str) -> datetime | None:
        """A ``time``."""
        given = cast("str | None", self.plain[name])
        return datetime.fromisoformat(given) if given else None

    def given(self, name: str) -> bool:
        """Whether there is a value."""
        return self.plain[name] not in (None, "", ())


class Asking(Protocol):
    """What has declared parameters: an analysis, a layer of a map."""

    @property
    def id(self) -> str: ...

    @property
    def parameters(self) -> tuple[Parameter, ...]: ...


def checked(analysis: Asking, given: Given, zone: str = "") -> Values:
    """``given`` with defaults filled in, ``zone`` (IANA name) where one is asked for and not given; names may
    be written with ``_`` for ``-``. Raises :class:`WrongUse` naming analysis and parameter for anything that
    does not fit."""
    known = {item.name: item for item in analysis.parameters}
    given = {str(name).replace("_", "-"): value for name, value in given.items()}
    for name in given:
        if name not in known:
            raise WrongUse(
                "no-such-parameter", analysis=analysis.id, parameter=str(name)[:80], known=", ".join(known)
            )
    found = {name: _value(analysis, item, given.get(name)) for name, item in known.items()}
    zones = {name: zone for name, item in known.items() if "zone" in item.of and not found[name]}
    return Values(found | zones)


def _value(analysis: Asking, item: Parameter, given: object) -> Plain:
    if given is None or given == "":
        if item.required:
            raise WrongUse("parameter-missing", analysis=analysis.id, parameter=item.name)
        return item.default
    try:
        value = _READ[item.kind](given)
    except (ValueError, TypeError, OverflowError):
        raise WrongUse(
            f"parameter-not-{item.kind}", analysis=analysis.id, parameter=item.name, value=str(given)[:80]
        ) from None
    _within(analysis, item, value)
    return value


def _within(analysis: Asking, item: Parameter, value: Plain) -> None:
    size = (
        len(value)
        if isinstance(value, tuple)
        else value
        if isinstance(value, int | float) and not isinstance(value, bool)
        else None
    )
    high = item.high if item.high is not None else MOST_ITEMS if isinstance(value, tuple) else None
    if size is not None and not (-_INFINITE if item.low is None else item.low) <= size <= (
        _INFINITE if high is None else high
    ):
        low = "…" if item.low is None else f"{item.low:g}"
        raise WrongUse(
            "parameter-out-of-range",
            analysis=analysis.id,
            parameter=item.name,
            value=f"{size:g}",
            low=low,
            high="…" if high is None else f"{high:g}",
        )
    if isinstance(value, tuple) and item.required and not value:
        raise WrongUse("parameter-missing", analysis=analysis.id, parameter=item.name)
    chosen = value if isinstance(value, tuple) else (value,)
    for one in chosen if item.choices else ():
        if one not in item.choices:
            raise WrongUse(
                "parameter-not-a-choice",
                analysis=analysis.id,
                parameter=item.name,
                value=str(one)[:80],
                known=", ".join(item.choices),
            )


_INFINITE = float("inf")


def _integer(given: object) -> int:
    if isinstance(given, bool) or (isinstance(given, float) and not given.is_integer()):
        raise ValueError
    return int(cast("int | str", given))


def _number(given: object) -> float:
    if isinstance(given, bool):
        raise TypeError
    value = float(cast("float | str", given))
    if value != value or value in (_INFINITE, -_INFINITE):
        raise ValueError
    return value


def _flag(given: object) -> bool:
    found = {
        True: True,
        False: False,
        "true": True,
        "yes": True,
        "1": True,
        "false": False,
        "no": False,
        "0": False,
    }.get(_lower(given))
    if found is None:
        raise ValueError
    return found


def _lower(given: object) -> object:
    return given.lower() if isinstance(given, str) else given if isinstance(given, bool) else None


def _text(given: object) -> str:
    if not isinstance(given, str):
        raise TypeError
    return given.strip()


def _texts(given: object) -> tuple[str, ...]:
    """A list, or a text with commas."""
    items: Sequence[object] = (
        given.split(",") if isinstance(given, str) else given if isinstance(given, list | tuple) else [None]
    )
    return tuple(dict.fromkeys(item for item in (_text(one) for one in items) if item))


def _node(given: object) -> str:
    value = _text(given).lower()
    if not 6 <= len(value) <= 32 or set(value) - set("0123456789abcdef"):
        raise ValueError
    return value


def _time(given: object) -> str:
    value = datetime.fromisoformat(_text(given))
    if value.tzinfo is None:
        raise ValueError
    return value.isoformat()


_READ: dict[str, Callable[[object], Plain]] = {
    "integer": _integer,
    "duration": _integer,
    "number": _number,
    "flag": _flag,
    "text": _text,
    "choice": _text,
    "node": _node,
    "time": _time,
    "texts": _texts,
    "choices": _texts,
    "nodes": lambda given: tuple(_node(item) for item in _texts(given)),
}
