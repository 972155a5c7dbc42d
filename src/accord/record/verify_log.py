#!/usr/bin/env python3
"""Check an exported public log of Accord. Needs Python 3.8 or newer, nothing else.

    python3 verify_log.py FOLDER [--checkpoint FILE]      FOLDER may be the downloaded zip

It makes three checks and says which failed:
  1. the tree: every entry hashes to its hash, none is missing, and all of them together give the
     roots that were published;
  2. the things: each thing as it stands now is what the newest entry about it says (those that
     the export doesn't show, because they aren't public, can't be compared: they are named);
  3. your checkpoint: the entries up to it are those that it was made from.
It can't find somebody who rewrote things, entries and checkpoints together. Only check 3, with a
checkpoint that you (not they) kept, can do that. Ends with 0 if all is well, 1 if a check failed, 2
if it couldn't read what it was given.

Written apart from the program that keeps the log, so that a mistake there isn't repeated here.
"""

import argparse
import base64
import hashlib
import io
import json
import os
import sys
import zipfile


class Unreadable(Exception):
    """What was given is no export or no checkpoint."""


class Export:
    """A folder or a zip of the export's files."""

    def __init__(self, path):
        self.path = path
        self.archive = zipfile.ZipFile(path) if os.path.isfile(path) else None

    def open(self, name):
        if self.archive is None:
            return open(os.path.join(self.path, name), encoding="utf-8", newline="\n")
        for inside in self.archive.namelist():
            if inside == name or inside.endswith("/" + name):
                return io.TextIOWrapper(self.archive.open(inside), encoding="utf-8", newline="\n")
        raise Unreadable("the zip holds no " + name)

    def lines(self, name):
        """Each line as (its number, its value); None for one that isn't JSON."""
        with self.open(name) as file:
            for number, line in enumerate(file, 1):
                try:
                    value = json.loads(line)
                except ValueError:
                    value = None
                yield number, value if isinstance(value, dict) else None


def sha256(data):
    return hashlib.sha256(data).digest()


def canonical(value):
    return json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode()


class Tree:
    """A growing Merkle tree (RFC 6962): the complete subtrees as (entries, hash), largest first."""

    def __init__(self):
        self.parts = []
        self.size = 0

    def add(self, body):
        self.parts.append((1, sha256(b"\x00" + body)))
        self.size += 1
        while len(self.parts) > 1 and self.parts[-1][0] == self.parts[-2][0]:
            (left_size, left), (right_size, right) = self.parts[-2:]
            self.parts[-2:] = [(left_size + right_size, sha256(b"\x01" + left + right))]

    def root(self):
        if not self.parts:
            return sha256(b"").hex()
        rest = [part for _, part in self.parts]
        merged = rest.pop()
        while rest:
            merged = sha256(b"\x01" + rest.pop() + merged)
        return merged.hex()


def name_of(body):
    """Kind and public id of the thing that an entry is about."""
    try:
        said = json.loads(body)
        return str(said["kind"]), str(said["id"]), str(said["digest"])
    except (ValueError, KeyError, TypeError):
        return None


def titled(body):
    name = name_of(body)
    return "{} {}".format(*name[:2]) if name else "unreadable"


def read_checkpoint(path):
    try:
        with open(path, encoding="utf-8") as file:
            lines = file.read().strip().splitlines()
        origin, size, root = lines[0].strip(), int(lines[1]), lines[2].strip()
        root = root if len(root) == 64 else base64.b64decode(root, validate=True).hex()
        if len(bytes.fromhex(root)) != 32 or size < 0:
            raise ValueError("a root has 32 bytes")
    except (OSError, IndexError, ValueError) as error:
        raise Unreadable(f"{path} is no checkpoint: {error}") from error
    return origin, size, root.lower()


class Check:
    """One walk over the entries, then the things against what the walk found."""

    def __init__(self, export, kept):
        self.export = export
        self.kept = kept
        self.faults = {1: [], 2: [], 3: []}
        self.newest = {}  # (kind, id) -> (entry, digest)
        self.waiting = {}  # (kind, id) -> digests of entries without a number yet
        self.kept_root = sha256(b"").hex() if kept and kept[1] == 0 else None
        self.waiting_count = 0
        self.sealed = {}  # kind -> ids of things that aren't public: only a digest to go by
        with export.open("log.json") as file:
            self.about = json.load(file)
        if not {"origin", "size", "root"} <= set(self.about):
            raise Unreadable("log.json doesn't say which log this is")

    def run(self):
        self.published = self.read_published()
        self.check_tree()
        self.check_things()
        self.check_kept()
        return self.faults

    def read_published(self):
        published = {}
        for number, row in self.export.lines("checkpoints.jsonl"):
            if row is None or "size" not in row or "root" not in row:
                self.faults[1].append(f"line {number} of checkpoints.jsonl can't be read")
                continue
            published[row["size"]] = row["root"]
        return published

    def check_tree(self):
        tree, whole, expected = Tree(), True, 0
        for number, row in self.export.lines("leaves.jsonl"):
            if row is None or not {"index", "hash", "root", "body"} <= set(row):
                self.faults[1].append(f"line {number} of leaves.jsonl can't be read")
                whole, expected = False, expected + 1
                continue
            index, body = row["index"], row["body"]
            if index != expected:
                whole = False
                said = "entry {} ({}) stands where entry {} should be"
                self.faults[1].append(said.format(index, titled(body), expected))
            whole = self.check_entry(row, tree, whole)
            name = name_of(body)
            if name and self.newest.get(name[:2], (-1, ""))[0] <= index:
                self.newest[name[:2]] = (index, name[2])
            expected = index + 1
        if expected != self.about["size"]:
            said = "there are {} entries, but log.json says {}"
            self.faults[1].append(said.format(expected, self.about["size"]))
        elif whole and tree.root() != self.about["root"]:
            self.faults[1].append("the tree's root isn't the one in log.json")
        for size in sorted(self.published):
            if size > self.about["size"]:
                self.faults[1].append(f"a checkpoint counts {size} entries")

    def check_entry(self, row, tree, whole):
        """Hash one entry and let the tree grow; whether the tree is still whole."""
        index, body = row["index"], row["body"]
        if sha256(b"\x00" + body.encode()).hex() != row["hash"]:
            self.faults[1].append(f"entry {index} ({titled(body)}): its text was changed")
            return False
        if not whole:
            return False
        tree.add(body.encode())
        root = tree.root()
        if root != row["root"] or self.published.get(tree.size, root) != root:
            said = "entry {} ({}) isn't the one that was numbered {}: replaced, or swapped"
            self.faults[1].append(said.format(index, titled(body), index))
            return False
        if self.kept and self.kept[1] == tree.size:
            self.kept_root = root
        return True

    def check_things(self):
        self.read_waiting()
        seen = set()
        for number, row in self.export.lines("things.jsonl"):
            if row is None or not (
                {"kind", "id"} <= set(row) and ("form" in row or "digest" in row)
            ):
                self.faults[2].append(f"line {number} of things.jsonl can't be read")
                continue
            self.check_thing(row, (str(row["kind"]), str(row["id"])), seen)
        for kind, public_id in sorted(set(self.newest) - seen):
            entry = self.newest[kind, public_id][0]
            said = "{} {} is gone; entry {} is its newest"
            self.faults[2].append(said.format(kind, public_id, entry))

    def check_thing(self, row, name, seen):
        seen.add(name)
        if "form" in row:
            form = {"form": row["form"], "kind": row["kind"], "v": row.get("v")}
            digest = sha256(canonical(form)).hex()
        else:
            digest = row["digest"]
            self.sealed.setdefault(name[0], []).append(name[1])
        index, said = self.newest.get(name, (None, None))
        if digest == said:
            return
        if digest in self.waiting.get(name, ()):
            self.waiting_count += 1
        elif index is None:
            self.faults[2].append("{} {}: no entry speaks of it".format(*name))
        else:
            self.faults[2].append(f"{name[0]} {name[1]} isn't what entry {index} says")

    def read_waiting(self):
        for _, row in self.export.lines("pending.jsonl"):
            name = name_of(row.get("body")) if row else None
            if name:
                self.waiting.setdefault(name[:2], set()).add(name[2])

    def check_kept(self):
        if not self.kept:
            return
        origin, size, root = self.kept
        if origin != self.about["origin"]:
            said = "it is of {}, not of {}".format(origin, self.about["origin"])
        elif size > self.about["size"]:
            said = "it counts {} entries, but the log has {}".format(size, self.about["size"])
        elif self.kept_root is None:
            said = f"the first {size} entries can't be put together any more"
        elif self.kept_root != root:
            said = f"one of the first {size} entries was changed since"
        else:
            return
        self.faults[3].append(said)


def tell(check):
    names = {1: "1. The tree", 2: "2. The things as they stand", 3: "3. Your checkpoint"}
    print(
        "{}: {} entries, root {}".format(*(check.about[key] for key in ("origin", "size", "root")))
    )
    for number, name in names.items():
        faults = check.faults[number]
        if number == 3 and not check.kept:
            print(name + ": not asked (--checkpoint FILE)")
            continue
        print("{}: {}".format(name, "FAILED" if faults else "correct"))
        for fault in faults:
            print("   - " + fault)
    if check.waiting_count:
        said = "{} things match an entry that has no number yet: check a later export too."
        print(said.format(check.waiting_count))
    tell_sealed(check.sealed)


def tell_sealed(sealed):
    """Whoever made the export chose what isn't public: what wasn't compared is named, and last."""
    if not sealed:
        return
    print("Not compared, because the export says that they aren't public:")
    for kind, ids in sorted(sealed.items()):
        print("   {} {}: {}".format(len(ids), kind, ", ".join(sorted(ids))))
    said = "{} things weren't compared: nobody outside can tell whether they are as the log says."
    print(said.format(sum(map(len, sealed.values()))))


def main():
    parser = argparse.ArgumentParser(description="Check an exported public log of Accord.")
    parser.add_argument("folder", help="the exported folder, or the downloaded zip")
    parser.add_argument("--checkpoint", help="an older checkpoint that you kept")
    options = parser.parse_args()
    try:
        kept = read_checkpoint(options.checkpoint) if options.checkpoint else None
        check = Check(Export(options.folder), kept)
        faults = check.run()
    except (Unreadable, OSError, ValueError, KeyError, TypeError, zipfile.BadZipFile) as error:
        print(f"Can't check this: {error}", file=sys.stderr)
        return 2
    tell(check)
    return 1 if any(faults.values()) else 0


if __name__ == "__main__":
    sys.exit(main())
