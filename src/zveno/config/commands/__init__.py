"""The commands of `zveno`: a module each, with `run(options) -> exit code`; their arguments: `parsing.py`."""
