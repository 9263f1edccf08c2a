"""Files of the ETSI standards read whole. Asked for through :mod:`tahqiq.formats.etsi.product`, in a process
of its own."""

import re
from pathlib import Path

from tahqiq.formats.base import DAMAGE, damaged
from tahqiq.formats.etsi.product import Retained
from tahqiq.formats.etsi.retained_data import Heading, Leg, legs
from tahqiq.formats.etsi.warrant import Message, message
from tahqiq.formats.reader import HEAD
from tahqiq.formats.xmlwalk import looks_like
from tahqiq.model.problem import Problem

_RECORD = re.compile(rb"<(?:[A-Za-z0-9_.-]{1,200}:)?ResponseRecord[\s/>]")


def kind_of(path: Path) -> str:
    """``etsi-103120``, ``etsi-102657``, or "" for what is neither."""
    with path.open("rb") as stream:
        head = stream.read(HEAD)
    if looks_like(head, "HI1Message"):
        return "etsi-103120"
    return (
        "etsi-102657"
        if any(looks_like(head, one) for one in ("RetainedData", "retainedDataHeader", "ResponseRecord"))
        else ""
    )


def retained(path: Path) -> Retained:
    """Every record of retained data; what cannot be read further is a problem, and how many records stand in
    the bytes is counted apart."""
    made = Retained(Heading(), list[list[Leg]](), 0, list[Problem]())
    with path.open("rb") as stream:
        try:
            for record in legs(stream, made.heading):
                made.records.append(record)
        except (*DAMAGE, RecursionError) as error:
            made.problems.append(damaged(error, records=0))
    made.standing = _standing(path)
    return made


def warrant(path: Path) -> tuple[Message, list[Problem]]:
    """A warrant message, as far as it can be read, and what kept it from being read further."""
    with path.open("rb") as stream:
        try:
            return message(stream), []
        except (*DAMAGE, RecursionError) as error:
            return Message(), [damaged(error)]


def _standing(path: Path) -> int:
    """How many records begin in a file, counted in its bytes and not by the reader: what a reader loses is
    seen."""
    count, before = 0, b""
    with path.open("rb") as stream:
        while piece := stream.read(1 << 20):
            count += len(_RECORD.findall(before + piece))
            before = piece[-200:]
            count -= len(_RECORD.findall(before))
    return count + len(_RECORD.findall(before))
