"""Analyses of networks, declared: centralities with their uncertainty, parts, key players, likeness."""

from tahqiq.analyse.networks.parts import PARTS
from tahqiq.analyse.networks.rankings import RANKINGS

ANALYSES = (*RANKINGS, *PARTS)
