"""Signing in takes as long for a login that nobody has."""

from tahqiq.access import people


def test_the_hash_of_nobody_costs_what_a_real_one_does() -> None:
    assert not people._HASHER.check_needs_rehash(people._NOBODY)
