"""The discharge act and the agreements made under it, as plain Python: no Django, no database, no clock."""
