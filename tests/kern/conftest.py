import pytest
from django.template import engines


@pytest.fixture
def render():
    """Renders a template text with our tag libraries loaded; the result without extra spaces."""

    def rendered(text, **context):
        template = engines["django"].from_string("{% load kern german %}" + text)
        return " ".join(template.render(context).split())

    return rendered
