"""As in English (`en/formats.py`), with "1er" for the first of a month.

Months stay whole: Django cuts them with a capital (Nov).
"""

DATE_FORMAT = "jS F Y"
DATETIME_FORMAT = "jS F Y, H:i"
TIME_FORMAT = "H:i"
MONTH_DAY_FORMAT = "jS F"
YEAR_MONTH_FORMAT = "F Y"
SHORT_DATE_FORMAT = DATE_FORMAT
SHORT_DATETIME_FORMAT = DATETIME_FORMAT
FIRST_DAY_OF_WEEK = 1
