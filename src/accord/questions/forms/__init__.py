from accord.questions.forms.answers import AnswerForm, CheckRow, field_of
from accord.questions.forms.questions import KindForm, QuestionForm, SeenForm

__all__ = ["AnswerForm", "CheckRow", "KindForm", "QuestionForm", "SeenForm", "field_of"]
