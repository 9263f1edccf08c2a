"""The engines that a linkage can run on, by name."""

from collections.abc import Callable
from typing import Literal

from tahqiq.kit.errors import WrongUse
from tahqiq.resolve.engine import Backend, DuckBackend

Engine = Literal["duckdb", "spark"]


def backend(name: Engine) -> Callable[[], Backend]:
    """What makes the engine; raises ``WrongUse`` (``engine-not-here``) where Spark is not installed."""
    if name == "duckdb":
        return DuckBackend
    try:
        from tahqiq.resolve.spark import SparkBackend
    except ImportError as error:
        raise WrongUse("engine-not-here", engine=name) from error
    return SparkBackend


__all__ = ["Engine", "backend"]
