"""Intercepted items: received, heard or not, what they are for the matter, what was transcribed, what was
destroyed."""
