"""The name of the desk, which its kinds carry."""

NAME = "reasoning"
