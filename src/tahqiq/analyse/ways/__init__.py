"""Analyses of ways between things, declared: shortest, several, all, through time, what connects a set, what
lies around, what is common."""

from tahqiq.analyse.ways.between import BETWEEN
from tahqiq.analyse.ways.near import NEAR

ANALYSES = (*BETWEEN, *NEAR)
