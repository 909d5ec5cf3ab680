import pytest

from api.security.callers import address_of


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ("198.51.100.1", "198.51.100.1"),
        ("198.51.100.1:4711", "198.51.100.1"),
        ("::ffff:198.51.100.1", "198.51.100.1"),
        ("[::ffff:198.51.100.1]:4711", "198.51.100.1"),
        ("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::"),
        ("2001:DB8:1:2::1", "2001:db8:1:2::"),
        ("[2001:db8:1:2::1]", "2001:db8:1:2::"),
        ("[2001:db8:1:2::1]:4711", "2001:db8:1:2::"),
        ("fe80::1%eth0", "fe80::"),
        ("2001:db8:1:3::1", "2001:db8:1:3::"),
        ("", "unknown"),
        (None, "unknown"),
        ("_hidden", "unknown"),
        ("198.51.100.1:", "unknown"),
        ("198.51.100", "unknown"),
        ("[198.51.100.1", "unknown"),
    ],
)
def test_addresses(given, expected):
    assert address_of({"REMOTE_ADDR": given}) == expected
