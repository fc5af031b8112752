from django.test import RequestFactory, override_settings

from portal.accounts.limits import allow, client_address


def test_allow_counts_per_action_and_key(db):
    tries = [allow("a", "one", times=2, seconds=60) for _ in range(3)]

    assert tries == [True, True, False]
    assert allow("a", "two", times=2, seconds=60)
    assert allow("b", "one", times=2, seconds=60)


def test_client_address_believes_our_own_proxies_only():
    request = RequestFactory().get(
        "/", REMOTE_ADDR="10.0.0.1", HTTP_X_FORWARDED_FOR="6.6.6.6, 192.0.2.7"
    )

    assert client_address(request) == "10.0.0.1"
    with override_settings(TRUSTED_PROXIES=1):
        assert client_address(request) == "192.0.2.7"
