"""How a network is kept and exchanged: one file a format, one way in, one way out, nothing lost without being named."""

from sourcenet.formats.exchange import read, write
from sourcenet.formats.frames import from_tables
from sourcenet.formats.sniffing import FORMATS

__all__ = ["FORMATS", "from_tables", "read", "write"]
