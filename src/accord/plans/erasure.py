"""What plans forget with a person. A lead stays by its body's name, an override by its reason."""

from accord.people.models import Person
from accord.plans.models import ActionPlan, CommitmentVersion, Edition, Lead
from accord.record.actions import forget as forget_sealed
from accord.record.models import SealedValue


def forget(person: Person) -> None:
    CommitmentVersion.objects.filter(made_by=person).update(made_by=None)
    Lead.objects.filter(person=person).update(person=None)
    overridden = list(ActionPlan.objects.filter(override_by=person).values_list("pk", flat=True))
    editions = list(Edition.objects.filter(plan__in=overridden).values_list("pk", flat=True))
    sealed = SealedValue.objects.filter(name="override_by")
    forget_sealed(sealed.filter(entry__subject__in=editions))
    ActionPlan.objects.filter(pk__in=overridden).update(override_by=None, override_name="")
