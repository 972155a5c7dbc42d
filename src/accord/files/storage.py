"""Where the bytes lie: a folder beside the data, or a store that speaks S3 (settings: `files`)."""

import os
import secrets
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from django.core.files import File
from django.core.files.storage import FileSystemStorage, Storage, storages

CHUNK = 65_536


def file_storage() -> Storage:
    found: Storage = storages["files"]
    return found


class FolderStorage(FileSystemStorage):
    """A file is there whole or not at all, and stays after a power cut.

    The same name always means the same bytes, so writing once more changes nothing.
    """

    def _save(self, name: str, content: "File[Any]") -> str:
        target = Path(self.path(name))
        target.parent.mkdir(parents=True, exist_ok=True)
        draft = target.with_name(f".{target.name}.{secrets.token_hex(8)}")
        try:
            with draft.open("xb") as file:
                for chunk in content.chunks(CHUNK):
                    file.write(chunk)
                file.flush()
                os.fsync(file.fileno())
            draft.replace(target)
        finally:
            draft.unlink(missing_ok=True)
        sync(target.parent)
        return name

    def get_available_name(self, name: str, max_length: int | None = None) -> str:
        return name


def sync(folder: Path) -> None:
    """The name is kept as safe as what it names."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def keep(key: str, path: Path) -> None:
    """Put a file there, and look whether all of it arrived."""
    store = file_storage()
    with path.open("rb") as file:
        store.save(key, File(file, name=key))
    if not is_kept(key, path.stat().st_size):
        raise OSError(f"{key} didn't arrive whole in the store of files")


def is_kept(key: str, size: int) -> bool:
    store = file_storage()
    return store.exists(key) and store.size(key) == size


def drop(*keys: str) -> None:
    for key in keys:
        file_storage().delete(key)


def all_keys(folder: str = "") -> Iterator[str]:
    """The names of all that lies there; none where nothing was ever kept."""
    try:
        folders, files = file_storage().listdir(folder)
    except FileNotFoundError:
        return
    for name in files:
        yield f"{folder}/{name}" if folder else name
    for name in folders:
        if name:
            yield from all_keys(f"{folder}/{name}" if folder else name)
