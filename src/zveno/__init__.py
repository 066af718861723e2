"""«Звено»: the working place of a network «School – College – Enterprise»."""

__version__ = "0.1.0"
