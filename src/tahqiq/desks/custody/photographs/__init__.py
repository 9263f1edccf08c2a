"""Photographs of people, as they are taken at intake or later."""
