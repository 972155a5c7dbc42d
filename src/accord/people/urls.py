from django.urls import path

from accord.people.views import account, sign_in

app_name = "people"
urlpatterns = [
    path("sign-in/", sign_in.sign_in, name="sign-in"),
    path("sign-in/code/", sign_in.code, name="code"),
    path("sign-in/welcome/", sign_in.welcome, name="welcome"),
    path("sign-in/link/<uuid:key>/<str:secret>/", sign_in.link, name="link"),
    path("sign-out/", account.sign_out, name="sign-out"),
    path("account/", account.account, name="account"),
    path("account/leave/", account.leave, name="leave"),
    path("account/left/", account.left, name="left"),
    path("terms/", account.terms, name="terms"),
]
