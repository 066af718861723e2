"""What employers need, and the gap behind its figures."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from zveno.base.ui import tables
from zveno.base.ui.components import Status
from zveno.network.programmes.models import Profile
from zveno.network.programmes.queries import GapLine


def profile_status(profile: Profile) -> Status:
    if profile.stated_at is None:
        return Status(_("ждём ответа"), "waits")
    return Status(_("названы"), "good")


PROFILES = tables.Table[Profile](
    caption=_("Каким нужен выпускник"),
    order="profession",
    row_url=Profile.get_absolute_url,
    columns=[
        tables.text(
            "profession",
            _("Профессия, специальность"),
            lambda row: str(row.profession),
            order="profession__code",
        ),
        tables.text(
            "enterprise",
            _("Предприятие"),
            lambda row: row.enterprise.short_name,
            order="enterprise__sort_key",
        ),
        tables.text("post", _("Кем берут"), lambda row: row.post),
        tables.number("amount", _("Требований"), lambda row: row.amount, order="amount"),  # type: ignore[attr-defined]
        tables.number("necessary", _("Без этого не возьмут"), lambda row: row.necessary, order="necessary"),  # type: ignore[attr-defined]
        tables.moment("stated", _("Названы"), lambda row: row.stated_at, order="stated_at"),
        tables.status("state", _("Состояние"), profile_status),
    ],
)

GAP = tables.Table[GapLine](
    caption=_("Требования и программа"),
    order="importance",
    columns=[
        tables.text("text", _("Что должен уметь"), lambda row: row.requirement.text),
        tables.text("enterprise", _("Предприятие"), lambda row: row.enterprise.short_name),
        tables.text("importance", _("Важность"), lambda row: row.importance_words),
        tables.text("needed", _("Нужно"), lambda row: row.needed_words),
        tables.text("given", _("Даёт программа"), lambda row: row.given_words),
        tables.number("gap", _("Не хватает ступеней"), lambda row: row.gap),
        tables.text("taught", _("Чем и где"), lambda row: row.taught_in),
        tables.status("standing", _("Итог"), lambda row: row.status),
    ],
)
