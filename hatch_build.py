"""Builds into the wheel what isn't kept in the repository: catalogues, fonts, the stylesheet."""

import runpy
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class BuiltFiles(BuildHookInterface[Any]):
    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        # By its path: Accord itself can't be imported before it is built.
        program = runpy.run_path(str(Path(self.root) / "src/accord/ui/build.py"))
        program["build_all"]()
