"""One archive of database and files, the same for SQLite and PostgreSQL, made while the server works.

`archive.py` is the form on disk, `state.py` the shape of the tables, `dump.py` writes, `load.py` brings back.
"""
