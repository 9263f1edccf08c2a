"""A recorded value for the examples of operations."""

from tahqiq.casework.citations import Reference
from tahqiq.desk import ActingDesktop, Stated


def recorded_value(at: ActingDesktop) -> Reference:
    """An invented recorded value in the case, for the examples of what is asked."""
    at.publish("example", [Stated("1", "Person", {"name": ["دلشاد كاظم سلمان"]})])
    (hit, *_) = at.bench.search("دلشاد كاظم سلمان").hits
    (statement, *_) = at.bench.show(hit.id.hex()).statements
    return statement.entity.hex(), statement.id.hex()
