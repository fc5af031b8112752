"""Pages: staff log in with a password and a second factor."""

from functools import wraps

from django.contrib import auth, messages
from django.contrib.auth.views import PasswordResetConfirmView
from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import reverse_lazy
from django.views.decorators.http import require_http_methods

from portal.access import ENTER_ARBEIT, mark_second_factor, staff_only
from portal.accounts import mfa, services
from portal.accounts.forms import EmailForm, SecondFactorForm, SetUpForm, StaffLoginForm
from portal.accounts.limits import allow, client_address
from portal.accounts.redirects import next_of, onwards, step
from portal.accounts.residents import take_login_steps
from portal.errors import Refused

NEW_KEY = "second_factor_key"
SHOW_CODES = "recovery_codes_shown"

form_page = require_http_methods(["GET", "HEAD", "POST"])


def in_office(view):
    """Logged in and in an office today, with or without the second factor yet."""

    @wraps(view)
    def wrapper(request, *args, **kwargs):
        if not request.user.is_authenticated:
            return step(request, "accounts:staff_login")
        if not request.user.has_perm(ENTER_ARBEIT):
            raise Http404
        return view(request, *args, **kwargs)

    wrapper.gate = "in_office"
    return wrapper


@form_page
def login(request):
    form = StaffLoginForm(request.POST or None, request=request)
    if request.method == "POST" and not _may_try_password(request):
        form = StaffLoginForm(initial={"email": request.POST.get("email", "")})
        return _page(request, "accounts/staff_login.html", form, refusal=TOO_OFTEN)
    if request.method == "POST" and form.is_valid():
        auth.login(request, form.user)
        take_login_steps(request, form.user)
        return step(request, "accounts:second_factor")
    return _page(request, "accounts/staff_login.html", form)


@form_page
@in_office
def second_factor(request):
    if not mfa.is_set_up(request.user):
        return step(request, "accounts:second_factor_set_up")
    form = SecondFactorForm(request.POST or None)
    if request.method != "POST" or not form.is_valid():
        return _page(request, "accounts/second_factor.html", form)
    if not allow("second_factor", request.user.pk, times=5, seconds=300):
        return _page(request, "accounts/second_factor.html", form, refusal=TOO_OFTEN)
    if not mfa.is_right(request.user, form.cleaned_data["code"]):
        form.add_error(
            "code", "Der Code passt nicht oder wurde schon benutzt. Nehmen Sie den nächsten."
        )
        return _page(request, "accounts/second_factor.html", form)
    mark_second_factor(request.session)
    return onwards(request, DESK)


@form_page
@in_office
def set_up(request):
    if mfa.is_set_up(request.user):
        return step(request, "accounts:second_factor")
    key = request.session.setdefault(NEW_KEY, mfa.new_key())
    form = SetUpForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            mfa.set_up(request.user, key=key, code=form.cleaned_data["code"])
        except Refused as refusal:
            form.add_error("code", refusal.sentence)
        else:
            del request.session[NEW_KEY]
            request.session[SHOW_CODES] = True
            mark_second_factor(request.session)
            return step(request, "accounts:recovery_codes")
    context = {"key": key, "qr_code": mfa.qr_code(request.user, key)}
    return _page(request, "accounts/second_factor_set_up.html", form, **context)


@form_page
@staff_only
def recovery_codes(request):
    """Shows the codes once, after they were made, until the person says they are kept."""
    if request.method == "POST" and request.session.pop(SHOW_CODES, None):
        return onwards(request, DESK)
    if request.method == "POST":
        mfa.renew_recovery_codes(request.user)
        request.session[SHOW_CODES] = True
        return step(request, "accounts:recovery_codes")
    codes = mfa.recovery_codes(request.user)
    context = {
        "codes": codes if SHOW_CODES in request.session else [],
        "left": len(codes),
        "next": next_of(request),
    }
    return render(request, "accounts/recovery_codes.html", context)


@form_page
def password(request):
    """Ask for the way to a new password; known and unknown addresses are answered alike."""
    form = EmailForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        email = form.cleaned_data["email"]
        if not allow("password_for", email.lower(), times=3, seconds=900):
            return _page(request, "accounts/password.html", form, refusal=TOO_OFTEN)
        user = services.find_user(email)
        is_staff = user is not None and user.is_active and user.has_perm(ENTER_ARBEIT)
        services.send_password_link(email, user if is_staff else None)
        messages.success(request, "Wir haben Ihnen geschrieben. Bitte sehen Sie in Ihr Postfach.")
        return redirect("accounts:staff_login")
    return _page(request, "accounts/password.html", form)


password_set = PasswordResetConfirmView.as_view(
    template_name="accounts/password_set.html",
    success_url=reverse_lazy("accounts:staff_login"),
    reset_url_token="neu",
)

DESK = "/arbeit/"

TOO_OFTEN = "Das waren zu viele Versuche. Bitte warten Sie 15 Minuten."


def _may_try_password(request):
    return allow("password_from", client_address(request), times=30, seconds=900) and allow(
        "password_of", request.POST.get("email", "").strip().lower(), times=8, seconds=900
    )


def _page(request, template, form, *, refusal="", **context):
    context |= {"form": form, "next": next_of(request), "refusal": refusal}
    status = 429 if refusal else 422 if form.errors else 200
    return render(request, template, context, status=status)
