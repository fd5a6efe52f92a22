"""Documents that are made from the code, whole or between two marks."""

import pytest


def check_generated(request, path, generated):
    """Assert that a generated file is up to date, or write it when asked to."""
    if request.config.getoption("--update-docs"):
        path.write_text(generated, encoding="utf-8")
        pytest.skip("written anew")
    assert path.read_text(encoding="utf-8") == generated, "run pytest --update-docs and look at the difference"


def with_generated(text, generated):
    """A document with its generated parts, by what their marks call them, as given."""
    for name, part in generated.items():
        before, start, rest = text.partition(f"<!-- generated: {name} -->\n")
        _, end, after = rest.partition("<!-- end of generated -->")
        assert start, f"the document has no mark for {name}"
        assert end
        text = f"{before}{start}{part}{end}{after}"
    return text
