"""Tables of organisations."""

from zveno.base.imports.importers import register
from zveno.network.organisations.importers.register_of_organisations import OrganisationImporter

ORGANISATIONS = register(OrganisationImporter())
