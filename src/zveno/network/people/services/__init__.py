"""What can be done with people, their groups, consents and requests."""

from zveno.network.people.services.enrolments import (
    Newcomer,
    Parent,
    come_back,
    enrol,
    enrol_many,
    enrol_new,
    expel,
    graduate,
    move,
    take_leave,
    transfer,
)
from zveno.network.people.services.errors import PeopleError
from zveno.network.people.services.groups import GroupDetails, add_group, change_group, remove_group
from zveno.network.people.services.guardianships import add_guardian, end_guardianship
from zveno.network.people.services.persons import PersonDetails, change_person, link_account, unlink_account
from zveno.network.people.services.promotions import Choice, promote, undo_promotion

__all__ = [
    "Choice",
    "GroupDetails",
    "Newcomer",
    "Parent",
    "PeopleError",
    "PersonDetails",
    "add_group",
    "add_guardian",
    "change_group",
    "change_person",
    "come_back",
    "end_guardianship",
    "enrol",
    "enrol_many",
    "enrol_new",
    "expel",
    "graduate",
    "link_account",
    "move",
    "promote",
    "remove_group",
    "take_leave",
    "transfer",
    "undo_promotion",
    "unlink_account",
]
