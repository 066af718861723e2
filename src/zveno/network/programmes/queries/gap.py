"""The gap between what employers of the district need and what a programme gives."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext as _

from zveno.base.ui.components import Status, Tone
from zveno.base.ui.pictures import Bars, Series
from zveno.network.organisations.actors import Actor
from zveno.network.organisations.models import Organisation
from zveno.network.programmes.models import (
    Competence,
    CompetenceKind,
    Coverage,
    Given,
    Importance,
    Level,
    Programme,
    Requirement,
    RequirementQuerySet,
)

Standing = Literal["met", "short", "missing", "unjudged"]
STANDINGS: tuple[Standing, ...] = ("missing", "short", "unjudged", "met")
WIDE_GAP = 2


def title_of(standing: str) -> str:
    return {
        "met": _("учим как нужно"),
        "short": _("учим, но слабее"),
        "missing": _("не учим"),
        "unjudged": _("не сопоставлено"),
    }[standing]


TONES: Mapping[Standing, Tone] = {"met": "good", "short": "waits", "missing": "late", "unjudged": "plain"}


@dataclass(frozen=True)
class GapLine:
    """A requirement of an employer before a programme."""

    requirement: Requirement
    coverage: Coverage | None

    @property
    def enterprise(self) -> Organisation:
        return self.requirement.profile.enterprise

    @property
    def needed(self) -> int:
        return self.requirement.level

    @property
    def given(self) -> int | None:
        """None until somebody of the technikum has judged."""
        return self.coverage.given if self.coverage else None

    @property
    def gap(self) -> int | None:
        return None if self.given is None else max(0, self.needed - self.given)

    @property
    def standing(self) -> Standing:
        if self.given is None:
            return "unjudged"
        if self.gap == 0:
            return "met"
        return "missing" if self.given == Given.NOTHING else "short"

    @property
    def status(self) -> Status:
        return Status(title_of(self.standing), TONES[self.standing])

    @property
    def needed_words(self) -> str:
        return str(Level(self.needed).label)

    @property
    def given_words(self) -> str:
        return str(Given(self.given).label) if self.given is not None else ""

    @property
    def importance_words(self) -> str:
        return str(Importance(self.requirement.importance).label)

    @property
    def importance(self) -> int:
        return self.requirement.importance

    @property
    def competences(self) -> Sequence[Competence]:
        return list(self.coverage.competences.all()) if self.coverage else []

    @property
    def taught_in(self) -> str:
        """«ПК 1.1, ПМ.01»."""
        if self.coverage is None:
            return ""
        codes = [row.code for row in self.coverage.competences.all()]
        return ", ".join([*codes, *(part.code for part in self.coverage.parts.all())])

    @property
    def note(self) -> str:
        return self.coverage.note if self.coverage else ""

    @property
    def order(self) -> tuple[int, int, str]:
        """What hurts most stands first."""
        return (-self.importance, STANDINGS.index(self.standing), self.requirement.text)


@dataclass(frozen=True)
class Cell:
    """Where an employer's needs meet a competence: the widest gap there, and the records behind it."""

    text: str
    tone: Tone
    url: str
    words: str
    amount: int


@dataclass(frozen=True)
class HeatLine:
    name: str
    title: str
    cells: Sequence[Cell | None]


@dataclass(frozen=True)
class Heat:
    """Competences × employers."""

    enterprises: Sequence[Organisation]
    lines: Sequence[HeatLine]


@dataclass(frozen=True)
class Gap:
    programme: Programme
    lines: Sequence[GapLine]
    competences: Sequence[Competence] = field(default=())

    def of(self, standing: Standing) -> list[GapLine]:
        return [line for line in self.lines if line.standing == standing]

    @property
    def enterprises(self) -> list[Organisation]:
        found = {line.enterprise.pk: line.enterprise for line in self.lines}
        return sorted(found.values(), key=lambda organisation: organisation.sort_key)

    def url(self, **query: object) -> str:
        """The records behind a figure."""
        address = reverse("programmes:gap_records", args=[self.programme.pk])
        return f"{address}?{urlencode(query)}" if query else address

    def heat(self) -> Heat:
        """A line for each competence that employers spoke of, and for what none of them answers."""
        enterprises = self.enterprises
        spoken_of = {competence.pk for line in self.lines for competence in line.competences}
        named = [competence for competence in self.competences if competence.pk in spoken_of]
        lines = [
            HeatLine(
                competence.code,
                competence.name,
                [
                    self._cell(
                        [
                            line
                            for line in self.lines
                            if line.enterprise == enterprise and competence in line.competences
                        ],
                        enterprise=enterprise.pk,
                        competence=competence.pk,
                    )
                    for enterprise in enterprises
                ],
            )
            for competence in named
        ]
        for standing, title in (("missing", _("вне программы")), ("unjudged", _("не сопоставлено"))):
            homeless = [line for line in self.lines if line.standing == standing and not line.competences]
            if homeless:
                cells = [
                    self._cell(
                        [line for line in homeless if line.enterprise == enterprise],
                        enterprise=enterprise.pk,
                        competence="none",
                        standing=standing,
                    )
                    for enterprise in enterprises
                ]
                lines.append(HeatLine(title, "", cells))
        return Heat(enterprises, lines)

    def _cell(self, lines: Sequence[GapLine], **query: object) -> Cell | None:
        if not lines:
            return None
        judged = [line.gap for line in lines if line.gap is not None]
        url = self.url(**query)
        if not judged:
            return Cell("?", "plain", url, _("не сопоставлено"), len(lines))
        widest = max(judged)
        tone: Tone = "good" if widest == 0 else "late" if widest >= WIDE_GAP else "waits"
        words = _("хватает") if widest == 0 else _("не хватает ступеней: %(gap)s") % {"gap": widest}
        return Cell("0" if widest == 0 else f"\N{MINUS SIGN}{widest}", tone, url, words, len(lines))

    def picture(self) -> Bars | None:
        """By competence: the highest level that employers need, and what the programme gives."""
        spoken: list[tuple[str, int, int]] = []
        for competence in self.competences:
            judged = [
                line for line in self.lines if competence in line.competences and line.given is not None
            ]
            if judged:
                needed = max(line.needed for line in judged)
                given = min(line.given or 0 for line in judged)
                spoken.append((competence.code, needed, given))
        if not spoken:
            return None
        return Bars(
            key="gap",
            title=_("Нужно и даёт программа"),
            note=_("по компетенциям; 1 – знает, 2 – под присмотром, 3 – сам, 4 – учит других"),
            categories=[code for code, _needed, _given in spoken],
            series=[
                Series(_("нужно предприятиям"), [needed for _code, needed, _given in spoken]),
                Series(_("даёт программа"), [given for _code, _needed, given in spoken]),
            ],
            horizontal=True,
        )


def requirements_for(programme: Programme) -> RequirementQuerySet:
    """What employers of the technikum's district said about its profession."""
    district = "/".join(programme.college.territory.path.split("/")[:3])
    return Requirement.objects.filter(
        profile__profession__code=programme.profession.code,
        profile__stated_at__isnull=False,
        profile__enterprise__territory__path__startswith=f"{district}/",
    )


def gap_of(programme: Programme, actor: Actor) -> Gap:
    """As this actor may see it; five queries, whatever the number of requirements."""
    requirements = requirements_for(programme).visible_to(actor).select_related("profile__enterprise__kind")
    coverages = {
        coverage.requirement_id: coverage
        for coverage in Coverage.objects.filter(programme=programme).prefetch_related("competences", "parts")
    }
    lines = [GapLine(requirement, coverages.get(requirement.pk)) for requirement in requirements]
    return Gap(
        programme=programme,
        lines=sorted(lines, key=lambda line: line.order),
        competences=sorted(
            programme.competences.all(),
            key=lambda row: (row.kind != CompetenceKind.PROFESSIONAL, row.position),
        ),
    )


def narrowed(gap: Gap, *, standing: str, enterprise: str, competence: str) -> list[GapLine]:
    """The lines a figure counts; nonsense in the address narrows to nothing."""
    lines: Iterable[GapLine] = gap.lines
    if standing:
        lines = [line for line in lines if line.standing == standing]
    if enterprise:
        lines = [line for line in lines if str(line.enterprise.pk) == enterprise]
    if competence == "none":
        lines = [line for line in lines if not line.competences]
    elif competence:
        lines = [line for line in lines if competence in {str(row.pk) for row in line.competences}]
    return list(lines)
