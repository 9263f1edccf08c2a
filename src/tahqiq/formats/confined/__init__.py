"""Readers at work in a process of their own, with limits of memory and time: a hostile file ends that
process, never the server. See docs/decisions/0023."""
