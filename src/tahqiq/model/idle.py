"""A column of a batch that no mapping uses."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pyarrow as pa


@dataclass(frozen=True, slots=True)
class IdleColumn:
    """``part`` number, 1-based ``column``, its name, and for each record the ``rows`` number and the text in
    ``cells`` (null = nothing)."""

    part: int
    column: int
    field: str
    rows: npt.NDArray[np.int64]
    cells: pa.Array
