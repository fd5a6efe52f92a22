"""The plan's dates as a calendar (iCalendar, RFC 5545)."""
