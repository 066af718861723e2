"""What an organisation is, by what its name begins with: «МБОУ «СОШ № 3»» is a school."""

from __future__ import annotations

import re
from collections.abc import Sequence

# The more exact beginnings stand first; codes are those of migration 0002.
_SIGNS: Sequence[tuple[str, str]] = (
    (r"коррекц|специальн\w* школ", "special-school"),
    (r"интернат", "boarding-school"),
    (r"гимнази", "gymnasium"),
    (r"лице[йя]", "lyceum"),
    (r"\bоош\b|основн\w+ (общеобразоват\w+ )?школ", "basic-school"),
    (r"\bсош\b|\bсоош\b|средн\w+ (общеобразоват\w+ )?школ|\bшкола\b", "school"),
    (r"филиал.*(техникум|колледж)|(техникум|колледж).*филиал", "college-branch"),
    (r"техникум", "technikum"),
    (r"колледж|училищ|\b(гб|га|кга|огб|ога|кгб)?поу\b|\bгб ?поу\b", "college"),
    (r"филиал.*(университет|институт|академи)|(университет|академи).*филиал", "university-branch"),
    (r"ресурсн\w+ центр|\bмук\b|межшкольн", "resource-centre"),
    (r"кванториум|технопарк", "quantorium"),
    (r"развития образования|повышения квалификации|\bиро\b", "teachers-institute"),
    (
        r"\bддт\b|\bцдт\b|дом (детского )?творчества|центр (детского )?творчества|\bцдо\b|\bм[абк]у ?до\b",
        "creativity-house",
    ),
    (r"университет|академия|\bвуз\b", "university"),
    (r"центр занятости|\bцзн\b|кадровый центр", "employment-centre"),
    (r"(управление|комитет|отдел|департамент)\w* (по )?образовани", "education-department"),
    (r"(отдел|комитет|управление)\w* (по )?экономи", "economy-department"),
    (r"министерств|департамент|правительств", "regional-authority"),
    (r"администрац", "administration"),
    (r"больниц|поликлиник|\bгбуз\b|\bгуз\b|\bцрб\b", "hospital"),
    (r"торгово-промышленн\w+ палат|\bтпп\b", "chamber"),
    (r"союз (работодателей|промышленников)|объединение работодателей", "employers-union"),
    (r"обособленн\w+ подразделени|^оп\b", "separate-unit"),
    (r"^(па|а|за|оа)о\b|акционерн\w+ обществ", "joint-stock"),
    (r"^ооо\b|ограниченной ответственност", "limited"),
    (r"^ип\b|индивидуальн\w+ предпринимател", "entrepreneur"),
    (r"^кфх\b|крестьянск|фермерск", "farm"),
    (r"^(фгуп|гуп|муп|мкп)\b|унитарн\w+ предприяти", "state-enterprise"),
    (r"воинск\w+ част|\bмчс\b|пожарн", "military"),
    (r"\b(ано|нко|но|нп)\b|фонд\b|некоммерческ", "ngo"),
)
_COMPILED = [(re.compile(sign, re.IGNORECASE), code) for sign, code in _SIGNS]


def kind_by_name(*names: str) -> str:
    """The code of the kind; empty where no name tells."""
    for name in names:
        bare = re.sub(r"[«»\"“”]", "", name)
        for sign, code in _COMPILED:
            if sign.search(bare):
                return code
    return ""
