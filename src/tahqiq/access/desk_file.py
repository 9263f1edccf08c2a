"""The file of a desk: what its records lie in that belong to no case. It is a case like others, with members,
policies and compartments; its id says whose."""

import re

PREFIX = "desk-"
_NAME = re.compile(r"[a-z][a-z0-9-]{1,38}[a-z0-9]")


def desk_file(desk: str) -> str:
    """The id of a desk's file. Raises ``ValueError`` for what is no name of a desk. No case has such an id:
    theirs are twelve hexadecimal digits.

    >>> desk_file("covert-work")
    'desk-covert-work'
    """
    if not _NAME.fullmatch(desk):
        raise ValueError(f"{desk!r} is no name of a desk")
    return PREFIX + desk


def desk_of(case: str) -> str:
    """The desk whose file a case is, "" for an ordinary case.

    >>> desk_of("desk-court"), desk_of("a1b2c3d4e5f6")
    ('court', '')
    """
    return case.removeprefix(PREFIX) if case.startswith(PREFIX) else ""
