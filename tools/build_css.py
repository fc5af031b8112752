"""Builds `static/build/kern.css`: of KERN's style sheet only what our pages use, compressed.

A class counts as used when the sources hold its name, or hold the part before it ends in a hyphen
(`kern-badge--{{ kind }}`) and somewhere the rest as a word (`kind="warning"`). So a new component
needs no list here: write the class, and run `make assets`.
"""

import re
from collections.abc import Iterable, Iterator

import tinycss2
from tinycss2.ast import AtRule, Comment, Declaration, QualifiedRule

from tools.sources import CHECKOUT, python_files, styles_and_scripts, template_files

KERN = CHECKOUT / "node_modules" / "@kern-ux" / "native" / "dist" / "kern.css"
TARGET = CHECKOUT / "static" / "build" / "kern.css"
OWN_STYLES = CHECKOUT / "static" / "css"


def build_css() -> None:
    files = [*python_files(), *template_files(), *styles_and_scripts()]
    sources = "\n".join(path.read_text() for path in files)
    own_styles = "\n".join(path.read_text() for path in sorted(OWN_STYLES.glob("**/*.css")))
    css = purge(KERN.read_text(), sources, own_styles)
    TARGET.parent.mkdir(parents=True, exist_ok=True)
    TARGET.write_text(css)
    print(f"  kern.css: {KERN.stat().st_size // 1000} kB -> {len(css) // 1000} kB")


def purge(css: str, sources: str, own_styles: str = "") -> str:
    """The rules of `css` for classes that `sources` name, without custom properties nobody reads.

    `own_styles` reads custom properties, too.
    """
    is_used = _usage(sources)
    rules = tinycss2.parse_stylesheet(css, skip_comments=True, skip_whitespace=True)
    kept = [rule for rule in (_keep(rule, is_used) for rule in rules) if rule]
    return _without_unread_properties(kept, own_styles)


def _usage(sources: str):
    words = set(re.findall(r"[a-z0-9]+(?:[-_]+[a-z0-9]+)*", sources))
    beginnings = set(re.findall(r"kern-[a-z0-9_-]*-(?![a-z0-9_-])", sources))

    def is_used(name: str) -> bool:
        return name in words or any(
            name.startswith(beginning) and name[len(beginning) :] in words
            for beginning in beginnings
        )

    return is_used


def _keep(rule, is_used):
    """The rule without its unused selectors, or None."""
    if isinstance(rule, QualifiedRule):
        selectors = [s for s in _split(rule.prelude) if all(map(is_used, _classes(s)))]
        if not selectors:
            return None
        rule.prelude = list(_join(selectors))
    elif isinstance(rule, AtRule) and rule.lower_at_keyword in ("media", "supports"):
        inner = tinycss2.parse_rule_list(rule.content, skip_comments=True, skip_whitespace=True)
        rule.content = [kept for kept in (_keep(part, is_used) for part in inner) if kept]
        if not rule.content:
            return None
    elif rule.type == "at-rule" and rule.lower_at_keyword == "charset":
        return None
    return rule


def _split(prelude: list) -> list[list]:
    selectors: list[list] = [[]]
    for token in prelude:
        if token == ",":
            selectors.append([])
        else:
            selectors[-1].append(token)
    return selectors


def _join(selectors: list[list]) -> Iterator:
    for number, selector in enumerate(selectors):
        if number:
            yield tinycss2.ast.LiteralToken(0, 0, ",")
        yield from selector


def _classes(selector: list) -> Iterator[str]:
    """Names of classes an element must have; those inside :not() and its like do not count."""
    for before, token in zip(selector, selector[1:], strict=False):
        if before == "." and token.type == "ident":
            yield token.value


def _without_unread_properties(rules: list, own_styles: str) -> str:
    """Drops custom properties that no kept rule reads, until nothing more falls away."""
    while True:
        css = "\n".join(filter(None, (_write(rule, None) for rule in rules)))
        read = set(re.findall(r"var\(\s*(--[\w-]+)", css + own_styles))
        purged = "\n".join(filter(None, (_write(rule, read) for rule in rules)))
        if len(purged) == len(css):
            return purged
        rules = tinycss2.parse_stylesheet(purged, skip_comments=True, skip_whitespace=True)
        for rule in rules:
            _keep(rule, lambda name: True)


def _write(rule, read: set[str] | None) -> str:
    """The rule compressed; of its custom properties only those in `read` (None: all)."""
    prelude = _compress(rule.prelude).strip()
    if isinstance(rule, AtRule):
        if rule.lower_at_keyword not in ("media", "supports"):
            return _compress([rule])
        inner = "".join(_write(part, read) for part in rule.content)
        return f"@{rule.at_keyword} {prelude}{{{inner}}}" if inner else ""
    declarations = tinycss2.parse_declaration_list(
        rule.content, skip_comments=True, skip_whitespace=True
    )
    wanted = [_write_declaration(d) for d in declarations if _is_wanted(d, read)]
    return f"{prelude}{{{';'.join(wanted)}}}" if wanted else ""


def _is_wanted(declaration: Declaration, read: set[str] | None) -> bool:
    if declaration.type == "error":
        raise ValueError(
            f"KERN's style sheet, line {declaration.source_line}: {declaration.message}"
        )
    return read is None or not declaration.name.startswith("--") or declaration.name in read


def _write_declaration(declaration: Declaration) -> str:
    important = "!important" if declaration.important else ""
    return f"{declaration.name}:{_compress(declaration.value).strip()}{important}"


def _compress(tokens: Iterable) -> str:
    text = tinycss2.serialize([t for t in tokens if not isinstance(t, Comment)])
    return re.sub(r"\s+", " ", text)


if __name__ == "__main__":
    build_css()
