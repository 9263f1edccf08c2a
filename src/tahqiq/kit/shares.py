"""How sure a share is that was counted on few."""

Z = 1.959964
"""The normal deviate of 95 %."""


def wilson(part: int, whole: int) -> tuple[float, float]:
    """The Wilson score interval of a share at 95 % (E. B. Wilson, 1927), both ends 0 to 1; (0, 1) where
    nothing was counted.

    >>> [round(end, 3) for end in wilson(3, 4)], wilson(0, 0)
    ([0.301, 0.954], (0.0, 1.0))
    """
    if not whole:
        return 0.0, 1.0
    share, room = part / whole, Z * Z / whole
    spread = Z * (share * (1 - share) / whole + room / 4 / whole) ** 0.5
    low, high = (share + room / 2 - spread) / (1 + room), (share + room / 2 + spread) / (1 + room)
    return (
        low if part else 0.0,
        high if part < whole else 1.0,
    )  # exactly the ends, which a rounding error would miss


__all__ = ["wilson"]
