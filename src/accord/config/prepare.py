"""What `accord serve` does unasked: python -P -m accord.config.prepare

One process for all of it: on a site that has everything, loading Accord is most of the work.
By Django's own door: which data it is was said already.
"""

import sys

from django.core.management import execute_from_command_line

STEPS = (
    ["migrate", "--verbosity", "0"],
    ["createcachetable"],
    ["collectstatic", "--noinput", "--verbosity", "0"],
)


def main() -> None:
    for words in STEPS:
        try:
            execute_from_command_line(["accord", *words])
        except BaseException:
            print(f"`accord {words[0]}` failed.", file=sys.stderr)
            raise


if __name__ == "__main__":
    main()
