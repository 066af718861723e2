"""A request to change a programme; what experts and the technikum say."""

from __future__ import annotations

from typing import Any, cast

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from zveno.base.ui.inputs import DateInput
from zveno.network.organisations.models import Organisation
from zveno.network.programmes.models import ChangeRequest, Opinion, Requirement


class RequirementChoices(forms.ModelMultipleChoiceField[Requirement]):
    def label_from_instance(self, obj: Requirement) -> str:
        return f"{obj.text} – {obj.profile.enterprise.short_name}, {obj.get_level_display()}"


class ChangeForm(forms.ModelForm[ChangeRequest]):
    requirements = RequirementChoices(
        label=_("На какие требования отвечает"),
        queryset=Requirement.objects.none(),
        widget=forms.CheckboxSelectMultiple(),
        required=False,
    )
    experts = forms.ModelMultipleChoiceField(
        label=_("Кого просим об экспертизе"),
        queryset=Organisation.objects.none(),
        widget=forms.CheckboxSelectMultiple(),
        required=False,
    )

    class Meta:
        model = ChangeRequest
        fields = ("title", "what", "why", "requirements", "due_on")
        widgets = {
            "what": forms.Textarea(attrs={"rows": 6}),
            "why": forms.Textarea(attrs={"rows": 4}),
            "due_on": DateInput(),
        }

    def __init__(
        self,
        *args: Any,
        requirements: QuerySet[Requirement],
        experts: QuerySet[Organisation],
        **options: Any,
    ) -> None:
        super().__init__(*args, **options)
        cast("RequirementChoices", self.fields["requirements"]).queryset = requirements
        cast("forms.ModelMultipleChoiceField[Organisation]", self.fields["experts"]).queryset = experts
        if self.instance.pk:
            self.initial["experts"] = list(self.instance.expertises.values_list("organisation", flat=True))

    def details(self) -> dict[str, Any]:
        names = (*self.Meta.fields, "experts")
        return {name: self.cleaned_data[name] for name in names}


class RemarkForm(forms.Form):
    about = forms.CharField(
        label=_("К чему"), max_length=200, required=False, help_text=_("Модуль, тема, практика")
    )
    text = forms.CharField(label=_("Замечание"), max_length=3000, widget=forms.Textarea(attrs={"rows": 3}))


class OpinionForm(forms.Form):
    opinion = forms.ChoiceField(
        label=_("Мнение предприятия"), choices=Opinion.choices, widget=forms.RadioSelect()
    )
    comment = forms.CharField(
        label=_("Пояснение"), max_length=2000, required=False, widget=forms.Textarea(attrs={"rows": 3})
    )


class LinkOpinionForm(OpinionForm):
    """By link everything is said at once."""

    about = forms.CharField(
        label=_("К чему замечание"), max_length=200, required=False, help_text=_("Модуль, тема, практика")
    )
    remark = forms.CharField(
        label=_("Замечание"),
        max_length=3000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Если есть: техникум ответит «учтено» или «отклонено» с причиной."),
    )
    field_order = ("about", "remark", "opinion", "comment")


class AnswerForm(forms.Form):
    answer = forms.CharField(
        label=_("Ответ"),
        max_length=3000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Что изменено, или почему отклонено: причину прочтёт эксперт."),
    )


class DecisionForm(forms.Form):
    decision = forms.CharField(
        label=_("Решение"),
        max_length=3000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Реквизиты решения или причина отказа."),
    )
