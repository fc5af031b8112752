from django.urls import path

from stadtteilkasse.jury import views

app_name = "jury"

SITZUNG = "arbeit/sitzungen/<pid:public_id>/"
ITEM = "arbeit/sitzungen/punkte/<pid:public_id>/"

urlpatterns = [
    path("arbeit/sitzungen/", views.index, name="index"),
    path("arbeit/sitzungen/neu/", views.plan, name="plan"),
    path(SITZUNG, views.sitzung, name="sitzung"),
    path(SITZUNG + "aendern/", views.change, name="change"),
    path(SITZUNG + "absagen/", views.cancel, name="cancel"),
    path(SITZUNG + "anwesenheit/", views.attendance, name="attendance"),
    path(SITZUNG + "tagesordnung/", views.fill, name="fill"),
    path(SITZUNG + "abschliessen/", views.close, name="close"),
    path(ITEM, views.item, name="item"),
    path(ITEM + "absetzen/", views.take_off_agenda, name="take_off_agenda"),
    path(ITEM + "verschieben/", views.move, name="move"),
    path(ITEM + "votum-zuruecknehmen/", views.reopen_vote, name="reopen_vote"),
    path(
        "arbeit/antraege/<pid:public_id>/tagesordnung/",
        views.put_on_agenda,
        name="put_on_agenda",
    ),
]
