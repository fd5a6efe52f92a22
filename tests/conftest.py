"""The flag by which generated documents are written anew."""


def pytest_addoption(parser):
    parser.addoption("--update-docs", action="store_true", help="write the generated documents anew")
