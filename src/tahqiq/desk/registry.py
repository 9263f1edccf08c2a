"""Which desks are installed, ours and a stranger's alike: entry points of the group ``tahqiq.desks``. Which
of them a workspace has switched on is whether their file is open in it."""

import warnings
from functools import cache

from tahqiq.desk.declaration import Desk
from tahqiq.kit.entry_points import installed
from tahqiq.kit.errors import NotFound
from tahqiq.kit.messages import LOCALES
from tahqiq.model.kinds import kinds

GROUP = "tahqiq.desks"


@cache
def desks() -> dict[str, Desk]:
    """Every installed desk by its name. What cannot be loaded, lacks words or kinds, or takes another's name,
    is left out with a ``UserWarning`` that says so."""
    found: dict[str, Desk] = {}
    for point, loaded in installed(GROUP, "desk"):
        wrong = "it is no Desk" if not isinstance(loaded, Desk) else lacking(loaded, point.name)
        if isinstance(loaded, Desk) and not wrong and loaded.name not in found:
            found[loaded.name] = loaded
        else:
            warnings.warn(
                f"desk {point.name} ({point.value}) is left out: {wrong or 'its name is taken'}", stacklevel=2
            )
    return found


def desk(name: str) -> Desk:
    """The desk called so. Raises ``NotFound`` (``no-such-desk``)."""
    found = desks().get(name)
    if found is None:
        raise NotFound("no-such-desk", name=name[:40], known=", ".join(desks()) or "-")
    return found


def lacking(declared: Desk, name: str) -> str:
    """What keeps a desk from being used, "" when nothing does."""
    if declared.name != name:
        return f"its entry point must be called {declared.name}"
    for kind in declared.kinds:
        if kinds().get(kind.name) is not kind:
            return f"the kind {kind.name} is not in the group tahqiq.kinds"
    for locale in LOCALES:
        try:
            declared.title(locale)
            for item in declared.commands:
                declared.words(item.name, locale)
                for group in (item.group, declared.spelled.get(item.name, "").rpartition(" ")[0]):
                    if group:
                        declared.words(group, locale)
        except KeyError as error:
            return f"there are no words for {error} in the group tahqiq.messages"
    return ""
