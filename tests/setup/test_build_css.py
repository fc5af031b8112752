from tools.build_css import purge


def test_purge_keeps_used_classes_only():
    css = ".kern-btn{color:red} .kern-card{color:blue}"

    assert purge(css, '<a class="kern-btn">') == ".kern-btn{color:red}"


def test_purge_keeps_rules_without_classes():
    assert purge("html{margin:0}", "") == "html{margin:0}"


def test_purge_keeps_of_a_list_the_used_selectors():
    css = ".kern-btn, .kern-card{color:red}"

    assert purge(css, "kern-card") == ".kern-card{color:red}"


def test_purge_needs_every_class_of_a_selector():
    css = ".kern-btn .kern-icon{color:red}"

    assert purge(css, "kern-btn") == ""
    assert purge(css, "kern-btn kern-icon") == ".kern-btn .kern-icon{color:red}"


def test_purge_does_not_ask_for_classes_that_must_be_absent():
    css = ".kern-btn:not(.kern-card){color:red}"

    assert purge(css, "kern-btn") == css


def test_purge_joins_a_beginning_and_a_word():
    css = ".kern-badge--info{color:red}.kern-badge--danger{color:blue}"
    sources = '<b class="kern-badge--{{ kind }}"> {% kern_badge kind="info" %}'

    assert purge(css, sources) == ".kern-badge--info{color:red}"


def test_purge_looks_into_media_rules():
    css = "@media (min-width: 576px){.kern-btn{color:red}.kern-card{color:red}}"

    assert purge(css, "kern-card") == "@media (min-width: 576px){.kern-card{color:red}}"
    assert purge(css, "") == ""


def test_purge_drops_custom_properties_nobody_reads():
    css = ":root{--kern-a:1px;--kern-b:var(--kern-a);--kern-c:2px} html{margin:var(--kern-c)}"

    assert purge(css, "") == ":root{--kern-c:2px}\nhtml{margin:var(--kern-c)}"


def test_purge_keeps_custom_properties_that_our_styles_read():
    assert purge(":root{--kern-a:1px}", "", "p{margin:var(--kern-a)}") == ":root{--kern-a:1px}"


def test_purge_keeps_important():
    css = ".kern-sr-only{width:1px!important}"

    assert purge(css, "kern-sr-only") == css
