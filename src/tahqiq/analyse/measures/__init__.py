"""Measures of networks: arrays in, arrays out. Adjacency is ``offsets`` and ``heads`` as in
:mod:`tahqiq.analyse.graph.arrays`."""
