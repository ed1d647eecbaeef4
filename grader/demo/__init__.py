"""The whole road on an invented class."""
