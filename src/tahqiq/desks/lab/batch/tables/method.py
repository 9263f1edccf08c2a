"""A method of a laboratory as its file (YAML) says it. Asked for through
:mod:`tahqiq.desks.lab.batch.method`."""

import hashlib
from pathlib import Path

import yaml
from pydantic import ValidationError

from tahqiq.desks.lab.batch.method import LONGEST, Method, digest
from tahqiq.kit.errors import NotFound, WrongUse
from tahqiq.kit.reasons import reason
from tahqiq.kit.unfit import unfit

_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


def method_of(path: Path) -> tuple[Method, str]:
    """The method of a file and the digest of the file. Raises ``NotFound`` (``lab-no-such-file``),
    ``WrongUse`` (``lab-method-wrong`` with the place in the file, ``lab-method-changed`` where the digest is
    another, ``lab-method-alone`` where one person agreed with themselves)."""
    try:
        with path.open("rb") as file:
            data = file.read(LONGEST)
    except OSError:
        raise NotFound("lab-no-such-file", name=path.name) from None
    try:
        text = data.decode("utf-8")
        view = yaml.load(text, Loader=_LOADER)  # noqa: S506 - the safe loader
        method = Method.model_validate(view)
    except ValidationError as error:
        first = error.errors()[0]
        raise WrongUse(
            "lab-method-wrong", name=path.name, key=".".join(map(str, first["loc"])) or "-", why=unfit(first)
        ) from None
    except (yaml.YAMLError, ValueError, RecursionError) as error:
        mark = error.problem_mark if isinstance(error, yaml.MarkedYAMLError) else None
        line = "-" if mark is None else mark.line + 1
        raise WrongUse(
            "lab-method-wrong", name=path.name, key="-", why=reason("lab-method-form", line=line)
        ) from None
    if method.approved.sha256 != digest(text):
        raise WrongUse("lab-method-changed", name=path.name, sha256=digest(text))
    if len({" ".join(one.name.casefold().split()) for one in method.approved.by}) < 2:
        raise WrongUse("lab-method-alone", name=path.name)
    return method, hashlib.sha256(data).hexdigest()
