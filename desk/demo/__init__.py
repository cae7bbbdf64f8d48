"""A fictional region, its people and its patients, for trying the product out. Nothing here is anybody's."""
