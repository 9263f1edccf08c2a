"""Tables that come with the program as YAML."""

from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import Any

import yaml

_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


def table(package: str, *name: str) -> Any:  # noqa: ANN401 - the caller says what its table holds
    """What stands in the YAML file ``name`` (folders first) of a package, by libyaml where PyYAML has it: ten
    times as quick as its own reader.

    >>> table("tahqiq.kit", "messages", "core.yaml")["no-such-entity"]["en"][0]
    'Nothing with the id {id} is visible to you.'
    """
    return read_table(files(package).joinpath(*name))


def read_table(path: Traversable) -> Any:  # noqa: ANN401
    """What stands in a YAML file."""
    return yaml.load(path.read_text("utf-8"), Loader=_LOADER)  # noqa: S506 - the safe loader
