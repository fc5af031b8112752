from tests.access.matrix import page

ROWS = [
    page("barrierefreiheit"),
    page("datenschutz"),
    page("impressum"),
    page("leichte-sprache"),
    page("language", get=302, post=302),
    page("livez"),
    page("readyz"),
    page("pattern"),
]
