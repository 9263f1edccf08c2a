"""Replies to passenger lists."""
