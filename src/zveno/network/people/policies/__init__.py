"""Who may do what with people and what is kept about them."""

from zveno.network.people.policies.persons import (
    can_change,
    can_keep,
    can_keep_guardians,
    can_keep_somewhere,
    can_list,
    can_promote,
    can_see_numbers,
    can_view,
    can_view_group,
)

__all__ = [
    "can_change",
    "can_keep",
    "can_keep_guardians",
    "can_keep_somewhere",
    "can_list",
    "can_promote",
    "can_see_numbers",
    "can_view",
    "can_view_group",
]
