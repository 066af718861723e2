from django.urls import path

from zveno.processes.guidance.views import asked, library, public, staff

app_name = "guidance"
urlpatterns = [
    path("ask/", public.question_ask, name="question_ask"),
    path("ask/consent/", public.question_consent, name="question_consent"),
    path("ask/sent/", public.question_sent, name="question_sent"),
    path("ask/answers/", public.answer_list, name="answer_list"),
    path("questions/", staff.question_list, name="question_list"),
    path("questions/mine/", asked.question_mine, name="question_mine"),
    path("questions/mine/<int:pk>/", asked.question_asked, name="question_asked"),
    path("questions/mine/<int:pk>/erase/", asked.question_erase, name="question_erase"),
    path("questions/centre/", library.centre_appoint, name="centre_appoint"),
    path("questions/ready/", library.ready_answer_list, name="ready_answer_list"),
    path("questions/ready/new/", library.ready_answer_keep, name="ready_answer_keep"),
    path("questions/ready/<int:pk>/", library.ready_answer_change, name="ready_answer_change"),
    path("questions/ready/<int:pk>/drop/", library.ready_answer_drop, name="ready_answer_drop"),
    path("questions/<int:pk>/", staff.question_view, name="question_view"),
    path("questions/<int:pk>/take/", staff.question_take, name="question_take"),
    path("questions/<int:pk>/answer/", staff.question_answer, name="question_answer"),
    path("questions/<int:pk>/pass/", staff.question_pass, name="question_pass"),
    path("questions/<int:pk>/close/", staff.question_close, name="question_close"),
    path("questions/<int:pk>/publish/", staff.answer_publish, name="answer_publish"),
    path("questions/answers/<int:pk>/withdraw/", staff.answer_withdraw, name="answer_withdraw"),
]
