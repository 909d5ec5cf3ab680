"""Time expressions of a text and their values: EDTF for dates, ISO 8601 for durations and repetitions."""

from extraction.dates.find import FoundDate, find_dates, written_days

__all__ = ["FoundDate", "find_dates", "written_days"]
