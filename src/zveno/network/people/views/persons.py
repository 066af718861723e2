"""The register, a person's card, and what is changed in it."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from zveno.base.audit.services import record_look
from zveno.base.core.verdict import require
from zveno.base.ui.components import Empty, Fact
from zveno.base.ui.lists import list_page
from zveno.base.ui.mistakes import show_errors
from zveno.network.organisations.actors import Actor
from zveno.network.organisations.models import Organisation
from zveno.network.organisations.requests import ActorRequest
from zveno.network.people import policies, services
from zveno.network.people.filters.persons import PersonFilters, TerritoryPersonFilters
from zveno.network.people.forms.persons import (
    AccountForm,
    EnrolmentForm,
    GuardianForm,
    NewcomerForm,
    PersonForm,
    chosen,
)
from zveno.network.people.models import Guardianship, Person
from zveno.network.people.policies.consents import can_collect
from zveno.network.people.policies.special import can_look
from zveno.network.people.policies.subject_requests import can_register
from zveno.network.people.queries import persons as queries
from zveno.network.people.reach import Reach, purpose_of, reach
from zveno.network.people.tables.persons import NUMBERS, PERSONS, PERSONS_OF_TERRITORY, status_of

page_or_form = require_http_methods(["GET", "HEAD", "POST"])


def visible_person(request: ActorRequest, pk: int) -> Person:
    """The person, if the actor may see him; a stranger does not learn that he exists."""
    visible = Person.objects.visible_to(request.actor).select_related("user")
    person: Person = get_object_or_404(visible, pk=pk)
    return person


def own_organisation(request: ActorRequest) -> Organisation:
    """The organisation whose lists the actor keeps."""
    require(policies.can_keep_somewhere(request.actor))
    organisation = request.actor.organisation
    assert organisation is not None  # noqa: S101 -- nobody keeps lists without one
    return organisation


@require_safe
def person_list(request: ActorRequest) -> HttpResponseBase:
    require(policies.can_list(request.actor))
    may_add = policies.can_keep_somewhere(request.actor)
    is_wide = reach(request.actor) is Reach.TERRITORY
    return list_page(
        request,
        table=PERSONS_OF_TERRITORY if is_wide else PERSONS,
        rows=queries.register_of(request.actor),
        filterset=TerritoryPersonFilters if is_wide else PersonFilters,
        template="people/person_list.html",
        empty=Empty(
            _("Учащихся пока нет"),
            _("Здесь будут те, кого вы учите или ведёте: с классами, группами и родителями."),
            **({"action": _("Зачислить первого"), "url": reverse("people:person_add")} if may_add else {}),
        ),
        context={"may_add": may_add},
    )


@require_safe
def numbers_view(request: ActorRequest) -> HttpResponseBase:
    require(policies.can_see_numbers(request.actor))
    return list_page(
        request,
        table=NUMBERS,
        rows=queries.numbers_of(request.actor),
        template="people/numbers_view.html",
        empty=Empty(_("В районе пока нет образовательных организаций")),
    )


@page_or_form
def person_add(request: ActorRequest) -> HttpResponse:
    organisation = own_organisation(request)
    today = timezone.localdate()
    groups = queries.groups_to_enrol(organisation, on=today)
    form = NewcomerForm(
        request.POST if request.method == "POST" else None,
        groups=groups,
        initial={"since": today, "group": request.GET.get("group")},
    )
    if request.method == "POST" and form.is_valid():
        try:
            enrolment = services.enrol_new(
                form.details(),
                organisation,
                kind=queries.kind_in(organisation, form.cleaned_data["group"]),
                by=request.actor,
                at=timezone.now(),
                **chosen(("group", "since", "order"), form),
            )
        except services.PeopleError as error:
            show_errors(form, error)
        else:
            messages.success(request, _("Зачислен: %(person)s.") % {"person": enrolment.person.full_name})
            return redirect(enrolment.person)
    return _form_page(request, form, _("Зачислить"), _("Новый учащийся"), reverse("people:person_list"))


@require_safe
def person_show(request: ActorRequest, pk: int) -> HttpResponse:
    person = visible_person(request, pk)
    now = timezone.now()
    page = queries.person_page(person, request.actor, at=now)
    if not page.is_own:
        record_look(person, by=request.actor.user, at=now, why=purpose_of(request.actor))
    return render(
        request,
        "people/person_show.html",
        {
            "person": person,
            "page": page,
            "facts": _facts(page),
            "doors": _doors(page, request.actor),
            "places": [(place, status_of(place.enrolment)) for place in page.places],
        },
    )


@require_safe
def person_own(request: ActorRequest) -> HttpResponse:
    """One's own card, or a choice between oneself and one's children."""
    persons = list(Person.objects.own_of(request.actor).order_by("sort_key", "pk"))
    if len(persons) == 1:
        return redirect(persons[0])
    return render(request, "people/person_own.html", {"persons": persons})


@page_or_form
def person_edit(request: ActorRequest, pk: int) -> HttpResponse:
    person = visible_person(request, pk)
    require(policies.can_change(request.actor, person))
    form = PersonForm(request.POST if request.method == "POST" else None, initial=PersonForm.of(person))
    if request.method == "POST" and form.is_valid():
        try:
            services.change_person(person, form.details(), by=request.actor, at=timezone.now())
        except services.PeopleError as error:
            show_errors(form, error)
        else:
            messages.success(request, _("Сведения сохранены."))
            return redirect(person)
    return _form_page(request, form, _("Сохранить"), person.full_name, person.get_absolute_url())


@page_or_form
def person_enrol(request: ActorRequest, pk: int) -> HttpResponse:
    """Somebody known comes again, or into one more group."""
    person = visible_person(request, pk)
    require(policies.can_change(request.actor, person))
    organisation = own_organisation(request)
    today = timezone.localdate()
    form = EnrolmentForm(
        request.POST if request.method == "POST" else None,
        groups=queries.groups_to_enrol(organisation, on=today),
        initial={"since": today},
    )
    if request.method == "POST" and form.is_valid():
        group = form.cleaned_data["group"]
        try:
            services.enrol(
                person,
                organisation,
                kind=queries.kind_in(organisation, group),
                by=request.actor,
                at=timezone.now(),
                **chosen(("group", "since", "order"), form),
            )
        except services.PeopleError as error:
            show_errors(form, error)
        else:
            messages.success(request, _("Зачислен: %(person)s.") % {"person": person.full_name})
            return redirect(person)
    return _form_page(request, form, _("Зачислить"), person.full_name, person.get_absolute_url())


@page_or_form
def person_account(request: ActorRequest, pk: int) -> HttpResponse:
    """Join the card with the account of that pupil or parent, or take them apart."""
    person = visible_person(request, pk)
    require(policies.can_change(request.actor, person))
    organisation = own_organisation(request)
    if person.user is not None:
        if request.method == "POST":
            services.unlink_account(person, by=request.actor, at=timezone.now())
            messages.success(request, _("Связь с учётной записью снята."))
            return redirect(person)
        return render(request, "people/account_unlink.html", {"person": person})
    form = AccountForm(
        request.POST if request.method == "POST" else None, users=queries.accounts_to_link(organisation)
    )
    if request.method == "POST" and form.is_valid():
        try:
            services.link_account(person, form.cleaned_data["user"], by=request.actor, at=timezone.now())
        except services.PeopleError as error:
            show_errors(form, error)
        else:
            messages.success(request, _("Теперь он видит свою карточку."))
            return redirect(person)
    return _form_page(request, form, _("Связать"), person.full_name, person.get_absolute_url())


@page_or_form
def guardian_add(request: ActorRequest, pk: int) -> HttpResponse:
    person = visible_person(request, pk)
    require(policies.can_keep_guardians(request.actor, person))
    form = GuardianForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            services.add_guardian(
                person,
                form.details(),
                by=request.actor,
                at=timezone.now(),
                **chosen(("relation", "basis", "since"), form),
            )
        except services.PeopleError as error:
            show_errors(form, error)
        else:
            messages.success(request, _("Законный представитель указан."))
            return redirect(person)
    return _form_page(request, form, _("Сохранить"), person.full_name, person.get_absolute_url())


@page_or_form
def guardianship_end(request: ActorRequest, pk: int) -> HttpResponse:
    visible = Guardianship.objects.filter(child__in=Person.objects.visible_to(request.actor).values("pk"))
    guardianship = get_object_or_404(visible.select_related("child", "guardian"), pk=pk)
    require(policies.can_keep_guardians(request.actor, guardianship.child))
    if request.method == "POST":
        services.end_guardianship(guardianship, by=request.actor, at=timezone.now())
        messages.success(request, _("С сегодняшнего дня он не представляет ребёнка."))
        return redirect(guardianship.child)
    return render(request, "people/guardianship_end.html", {"guardianship": guardianship})


def _form_page(request: ActorRequest, form: object, action: str, title: str, back_url: str) -> HttpResponse:
    errors = getattr(form, "errors", None)
    return render(
        request,
        "people/form.html",
        {"form": form, "action": action, "title": title, "back_url": back_url},
        status=422 if errors else 200,
    )


def _facts(page: queries.PersonPage) -> list[Fact]:
    person = page.person
    born = f"{person.birth_date:%d.%m.%Y}" if person.birth_date else None
    if born and page.age is not None:
        born = _("%(day)s, полных лет: %(age)s") % {"day": born, "age": page.age}
    facts = [
        Fact(_("Дата рождения"), born),
        Fact(_("Пол"), person.get_sex_display()),
        Fact(_("Телефон"), person.phone, url=f"tel:{person.phone}" if person.phone else ""),
        Fact(_("Электронная почта"), person.email, url=f"mailto:{person.email}" if person.email else ""),
    ]
    if page.sees_numbers:
        facts.insert(2, Fact(_("СНИЛС"), person.written_snils))
        facts.append(Fact(_("Учётная запись"), person.user.email if person.user else _("нет")))
    return facts


def _doors(page: queries.PersonPage, actor: Actor) -> list[tuple[str, str]]:
    """What else is kept about the person, for those who may open it."""
    pk = page.person.pk
    if page.is_own:
        return [
            (_("Согласия"), reverse("people:consent_own")),
            (_("Кто смотрел и менял"), reverse("people:look_list", args=[pk])),
            (_("Обращение о своих данных"), reverse("people:own_request_add", args=[pk])),
        ]
    doors = [
        (can_collect(actor, page.person), _("Согласия"), "people:consent_person"),
        (can_look(actor, page.person), _("Сведения о здоровье и другие особые"), "people:special_show"),
        (can_register(actor, page.person), _("Обращение субъекта данных"), "people:subject_request_add"),
    ]
    return [(title, reverse(name, args=[pk])) for may, title, name in doors if may]
