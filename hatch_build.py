"""What building a wheel adds: compiled catalogues, and a loud failure when the front end was not built."""

import sys
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

ASSETS = ("maillon.css", "maillon.js", "icons.svg", "favicon.svg")


class MaillonBuildHook(BuildHookInterface):
    """Compile the catalogues; refuse to pack a site without its look."""

    PLUGIN_NAME = "custom"

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:  # noqa: ARG002  (hatchling's signature)
        """Prepare the files of the package; an editable installation may come before the front end."""
        root = Path(self.root)
        if version != "editable":
            static = root / "src" / "maillon" / "shell" / "static" / "maillon"
            missing = [name for name in ASSETS if not (static / name).is_file()]
            if missing:
                raise FileNotFoundError(
                    f"The front end is not built: {', '.join(missing)} missing in {static}."
                    " Run « make build », then build again."
                )
        sys.path.insert(0, str(root / "src"))
        try:
            from maillon.base.catalogue.compilation import compile_all

            compile_all()
        finally:
            sys.path.remove(str(root / "src"))
