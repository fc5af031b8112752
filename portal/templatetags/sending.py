from django import template
from django.middleware.csrf import get_token
from django.utils.html import format_html

from portal import once

register = template.Library()


@register.simple_tag(takes_context=True)
def sending_fields(context, *, version=None):
    """The hidden fields of every form that changes something: CSRF token, one-time key, version."""
    request = context["request"]
    sent = request.POST.get(once.FIELD) if request.method == "POST" else None
    fields = format_html(
        '<input type="hidden" name="csrfmiddlewaretoken" value="{}">'
        '<input type="hidden" name="{}" value="{}">',
        get_token(request),
        once.FIELD,
        sent or once.new_key(),
    )
    if version is None:
        return fields
    return fields + format_html('<input type="hidden" name="version" value="{}">', version)
