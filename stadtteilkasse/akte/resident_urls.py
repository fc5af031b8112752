from django.urls import path

from stadtteilkasse.akte import resident

app_name = "meine"

urlpatterns = [
    path("meine-antraege/", resident.index, name="index"),
    path("meine-antraege/<pid:public_id>/", resident.case, name="case"),
]
