from django.urls import include, path, register_converter

from portal.rows import PublicIdConverter

register_converter(PublicIdConverter, "pid")

urlpatterns = [
    path("", include("portal.accounts.urls")),
    path("", include("regions.roles.urls")),
    # path("", include("stadtteilkasse.bericht.urls")),
]
