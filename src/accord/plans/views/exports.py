from django.http import HttpResponse, JsonResponse
from django.views.decorators.http import require_safe

from accord.plans.exports import plan_csv, plan_json
from accord.plans.lookups import find_plan
from accord.record.viewer import AccordRequest
from accord.ui.csv_lines import CONTENT_TYPE


@require_safe
def plan_as_json(request: AccordRequest, slug: str) -> HttpResponse:
    answer = JsonResponse(
        plan_json(find_plan(request, slug)), json_dumps_params={"ensure_ascii": False}
    )
    answer["Content-Disposition"] = f'attachment; filename="{slug}.json"'
    return answer


@require_safe
def plan_as_csv(request: AccordRequest, slug: str) -> HttpResponse:
    body = plan_csv(find_plan(request, slug))
    answer = HttpResponse(body, content_type=CONTENT_TYPE)
    answer["Content-Disposition"] = f'attachment; filename="{slug}.csv"'
    return answer
