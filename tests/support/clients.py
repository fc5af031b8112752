"""Test clients that are somebody."""

from django.test import Client

from portal.access import mark_second_factor


def client_for(user):
    """A client logged in as the person, with the second factor given in its session."""
    client = Client()
    client.force_login(user)
    session = client.session
    mark_second_factor(session)
    session.save()
    return client
