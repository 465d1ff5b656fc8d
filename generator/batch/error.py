"""The one error class every command of the program has to know, in a file that loads nothing."""


class BatchError(Exception):
    """The run as a whole cannot go on, or not begin; the message is sentences for the user. What is written is whole."""
