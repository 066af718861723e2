"""Tables of learners."""

from zveno.base.imports.importers import register
from zveno.network.people.importers.contingent import ContingentImporter

CONTINGENT = register(ContingentImporter())
