"""How lists of people are narrowed by the address bar."""
