"""What the database itself refuses about destroying dossiers."""

import pytest
from django.db import DatabaseError, connection, transaction

from zhifa.kernel.access import SYSTEM
from zhifa.records import actions
from zhifa.records.models import Appraisal, Destruction, Dossier
from zhifa.records.tests import make
from zhifa.records.tests.doomed import Desk, old

DAY = make.DAY.isoformat()
ERASE = "update records_document set content = '', fields = '' where dossier_id = '{}'"


@pytest.fixture
def desk() -> Desk:
    return Desk()


def refused(guard: str, statement: str) -> None:
    with pytest.raises(DatabaseError, match=guard), transaction.atomic():
        connection.cursor().execute(statement)


def destroyed(what: Dossier, row: Appraisal, on: str = DAY, by: str = "user:0") -> str:
    columns = "dossier_id, appraisal_id, files, destroyed_on, destroyed_by, destroyed_at"
    said = f"'{what.pk}', '{row.pk}', '[]', '{on}', '{by}', '{on} 00:00:00+00:00'"
    return f"insert into records_destruction ({columns}) values ({said})"


def test_words_of_a_paper_go_only_with_their_dossier(desk: Desk) -> None:
    ripe, whole = old(desk.home), old(desk.home)
    refused("records_document_words", ERASE.format(ripe.pk))
    desk.destroy(desk.released(ripe))
    connection.cursor().execute(ERASE.format(ripe.pk))
    refused("records_document_words", ERASE.format(whole.pk))
    for change in ("content = 'x', fields = ''", "content = 'x'", "fields = 'x'"):
        statement = f"update records_document set {change} where dossier_id = '{ripe.pk}'"
        refused("records_document_words", statement)
    for change in ("title = 'x'", "sha256 = ''", "dossier_id = dossier_id"):
        statement = f"update records_document set {change} where dossier_id = '{ripe.pk}'"
        refused("records_document_no_update", statement)
    for table in ("document", "destruction", "appraisalitem", "appraisal", "destructionwatch"):
        refused("no_delete", f"delete from records_{table}")
    refused("dossier_unsealed", f"update records_dossier set title = 'x' where id = '{ripe.pk}'")


def test_nothing_is_destroyed_without_list_term_and_two_who_watch(desk: Desk) -> None:
    ripe, other = old(desk.home), old(desk.home)
    row = desk.list_(desk.say(ripe), desk.say(other, destroy=False, term="10年"))
    refused("destroyed_by_list|destroyed_before_two", destroyed(ripe, row))
    desk.approve(row)
    refused("destroyed_before_two", destroyed(ripe, row))
    actions.watch_destruction(appraisal_id=row.pk, by=desk.watchers[0], at=make.AT)
    refused("destroyed_before_two", destroyed(ripe, row))
    actions.watch_destruction(appraisal_id=row.pk, by=desk.watchers[1], at=make.AT)
    refused("destroyed_before_two", destroyed(ripe, row, by=desk.watchers[1].key))
    refused("destroyed_by_list|destroyed_though_kept", destroyed(other, row))
    refused("destroyed_after_term", destroyed(ripe, row, on="2020-12-31"))
    refused("destroyed_after_term", destroyed(ripe, row, on="9999-01-01"))
    connection.cursor().execute(destroyed(ripe, row))
    assert Destruction.objects.count() == 1


def test_a_list_by_hand_releases_nothing_that_is_kept(desk: Desk) -> None:
    ever, young, kept = old(desk.home, "永久"), old(desk.home, at=make.AT), old(desk.home)
    desk.approve(desk.list_(desk.say(kept, destroy=False, term="30年")))
    row = Appraisal(agency=desk.home, number=9, made_by="user:1", made_at=make.AT)
    row.save(force_insert=True)
    columns = "appraisal_id, dossier_id, verdict, term, kept_until, reason"
    for what in (ever, young, kept):
        said = f"'{row.pk}', '{what.pk}', 'destroy', '', null, 'x'"
        connection.cursor().execute(
            f"insert into records_appraisalitem ({columns}) values ({said})"
        )
    desk.approve_by_hand(row)
    desk.watch(row)
    refused("destroyed_after_term", destroyed(ever, row))
    refused("destroyed_after_term", destroyed(young, row))
    refused("destroyed_though_kept", destroyed(kept, row))
    said = f"'{row.pk}', '{ever.pk}', 'keep', '10年', '2030-12-31', 'x'"
    late = f"insert into records_appraisalitem ({columns}) values ({said})"
    refused("appraised_before_approval", late)


def test_a_list_is_judged_once_and_by_another(desk: Desk) -> None:
    row = desk.list_(desk.say(old(desk.home)))
    told = "verdict = 'approved', judged_at = made_at, judged_by ="
    refused("appraisal_judged_by_another", f"update records_appraisal set {told} made_by")
    refused("watched_after_approval", watched(row))
    desk.approve(row, approved=False, opinion="继续保存")
    refused("appraisal_judged_once", f"update records_appraisal set {told} 'user:0'")
    refused("watched_after_approval", watched(row))


def watched(row: Appraisal) -> str:
    said = f"'{row.pk}', 'user:0', '{DAY} 00:00:00+00:00'"
    columns = "appraisal_id, watched_by, watched_at"
    return f"insert into records_destructionwatch ({columns}) values ({said})"


def test_what_is_destroyed_is_not_handed_over_nor_the_other_way_round(desk: Desk) -> None:
    ripe, away = old(desk.home), old(desk.home)
    row = desk.released(ripe, away)
    actions.note_transfer(
        agency=desk.home, dossiers=[away], receiver="馆", sha256="0" * 64, by=SYSTEM, at=make.AT
    )
    refused("destroyed_though_away", destroyed(away, row))
    connection.cursor().execute(destroyed(ripe, row))
    package = desk.home.transfers.get()
    added = "insert into records_transferitem (transfer_id, dossier_id) values ('{}', '{}')"
    refused("destroyed_not_handed_over", added.format(package.pk, ripe.pk))
