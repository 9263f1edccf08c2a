"""The command line: the same words as the library and the API."""
