import pytest

from api.settings import Settings, SettingsError


@pytest.mark.parametrize("environment", [{}, {"DATABASE_URL": ""}])
def test_database_is_a_file_by_default(environment):
    assert Settings.load(environment).database_url == "sqlite:///communique.sqlite3"


@pytest.mark.parametrize("scheme", ["postgres", "postgresql", "postgresql+psycopg"])
def test_postgres_means_the_driver_that_is_installed(scheme):
    settings = Settings.load({"DATABASE_URL": f"{scheme}://me:secret@db/news?sslmode=require"})
    assert settings.database_url == "postgresql+psycopg://me:secret@db/news?sslmode=require"


@pytest.mark.parametrize("url", ["mysql://me:secret@db/news", "postgresql+asyncpg://me:secret@db/news", "me:secret@db"])
def test_other_databases_are_refused(url):
    with pytest.raises(SettingsError, match=r"^DATABASE_URL is .*it must be like sqlite:///") as raised:
        Settings.load({"DATABASE_URL": url})
    assert "secret" not in str(raised.value)


def test_limits_by_default():
    settings = Settings.load({})
    assert (settings.read_limit.amount, settings.read_limit.get_expiry()) == (600, 60)
    assert (settings.write_limit.amount, settings.write_limit.get_expiry()) == (120, 60)


def test_limits_that_are_set():
    settings = Settings.load({"COMMUNIQUE_RATE_LIMIT": "5/second", "COMMUNIQUE_WRITE_LIMIT": " "})
    assert (settings.read_limit.amount, settings.read_limit.get_expiry()) == (5, 1)
    assert settings.write_limit is None


def test_sites_and_proxies():
    settings = Settings.load({"COMMUNIQUE_CORS_ORIGINS": "https://a.example  http://localhost:3000"})
    assert settings.cors_origins == {"https://a.example", "http://localhost:3000"}
    assert settings.hosts == frozenset()
    assert Settings.load({"COMMUNIQUE_HOSTS": " a.example  [::1]"}).hosts == {"a.example", "[::1]"}
    assert settings.proxies == 0
    assert Settings.load({"COMMUNIQUE_PROXIES": "2"}).proxies == 2


def test_patience():
    assert (Settings.load({}).idle_timeout, Settings.load({}).body_timeout) == (30, 60)
    settings = Settings.load({"COMMUNIQUE_IDLE_TIMEOUT": "5", "COMMUNIQUE_BODY_TIMEOUT": " 600 "})
    assert (settings.idle_timeout, settings.body_timeout) == (5, 600)


def test_networks_of_webhooks():
    assert Settings.load({}).webhook_networks == ()
    settings = Settings.load({"COMMUNIQUE_WEBHOOK_NETWORKS": "10.0.0.0/8  ::1"})
    assert settings.webhook_networks == ("10.0.0.0/8", "::1")


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("COMMUNIQUE_RATE_LIMIT", "many"),
        ("COMMUNIQUE_RATE_LIMIT", "0 per minute"),
        ("COMMUNIQUE_RATE_LIMIT", "5 per minute; 50 per hour"),
        ("COMMUNIQUE_WRITE_LIMIT", "-1 per minute"),
        ("COMMUNIQUE_CORS_ORIGINS", "reader.example"),
        ("COMMUNIQUE_CORS_ORIGINS", "https://reader.example/"),
        ("COMMUNIQUE_CORS_ORIGINS", "https://Reader.example"),
        ("COMMUNIQUE_CORS_ORIGINS", "https://a.example,https://b.example"),
        ("COMMUNIQUE_HOSTS", "a.example:8000"),
        ("COMMUNIQUE_HOSTS", "https://a.example"),
        ("COMMUNIQUE_HOSTS", "A.example"),
        ("COMMUNIQUE_HOSTS", "*"),
        ("COMMUNIQUE_PROXIES", "yes"),
        ("COMMUNIQUE_PROXIES", "-1"),
        ("COMMUNIQUE_IDLE_TIMEOUT", "0"),
        ("COMMUNIQUE_IDLE_TIMEOUT", "1.5"),
        ("COMMUNIQUE_BODY_TIMEOUT", "10000"),
        ("COMMUNIQUE_WEBHOOK_NETWORKS", "10.0.0.1/8"),
        ("COMMUNIQUE_WEBHOOK_NETWORKS", "hooks.example"),
    ],
)
def test_wrong_value_is_told_with_its_name(name, value):
    with pytest.raises(SettingsError, match=name):
        Settings.load({name: value})
