"""SQLite for a process of many threads: Django's own backend, with a queue before the one writer."""
