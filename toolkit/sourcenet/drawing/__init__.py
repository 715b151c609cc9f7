"""How a network looks standing still: where everything stands, the picture of it, and the tables beside the picture."""

from sourcenet.drawing.comparing import Comparison, compare
from sourcenet.drawing.page import Page, page
from sourcenet.drawing.palette import Category, categories
from sourcenet.drawing.picture import Picture, picture
from sourcenet.drawing.placing import arrange, layout
from sourcenet.drawing.tables import table
from sourcenet.drawing.tokens import DARK, LIGHT, sn_css

__all__ = [
    "DARK",
    "LIGHT",
    "Category",
    "Comparison",
    "Page",
    "Picture",
    "arrange",
    "categories",
    "compare",
    "layout",
    "page",
    "picture",
    "sn_css",
    "table",
]
