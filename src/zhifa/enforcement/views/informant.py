"""The page on which the informant's name is opened for a purpose."""

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.timezone import now
from django.views.decorators.http import require_http_methods

from zhifa.agencies.http import SignedRequest, needs
from zhifa.enforcement import actions, reads
from zhifa.enforcement.forms import InformantForm
from zhifa.enforcement.models import Case
from zhifa.kernel.refusals import Obstacle, Refused


@require_http_methods(["GET", "POST"])
@needs("case:informant")
def informant(request: SignedRequest, case_id: str) -> HttpResponse:
    """The name is on the answer to the form alone, which no browser keeps."""
    try:
        case = reads.case(case_id=case_id, viewer=request.actor)
    except Case.DoesNotExist:
        raise Http404 from None
    sent = request.method == "POST"
    form = InformantForm(request.POST if sent else None)
    context: dict[str, object] = {"case": case, "form": form}
    obstacles: tuple[Obstacle, ...] = ()
    status = 200
    if not sent:
        obstacles = tuple(reads.informant_obstacles(case=case, viewer=request.actor))
    elif not form.is_valid():
        status = 422
    else:
        try:
            context["informant"] = actions.open_informant(
                case=case, by=request.actor, at=now(), **form.cleaned_data
            )
        except Refused as refused:
            obstacles, status = refused.obstacles, 409
    context["obstacles"] = obstacles
    answer = render(request, "enforcement/informant.html", context, status=status)
    answer["Cache-Control"] = "no-store"
    return answer
