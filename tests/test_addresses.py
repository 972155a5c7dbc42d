"""Addresses go by public names: no primary key of a thing stands in one."""

from django.urls import URLPattern, URLResolver, get_resolver

# The demo is on one machine alone; its people have no public names.
EXCUSED = {"person_id"}


def parameters(resolver):
    for entry in resolver.url_patterns:
        yield from entry.pattern.converters
        if isinstance(entry, URLResolver):
            yield from parameters(entry)
        else:
            assert isinstance(entry, URLPattern)


def test_no_address_names_a_thing_by_its_key():
    found = {name for name in parameters(get_resolver()) if name == "pk" or name.endswith("_id")}

    assert found - EXCUSED == set()
