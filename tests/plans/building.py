"""Whole commitments for tests: a version, a clause, a milestone, a lead."""

from tests.factories.plans import (
    ClauseFactory,
    ClauseTextFactory,
    CommitmentFactory,
    CommitmentVersionFactory,
    LeadFactory,
    MilestoneFactory,
    MilestoneTextFactory,
)


def whole_commitment(plan, **fields):
    """A commitment with one version that holds one clause and one milestone, and an office."""
    commitment = CommitmentFactory(plan=plan, **fields)
    version = CommitmentVersionFactory(commitment=commitment)
    clause = ClauseFactory(commitment=commitment, code=f"{commitment.code}.1")
    ClauseTextFactory(clause=clause, version=version)
    milestone = MilestoneFactory(commitment=commitment)
    MilestoneTextFactory(milestone=milestone, version=version)
    LeadFactory(commitment=commitment)
    return commitment
