import pytest

from api.settings import Settings


@pytest.mark.parametrize("environment", [{}, {"DATABASE_URL": ""}])
def test_database_is_a_file_by_default(environment):
    assert Settings.load(environment).database_url == "sqlite:///communique.sqlite3"


@pytest.mark.parametrize("scheme", ["postgres", "postgresql", "postgresql+psycopg"])
def test_postgres_means_the_driver_that_is_installed(scheme):
    settings = Settings.load({"DATABASE_URL": f"{scheme}://me:secret@db/news?sslmode=require"})
    assert settings.database_url == "postgresql+psycopg://me:secret@db/news?sslmode=require"
