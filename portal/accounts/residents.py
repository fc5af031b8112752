"""Pages: residents log in with a code that is mailed to them."""

from django.conf import settings
from django.contrib import auth
from django.shortcuts import redirect, render
from django.utils.module_loading import import_string
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from portal.accounts import services
from portal.accounts.forms import CodeForm, EmailForm
from portal.accounts.limits import allow, client_address
from portal.accounts.redirects import next_of, onwards, step
from portal.errors import Refused

WAITING = "login_code"


@require_http_methods(["GET", "HEAD", "POST"])
def login(request):
    form = EmailForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        if may_send(request, form.cleaned_data["email"]):
            row = services.send_code(form.cleaned_data["email"], language=get_language())
            request.session[WAITING] = {"id": row.public_id, "email": row.email}
            return step(request, "accounts:code")
        form.add_error("email", too_many_codes())
    return page(request, "accounts/login.html", form)


@require_http_methods(["GET", "HEAD", "POST"])
def code(request):
    waiting = request.session.get(WAITING)
    if not waiting:
        return step(request, "accounts:login")
    form = CodeForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            enter(request, waiting["id"], form.cleaned_data["code"])
        except Refused as refusal:
            form.add_error("code", refusal.sentence)
        else:
            return onwards(request)
    return page(request, "accounts/code.html", form, email=waiting["email"])


@require_POST
def logout(request):
    auth.logout(request)
    return redirect("/")


def enter(request, public_id, typed):
    """Log in whom the code was mailed to; higher floors tie what the session holds to them."""

    def log_in(row):
        user = services.person_of(row)
        auth.login(request, user)
        request.session.pop(WAITING, None)
        take_login_steps(request, user)

    services.use_code(public_id, typed, log_in)


def take_login_steps(request, user):
    """Tie what the session holds to whoever has just logged in, in whatever way."""
    for name in settings.LOGIN_STEPS:
        import_string(name)(request, user)


def may_send(request, email):
    """Whether another code may go to this address and from this caller."""
    return allow("code_from", client_address(request), times=30, seconds=3600) and allow(
        "code_to", email.lower(), times=5, seconds=900
    )


def too_many_codes():
    return _(
        "Von hier oder an diese Adresse gingen gerade schon mehrere Codes. Bitte warten Sie "
        "15 Minuten und sehen Sie auch im Spam-Ordner nach."
    )


def page(request, template, form, **context):
    """The form, as asked for or again with what is wrong."""
    context |= {"form": form, "next": next_of(request)}
    return render(request, template, context, status=422 if form.errors else 200)
