"""How people and what concerns them are listed."""
