"""`accord`: the command for those who run an installation.

A command is a Django management command of the app it belongs to; this file only finds it:

    accord invite-admin EMAIL     runs  invite_admin EMAIL     a dash is written as an underscore
    accord import us-nap5 DIR     runs  import_us_nap5 DIR     import, export and demo take
    accord export log DIR         runs  export_log DIR         what they act on as a second word
    accord demo seed              runs  demo_seed
    accord migrate, shell, …      Django's own, `migrate` with the cache table as well
    accord serve                  web and worker together (config/serve.py)
    accord methods …              the computations, without Django (`interchange/methods_cli`)

So a new command is one file in `management/commands/` of its app.
"""

import os
import sys
from importlib import import_module

# This command as a child process. -P: modules in the current folder are other people's.
ACCORD = [sys.executable, "-P", "-m", "accord"]
SETTINGS = "accord.config.settings"
TWO_WORDS = {"import", "export", "demo"}
USAGE = """Accord: a government and its people make an open-government action plan together.

  accord serve                    start the site and its worker
  accord migrate                  bring the database up to date
  accord verify                   check the public log against the data
  accord recount                  repair the counters
  accord invite-admin EMAIL       print a link that makes someone administrator
  accord import FORMAT DIR        bring in a plan
  accord export log DIR           take the public log out
  accord demo seed | load         made-up content
  accord methods …                the computations, from files
  accord help                     all commands
"""


def main() -> None:
    words = sys.argv[1:]
    if not words or words[0] in {"-h", "--help"}:
        print(USAGE)
        return
    if words[0] == "methods":
        import_module("accord.interchange.methods_cli").main(words[1:])
        return
    # Not as a default: a shell may be set up for another Django project.
    os.environ["DJANGO_SETTINGS_MODULE"] = SETTINGS
    if words[0] == "serve":
        from accord.config.serve import main as serve

        serve(words[1:])
        return
    run_command(words)


def run_command(words: list[str]) -> None:
    from django.core.management import execute_from_command_line

    execute_from_command_line(["accord", *command_for(words)])
    if words == ["migrate"]:
        execute_from_command_line(["accord", "createcachetable"])


def command_for(words: list[str]) -> list[str]:
    """The management command that these words mean, with its arguments."""
    first, *rest = words
    if first in TWO_WORDS and rest and not rest[0].startswith("-"):
        first, rest = f"{first}_{rest[0]}", rest[1:]
    return [first.replace("-", "_"), *rest]
