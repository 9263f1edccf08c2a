"""Runs that were used: one injection is of one exhibit."""

from tahqiq.desk.answers import Strict
from tahqiq.model.kind import Key, Kind


class RunUse(Strict):
    """A run that an examination rests on: the digest of its file, that of what was measured, and the id of
    the examination. It lies at the desk, so that a run is known in every case."""

    run_sha256: str
    signal_sha256: str
    examination: str


RUN_USE = Kind(
    "lab-run-use",
    RunUse,
    lambda body: body.run_sha256[:12],
    "lab",
    RunUse(run_sha256="0" * 64, signal_sha256="0" * 64, examination="0" * 16),
    home="desk",
    keys=(
        Key("run_sha256", "text", lambda body: body.run_sha256),
        Key("signal_sha256", "text", lambda body: body.signal_sha256),
        Key("examination", "text", lambda body: body.examination),
    ),
)
