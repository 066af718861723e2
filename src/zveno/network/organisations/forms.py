"""What may be typed about organisations and people in them."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, ClassVar, cast

from django import forms
from django.utils.translation import gettext_lazy as _

from zveno.base.ui.inputs import DateInput, FileDrop
from zveno.network.organisations.models import (
    Contact,
    JoinRequest,
    Organisation,
    OrganisationKind,
    OrganisationQuerySet,
    Signatory,
    Site,
    Territory,
)
from zveno.network.organisations.roles import Role
from zveno.network.organisations.services import OrganisationDetails

CONTACT_FIELDS = ("address", "phone", "email", "website", "contact_name", "contact_post", "about")


NUMBERS = ("inn", "kpp", "ogrn", "okved2", "oktmo")


def _website() -> forms.URLField:
    """People type «zavod.ru»."""
    return forms.URLField(label=_("Сайт"), max_length=200, required=False, assume_scheme="https")


class OrganisationForm(forms.ModelForm):  # type: ignore[type-arg]
    """Everything about an organisation, for who runs it or its district."""

    website = _website()

    class Meta:
        model = Organisation
        fields = (
            "kind",
            "short_name",
            "full_name",
            "territory",
            "parent",
            "parent_is",
            "legal_form",
            *NUMBERS,
            "legal_address",
            "bank",
            "bik",
            "account",
            "bank_account",
            *CONTACT_FIELDS,
        )
        widgets: ClassVar[dict[str, forms.Widget]] = {
            "full_name": forms.Textarea(attrs={"rows": 2}),
            "about": forms.Textarea(attrs={"rows": 3}),
            **{
                name: forms.TextInput(attrs={"inputmode": "numeric"})
                for name in (*NUMBERS, "bik", "account", "bank_account")
            },
            "phone": forms.TextInput(attrs={"type": "tel", "autocomplete": "tel"}),
        }
        help_texts: ClassVar[dict[str, Any]] = {
            "short_name": _("Как её называют в списках: «СОШ № 3»"),
            "parent": _("Учредитель школы, головное предприятие обособленного подразделения"),
            "legal_form": _("Как в уставе: «муниципальное бюджетное общеобразовательное учреждение»"),
            "okved2": _("Основной вид деятельности, например 25.62"),
            "legal_address": _("Если отличается от адреса, по которому вас находят"),
            "bank": _("Для договоров; на открытом сайте не показывается"),
            "contact_name": _("К кому обращаться партнёрам"),
            "about": _("Два-три предложения для партнёров и открытого сайта"),
        }

    def __init__(
        self, *args: Any, territories: Iterable[Territory], parents: Iterable[Organisation], **options: Any
    ) -> None:
        super().__init__(*args, **options)
        self.fields["territory"].queryset = territories  # type: ignore[attr-defined]
        self.fields["parent"].queryset = parents  # type: ignore[attr-defined]
        self.fields["kind"].queryset = OrganisationKind.objects.all()  # type: ignore[attr-defined]
        for name in ("kind", "territory"):
            self.fields[name].empty_label = _("выберите")  # type: ignore[attr-defined]
        self.fields["parent"].empty_label = _("нет")  # type: ignore[attr-defined]

    def details(self) -> OrganisationDetails:
        return cast("OrganisationDetails", dict(self.cleaned_data))


class ContactsForm(forms.ModelForm):  # type: ignore[type-arg]
    """What a contact person checks by a link."""

    website = _website()

    class Meta:
        model = Organisation
        fields = CONTACT_FIELDS
        widgets = OrganisationForm.Meta.widgets
        help_texts = OrganisationForm.Meta.help_texts

    def contacts(self) -> OrganisationDetails:
        return cast("OrganisationDetails", dict(self.cleaned_data))


class DetailForm(forms.ModelForm):  # type: ignore[type-arg]
    """A site, a contact person or a right to sign, of an organisation that the address names."""

    def said(self) -> dict[str, Any]:
        return dict(self.cleaned_data)


class SiteForm(DetailForm):
    class Meta:
        model = Site
        fields = ("name", "address", "latitude", "longitude", "directions")
        help_texts: ClassVar[dict[str, Any]] = {
            "name": _("Например: «учебный корпус № 2», «цех № 4», «проходная»"),
            "latitude": _("Градусы с точкой, как в картах: 59.913870"),
            "directions": _("Вход, пропуск, остановка"),
        }


class ContactForm(DetailForm):
    class Meta:
        model = Contact
        fields = ("name", "post", "about", "phone", "email")
        widgets: ClassVar[dict[str, forms.Widget]] = {
            "phone": forms.TextInput(attrs={"type": "tel", "autocomplete": "off"})
        }
        help_texts: ClassVar[dict[str, Any]] = {"about": _("Например: «практика студентов», «экскурсии»")}


class SignatoryForm(DetailForm):
    """The genitive may stay empty: it is suggested, read and put right."""

    class Meta:
        model = Signatory
        fields = (
            "name",
            "post",
            "basis",
            "name_genitive",
            "post_genitive",
            "basis_genitive",
            "since",
            "until",
        )
        widgets: ClassVar[dict[str, forms.Widget]] = {"since": DateInput(), "until": DateInput()}
        help_texts: ClassVar[dict[str, Any]] = {
            "basis": _("«Устав», «доверенность № 3 от 01.09.2026»"),
            "name_genitive": _("Так имя встанет в договор. Оставьте пустым, и «Звено» просклоняет само."),
            "until": _("У доверенности – последний день её срока"),
        }

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        for name in ("name_genitive", "post_genitive", "basis_genitive"):
            self.fields[name].required = False

    def _get_validation_exclusions(self) -> set[str]:
        """What is left empty the service fills before it checks."""
        excluded: set[str] = super()._get_validation_exclusions()  # type: ignore[misc]
        return excluded | {"name_genitive", "post_genitive", "basis_genitive"}


class MergeForm(forms.Form):
    """Which record this one becomes part of, and why."""

    into = forms.ModelChoiceField(
        label=_("С какой записью объединить"),
        queryset=Organisation.objects.none(),
        empty_label=_("выберите"),
        help_text=_("Она останется; всё, что ведёт к этой записи, перейдёт к ней."),
    )
    why = forms.CharField(
        label=_("Причина"), max_length=1000, widget=forms.Textarea(attrs={"rows": 2}), strip=True
    )

    def __init__(self, choices: OrganisationQuerySet, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["into"].queryset = choices  # type: ignore[attr-defined]


class InvitationForm(forms.Form):
    """A colleague by his address."""

    person_name = forms.CharField(
        label=_("Фамилия, имя, отчество"),
        max_length=250,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    email = forms.EmailField(
        label=_("Электронная почта"),
        help_text=_(
            "Сюда придёт письмо со ссылкой. Ответить можно в течение месяца, потом приглашение продлевают"
        ),
    )
    role = forms.TypedChoiceField(label=_("Роль"), coerce=Role)
    post = forms.CharField(
        label=_("Должность, класс, группа"),
        max_length=200,
        required=False,
        help_text=_("Для классного руководителя и ученика – класс, для мастера – группы"),
    )

    def __init__(self, roles: Iterable[Role], *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["role"].choices = [("", _("выберите роль"))] + [  # type: ignore[attr-defined]
            (role.value, role.label) for role in roles
        ]


class ReasonForm(forms.Form):
    """Why something is done that people will ask about."""

    why = forms.CharField(
        label=_("Причина"), max_length=1000, widget=forms.Textarea(attrs={"rows": 3}), strip=True
    )


class RefusalForm(forms.Form):
    reason = forms.CharField(
        label=_("Причина отказа"),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Её прочтёт тот, кто подал заявку, и сможет подать новую."),
    )


class JoinRequestForm(forms.ModelForm):  # type: ignore[type-arg]
    """The public form; `agreement` is a trap that people do not see and programs fill in."""

    website = _website()
    proof_file = forms.FileField(
        label=_("Документ, который это подтверждает"),
        required=False,
        help_text=_("Скан приказа или доверенности: PDF, JPEG или PNG. Увидит только тот, кто решает."),
        widget=FileDrop(attrs={"accept": ".pdf,.jpg,.jpeg,.png"}),
    )
    agreement = forms.CharField(required=False, widget=forms.HiddenInput)

    class Meta:
        model = JoinRequest
        fields = (
            "kind",
            "territory",
            "full_name",
            "short_name",
            "inn",
            "kpp",
            "address",
            "website",
            "person_name",
            "person_post",
            "person_email",
            "person_phone",
            "proof",
        )
        widgets: ClassVar[dict[str, forms.Widget]] = {
            "full_name": forms.Textarea(attrs={"rows": 2}),
            "proof": forms.Textarea(attrs={"rows": 3}),
            "inn": forms.TextInput(attrs={"inputmode": "numeric"}),
            "kpp": forms.TextInput(attrs={"inputmode": "numeric"}),
            "person_phone": forms.TextInput(attrs={"type": "tel", "autocomplete": "tel"}),
            "person_name": forms.TextInput(attrs={"autocomplete": "name"}),
        }

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["territory"].queryset = Territory.objects.exclude(  # type: ignore[attr-defined]
            level=Territory.Level.REGION
        )
        for name in ("kind", "territory"):
            self.fields[name].empty_label = _("выберите")  # type: ignore[attr-defined]

    def clean_agreement(self) -> str:
        if self.cleaned_data["agreement"]:
            raise forms.ValidationError(_("Форму заполнила программа."))
        return ""

    def asked(self) -> dict[str, Any]:
        return {name: self.cleaned_data[name] for name in self.Meta.fields}
