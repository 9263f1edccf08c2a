"""Moves of people in custody from one place to another."""
