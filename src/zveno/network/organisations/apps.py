from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class OrganisationsConfig(AppConfig):
    name = "zveno.network.organisations"
    label = "organisations"
    verbose_name = _("Организации")

    def ready(self) -> None:
        from zveno.base.accounts import invitations, seats  # noqa: PLC0415
        from zveno.base.imports import actors  # noqa: PLC0415
        from zveno.base.links import purposes  # noqa: PLC0415
        from zveno.network.organisations import checks  # noqa: F401, PLC0415
        from zveno.network.organisations.links import INVITER, PURPOSES  # noqa: PLC0415
        from zveno.network.organisations.queries import actor_of, seat_choices  # noqa: PLC0415

        seats.provide(seat_choices)
        actors.provide(lambda user, seat, on: actor_of(user, seat, on=on))
        invitations.provide(INVITER)
        for purpose in PURPOSES:
            purposes.register(purpose)
