import pytest
from django.core.management import call_command

from stadtteilkasse.bescheid.models import Klausel
from stadtteilkasse.bescheid.seed import TEXTS


@pytest.mark.django_db
def test_texts_of_the_letters_are_loaded_once():
    call_command("load_texts")
    call_command("load_texts")

    assert Klausel.objects.count() == len(TEXTS)
