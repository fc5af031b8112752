from django.urls import path

from stadtteilkasse.akte import einrichtung

app_name = "einrichtung"

urlpatterns = [path("arbeit/einrichtung/", einrichtung.show, name="show")]
