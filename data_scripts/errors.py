"""The one error that data_scripts raises for what a user can mend."""


class DataError(RuntimeError):
    """What is wrong, where, and what to do, in one sentence."""
