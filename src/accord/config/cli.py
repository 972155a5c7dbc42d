"""`accord`: the command for those who run an installation.

A command is a Django management command of the app it belongs to; this file only finds it:

    accord invite-admin EMAIL     runs  invite_admin EMAIL     a dash is written as an underscore
    accord import us-nap5 DIR     runs  import_us_nap5 DIR     import, export and demo take
    accord export log DIR         runs  export_log DIR         what they act on as a second word
    accord demo seed              runs  demo_seed
    accord migrate, shell, …      Django's own, `migrate` with the cache table as well
    accord serve                  web and worker together (config/serve.py)
    accord methods …              the computations, without Django (`interchange/methods_cli`)

So a new command is one file in `management/commands/` of its app. Before it starts, it is said
which data it works with; only `serve`, `migrate` and `demo` make new data (config/data.py).
"""

import os
import sys
from importlib import import_module, metadata
from typing import NoReturn

# This command as a child process. -P: modules in the current folder are other people's.
ACCORD = [sys.executable, "-P", "-m", "accord"]
SETTINGS = "accord.config.settings"
TWO_WORDS = {"import", "export", "demo"}
DEMO = {"demo_seed", "demo_load"}
MAKERS = {"serve", "migrate", *DEMO}
# About the program and not about data: they run anywhere.
NEED_NO_DATA = {
    "help",
    "check",
    "diffsettings",
    "findstatic",
    "makemigrations",
    "optimizemigration",
    "squashmigrations",
}
# A word that turns a command into a question about itself, or into one that only looks.
ASKS = {"-h", "--help", "--version"}
LOOKS = {"--check", "--plan"}
USAGE = """Accord: a government and its people make an open-government action plan together.

  accord serve                    start the site and its worker
  accord migrate                  bring the database up to date
  accord check --deploy           name what is missing or unsafe in the settings
  accord verify                   check the public log against the data
  accord recount                  repair the counters
  accord backed-up --bytes N      say that a backup was made
  accord check-files              compare the store of files with the data
  accord invite-admin EMAIL       print a link that makes someone administrator
  accord import FORMAT DIR        bring in a plan
  accord export log DIR           take the public log out
  accord demo seed | load         made-up content
  accord methods …                the computations, from files
  accord help                     all commands

Each works with the data that ACCORD_DATA and DATABASE_URL name, and says which that is.
"""


def main() -> None:
    words = sys.argv[1:]
    if not words or words[0] in {"-h", "--help"}:
        print(USAGE)
    elif words[0] in {"version", "--version"}:
        print(metadata.version("accord"))
    elif words[0] == "methods":
        import_module("accord.interchange.methods_cli").main(words[1:])
    else:
        # Not as a default: a shell may be set up for another Django project.
        os.environ["DJANGO_SETTINGS_MODULE"] = SETTINGS
        run_command(command_for(words))


def run_command(command: list[str]) -> None:
    if command[0] != "help" and not ASKS.intersection(options_in(command)):
        find_data(command)
    if command[0] in DEMO:
        require_demo()
    if command[0] == "serve":
        from accord.config.serve import main as serve

        serve(command[1:])
        return
    if command[0] == "work":
        keep_counts("worker")
    execute(command)
    if command[0] == "migrate" and may_make_data(command):
        execute(["createcachetable"])


def keep_counts(role: str) -> None:
    """What this process counts is read by those that answer for this machine."""
    from django.conf import settings

    from accord.ui.counters import counters

    counters.keep_in(settings.DATA / "counts", role=role)


def options_in(command: list[str]) -> list[str]:
    """Whatever stands after `--` is no option, however it looks."""
    return command[: command.index("--")] if "--" in command else command


def execute(command: list[str]) -> None:
    from django.core.management import BaseCommand, ManagementUtility

    class Utility(ManagementUtility):
        def fetch_command(self, subcommand: str) -> BaseCommand:
            """What it finds takes its name from the words: its help says what people type."""
            found = super().fetch_command(subcommand)
            self.argv[1] = words_for(subcommand)
            return found

    Utility(["accord", *command]).execute()


def words_for(name: str) -> str:
    """What is typed to run this management command."""
    first, _, rest = name.partition("_")
    rest = rest.replace("_", "-")
    return f"{first}{' ' if first in TWO_WORDS else '-'}{rest}" if rest else first


def command_for(words: list[str]) -> list[str]:
    """The management command that these words mean, with its arguments."""
    first, *rest = words
    if first in TWO_WORDS and rest and not rest[0].startswith("-"):
        first, rest = f"{first}_{rest[0]}", rest[1:]
    return [first.replace("-", "_"), *rest]


def find_data(command: list[str]) -> None:
    """Say which data this is about, and stop where it isn't there."""
    from django.core.exceptions import ImproperlyConfigured

    from accord.config import data, faults

    faults.are_only_listed = command[0] == "check"
    try:
        line = data.describe()
    except ImproperlyConfigured as fault:
        stop(fault)
    print(line, file=sys.stderr, flush=True)
    try:
        find_or_make(command)
    except data.NoDataError as refusal:
        stop(refusal)


def find_or_make(command: list[str]) -> None:
    from accord.config import data

    if command[0] in NEED_NO_DATA:
        data.do_without()
    elif not is_known(command[0]):
        return
    elif may_make_data(command):
        refuse_mistyped(command)
        data.make()
    elif command[0] == "collectstatic":
        data.require_folder()
    else:
        data.require()


def require_demo() -> None:
    """Without the setting its commands are unknown to Django, which says no more than that."""
    from django.conf import settings

    if not settings.DEMO:
        stop("There is no demo here: set ACCORD_DEMO=1, on your own machine alone.")


def may_make_data(command: list[str]) -> bool:
    from django.conf import settings

    name, *words = command
    # In production tables are made first, by `migrate`: a server that finds none is misled.
    is_misled = name == "serve" and settings.IS_PRODUCTION
    return name in MAKERS and not LOOKS.intersection(words) and not is_misled


def refuse_mistyped(command: list[str]) -> None:
    """End here, as the command itself would have, before anything is made for it."""
    from django.core.management import CommandError, get_commands, load_command_class

    name, *words = command
    if name == "serve":
        from accord.config.serve import parser

        parser().parse_args(words)
        return
    owner = get_commands()[name]
    told = load_command_class(owner, name) if isinstance(owner, str) else owner
    told._called_from_command_line = True  # type: ignore[attr-defined]  # it ends with its usage
    options = told.create_parser("accord", name).parse_args(words)
    if name == "migrate":
        try:
            refuse_unknown_migration(options.app_label, options.migration_name)
        except CommandError as refusal:
            stop(refusal)


def refuse_unknown_migration(app_label: str | None, name: str | None) -> None:
    """As `migrate` does, which asks a database first."""
    from django.apps import apps
    from django.core.management import CommandError
    from django.db.migrations.loader import AmbiguityError, MigrationLoader

    if app_label is None:
        return
    try:
        apps.get_app_config(app_label)
        if name and name != "zero":
            MigrationLoader(None).get_migration_by_prefix(app_label, name)
    except (LookupError, AmbiguityError) as fault:
        raise CommandError(f"{fault} Nothing was written.") from fault


def is_known(name: str) -> bool:
    """Django has its own words for a command that there isn't."""
    import django
    from django.core.management import get_commands

    django.setup()
    return name == "serve" or name in get_commands()


def stop(reason: Exception | str) -> NoReturn:
    print(reason, file=sys.stderr)
    sys.exit(2)
