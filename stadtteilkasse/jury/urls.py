from django.urls import path

from stadtteilkasse.jury.views import item, plan, sitzung

app_name = "jury"

SITZUNG = "arbeit/sitzungen/<pid:public_id>/"
ITEM = "arbeit/sitzungen/punkte/<pid:public_id>/"

urlpatterns = [
    path("arbeit/sitzungen/", plan.index, name="index"),
    path("arbeit/sitzungen/neu/", plan.plan, name="plan"),
    path(SITZUNG, sitzung.sitzung, name="sitzung"),
    path(SITZUNG + "aendern/", plan.change, name="change"),
    path(SITZUNG + "absagen/", sitzung.cancel, name="cancel"),
    path(SITZUNG + "anwesenheit/", sitzung.attendance, name="attendance"),
    path(SITZUNG + "tagesordnung/", sitzung.fill, name="fill"),
    path(SITZUNG + "abschliessen/", sitzung.close, name="close"),
    path(ITEM, item.item, name="item"),
    path(ITEM + "absetzen/", item.take_off_agenda, name="take_off_agenda"),
    path(ITEM + "verschieben/", sitzung.move, name="move"),
    path(ITEM + "votum-zuruecknehmen/", item.reopen_vote, name="reopen_vote"),
    path(
        "arbeit/antraege/<pid:public_id>/tagesordnung/",
        item.put_on_agenda,
        name="put_on_agenda",
    ),
]
