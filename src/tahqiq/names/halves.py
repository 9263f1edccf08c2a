"""Two names that stand in one word: محمدعلي, Mohammadreza."""

from functools import lru_cache

from tahqiq.names.known import is_known, sounds_known

_LEAST = 3


@lru_cache(maxsize=1 << 14)
def halves(key: str) -> tuple[str, ...]:
    """The two common given names that a part (a key of :mod:`tahqiq.names.units`) is put together of; empty
    where it is a common name itself or no two are found.

    Both must be on the list, or one of them and the other sound like one on it. Where several places will do,
    the first with both on the list.

    >>> halves("mohammadreza"), halves("محمدعلي"), halves("ahmad"), halves("juburi")
    (('mohammad', 'reza'), ('محمد', 'علي'), (), ())
    """
    if len(key) < 2 * _LEAST or is_known(key):
        return ()
    cuts = [(key[:at], key[at:]) for at in range(_LEAST, len(key) - _LEAST + 1)]
    for one, two in cuts:
        if is_known(one) and is_known(two):
            return one, two
    return next(
        (
            (one, two)
            for one, two in cuts
            if (is_known(one) and sounds_known(two)) or (sounds_known(one) and is_known(two))
        ),
        (),
    )


__all__ = ["halves"]
