"""Words, shapes and example networks that ship with the toolkit."""

from __future__ import annotations

from sourcenet.data.loading import example_names, load_example

__all__ = ["example_names", "load_example"]
