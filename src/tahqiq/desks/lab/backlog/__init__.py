"""The backlog: exhibits whose report was not released yet."""
