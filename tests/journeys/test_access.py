"""Every address for every post equals the written matrix (docs/access.csv)."""

import csv
import os
from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path

from django.conf import settings
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse
from django.utils.timezone import localdate

from tests import make
from zhifa.agencies import actions as agencies
from zhifa.agencies.models import Agency, Certificate, Post, User, UserSession
from zhifa.agencies.reads import signed
from zhifa.agencies.roles import roles
from zhifa.agencies.tests.make import with_phone
from zhifa.disclosure.models import Publication
from zhifa.enforcement.models import Decision
from zhifa.kernel import worker
from zhifa.kernel.access import SYSTEM
from zhifa.kernel.models import Entry, Number
from zhifa.records import actions as records
from zhifa.records.models import Credential, Document, Dossier, DraftingGuide
from zhifa.records.reads import Place, link_code
from zhifa.records.rules.templates import Block
from zhifa.records.tests import make as letters
from zhifa.registry import actions as registry
from zhifa.registry.models import LawVersion
from zhifa.review.models import Submission
from zhifa.supervision import actions as supervision
from zhifa.supervision.models import MajorFiling
from zhifa.web.tests.api_road import machine

MATRIX = Path(settings.BASE_DIR) / "docs" / "access.csv"
SKIPPED = ("api", "oauth2_provider", "api-1.0.0")
YES, NO, SIGN_IN, SUBMIT = "可", "无", "登录", "提交"


def addresses(
    patterns: list[URLPattern | URLResolver], space: str = ""
) -> Iterator[tuple[str, list[str]]]:
    """Every named address with the names of its arguments."""
    for pattern in patterns:
        if isinstance(pattern, URLResolver):
            if pattern.namespace not in SKIPPED:
                yield from addresses(pattern.url_patterns, pattern.namespace or space)
        elif pattern.name:
            name = f"{space}:{pattern.name}" if space else pattern.name
            yield name, list(pattern.pattern.converters)


def signing(dossier: Dossier, officer: User, at: datetime) -> dict[str, object]:
    """The certificate of a seal, and the code of a paper that anybody may check."""
    seal = Credential.objects.get(agency=dossier.agency, kind="seal")  # the notice was sealed
    outgoing = Document.objects.filter(dossier=dossier, outgoing=True)[0]
    sent = letters.sending(outgoing, at, by=signed(user=officer, on=localdate(at)))
    return {
        "credential_id": seal.pk,
        "upload_id": "none",
        "records:storage_panel": {"key": "files"},
        "records:check": {"code": outgoing.pk},
        "records:copy": {"document_id": outgoing.pk, "form": "ofd"},
        "records:template": {"code": "W44"},
        "records:template_version": {"pk": local_version(at)},
        "records:adapt_template": {"code": "W44"},
        **guides(dossier, at),
        "records:transfer": {"transfer_id": package(dossier.agency, at)},
        **appraisal(dossier.agency),
        "records:take_number": {"code": dossier.agency.code},
        "records:void_number": {"pk": Number.objects.get(text=dossier.number).pk},
        "records:template_preview": {"code": "W44"},
        "records:sending": {"sending_id": sent.pk},
        "records:letter": {"code": link_code(sending_id=sent.pk)},
    }


def package(home: Agency, at: datetime) -> str:
    """What the home agency handed over to the archive office."""
    held = records.open_dossier(agency=home, title="已归档的案卷", by=SYSTEM, at=at)
    records.seal(dossier=held, retention="永久", by=SYSTEM, at=at)
    made = records.note_transfer(
        agency=home, dossiers=[held], receiver="档案馆", sha256="0" * 64, by=SYSTEM, at=at
    )
    return made.pk


def appraisal(home: Agency) -> dict[str, object]:
    """A list of the home agency's old dossiers that waits."""
    long_ago = datetime(1990, 1, 2, 9, tzinfo=make.AT.tzinfo)
    held = records.open_dossier(agency=home, title="期满的案卷", by=SYSTEM, at=long_ago)
    records.seal(dossier=held, retention="30年", by=SYSTEM, at=long_ago)
    said = [records.Judgement(held.pk, destroy=True, reason="保管期满")]
    row = records.appraise(agency=home, said=said, by=SYSTEM, at=make.AT)
    deeds = ("appraisal", "judge_appraisal", "watch_destruction", "destroy")
    return {f"records:{deed}": {"appraisal_id": row.pk} for deed in deeds}


def guides(dossier: Dossier, at: datetime) -> dict[str, object]:
    """A guide in force, and one that waits."""

    def sent(code: str) -> DraftingGuide:
        home = dossier.agency
        return records.send_guide(
            agency=home, code=code, general="写明理由。", notes={}, by=SYSTEM, at=at
        )

    filed = sent("W44")
    judge = make.signed(make.person("judge01", "supervisor", dossier.agency))
    records.judge_guide(guide_id=filed.pk, accepted=True, reason="", by=judge, at=at)
    return {
        "records:filed_guide": {"pk": filed.pk},
        "records:guide": {"pk": sent("W38").pk},
        "records:send_guide": {"code": "W44"},
    }


def local_version(at: datetime) -> str:
    """A local version of a template."""
    more = Block(text="本地说明。", article="行政处罚法 第五条")
    row = records.adapt_template(
        code="W01",
        place=Place("district", "510403"),
        wording=records.Wording(more=more),
        begins_on=at.date(),
        reason="示范废止",
        by=SYSTEM,
        at=at,
    )
    return row.pk


def laws(at: datetime) -> dict[str, object]:
    """A law, its articles, and a repeal to come."""
    law = LawVersion.objects.get(law__title="中华人民共和国行政处罚法")
    amendment = registry.repeal_law(
        version_id=LawVersion.objects.get(law__title="中华人民共和国广告法").pk,
        from_on=date(2030, 1, 1),
        reason="示范废止",
        by=SYSTEM,
        at=at,
    )
    return {
        "enforcement:citing": {"key": f"{law.law_id}_1_0"},
        "registry:law": {"pk": law.law_id},
        "registry:compare_versions": {"pk": law.law_id},
        "registry:repeal_law": {"pk": law.law_id},
        "registry:article_on": {"pk": law.law_id, "number": 1},
        "registry:sub_article_on": {"pk": law.law_id, "number": 1, "sub": 0},
        "registry:amendment": {"pk": amendment.pk},
        "registry:settle_tasks": {"pk": amendment.pk},
        "registry:article": {"pk": law.law_id, "version": law.pk, "number": 1},
        "registry:sub_article": {"pk": law.law_id, "version": law.pk, "number": 1, "sub": 0},
    }


def people(officer: User) -> dict[str, object]:
    """A person of the home agency, with the post, certificate and session that are theirs."""
    client = Client()
    client.force_login(officer, "django.contrib.auth.backends.ModelBackend")
    client.get("/desk/")
    card = Certificate.objects.filter(holder=officer)[0]
    let = machine("某平台", make.agency()).let
    grant = let(officer, make.AT.date())
    session = UserSession.objects.filter(user=officer)[0]
    waits = agencies.register_client(
        name="新平台",
        agency=make.agency(),
        roles=["officer"],
        purpose="汇集处罚信息",
        by=SYSTEM,
        at=make.AT,
    )
    return {
        "agencies:": {"code": make.agency().code, "pk": officer.pk},
        "agencies:dismiss": {"pk": Post.objects.filter(user=officer)[0].pk},
        **{f"agencies:{deed}": {"pk": card.pk} for deed in ("suspend", "resume", "cancel")},
        **{
            f"agencies:{deed}_client": {"pk": waits.user.pk}
            for deed in ("confirm", "refuse", "close")
        },
        "agencies:end_grant": {"pk": grant.pk},
        "agencies:end_session": {"pk": session.pk},
        "agencies:end_own_session": {"pk": session.pk},
        "kernel:entry": {"pk": Entry.objects.order_by("pk")[0].pk},
    }


def published(home: Agency) -> dict[str, object]:
    """Public lists of a body, and what their keeper enters."""
    return {
        **{
            f"enforcement:{frame}_{page}": {"code": home.code, "name": "powers", "matter": "SC0101"}
            for frame in ("public", "open")
            for page in ("lists", "list", "guide")
        },
        **{f"registry:add_{what}": {"code": home.code} for what in ("channel", "plan")},
        **{f"registry:end_{what}": {"pk": 1} for what in ("channel", "plan")},
    }


def samples() -> dict[str, object]:
    """An object of the home agency for every argument that addresses take."""
    road = make.road()
    road.content = make.MAJOR
    road.walk_to("decided")
    worker.deliver(now=road.now, limit=10_000)
    alert = supervision.raise_alert(
        case=road.case, rule="x", about="x", severity="red", words="x", by=SYSTEM, at=road.now
    )
    case, home = road.case, road.crew.agency
    return {
        "case_id": case.pk,
        "move": "serve_decision",
        "procedure": "penalty_ordinary",
        "problem": "refused",
        "dossier_id": case.dossier_id,
        "document_id": Document.objects.filter(dossier=case.dossier)[0].pk,
        "party_id": case.party_id,
        "matter_id": case.matter_id,
        **signing(case.dossier, road.crew.officers[0], road.now),
        **laws(road.now),
        "slug": Publication.objects.get().slug,
        "enforcement:procedure": {"code": "penalty_ordinary"},
        "registry:": {"code": "SC0101", "pk": case.party_id},
        **{
            f"registry:{name}": {"code": home.code}
            for name in ("agency_panel", "delegate", "merge_bodies", "transfer_powers")
        },
        "registry:person_panel": {"pk": 1},
        "registry:undo_merge": {"pk": 1},
        **published(home),
        "registry:end_record": {"pk": 1},
        "registry:keep_apart": {"pk": case.party_id, "other": case.party_id},
        **people(road.crew.user("officer")),
        "disclosure:": {"pk": Publication.objects.get().pk},
        "review:": {"pk": Submission.objects.get(case=case).pk},
        "supervision:": {"pk": alert.pk},
        "supervision:filing": {"pk": MajorFiling.objects.get(case=case).pk},
        "decision": Decision.objects.get().pk,
    }


def arguments(name: str, wanted: list[str], known: dict[str, object]) -> dict[str, object]:
    told: dict[str, object] = {}
    for space in (name, name.partition(":")[0] + ":"):
        more = known.get(space)
        told = {**(more if isinstance(more, dict) else {}), **told}
    plain = {k: v for k, v in known.items() if not isinstance(v, dict)}
    return {w: told.get(w, plain.get(w, 0)) for w in wanted}


def answer(client: Client, url: str) -> str:
    response = client.get(url)
    if response.status_code == 302 and response["Location"].startswith("/sign-in/"):
        return SIGN_IN
    if response.status_code == 401:
        return SIGN_IN
    if response.status_code == 405:
        return SUBMIT
    return NO if response.status_code in {403, 404} else YES


def measured() -> dict[str, dict[str, str]]:
    known = samples()
    home = make.agency()
    found: dict[str, dict[str, str]] = {}
    clients = {"": Client()}
    for role in roles():
        user = make.person(f"matrix-{role}", role, home)
        with_phone(user)
        clients[role] = Client()
        clients[role].force_login(user, "django.contrib.auth.backends.ModelBackend")
    for name, wanted in addresses(get_resolver().url_patterns):
        url = reverse(name, kwargs=arguments(name, wanted, known))
        found[name] = {role: answer(client, url) for role, client in clients.items()}
    return found


def test_every_address_answers_the_posts_the_matrix_names() -> None:
    found = measured()
    if os.environ.get("ZHIFA_WRITE_MATRIX"):
        with MATRIX.open("w", encoding="utf-8", newline="") as file:
            table = csv.writer(file, lineterminator="\n")
            table.writerow(["address", "nobody", *roles()])
            for name, row in sorted(found.items()):
                table.writerow([name, *row.values()])
    with MATRIX.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    written = {r["address"]: {"": r["nobody"], **{k: r[k] for k in roles()}} for r in rows}
    assert found == written
