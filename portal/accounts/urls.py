from django.urls import path

from portal.accounts import addresses, residents, staff

app_name = "accounts"

urlpatterns = [
    path("anmelden/", residents.login, name="login"),
    path("anmelden/code/", residents.code, name="code"),
    path("abmelden/", residents.logout, name="logout"),
    path("konto/adressen/", addresses.index, name="addresses"),
    path("konto/adressen/code/", addresses.code, name="address_code"),
    path("konto/adressen/<pid:public_id>/entfernen/", addresses.remove, name="address_remove"),
    path("arbeit/anmelden/", staff.login, name="staff_login"),
    path("arbeit/anmelden/zweiter-faktor/", staff.second_factor, name="second_factor"),
    path("arbeit/anmelden/einrichten/", staff.set_up, name="second_factor_set_up"),
    path("arbeit/anmelden/notfallcodes/", staff.recovery_codes, name="recovery_codes"),
    path("arbeit/passwort/", staff.password, name="password"),
    path("arbeit/passwort/<uidb64>/<token>/", staff.password_set, name="password_set"),
]
