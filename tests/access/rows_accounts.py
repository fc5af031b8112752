from tests.access.matrix import ANONYMOUS, ELSE, STAFF, logged_in, only, page

NO_SUCH_ADDRESS = {"public_id": "a" * 16}

ROWS = [
    page("accounts:login", post=422),
    # Nobody in the matrix has asked for a code.
    page("accounts:code", get=302, post=302),
    page("accounts:logout", get=405, post=302),
    page("accounts:addresses", get=logged_in(), post=logged_in(422)),
    page("accounts:address_code", get=302, post=302),
    page(
        "accounts:address_remove",
        args=NO_SUCH_ADDRESS.copy,
        get=405,
        post={ANONYMOUS: 302, ELSE: 404},
    ),
    page("accounts:staff_login", post=422),
    # On to the set-up: nobody in the matrix has a second factor to give.
    page("accounts:second_factor", get=only(STAFF, 302), post=only(STAFF, 302)),
    page("accounts:second_factor_set_up", get=only(STAFF), post=only(STAFF, 422)),
    page("accounts:recovery_codes", get=only(STAFF), post=only(STAFF, 302)),
    page("accounts:password", post=422),
    page("accounts:password_set", args=lambda: {"uidb64": "MQ", "token": "x"}, post=200),
]
