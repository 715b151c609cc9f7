"""How a network looks standing still: where everything stands, and the picture of it."""

from sourcenet.drawing.placing import arrange, layout

__all__ = ["arrange", "layout"]
