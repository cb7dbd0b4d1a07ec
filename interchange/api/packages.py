"""An organisation's own package over the API: read whole, brought in, and how far a large one has come."""

from collections.abc import Mapping
from typing import IO, Any

from django.conf import settings
from django.http import HttpResponse, HttpResponseBase, QueryDict
from django.urls import reverse
from django.utils.translation import gettext as _
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter, OpenApiResponse, extend_schema
from rest_framework import serializers, status
from rest_framework.exceptions import NotFound, ValidationError
from rest_framework.parsers import BaseParser
from rest_framework.permissions import AllowAny
from rest_framework.request import Request
from rest_framework.views import APIView

from core.api.answers import answer, handed, tag_of, unchanged, written
from core.api.parameters import Offered, asked_of_one
from core.api.parsing import TooLarge
from core.api.schema import ETAG, IDEMPOTENCY_KEY, IF_NONE_MATCH, JSON, KEYED, PROBLEM
from core.api.serializers import ProblemSerializer
from core.errors import NotAllowed
from interchange.models import PackageImport
from interchange.packages.exporting import text_of
from interchange.policies import check_imports_packages
from interchange.selectors.package_runs import package_import_of, progress_noted
from interchange.services.package_runs import Wanted, import_own_package, told_outcome
from interchange.services.packages import export_package
from organisations.api.reader import Reader, reader_in
from organisations.api.repeating import once
from organisations.api.writer import writer_of
from planning.api.shown import stamp

#: Moves when packages are written otherwise.
FORM = 1
LONGEST_TOKEN = 200
PROBLEMS: Any = {(code, PROBLEM): ProblemSerializer for code in (400, 401, 403, 404, 429)}
WRITE_PROBLEMS: Any = {(code, PROBLEM): ProblemSerializer for code in (409, 412, 413, 415, 422)} | PROBLEMS
OF = OpenApiParameter(
    "organisation",
    {"type": "string", "pattern": "^[a-z0-9._~-]{1,100}$"},
    OpenApiParameter.PATH,
    description="The organisation's key; a `/` in it is written `~`.",
)
FLAG = {"type": "boolean", "default": False}
OPTIONS = [
    OpenApiParameter("dry_run", FLAG, description="Write nothing, and answer what would be done."),
    OpenApiParameter("overwrite", FLAG, description="Also overwrite what was changed since the export."),
    OpenApiParameter(
        "prune",
        {"type": "string", "maxLength": LONGEST_TOKEN},
        description="Remove what the package lacks: the `prune_token` of a dry run of this very package.",
    ),
]


class PackageParser(BaseParser):
    """A package as its bytes, `MAX_PACKAGE_BYTES` of them at most: what it says is read with its rules."""

    media_type = JSON

    def parse(
        self,
        stream: IO[Any],
        media_type: str | None = None,
        parser_context: Mapping[str, Any] | None = None,
    ) -> Any:
        """The bytes; one more than allowed is read at most."""
        most = settings.MAX_PACKAGE_BYTES
        body: bytes = stream.read(most + 1)
        if len(body) > most:
            message = _("At most %(most)s bytes are taken at once. Send less at a time.")
            raise TooLarge(message % {"most": most})
        return body


class ListOutcomeSerializer(serializers.Serializer[Any]):
    """What became, or would become, of one list: its objects by what identifies them."""

    organisation = serializers.CharField()
    name = serializers.CharField()
    created = serializers.ListField(child=serializers.CharField())
    changed = serializers.ListField(child=serializers.CharField())
    unchanged = serializers.IntegerField()
    absent = serializers.ListField(child=serializers.CharField())


class ImportOutcomeSerializer(serializers.Serializer[Any]):
    """What an import did, or would do; `prune_token` is empty where the package lacks nothing."""

    dry_run = serializers.BooleanField()
    written = serializers.IntegerField()
    removed = serializers.IntegerField()
    prune_token = serializers.CharField(allow_blank=True)
    lists = ListOutcomeSerializer(many=True)


class ProgressSerializer(serializers.Serializer[Any]):
    """How far an import has come: its phase, and so many steps of so many."""

    phase = serializers.CharField()
    done = serializers.IntegerField()
    of = serializers.IntegerField()


class PackageImportSerializer(serializers.Serializer[Any]):
    """An import in the background. `result` says what it did, `problem` why nothing was imported."""

    id = serializers.IntegerField()
    url = serializers.URLField()
    state = serializers.ChoiceField(choices=PackageImport.State.values)
    dry_run = serializers.BooleanField()
    asked_at = serializers.DateTimeField()
    started_at = serializers.DateTimeField(allow_null=True)
    ended_at = serializers.DateTimeField(allow_null=True)
    progress = ProgressSerializer(allow_null=True)
    result = ImportOutcomeSerializer(allow_null=True)
    problem = ProblemSerializer(allow_null=True)


class Package(APIView):
    """An organisation's own package (docs/packages.md)."""

    permission_classes = (AllowAny,)
    parser_classes = (PackageParser,)

    @extend_schema(
        operation_id="packages_retrieve",
        parameters=[OF, IF_NONE_MATCH, ETAG],
        responses={
            (200, JSON): OpenApiResponse(
                OpenApiTypes.OBJECT, description="As packages/schema/ describes it."
            ),
            304: None,
            **PROBLEMS,
        },
    )
    def get(self, request: Request, organisation: str) -> HttpResponseBase:
        """All of the organisation's planning in one document, drafts too: for its members."""
        reader = reader_in(request, organisation)
        if not reader.is_member:
            raise NotAllowed(
                _(
                    "A package holds drafts too, so it is for those who work in the organisation. What is"
                    " adopted everybody reads in the lists and as open data."
                )
            )
        asked_of_one(request.query_params, Offered((), ()))
        tag = tag_of("package", FORM, organisation, stamp(reader))
        known = unchanged(request, tag)
        if known:
            return known
        package = "".join(text_of(export_package(organisation=reader.organisation)))
        return handed(request, package.encode(), JSON, tag)

    @extend_schema(
        operation_id="packages_import",
        auth=KEYED,
        parameters=[OF, *OPTIONS, IDEMPOTENCY_KEY],
        request={JSON: OpenApiTypes.OBJECT},
        responses={200: ImportOutcomeSerializer, 202: PackageImportSerializer, **WRITE_PROBLEMS},
    )
    def post(self, request: Request, organisation: str) -> HttpResponseBase:
        """Imports the organisation's package, all or nothing: for its administrators.

        One of more than 2,000 objects (`PACKAGE_OBJECTS_AT_ONCE`) is imported in the background: 202, and
        where to read how far it has come and what it came to.
        """
        writer = writer_of(request, reader_in(request, organisation))
        wanted = wanted_in(request.query_params)
        sent = request.data if isinstance(request.data, bytes) else b""

        def act() -> HttpResponse:
            done = import_own_package(**writer.by, sent=sent, wanted=wanted)
            if not isinstance(done, PackageImport):
                return written(told_outcome(done, is_dry_run=wanted.is_dry_run))
            run = package_import_of(writer.organisation, done.pk)
            told = told_run(request, writer.reader, run or done)
            later = written(told, status=status.HTTP_202_ACCEPTED)
            later.headers["Location"] = told["url"]
            return later

        return once(request, writer, act, sent)


class PackageImportDetail(APIView):
    """An import of a large package."""

    permission_classes = (AllowAny,)

    @extend_schema(
        operation_id="packages_imports_retrieve",
        auth=KEYED,
        parameters=[OF, IF_NONE_MATCH, ETAG],
        responses={200: PackageImportSerializer, 304: None, **PROBLEMS},
    )
    def get(self, request: Request, organisation: str, pk: int) -> HttpResponseBase:
        """How far it has come, and what it came to: for administrators. The last twenty are kept."""
        reader = reader_in(request, organisation)
        check_imports_packages(reader.standing)
        asked_of_one(request.query_params, Offered((), ()))
        run = package_import_of(reader.organisation, pk) if pk <= 2**63 - 1 else None
        if run is None:
            raise NotFound(_("There is nothing of that number that you may read."))
        return answer(request, told_run(request, reader, run))


def wanted_in(query: QueryDict) -> Wanted:
    """How to import, as the address says it."""
    asked_of_one(query, Offered((), (), (), ("dry_run", "overwrite", "prune")))
    prune = query.get("prune", "")
    if len(prune) > LONGEST_TOKEN:
        raise ValidationError({"prune": [_("This is no token of a dry run.")]}, code="token")
    return Wanted(flag_in(query, "dry_run"), flag_in(query, "overwrite"), prune)


def flag_in(query: QueryDict, name: str) -> bool:
    """Whether something is asked for; it is not, if nothing is said."""
    said = query.get(name, "false")
    if said not in {"true", "false"}:
        raise ValidationError({name: [_("Say true or false.")]}, code="invalid")
    return said == "true"


def told_run(request: Request, reader: Reader, run: PackageImport) -> dict[str, Any]:
    """A run as it is answered; one that nobody is at any more was stopped."""
    named = {"organisation": reader.organisation.key, "pk": run.pk}
    is_left = run.ended_at is None and not run.is_alive
    return {
        "id": run.pk,
        "url": request.build_absolute_uri(reverse("api:package_import", kwargs=named)),
        "state": PackageImport.State.STOPPED.value if is_left else run.state,
        "dry_run": run.is_dry_run,
        "asked_at": run.asked_at,
        "started_at": run.started_at,
        "ended_at": run.ended_at,
        "progress": progress_noted(run),
        "result": run.result,
        "problem": run.problem,
    }
