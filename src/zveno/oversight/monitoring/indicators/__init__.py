"""One file, one indicator. Each module beside this one says `INDICATOR`; adding it is adding the file."""

from __future__ import annotations

import pkgutil
from collections.abc import Mapping
from importlib import import_module

from zveno.oversight.monitoring.passport import Indicator


def _found() -> dict[str, Indicator]:
    modules = [import_module(f"{__name__}.{module.name}") for module in pkgutil.iter_modules(__path__)]
    indicators: list[Indicator] = sorted(
        (module.INDICATOR for module in modules), key=lambda indicator: indicator.position
    )
    return {indicator.code: indicator for indicator in indicators}


INDICATORS: Mapping[str, Indicator] = _found()
