from django.urls import include, path, register_converter

from portal.rows import PublicIdConverter

register_converter(PublicIdConverter, "pid")

urlpatterns = [
    # path("", include("stadtteilkasse.bericht.urls")),
]
