from django.urls import path

from accord.themes.views import syntheses, themes

app_name = "themes"
PROCESS = "processes/<slug:slug>/"
THEME = PROCESS + "themes/<int:number>/"
HEARD = PROCESS + "what-we-heard/"
PARAGRAPHS = HEARD + "<int:number>/paragraphs/"
urlpatterns = [
    path(PROCESS + "themes/", themes.theme_list, name="list"),
    path(PROCESS + "themes/publication/", themes.publications, name="publications"),
    path(THEME, themes.theme_detail, name="detail"),
    path(THEME + "words/", themes.theme_words, name="words"),
    path(THEME + "edit/", themes.theme_edit, name="edit"),
    path(THEME + "publication/", themes.theme_publication, name="publication"),
    path(THEME + "merge/", themes.theme_merge, name="merge"),
    path(THEME + "decisions/", themes.theme_decision, name="decision"),
    path(THEME + "separation/", themes.theme_separation, name="separation"),
    path(THEME + "objections/<int:said>/", themes.contest, name="contest"),
    path(THEME + "settlements/<int:said>/", themes.settlement, name="settlement"),
    path(HEARD + "new/", syntheses.synthesis_new, name="synthesis-new"),
    path(HEARD + "<int:number>/", syntheses.synthesis_detail, name="synthesis"),
    path(
        HEARD + "<int:number>/publication/",
        syntheses.synthesis_publication,
        name="synthesis-publication",
    ),
    path(PARAGRAPHS + "new/", syntheses.paragraph_edit, name="paragraph-new"),
    path(PARAGRAPHS + "<str:code>/edit/", syntheses.paragraph_edit, name="paragraph-edit"),
]
