"""The telephone of the duty officer, whom a border post calls."""
