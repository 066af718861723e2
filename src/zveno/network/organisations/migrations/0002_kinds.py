"""The kinds of organisations people know; an installation may add its own."""

from __future__ import annotations

from typing import Any

from django.db import migrations

KINDS = {
    "school": (
        ("school", "средняя школа"),
        ("basic-school", "основная школа"),
        ("gymnasium", "гимназия"),
        ("lyceum", "лицей"),
        ("boarding-school", "школа-интернат"),
        ("special-school", "коррекционная школа"),
    ),
    "college": (
        ("technikum", "техникум"),
        ("college", "колледж"),
        ("college-branch", "филиал техникума или колледжа"),
    ),
    "university": (("university", "вуз"), ("university-branch", "филиал вуза")),
    "additional": (
        ("creativity-house", "дом, центр творчества"),
        ("resource-centre", "МУК, ресурсный центр"),
        ("quantorium", "детский технопарк"),
        ("teachers-institute", "институт развития образования"),
    ),
    "enterprise": (
        ("joint-stock", "АО, ПАО"),
        ("limited", "ООО"),
        ("separate-unit", "обособленное подразделение"),
        ("entrepreneur", "ИП"),
        ("farm", "КФХ"),
        ("state-enterprise", "ФГУП, ГУП, МУП"),
        ("military", "воинская часть, подразделение МЧС"),
    ),
    "employment": (("employment-centre", "центр занятости"),),
    "authority": (
        ("administration", "администрация"),
        ("education-department", "управление, комитет, отдел образования"),
        ("economy-department", "отдел экономики"),
        ("regional-authority", "орган власти региона"),
    ),
    "health": (("hospital", "больница, поликлиника"),),
    "society": (
        ("ngo", "некоммерческая организация"),
        ("chamber", "торгово-промышленная палата"),
        ("employers-union", "союз работодателей"),
    ),
}


def add(apps: Any, schema_editor: Any) -> None:
    """Kinds that an installation has added or renamed stay as they are."""
    kind = apps.get_model("organisations", "OrganisationKind")
    position = 0
    for family, kinds in KINDS.items():
        for code, name in kinds:
            position += 10
            kind.objects.get_or_create(
                code=code, defaults={"name": name, "family": family, "position": position}
            )


class Migration(migrations.Migration):
    dependencies = [("organisations", "0001_initial")]
    operations = [migrations.RunPython(add, migrations.RunPython.noop)]
