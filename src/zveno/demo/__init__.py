"""The demonstration district «Верхнеозёрский муниципальный округ», built through services."""

from zveno.demo.load import load

__all__ = ["load"]
