"""What an organisation did with others in a school year: the figures of its passport of participation."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Max, Min, Sum
from django.utils.translation import gettext as _

from zveno.base.ui.components import Figure
from zveno.base.ui.numbers import written
from zveno.network.interactions.models import PEOPLE, FormGroup, Interaction, school_year
from zveno.network.interactions.queries.partners import PartnerLine, partners_of
from zveno.network.interactions.queries.register import facts_url
from zveno.network.interactions.queries.years import school_year_days, school_year_of
from zveno.network.organisations.models import Organisation


@dataclass(frozen=True)
class FormLine:
    """One form of interaction in that year."""

    name: str
    group: str
    is_agreement: bool
    facts: int
    people: int | None
    last: date
    url: str


@dataclass(frozen=True)
class Participation:
    """The year of an organisation: by forms, by partners, and how many people took part."""

    organisation: Organisation
    year: int
    forms: Sequence[FormLine]
    partners: Sequence[PartnerLine]
    people: int | None
    by_kind: Sequence[tuple[str, int | None]]
    url: str
    """The facts behind the figures."""

    @property
    def title(self) -> str:
        return school_year(self.year)

    @property
    def facts(self) -> int:
        return sum(line.facts for line in self.forms)

    @property
    def agreements(self) -> int:
        return sum(line.facts for line in self.forms if line.is_agreement)

    def of_group(self, group: str) -> list[FormLine]:
        return [line for line in self.forms if line.group == group]

    @property
    def figures(self) -> list[Figure]:
        """Each opens the list it counts."""
        return [
            Figure(_("фактов взаимодействия"), written(self.facts), self.url),
            Figure(_("партнёров"), written(len(self.partners)), "#partners"),
            Figure(_("участников"), None if self.people is None else written(self.people), self.url),
            *(
                Figure(
                    FormGroup(group).label,
                    written(sum(line.facts for line in self.of_group(group))),
                    f"{self.url}&group={group}",
                )
                for group in FormGroup.values
            ),
        ]


def participation(organisation: Organisation, year: int) -> Participation:
    """Four queries. People are counted once for each fact, whoever brought them."""
    since, until = school_year_days(year)
    facts = Interaction.objects.kept().of(organisation).meeting(since, until)
    url = facts_url(organisation, since, until)
    grouped = (
        facts.order_by("form__position")
        .values("form", "form__name", "form__group", "form__is_agreement")
        .annotate(facts=Count("pk"), people=Sum("people"), last=Max("starts_on"))
    )
    sums = facts.order_by().aggregate(people=Sum("people"), **{f"all_{kind}": Sum(kind) for kind in PEOPLE})
    return Participation(
        organisation=organisation,
        year=year,
        forms=[
            FormLine(
                name=row["form__name"],
                group=row["form__group"],
                is_agreement=row["form__is_agreement"],
                facts=row["facts"],
                people=row["people"],
                last=row["last"],
                url=f"{url}&form={row['form']}",
            )
            for row in grouped
        ],
        partners=partners_of(organisation, on=until, facts=facts),
        people=sums["people"],
        by_kind=[(str(title).capitalize(), sums[f"all_{kind}"]) for kind, title in PEOPLE.items()],
        url=url,
    )


def years_of(organisation: Organisation, *, on: date) -> list[int]:
    """School years with facts, and this one, the latest first."""
    ends = Interaction.objects.kept().of(organisation).aggregate(first=Min("starts_on"))
    now = school_year_of(on)
    first = min(school_year_of(ends["first"]), now) if ends["first"] else now
    return list(range(now, first - 1, -1))
