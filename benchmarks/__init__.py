"""How fast things are, measured on made-up data that is the same every time."""
