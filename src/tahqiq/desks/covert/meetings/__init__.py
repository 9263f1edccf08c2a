"""Meetings and tasks that are planned with sources, by week."""
