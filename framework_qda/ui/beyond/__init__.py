"""Beyond reading: typologies, central charts, linkage grids and pictures."""
