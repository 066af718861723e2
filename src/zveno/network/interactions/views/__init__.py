"""Pages of the register, of partners, of the map."""

from zveno.network.interactions.views.maps import network_map
from zveno.network.interactions.views.partners import (
    outsider_show,
    pair_show,
    partner_list,
    partner_remind,
    passport_open,
    passport_show,
    silent_list,
)
from zveno.network.interactions.views.register import (
    form_list,
    interaction_add,
    interaction_change,
    interaction_confirm,
    interaction_dispute,
    interaction_file,
    interaction_list,
    interaction_show,
    interaction_withdraw,
)

__all__ = [
    "form_list",
    "interaction_add",
    "interaction_change",
    "interaction_confirm",
    "interaction_dispute",
    "interaction_file",
    "interaction_list",
    "interaction_show",
    "interaction_withdraw",
    "network_map",
    "outsider_show",
    "pair_show",
    "partner_list",
    "partner_remind",
    "passport_open",
    "passport_show",
    "silent_list",
]
