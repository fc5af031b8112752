from django.conf import settings
from django.urls import include, path, register_converter
from django.views.i18n import set_language

from portal import health, views
from portal.rows import PublicIdConverter

register_converter(PublicIdConverter, "pid")

handler404 = "portal.views.not_found"

urlpatterns = [
    path("barrierefreiheit/", views.barrierefreiheit, name="barrierefreiheit"),
    path("datenschutz/", views.datenschutz, name="datenschutz"),
    path("impressum/", views.impressum, name="impressum"),
    path("leichte-sprache/", views.leichte_sprache, name="leichte-sprache"),
    path("sprache/", set_language, name="language"),
    path("livez", health.livez, name="livez"),
    path("readyz", health.readyz, name="readyz"),
    path("", include("portal.accounts.urls")),
    path("", include("portal.outbox.urls")),
    path("", include("regions.roles.urls")),
    path("", include("stadtteilkasse.haushalt.urls")),
    path("", include("stadtteilkasse.akte.einrichtung_urls")),
    path("", include("stadtteilkasse.antrag.urls")),
    path("", include("stadtteilkasse.akte.urls")),
    path("", include("stadtteilkasse.jury.urls")),
    path("", include("stadtteilkasse.antrag.review.urls")),
    path("", include("stadtteilkasse.akte.resident_urls")),
    path("", include("regions.urls")),
    path("", include("koordination.urls")),
    path("", include("stadtteilkasse.bescheid.urls")),
    path("", include("stadtteilkasse.bericht.urls")),
]

if settings.DEBUG or settings.TESTING:
    urlpatterns += [path("_kern/", views.pattern, name="pattern")]
