import io

import pytest
from django.core.management import call_command
from django.utils import timezone

from accord.plans.models import ClauseText
from accord.record.events import emit
from accord.record.registry import verb
from tests.factories.plans import ClauseTextFactory


@pytest.mark.tampers("changes a frozen clause by an update")
@pytest.mark.django_db
def test_a_changed_frozen_clause_is_named():
    words = ClauseTextFactory()
    version = words.version
    version.frozen_at, version.digest = timezone.now(), "ab" * 32
    version.save()
    entry = emit(verb("commitment.frozen"), version, None)
    call_command("verify", stdout=io.StringIO())

    ClauseText.objects.filter(pk=words.pk).update(text="Nothing will change.")
    out = io.StringIO()
    with pytest.raises(SystemExit):
        call_command("verify", stdout=out)

    name = entry.content["id"]
    assert f"   - commitment-version {name} isn't what entry 0 says" in out.getvalue().splitlines()
