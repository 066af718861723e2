"""Why this figure: one sentence, from problem and outcome only."""

from __future__ import annotations

from collections.abc import Callable

from zveno.engines.indicators.model import Cell, Indicator, Measure, Outcome, Problem, State


def explain(
    problem: Problem,
    outcome: Outcome,
    code: str,
    organisation: int | None = None,
    *,
    _: Callable[[str], str] = str,
) -> str:
    """The sentence about one cell, or about the total; `_` is the caller's translation."""
    place = next(place for place, indicator in enumerate(problem.indicators) if indicator.code == code)
    indicator, row = problem.indicators[place], outcome.rows[place]
    cell = row.total if organisation is None else row.cells[problem.organisations.index(organisation)]
    sentences = [_reason(indicator, cell, organisation, _)]
    if cell.state is State.NUMBER and cell.unknown:
        sentences.append(_("Не учтены записи без сведений: %d.") % len(cell.unknown))
    if cell.state is State.NUMBER and organisation is None and indicator.silent:
        sentences.append(
            _("Нет данных от организаций: %(silent)d из %(all)d.")
            % {"silent": len(indicator.silent), "all": len(indicator.organisations)}
        )
    return " ".join(sentences)


def _reason(indicator: Indicator, cell: Cell, organisation: int | None, _: Callable[[str], str]) -> str:
    if cell.state is State.NUMBER:
        return _how(indicator.measure, _) % {"counted": len(cell.numerator), "among": len(cell.denominator)}
    if cell.state is State.SUPPRESSED:
        return (
            _("Скрыто: за цифрой стоит группа меньше %d человек, или по ней нашлась бы такая группа.")
            % indicator.least
        )
    if cell.state is State.NO_DATA:
        if cell.unknown:
            return _("Нет данных: записи есть, но сведений в них нет (%d).") % len(cell.unknown)
        return _("Нет данных: сведения не поступали.")
    if organisation is not None and organisation not in indicator.organisations:
        return _("Не применимо: показатель не касается этой организации.")
    return _("Не применимо: за период нет записей, от которых считать долю или среднее.")


def _how(measure: Measure, _: Callable[[str], str]) -> str:
    match measure:
        case Measure.COUNT:
            return _("Подсчитаны записи: %(counted)d.")
        case Measure.SUM:
            return _("Сложены значения записей: %(counted)d.")
        case Measure.SHARE:
            return _("Учтены %(counted)d из %(among)d записей.")
        case Measure.MEAN:
            return _("Среднее по записям: %(among)d.")
        case Measure.MEDIAN:
            return _("Середина ряда: у половины записей значение не больше. Записей: %(among)d.")
