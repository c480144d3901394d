"""Moments some months away."""

import calendar
from datetime import datetime


def months_after(moment: datetime, months: int) -> datetime:
    """Give the same day of a later month, or its last where it has no such day."""
    year, month = divmod(moment.month - 1 + months, 12)
    year, month = moment.year + year, month + 1
    return moment.replace(year=year, month=month, day=min(moment.day, calendar.monthrange(year, month)[1]))
