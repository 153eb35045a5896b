"""Sign-in, one's own page, people and bodies. Mounted at the root."""

from django.urls import path

from zhifa.agencies.views import badges, bodies, certificates, clients, me, people, signin, uploads

app_name = "agencies"
urlpatterns = [
    path("sign-in/", signin.sign_in, name="sign_in"),
    path("sign-in/code/", signin.sign_in_code, name="sign_in_code"),
    path("sign-out/", signin.sign_out, name="sign_out"),
    path("me/", me.me, name="me"),
    path("me/password/", me.own_password, name="own_password"),
    path("me/sessions/<int:pk>/end/", me.end_own_session, name="end_own_session"),
    path("me/second-factor/", me.second_factor, name="second_factor"),
    path("me/second-factor/enrol/", me.enrol, name="enrol"),
    path("me/second-factor/confirm/", me.confirm, name="confirm"),
    path("me/second-factor/qr.svg", me.qr, name="qr"),
    path("me/badge/", badges.badge, name="badge"),
    path("me/badge/code.svg", badges.badge_svg, name="badge_svg"),
    path("me/badge/portrait.jpg", badges.own_portrait, name="own_portrait"),
    path("me/badge/offline/", badges.offline_badge, name="offline_badge"),
    path("verify/badge-key/", badges.badge_key, name="badge_key"),
    path("verify/badge/<str:token>/", badges.verify_badge, name="verify_badge"),
    path("verify/badge/<str:token>/portrait.jpg", badges.verify_portrait, name="verify_portrait"),
    path("people/", people.people, name="people"),
    path("people/new/", people.register, name="register_person"),
    path("people/clients/", clients.clients, name="clients"),
    path("people/clients/new/", clients.register, name="register_client"),
    path("people/clients/<int:pk>/close/", clients.close, name="close_client"),
    path("people/posts/<int:pk>/dismiss/", people.dismiss, name="dismiss"),
    path("people/sessions/<int:pk>/end/", people.end_session, name="end_session"),
    path("people/certificates/<int:pk>/suspend/", certificates.suspend, name="suspend"),
    path("people/certificates/<int:pk>/resume/", certificates.resume, name="resume"),
    path("people/certificates/<int:pk>/cancel/", certificates.cancel, name="cancel"),
    path("people/certificates/import/", uploads.import_cards, name="import_cards"),
    path("people/<int:pk>/", people.person, name="person"),
    path("people/<int:pk>/portrait/", uploads.file_portrait, name="file_portrait"),
    path("people/<int:pk>/edit/", people.change, name="change_person"),
    path("people/<int:pk>/appoint/", people.appoint, name="appoint"),
    path("people/<int:pk>/certificates/new/", certificates.issue, name="issue"),
    path("people/<int:pk>/password/", people.reset_password, name="reset_password"),
    path("people/<int:pk>/close/", people.close, name="close_account"),
    path("people/<int:pk>/reopen/", people.reopen, name="reopen_account"),
    path("people/<int:pk>/unlock/", people.unlock, name="unlock_account"),
    path("people/<int:pk>/second-factor/reset/", people.reset_factor, name="reset_factor"),
    path("library/agencies/", bodies.agencies, name="agencies"),
    path("library/agencies/new/", bodies.register, name="register_agency"),
    path(
        "library/agencies/delegations/<int:pk>/end/", bodies.end_delegation, name="end_delegation"
    ),
    path("library/agencies/delegations/<int:pk>/letter/", uploads.file_letter, name="file_letter"),
    path("library/agencies/delegations/<int:pk>/letter.pdf", uploads.letter, name="letter"),
    path(
        "library/agencies/delegations/<int:pk>/publish/",
        uploads.publish_delegation,
        name="publish_delegation",
    ),
    path("library/agencies/<str:code>/", bodies.agency, name="agency"),
    path("library/agencies/<str:code>/edit/", bodies.change, name="change_agency"),
    path("library/agencies/<str:code>/abolish/", bodies.abolish, name="abolish_agency"),
    path("library/agencies/<str:code>/units/new/", bodies.add_unit, name="add_unit"),
    path("library/agencies/<str:code>/delegations/new/", bodies.delegate, name="delegate"),
]
