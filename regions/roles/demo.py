"""Pages of the demo: be anybody of the cast, on any day."""

from django import forms
from django.contrib import auth, messages
from django.contrib.auth import get_user_model
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST

from portal import clock, once
from portal.access import ENTER_ARBEIT, mark_second_factor
from portal.accounts.redirects import onwards
from portal.demo import clock as demo_clock
from portal.demo.access import demo_only
from portal.kern.fields import DateField
from regions.roles.cast import CAST

MEMBERS = {member.key: member for member in CAST}


class DayForm(forms.Form):
    day = DateField(label="Welcher Tag soll es sein?")


@demo_only
def index(request):
    return _page(request, DayForm(initial={"day": clock.today()}))


@demo_only
@require_POST
def log_in(request, key):
    """Be this member of the cast, with the second factor given."""
    member = MEMBERS.get(key)
    user = get_object_or_404(get_user_model(), email=member.email if member else "")
    auth.logout(request)
    auth.login(request, user)
    if user.has_perm(ENTER_ARBEIT):
        mark_second_factor(request.session)
        return onwards(request, "/arbeit/")
    return onwards(request, "/meine-antraege/")


@demo_only
@require_POST
@once.sending
def set_clock(request):
    if "reset" in request.POST:
        demo_clock.back_to_now()
        return redirect("roles:demo")
    form = DayForm(request.POST)
    if not form.is_valid():
        return _page(request, form)
    demo_clock.set_to(form.cleaned_data["day"])
    messages.success(request, f"Die Uhr der Demo zeigt jetzt den {clock.today():%d.%m.%Y}.")
    return redirect("roles:demo")


def _page(request, form):
    context = {"cast": CAST, "form": form, "today": clock.today()}
    return render(request, "demo/index.html", context, status=422 if form.errors else 200)
