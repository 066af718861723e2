"""Example data of the styleguide. Invented."""

from zveno.base.ui.samples.charts import pictures
from zveno.base.ui.samples.frames import FRAMES
from zveno.base.ui.samples.page import everything
from zveno.base.ui.samples.partners import TABLE, partners

__all__ = ["FRAMES", "TABLE", "everything", "partners", "pictures"]
