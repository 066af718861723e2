"""Tables of any office as plain rows: read apart, in a process that may die of a bad file."""
