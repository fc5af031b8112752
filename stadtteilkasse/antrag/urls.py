from django.urls import path

from stadtteilkasse.antrag.views import after, files, intake, pages, place, sending, start

app_name = "antrag"

CASE = "antrag/<pid:public_id>/"

urlpatterns = [
    path("antrag/", start.start, name="start"),
    path("antrag/neu/", start.begin, name="begin"),
    path("arbeit/antraege/neu/", intake.intake, name="intake"),
    path(CASE, start.overview, name="overview"),
    path(f"{CASE}spaeter/", start.later, name="later"),
    path(f"{CASE}loeschen/", start.delete, name="delete"),
    path(f"{CASE}pruefen/", sending.check, name="check"),
    path(f"{CASE}gesendet/", sending.sent, name="sent"),
    path(f"{CASE}bestaetigung.pdf", sending.confirmation, name="confirmation"),
    path(f"{CASE}antworten/", after.answer, name="answer"),
    path(f"{CASE}zurueckziehen/", after.take_back, name="withdraw"),
    path(f"{CASE}ort/waehlen/", place.choose, name="choose_place"),
    path(f"{CASE}ort/gebiet/", place.area, name="area"),
    path(f"{CASE}dateien/<pid:file_id>/", files.show, name="file"),
    path(f"{CASE}dateien/<pid:file_id>/entfernen/", files.remove, name="remove_file"),
    path(f"{CASE}<slug:slug>/", pages.page, name="page"),
]
