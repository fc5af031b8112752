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

# So that nobody fills the mailbox of somebody else.
MOST_A_DAY = 20


@require_http_methods(["GET", "HEAD", "POST"])
def login(request):
    form = EmailForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        reason = reason_to_wait(request, form.cleaned_data["email"])
        if reason is None:
            row = services.send_code(form.cleaned_data["email"], language=get_language())
            request.session[WAITING] = {"id": row.public_id, "email": row.email}
            return step(request, "accounts:code")
        form.add_error("email", reason)
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


def reason_to_wait(request, email):
    """Why no other code may go to this address or from this caller now; None when it may.

    Never looks whether the address is known.
    """
    email = email.lower()
    if not (
        allow("code_from", client_address(request), times=30, seconds=3600)
        and allow("code_to", email, times=5, seconds=900)
    ):
        return _(
            "Von hier oder an diese Adresse gingen gerade schon mehrere Codes. Bitte warten Sie "
            "15 Minuten und sehen Sie auch im Spam-Ordner nach."
        )
    if not allow("code_to_in_a_day", email, times=MOST_A_DAY, seconds=24 * 3600):
        return _(
            "An diese Adresse gingen heute schon sehr viele Codes. Bitte versuchen Sie es morgen "
            "noch einmal, oder rufen Sie uns an."
        )
    return None


def page(request, template, form, **context):
    """The form, as asked for or again with what is wrong."""
    context |= {"form": form, "next": next_of(request)}
    return render(request, template, context, status=422 if form.errors else 200)
