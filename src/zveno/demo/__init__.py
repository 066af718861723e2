"""The demonstration district «Верхнеозёрский муниципальный округ», built through services."""


def load() -> None:
    """Fill an empty database, inside the caller's transaction."""
