"""Tests of core/network.py."""

import pytest
from django.conf import LazySettings
from django.test import RequestFactory

from core.network import client_address


@pytest.mark.parametrize(
    ("proxies", "forwarded", "expected"),
    [
        pytest.param(0, "10.1.1.1", "127.0.0.1", id="no proxy: the client's word is not read"),
        pytest.param(1, "10.1.1.1", "10.1.1.1", id="one proxy"),
        pytest.param(1, "6.6.6.6, 10.1.1.1", "10.1.1.1", id="one proxy and a forged address"),
        pytest.param(2, "6.6.6.6, 10.1.1.1, 10.2.2.2", "10.1.1.1", id="two proxies and a forged address"),
        pytest.param(2, "10.2.2.2", "10.2.2.2", id="fewer hops than proxies: the outermost known"),
        pytest.param(1, "", "127.0.0.1", id="a request from inside, past the proxy"),
    ],
)
def test_the_address_is_what_our_outermost_proxy_saw(
    settings: LazySettings, proxies: int, forwarded: str, expected: str
) -> None:
    settings.PROXY_COUNT = proxies
    request = RequestFactory().get("/", headers={"X-Forwarded-For": forwarded}, REMOTE_ADDR="127.0.0.1")

    assert client_address(request) == expected
