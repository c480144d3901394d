"""What can go wrong with a backup, in one class."""


class BackupError(Exception):
    """A copy cannot be made, kept, found or brought back; the message says what to do."""


class BucketError(BackupError):
    """The bucket cannot be used; the copies beside the database may be."""
