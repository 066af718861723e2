"""What can be done with lists: an administrator pastes newer rows."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext as _

from zveno.base.audit.services import record
from zveno.base.classifiers.kinds import SHAPES, Classifier
from zveno.base.classifiers.models import Entry
from zveno.base.classifiers.policies import can_update
from zveno.base.classifiers.shipped import Row, Taken, put
from zveno.base.core.people import Acting
from zveno.base.core.verdict import require

MOST_ROWS = 20_000
MOST_FAULTS = 20
_DATE_FOR_A_CODE = re.compile(r"(\d{1,2})\.(\d{1,2})\.(?:20)?(\d{2})")
_DAY = re.compile(r"(\d{1,2})\.(\d{1,2})\.(\d{4})")


class ListError(Exception):
    """Sentences about rows, for whoever pasted them."""

    def __init__(self, faults: Sequence[str]) -> None:
        super().__init__(" ".join(faults))
        self.faults = faults


@transaction.atomic
def take_in(classifier: Classifier, pasted: str, *, source: str, by: Acting, at: datetime) -> Taken:
    """Rows copied out of Excel – code, name, from, until – all of them or none."""
    require(can_update(by))
    rows = read(classifier, pasted, source=source)
    taken = put(Entry.objects, classifier, rows)
    record(
        "classifier.take_in",
        None,
        by=by.user,
        at=at,
        changes={
            "classifier": classifier.value,
            "added": taken.added,
            "changed": taken.changed,
            "source": source,
        },
    )
    return taken


def read(classifier: Classifier, pasted: str, *, source: str = "") -> list[Row]:
    """The rows, or `ListError` with a sentence for each that cannot be understood."""
    rows, faults, seen = [], [], set[tuple[str, date | None]]()
    for number, line in enumerate(pasted.splitlines(), start=1):
        if not line.strip():
            continue
        try:
            row = _read_line(classifier, line, source)
        except ValueError as fault:
            faults.append(_("Строка %(number)d: %(fault)s") % {"number": number, "fault": fault})
            continue
        if (row.code, row.valid_from) in seen:
            faults.append(
                _("Строка %(number)d: код %(code)s с этого дня уже есть выше.")
                % {"number": number, "code": row.code}
            )
        seen.add((row.code, row.valid_from))
        rows.append(row)
    if not rows and not faults:
        faults.append(_("Вставьте хотя бы одну строку: код и название."))
    if len(rows) > MOST_ROWS:
        faults.append(_("За один раз – не больше %(most)d строк.") % {"most": MOST_ROWS})
    if faults:
        more = len(faults) - MOST_FAULTS
        rest = [_("И ещё строк с ошибками: %(more)d.") % {"more": more}] if more > 0 else []
        raise ListError([*faults[:MOST_FAULTS], *rest])
    return rows


def _read_line(classifier: Classifier, line: str, source: str) -> Row:
    cells = [cell.strip().strip('"').strip() for cell in re.split(r"[\t;]", line)]
    if len(cells) == 1:
        # «15.01.05 Сварщик …» in one cell.
        cells = cells[0].split(maxsplit=1)
    code, name, first, last = [*cells, "", "", ""][:4]
    _check_code(classifier, code)
    if not name:
        raise ValueError(_("после кода %(code)s нет названия.") % {"code": code})
    row = Row(code, " ".join(name.split())[:500], _day(first), _day(last), source)
    if row.valid_from and row.valid_until and row.valid_until < row.valid_from:
        raise ValueError(_("«действует по» раньше, чем «действует с»."))
    return row


def _check_code(classifier: Classifier, code: str) -> None:
    shape = SHAPES[classifier]
    if re.fullmatch(shape.pattern, code):
        return
    as_date = _DATE_FOR_A_CODE.fullmatch(code)
    if classifier in {Classifier.SPO, Classifier.GROUP} and as_date:
        restored = ".".join(part.zfill(2) for part in as_date.groups())
        raise ValueError(
            _("вместо кода – дата %(code)s. Excel превращает коды в даты: верните %(restored)s.")
            % {"code": code, "restored": restored}
        )
    raise ValueError(
        _("«%(code)s» не похоже на код этого справочника (%(shape)s).")
        % {"code": code[:40], "shape": shape.words}
    )


def _day(text: str) -> date | None:
    if not text:
        return None
    found = _DAY.fullmatch(text)
    try:
        if found:
            day, month, year = map(int, found.groups())
            return date(year, month, day)
        return date.fromisoformat(text)
    except ValueError as error:
        raise ValueError(_("«%(text)s» – не дата, нужно дд.мм.гггг.") % {"text": text[:20]}) from error
