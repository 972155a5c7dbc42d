#!/usr/bin/env python
"""`accord` without an installation, for developers."""

import sys
from pathlib import Path

if __name__ == "__main__":
    sys.path.insert(0, str(Path(__file__).parent / "src"))
    from accord.config.cli import main

    main()
