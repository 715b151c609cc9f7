"""Dates as people read them, for whoever looks for them here: they live with what a network is."""

from __future__ import annotations

from sourcenet.model.dates import UNUSED_DAYS, is_unused, long_date

__all__ = ["UNUSED_DAYS", "is_unused", "long_date"]
