from django.urls import path

from accord.responses.views import answers, inbox, syntheses, themes

app_name = "responses"
THEME = "processes/<slug:slug>/themes/<int:number>/"
HEARD = "processes/<slug:slug>/what-we-heard/"
urlpatterns = [
    path("processes/<slug:slug>/themes/", themes.theme_list, name="themes"),
    path(
        "processes/<slug:slug>/themes/publication/",
        inbox.themes_publication,
        name="themes-publication",
    ),
    path(THEME, themes.theme_detail, name="theme"),
    path(THEME + "words/", themes.theme_words, name="theme-words"),
    path(THEME + "edit/", themes.theme_edit, name="theme-edit"),
    path(THEME + "publication/", themes.theme_publication, name="theme-publication"),
    path(THEME + "merge/", themes.theme_merge, name="theme-merge"),
    path(THEME + "decisions/", themes.theme_decision, name="theme-decision"),
    path(THEME + "separation/", themes.theme_separation, name="theme-separation"),
    path(THEME + "objections/<int:pk>/", themes.contest, name="contest"),
    path(THEME + "settlements/<int:pk>/", themes.settlement, name="settlement"),
    path(HEARD + "new/", syntheses.synthesis_new, name="synthesis-new"),
    path(HEARD + "<int:number>/", syntheses.synthesis_detail, name="synthesis"),
    path(
        HEARD + "<int:number>/publication/",
        syntheses.synthesis_publication,
        name="synthesis-publication",
    ),
    path(HEARD + "<int:number>/paragraphs/new/", syntheses.paragraph_edit, name="paragraph-new"),
    path(
        HEARD + "<int:number>/paragraphs/<str:code>/edit/",
        syntheses.paragraph_edit,
        name="paragraph-edit",
    ),
    path("processes/<slug:slug>/inbox/", inbox.inbox, name="inbox"),
    path("processes/<slug:slug>/inbox/preview/", inbox.preview, name="inbox-preview"),
    path("processes/<slug:slug>/inbox/choices/", inbox.choices, name="inbox-choices"),
    path("processes/<slug:slug>/inbox/undo/", inbox.undo, name="inbox-undo"),
    path("answers/", answers.answer_list, name="answers"),
    path("answers/office/<slug:code>/", answers.office_work, name="office"),
    path("answers/new/<slug:kind>/<int:pk>/", answers.answer_new, name="answer-new"),
    path("answers/<int:pk>/", answers.answer_edit, name="answer-edit"),
    path("answers/<int:pk>/discard/", answers.answer_discard, name="answer-discard"),
    path("answers/<int:pk>/rejoinders/", answers.rejoinders, name="rejoinders"),
    path("answers/<int:pk>/assignment/", answers.assignment, name="assignment"),
    path(
        "answers/<int:pk>/words/<int:contribution_pk>/rejoinder/",
        answers.rejoinder,
        name="rejoinder",
    ),
]
