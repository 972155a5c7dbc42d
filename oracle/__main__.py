"""Print what was compared with the peers, and each difference; exit code 1 if one is new."""

import sys
from pathlib import Path

from oracle import budget, opinion
from oracle.tally import Tally

DATA = Path("../shared/data")


def main() -> int:
    tally = Tally()
    opinion.compare(DATA / "polis", tally)
    budget.compare(DATA / "pabulib", tally)
    print(tally.table())
    return 1 if tally.unexplained else 0


if __name__ == "__main__":
    sys.exit(main())
