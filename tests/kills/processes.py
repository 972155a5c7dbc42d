"""Who descends from a process, by what they run (Linux)."""

from pathlib import Path


def family(parent: int) -> dict[int, str]:
    parents: dict[int, tuple[int, str]] = {}
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            fields = (folder / "stat").read_text().rsplit(")", 1)[1].split()
            words = (folder / "cmdline").read_text(errors="replace").replace("\0", " ")
        except (FileNotFoundError, ProcessLookupError):
            continue
        if fields[0] != "Z":
            parents[int(folder.name)] = (int(fields[1]), words)
    found: dict[int, str] = {}
    ring = {parent}
    while ring:
        ring = {pid for pid, (above, _) in parents.items() if above in ring} - found.keys()
        found |= {pid: parents[pid][1] for pid in ring}
    return found
