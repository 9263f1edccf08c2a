"""A guided task of the sample workspace: what somebody new to a desk does there first."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from tahqiq.kit.yaml_nodes import Words

if TYPE_CHECKING:
    from tahqiq.desk.desktop import Desktop


@dataclass(frozen=True, slots=True)
class SampleAccount:
    """Somebody who works in the sample workspace. ``roles`` are those of the workspace; ``in_case``: they
    belong to the case of the sample as well as to the file of the desk; ``compartments`` are those that they
    are admitted to."""

    login: str
    name: str
    roles: frozenset[str] = frozenset({"analyst"})
    in_case: bool = False
    compartments: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class GuidedTask:
    """What one account is asked to do. ``words`` say it in four languages, ``to`` is the address of the
    screen where it begins (``{case}``: the case of the sample). ``done`` looks whether it is done, at the
    records as that person may see them: nothing is kept of it anywhere. ``in_case``: the records lie in the
    case of the sample, not in the file of the desk."""

    account: str
    to: str
    words: Words
    done: Callable[["Desktop"], bool]
    in_case: bool = False
