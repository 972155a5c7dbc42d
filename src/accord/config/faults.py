"""Settings that no start goes on with. All are named at once, so that nobody mends them one by one.

`accord check` lists them among what else it finds; everything else that reads the settings stops.
"""

from django.core.exceptions import ImproperlyConfigured

# Set before the settings are read, by `accord check` alone.
are_only_listed = False


def stop_at(faults: list[str]) -> None:
    if faults and not are_only_listed:
        lines = "\n".join(f"- {fault}" for fault in faults)
        raise ImproperlyConfigured(f"Accord doesn't start with these settings:\n{lines}")
