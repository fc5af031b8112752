from django.urls import path

from stadtteilkasse.bescheid import resident, views

app_name = "bescheid"

DESK = "arbeit/bescheide/"
LETTER = DESK + "<pid:public_id>/"
MINE = "meine-antraege/<pid:case_id>/briefe/<pid:public_id>/"

urlpatterns = [
    path(DESK, views.index, name="index"),
    path(DESK + "neu/<pid:case_id>/", views.draft, name="draft"),
    path(LETTER, views.detail, name="detail"),
    path(LETTER + "bearbeiten/", views.change, name="change"),
    path(LETTER + "freigeben/", views.release, name="release"),
    path(LETTER + "zurueckgeben/", views.send_back, name="send_back"),
    path(LETTER + "verwerfen/", views.discard, name="discard"),
    path(LETTER + "posttag/", views.record_posting, name="record_posting"),
    path(LETTER + "pdf/", views.pdf, name="pdf"),
    path(LETTER + "pdf/erneut/", views.make_again, name="make_again"),
    path(MINE, resident.read, name="read"),
    path(MINE + "abholen/", resident.retrieve, name="retrieve"),
    path(MINE + "pdf/", resident.read_pdf, name="read_pdf"),
]
