from django.urls import path

from regions.roles import demo, views

app_name = "roles"

urlpatterns = [
    path("arbeit/rollen/", views.index, name="index"),
    path("arbeit/rollen/geben/", views.give, name="give"),
    path("arbeit/rollen/<pid:public_id>/beenden/", views.end, name="end"),
    path("arbeit/rollen/personen/<pid:public_id>/", views.person, name="person"),
    path("arbeit/rollen/personen/<pid:public_id>/einladen/", views.invite, name="invite"),
    path(
        "arbeit/rollen/personen/<pid:public_id>/zweiter-faktor/",
        views.reset_second_factor,
        name="reset_second_factor",
    ),
    path("demo/", demo.index, name="demo"),
    path("demo/uhr/", demo.set_clock, name="demo_clock"),
    path("demo/als/<slug:key>/", demo.log_in, name="demo_log_in"),
]
