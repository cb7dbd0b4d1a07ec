from django.http import HttpResponse

from pages.guards import Request, Viewer, in_organisation


@in_organisation
def goal_list(request: Request, viewer: Viewer) -> HttpResponse:
    return HttpResponse()


@in_organisation
def goal_detail(request: Request, viewer: Viewer, owner: str, framework: str, goal: str) -> HttpResponse:
    return HttpResponse()
