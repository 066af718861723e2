"""What may be typed about questions."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from zveno.network.organisations.models import Organisation
from zveno.processes.guidance.models import About, Centre, GivenAs, ReadyAnswer, Theme
from zveno.processes.guidance.queries import centres

LONGEST = 4000


class DistrictField(forms.ModelChoiceField[Centre]):
    """People choose their district, and know nothing of centres."""

    def label_from_instance(self, obj: Centre) -> str:
        return obj.territory.name


class AskForm(forms.Form):
    """The first page. `company` is a trap: people do not see it, programs fill it in."""

    centre = DistrictField(label=_("Район"), queryset=Centre.objects.none(), empty_label=None)
    theme = forms.ModelChoiceField(
        label=_("О чём вопрос"), queryset=Theme.objects.all(), empty_label=_("выберите…")
    )
    about = forms.ChoiceField(label=_("Кого он касается"), choices=About.choices)
    text = forms.CharField(
        label=_("Ваш вопрос"),
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 6}),
        help_text=_("Не пишите фамилий и сведений о здоровье: для ответа они обычно не нужны."),
    )
    email = forms.EmailField(
        label=_("Электронная почта для ответа"), help_text=_("На неё придёт ссылка на вопрос и ответ.")
    )
    company = forms.CharField(
        label=_("Не заполняйте это поле"),
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "off", "tabindex": "-1"}),
    )

    def __init__(
        self, *args: Any, centre: Centre | None = None, signed_in: bool = False, **kwargs: Any
    ) -> None:
        """`centre` is where the questions of the person's own district go."""
        super().__init__(*args, **kwargs)
        self.own_centre = centre
        self.fields["centre"].queryset = centres()  # type: ignore[attr-defined]
        if centre is not None:
            del self.fields["centre"]
        if signed_in:
            del self.fields["email"]

    @property
    def is_caught(self) -> bool:
        return bool(self.data.get("company"))

    def plain(self) -> dict[str, Any]:
        """What the second page carries on: numbers and words."""
        given = self.cleaned_data
        centre = self.own_centre or given["centre"]
        return {
            "centre": centre.pk,
            "theme": given["theme"].pk,
            "about": given["about"],
            "text": given["text"],
            "email": given.get("email", "").lower(),
        }


class ConsentForm(forms.Form):
    given_as = forms.ChoiceField(label=_("Согласие даю"), choices=GivenAs.choices, widget=forms.RadioSelect)
    asked = forms.CharField(widget=forms.HiddenInput)


class MessageForm(forms.Form):
    text = forms.CharField(label=_("Текст"), max_length=LONGEST, widget=forms.Textarea(attrs={"rows": 5}))


class AnswerForm(forms.Form):
    text = forms.CharField(
        label=_("Ответ"),
        max_length=20_000,
        widget=forms.Textarea(attrs={"rows": 10}),
    )


class PassForm(forms.Form):
    to = forms.ModelChoiceField(label=_("Кому передать"), queryset=Organisation.objects.none())
    why = forms.CharField(label=_("Почему"), max_length=500, widget=forms.Textarea(attrs={"rows": 3}))

    def __init__(self, *args: Any, receivers: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["to"].queryset = receivers  # type: ignore[attr-defined]


class CloseForm(forms.Form):
    why = forms.CharField(
        label=_("Почему закрывается"),
        max_length=500,
        required=False,
        help_text=_("Обязательно, если ответа не было."),
        widget=forms.Textarea(attrs={"rows": 3}),
    )


class PublicAnswerForm(forms.Form):
    question = forms.CharField(
        label=_("Вопрос для всех"),
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Перескажите своими словами: без имён, школы и всего, по чему можно узнать человека."),
    )
    answer = forms.CharField(
        label=_("Ответ для всех"), max_length=20_000, widget=forms.Textarea(attrs={"rows": 10})
    )


class ReadyAnswerForm(forms.ModelForm[ReadyAnswer]):
    class Meta:
        model = ReadyAnswer
        fields = ("theme", "title", "text")
        widgets = {"text": forms.Textarea(attrs={"rows": 10})}


class CentreForm(forms.Form):
    organisation = forms.ModelChoiceField(label=_("Ресурсный центр"), queryset=Organisation.objects.none())
    days_to_answer = forms.IntegerField(
        label=_("Рабочих дней на ответ"), min_value=1, max_value=30, initial=5
    )

    def __init__(self, *args: Any, receivers: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["organisation"].queryset = receivers  # type: ignore[attr-defined]
