"""Tables of programmes."""

from zveno.base.imports.importers import register
from zveno.network.programmes.importers.programmes_of_college import ProgrammeImporter

PROGRAMMES = register(ProgrammeImporter())
