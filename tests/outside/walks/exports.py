import csv
import io

from accord.contributions.models import Contribution

# Documented in walks.md.
COLUMNS = ("number", "said_on", "byline", "body")


def csv_lines(activity):
    yield line(COLUMNS)
    for row in Contribution.objects.shown().filter(activity=activity, kind="sighting"):
        yield line([row.number, row.said_on.isoformat(), str(row.byline), row.body])


def line(cells):
    text = io.StringIO()
    csv.writer(text).writerow(cells)
    return text.getvalue()
