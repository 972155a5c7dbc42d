import pytest
from django.test import RequestFactory

from accord.contributions import limits as tries
from accord.people.limits import address_of


def asked(forwarded=None, address="10.0.0.9"):
    headers = {} if forwarded is None else {"HTTP_X_FORWARDED_FOR": forwarded}
    return RequestFactory().get("/", REMOTE_ADDR=address, **headers)


@pytest.mark.parametrize(
    ("is_behind_proxy", "forwarded", "address"),
    [
        (False, None, "10.0.0.9"),
        (False, "203.0.113.5", "10.0.0.9"),
        (True, "203.0.113.5", "203.0.113.5"),
        (True, "198.51.100.1, 203.0.113.5", "203.0.113.5"),
        (True, "198.51.100.1,203.0.113.5 ", "203.0.113.5"),
        (True, "2001:db8::7", "2001:db8::7"),
        (True, "", "10.0.0.9"),
        (True, None, "10.0.0.9"),
    ],
)
def test_the_proxy_is_believed_only_where_there_is_one(
    settings, is_behind_proxy, forwarded, address
):
    settings.IS_BEHIND_PROXY = is_behind_proxy

    assert address_of(asked(forwarded)) == address


def test_people_behind_one_proxy_have_a_limit_each(settings):
    settings.IS_BEHIND_PROXY = True

    over = [
        tries.is_over(asked(sender), "people-behind-a-proxy", each=1, together=99)
        for sender in ("203.0.113.5", "203.0.113.6", "203.0.113.5")
    ]

    assert over == [False, False, True]


def test_inventing_addresses_before_the_proxys_own_gives_no_more_tries(settings):
    settings.IS_BEHIND_PROXY = True

    over = [
        tries.is_over(asked(f"{made_up}, 203.0.113.7"), "invented", each=1, together=99)
        for made_up in ("192.0.2.1", "192.0.2.2")
    ]

    assert over == [False, True]
