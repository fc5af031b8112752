from django.urls import path

from stadtteilkasse.bericht import public, views

app_name = "bericht"

DESK = "arbeit/berichte/"
REPORT = DESK + "<pid:public_id>/"

urlpatterns = [
    path("", public.start, name="start"),
    path("regionen/", public.regions, name="regions"),
    path("regionen/<str:region_id>/", public.region, name="region"),
    path(DESK, views.index, name="index"),
    path(DESK + "vorschau/<int:year>/", views.preview, name="preview"),
    path(REPORT, views.detail, name="detail"),
    path(REPORT + "kopf/", views.head, name="head"),
    path(REPORT + "pdf/", views.pdf, name="pdf"),
    path(REPORT + "xlsx/", views.xlsx, name="xlsx"),
    path(REPORT + "csv/", views.csv, name="csv"),
]
