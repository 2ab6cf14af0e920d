"""Words that a UN editor would not write, kept out of what people read."""

import ast
import re

import pytest

from tests.test_docs import ROOT

# Instead: again; the person who; zero; someone or another user; email; informed; in the meantime.
UNWANTED = re.compile(
    r"\b(anew|whoever|nought|somebody|e-mails?|told by|has been told|have been told|go on"
    r"|dealt with|taken over|meanwhile|besides|the own|still right|bring it here)\b",
    re.IGNORECASE,
)
GETTEXT = {"_", "gettext", "gettext_lazy", "ngettext", "ngettext_lazy", "pgettext", "pgettext_lazy"}
OURS = [path for path in sorted(ROOT.iterdir()) if (path / "apps.py").exists()]
TEMPLATES = [path for place in [*OURS, ROOT / "templates"] for path in place.rglob("*.html")]
CODE = [path for place in [*OURS, ROOT / "portal"] for path in place.rglob("*.py")]


def strings_of_code(path):
    for node in ast.walk(ast.parse(path.read_text())):
        name = getattr(node, "func", None)
        if getattr(name, "id", getattr(name, "attr", "")) in GETTEXT:
            yield from (
                argument.value
                for argument in node.args
                if isinstance(argument, ast.Constant) and isinstance(argument.value, str)
            )


def words_of_template(path):
    text = re.sub(r"{#.*?#}|{% comment.*?endcomment %}", "", path.read_text(), flags=re.DOTALL)
    return re.sub(r"{{.*?}}|{%(?!\s*translate\b)[^%]*%}|<[^>]*>", " ", text, flags=re.DOTALL)


def unwanted(text):
    return [found[0] for found in UNWANTED.finditer(text)]


def test_strings_of_the_code_are_plain_english():
    found = [
        f"{path.relative_to(ROOT)}: {text}"
        for path in CODE
        for text in strings_of_code(path)
        if unwanted(text)
    ]
    assert found == []


def test_templates_are_plain_english():
    found = {
        str(path.relative_to(ROOT)): words
        for path in TEMPLATES
        if (words := unwanted(words_of_template(path)))
    }
    assert found == {}


@pytest.mark.parametrize("text", ["Propose it anew.", "Told by e-mail", "Somebody else"])
def test_the_list_finds_them(text):
    assert unwanted(text)
