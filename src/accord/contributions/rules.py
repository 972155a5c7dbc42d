"""Who may see people's words, and do what with them."""

from django.db.models import Q

from accord.contributions.models import ROOT_SHOWN, Contribution, Discussion, Translation
from accord.contributions.roles import FACILITATOR, OPERATOR, REVIEWER, TRANSLATOR
from accord.contributions.voices import HIDDEN, SHOWN, Voice
from accord.processes.models import Activity, Process
from accord.processes.rules import (
    has_appointment,
    is_activity_visible,
    is_eligible,
    is_open,
    lies_in_visible_process,
    runs_process,
)
from accord.record.kinds import kinds
from accord.record.models import Subject
from accord.record.rules import (
    NOTHING,
    is_signed_in,
    register_permission,
    register_visible,
    through,
)
from accord.record.viewer import Viewer


def is_author(viewer: Viewer) -> Q:
    """By account. Never Q(author=None): that would be every anonymous word."""
    return Q(author=viewer.person) if viewer.person is not None else NOTHING


def holds_receipt(viewer: Viewer) -> Q:
    """Words whose receipt the viewer has shown here, or tied to their account."""
    shown = Q(receipt__in=viewer.receipts)
    return shown | Q(receipt__claimed_by=viewer.person) if viewer.person is not None else shown


def is_own(viewer: Viewer) -> Q:
    return is_author(viewer) | holds_receipt(viewer)


def is_discussed_thing_visible(viewer: Viewer) -> Q:
    """Discussions of things that the viewer may see."""
    found = NOTHING
    for kind in kinds():
        if kind.is_discussed:
            relation = f"subject__as_{kind.model._meta.model_name}"
            found |= through(relation, kind.visible(viewer))
    return found


def stands_in_visible_activity(viewer: Viewer) -> Q:
    """What stands in an announced activity, or in none; those who run it see its drafts."""
    announced = Q(activity=None) | Q(activity__announced_at__isnull=False)
    return announced | through("process", runs_process(viewer))


def is_discussion_visible(viewer: Viewer) -> Q:
    stands = lies_in_visible_process(viewer) & stands_in_visible_activity(viewer)
    return stands & is_discussed_thing_visible(viewer)


def is_shown(viewer: Viewer) -> Q:
    """Words that are shown, in an activity that is, to words that are."""
    return ROOT_SHOWN & opens_shown(viewer)


def opens_shown(viewer: Viewer) -> Q:
    """The same of words that are no reply."""
    return SHOWN & stands_in_visible_activity(viewer)


def is_moderator(viewer: Viewer) -> Q:
    """Processes that the viewer moderates."""
    return has_appointment(viewer, "moderator")


def is_reviewer(viewer: Viewer) -> Q:
    """Processes in which the viewer looks again at what a moderator hid."""
    return has_appointment(viewer, REVIEWER)


def reads_hidden(viewer: Viewer) -> Q:
    return is_moderator(viewer) | is_reviewer(viewer)


def is_to_judge(viewer: Viewer) -> Q:
    """What a moderator may read: what is held or hidden, too; and a reviewer: what is hidden.

    Not what was taken back.
    """
    reviewed = HIDDEN & through("process", is_reviewer(viewer))
    return (Q(withdrawn_at=None) & through("process", is_moderator(viewer))) | reviewed


def may_review(viewer: Viewer) -> Q:
    """Words that the viewer may show again. Nobody reviews what they hid themselves."""
    if viewer.person is None:
        return NOTHING
    reviewed = (HIDDEN | SHOWN) & ~Q(hidden_by=viewer.person)
    judged = through("process", is_moderator(viewer))
    return judged | (reviewed & through("process", is_reviewer(viewer)))


def is_visible(viewer: Viewer) -> Q:
    """What is shown with all that it stands in; their own in any state; what they judge."""
    talk = Q(discussion=None) | through("discussion", is_discussed_thing_visible(viewer))
    return is_visible_where(viewer, is_shown(viewer) & talk)


def is_visible_outside_discussions(viewer: Viewer) -> Q:
    """The same of words that open something: those that have pages of their own."""
    return is_visible_where(viewer, opens_shown(viewer) & Q(root=None, discussion=None))


def is_visible_where(viewer: Viewer, shown: Q) -> Q:
    in_process = shown & lies_in_visible_process(viewer)
    return in_process | is_own(viewer) | is_to_judge(viewer)


def is_listed(viewer: Viewer) -> Q:
    """What lists show: nothing of one's own that isn't shown to others."""
    return SHOWN & lies_in_visible_process(viewer)


def takes_words(viewer: Viewer) -> Q:
    """Words of which what they belong to is open now."""
    in_activity = Q(discussion=None) & through("activity", is_open(viewer))
    return in_activity | through("discussion", is_discussion_open(viewer))


def is_discussion_open(viewer: Viewer) -> Q:
    return Q(is_open=True) & (Q(activity=None) | through("activity", is_open(viewer)))


def is_translation_visible(viewer: Viewer) -> Q:
    return through("contribution", is_visible(viewer))


register_visible(Discussion, is_discussion_visible, "subject__space")
register_visible(Translation, is_translation_visible, "contribution__subject__space")


def may_submit(viewer: Viewer) -> Q:
    return is_activity_visible(viewer) & Q(announced_at__isnull=False) & is_eligible(viewer)


def may_support(viewer: Viewer) -> Q:
    return is_signed_in(viewer) & SHOWN & takes_words(viewer) & ~is_author(viewer)


def may_comment(viewer: Viewer) -> Q:
    return SHOWN & takes_words(viewer) & (is_signed_in(viewer) | holds_receipt(viewer))


def may_discuss(viewer: Viewer) -> Q:
    """What it is about isn't asked: the discussion of a draft opens when that is published."""
    stands = lies_in_visible_process(viewer) & stands_in_visible_activity(viewer)
    return is_signed_in(viewer) & stands & is_discussion_open(viewer)


def may_type_for_others(viewer: Viewer) -> Q:
    """The operator's own right. Whose words they are isn't asked: they may have no account."""
    operated = through("process", has_appointment(viewer, OPERATOR))
    return Q(announced_at__isnull=False) & operated


def may_translate(viewer: Viewer) -> Q:
    return is_shown(viewer) & through("process", has_appointment(viewer, TRANSLATOR))


def may_untranslate(viewer: Viewer) -> Q:
    """Translations that the viewer made, of her own words, or in a process that she moderates."""
    if viewer.person is None:
        return through("contribution", is_own(viewer))
    judged = is_own(viewer) | through("process", is_moderator(viewer))
    return Q(translator=viewer.person) | through("contribution", judged)


def may_facilitate(viewer: Viewer) -> Q:
    stands = stands_in_visible_activity(viewer)
    return stands & through("process", has_appointment(viewer, FACILITATOR))


def may_change(viewer: Viewer) -> Q:
    return is_own(viewer) & takes_words(viewer)


register_permission("contributions.submit", Activity, may_submit)
register_permission("contributions.support", Contribution, may_support)
register_permission("contributions.comment", Contribution, may_comment)
register_permission("contributions.discuss", Discussion, may_discuss)
register_permission("contributions.edit", Contribution, may_change)
register_permission("contributions.withdraw", Contribution, is_own)  # at any time
register_permission("contributions.claim", Subject, is_signed_in)
register_permission("contributions.moderate", Process, is_moderator)
register_permission("contributions.read_hidden", Process, reads_hidden)
register_permission("contributions.review", Voice, may_review)
register_permission("contributions.type_for_others", Activity, may_type_for_others)
register_permission("contributions.translate", Contribution, may_translate)
register_permission("contributions.untranslate", Translation, may_untranslate)
register_permission("contributions.facilitate", Discussion, may_facilitate)
