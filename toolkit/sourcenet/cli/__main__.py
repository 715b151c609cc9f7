"""Run the commands as ``python -m sourcenet.cli``."""

from __future__ import annotations

from sourcenet.cli import main

if __name__ == "__main__":
    raise SystemExit(main())
