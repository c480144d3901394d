"""What can go wrong with a backup, in one class."""


class BackupError(Exception):
    """A copy cannot be made, kept, found or brought back; the message says what to do."""
