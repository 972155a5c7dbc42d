import pytest

from accord.responses.forms import AnswerForm
from accord.spaces.models import Office
from tests.factories.processes import DecisionFactory, ProcessFactory

pytestmark = pytest.mark.django_db


def fields_for(process):
    return set(AnswerForm(process=process, offices=Office.objects.all()).fields)


def test_what_came_of_it_is_asked_when_there_is_something_to_choose():
    empty = ProcessFactory()
    decided = DecisionFactory().process

    assert fields_for(decided) - fields_for(empty) == {"links"}
