"""Signing in takes as long for a login that nobody has."""

import importlib.util

from argon2 import PasswordHasher

from tahqiq.access import people


def test_the_hash_of_nobody_costs_what_a_real_one_does() -> None:
    """Asked of the module as the program loads it: the tests themselves hash quickly
    (``quick_passwords``)."""
    spec = importlib.util.find_spec(people.__name__)
    assert spec is not None
    assert spec.loader is not None
    fresh = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(fresh)
    assert not fresh._HASHER.check_needs_rehash(fresh._NOBODY)
    assert not PasswordHasher().check_needs_rehash(fresh._NOBODY)
    assert people._HASHER.check_needs_rehash(fresh._NOBODY)
