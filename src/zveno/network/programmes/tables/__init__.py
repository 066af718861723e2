"""How programmes, needs, changes and partnership are listed."""
