"""Colleagues, as forms name them."""
