"""Room for large networks before anybody steps aside: where too many stand the whole picture flows apart, as
a fluid does that is let in there."""

import numpy as np
from numpy.typing import NDArray
from scipy.fft import dctn, idctn

from tahqiq.analyse.layouts.network import Points

_SQUARES = (32, 64, 128, 256)
_STEPS = 24
_FULL = 0.7
"""Which part of a square the discs of its nodes may fill."""


def spread(points: Points, area: NDArray[np.float64]) -> Points:
    """The same picture with no square that holds more ``area`` (one for each node) than it has. The flow is
    the gradient of the potential of what is too much (Poisson's equation by cosine transforms), on squares
    that become smaller."""
    middle = points - np.median(points, axis=0)
    needed = float(area.sum()) / _FULL
    reach = np.sqrt((middle**2).sum(axis=1))
    typical = max(float(np.quantile(reach, 0.9)), 1e-9)
    made: Points = middle * max(1.0, float(np.sqrt(needed / np.pi)) * 0.8 / typical)
    for squares in _SQUARES:
        half = max(float(np.abs(made).max()) * 1.1, np.sqrt(needed)) * 1.2
        size = 2 * half / squares
        if size < 1.5 * np.sqrt(float(area.mean()) / _FULL):
            break
        wave = np.pi * np.arange(squares) / squares
        inverse = 2 * (2 - np.cos(wave)[:, None] - np.cos(wave)[None])
        inverse[0, 0] = 1.0
        for _ in range(_STEPS):
            at = np.clip((made + half) / size - 0.5, 0, squares - 1.001)
            column, row = at.astype(np.int64).T
            u, v = (at - at.astype(np.int64)).T
            corners = ((0, 0, (1 - u) * (1 - v)), (1, 0, u * (1 - v)), (0, 1, (1 - u) * v), (1, 1, u * v))
            full = np.zeros(squares * squares)
            for right, down, share in corners:
                full += np.bincount((column + right) * squares + row + down, area * share, squares * squares)
            much = np.maximum(full / (size * size * _FULL) - 1, 0).reshape(squares, squares)
            if float((much * size * size * _FULL).sum()) < 0.02 * float(area.sum()):
                break
            potential = idctn(dctn(much, type=2) / inverse, type=2)
            flow_x, flow_y = -np.gradient(potential, axis=0), -np.gradient(potential, axis=1)
            move = np.zeros_like(made)
            for right, down, share in corners:
                there = (column + right, row + down)
                move += share[:, None] * np.stack([flow_x[there], flow_y[there]], axis=1)
            fastest = float(np.sqrt((move**2).sum(axis=1)).max())
            if fastest <= 0:
                break
            made = made + move * size * min(1.0, 1.5 / fastest)
    return made
