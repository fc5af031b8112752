"""Pages: the addresses of a person."""

from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import get_language
from django.views.decorators.http import require_http_methods, require_POST

from portal import once
from portal.access import resident_only
from portal.accounts import services
from portal.accounts.forms import CodeForm, EmailForm
from portal.accounts.residents import reason_to_wait
from portal.errors import Refused

WAITING = "address_code"


@require_http_methods(["GET", "HEAD", "POST"])
@resident_only
def index(request):
    form = EmailForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        reason = reason_to_wait(request, form.cleaned_data["email"])
        if reason is None:
            row = services.send_code(
                form.cleaned_data["email"], language=get_language(), adds_to=request.user
            )
            request.session[WAITING] = {"id": row.public_id, "email": row.email}
            return redirect("accounts:address_code")
        form.add_error("email", reason)
    context = {"form": form, "addresses": request.user.private_addresses.all()}
    return render(request, "accounts/addresses.html", context, status=422 if form.errors else 200)


@require_http_methods(["GET", "HEAD", "POST"])
@resident_only
def code(request):
    waiting = request.session.get(WAITING)
    if not waiting:
        return redirect("accounts:addresses")
    form = CodeForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            services.use_code(
                waiting["id"],
                form.cleaned_data["code"],
                services.add_address,
                adds_to=request.user,
            )
        except Refused as refusal:
            form.add_error("code", refusal.sentence)
        else:
            del request.session[WAITING]
            return redirect("accounts:addresses")
    context = {"form": form, "email": waiting["email"]}
    return render(
        request, "accounts/address_code.html", context, status=422 if form.errors else 200
    )


@require_POST
@resident_only
@once.sending
def remove(request, public_id):
    address = get_object_or_404(request.user.private_addresses, public_id=public_id)
    services.remove_address(address, actor=request.user)
    return redirect("accounts:addresses")
