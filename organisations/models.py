"""Who: organisations, their units, the people in them and what they may do."""

from datetime import date
from typing import Any, ClassVar
from zoneinfo import ZoneInfo

from django.contrib.auth.models import AbstractUser, UserManager
from django.core.validators import RegexValidator
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from core.constraints import key_is_well_formed
from core.models import Record
from core.triggers import recorded, touches
from organisations.triggers import concerns, settle, tree

validate_key = RegexValidator(
    r"^[a-z0-9._/-]{1,100}\Z", _("Use a–z, 0–9, - . _ / only, at most 100 characters.")
)


#: First parts of the product's own addresses; an organisation of such a slug could not be reached.
RESERVED_SLUGS = frozenset({"api", "healthz", "konto", "om", "static"})

validate_slug_is_free = RegexValidator(
    rf"^({'|'.join(sorted(RESERVED_SLUGS))})\Z",
    _("“%(value)s” is the beginning of other addresses here. Choose another word."),
    code="reserved",
    inverse_match=True,
)


class Language(models.TextChoices):
    """Languages that an organisation's own content can be in."""

    SWEDISH = "sv", _("Swedish")
    BOKMAL = "nb", _("Norwegian Bokmål")
    NYNORSK = "nn", _("Norwegian Nynorsk")
    ENGLISH = "en", _("English")


class AccountManager(UserManager["User"]):
    """Creates people, who log in by e-mail address."""

    use_in_migrations = False

    def create_user(  # type: ignore[override]  # there is no user name
        self, email: str, password: str | None = None, **fields: Any
    ) -> "User":
        user = self.model(email=self.normalize_email(email).lower(), **fields)
        user.set_password(password)
        user.save(using=self._db)  # type: ignore[misc]  # Django's way of making an account
        return user

    def create_superuser(  # type: ignore[override]  # there is no user name
        self, email: str, password: str | None = None, **fields: Any
    ) -> "User":
        return self.create_user(email, password, is_staff=True, is_superuser=True, **fields)


class User(AbstractUser):
    """A person who logs in, by e-mail address. What they may do is in their memberships."""

    username = None  # type: ignore[assignment]  # people log in by e-mail address
    email = models.EmailField(_("e-mail address"), unique=True)
    name = models.CharField(max_length=150, blank=True)
    language = models.CharField(max_length=2, choices=Language, blank=True)
    is_demo = models.BooleanField(default=False, help_text="May log in only where settings.DEMO is set.")

    USERNAME_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = []

    objects: ClassVar[AccountManager] = AccountManager()

    def __str__(self) -> str:
        return self.name or self.email


class OrganisationQuerySet(models.QuerySet["Organisation"]):
    def public(self) -> "OrganisationQuerySet":
        """Organisations whose adopted content anybody may read."""
        return self.filter(is_public=True)

    def visible_to(self, user: Any) -> "OrganisationQuerySet":
        """What a person may read at all: public organisations and those they are a member of."""
        if not user.is_authenticated:
            return self.public()
        own = Membership.objects.filter(user=user).values("organisation_id")
        return self.filter(Q(is_public=True) | Q(pk__in=own))

    def municipalities(self) -> "OrganisationQuerySet":
        """Organisations that have a goal-alignment report of their own."""
        return self.filter(kind__in=[Organisation.Kind.MUNICIPALITY, Organisation.Kind.REGION])


@recorded(
    concerns("SELECT id AS organisation_id FROM changed", passive=("revision",)),
    tree("organisation_parent_no_loop", "organisations_organisation", label="name"),
)
class Organisation(Record):
    """A municipality, a region, a state or an international body that owns goals and plans."""

    class Kind(models.TextChoices):
        INTERNATIONAL = "international", _("International")
        NATIONAL = "national", _("National")
        REGION = "region", _("Region")
        MUNICIPALITY = "municipality", _("Municipality")

    class Licence(models.TextChoices):
        CC0 = "cc0", _("CC0 1.0: free to use, nothing has to be said")
        CC_BY = "cc_by", _("CC BY 4.0: free to use, the source is named")

    key = models.CharField(max_length=100, unique=True, validators=[validate_key])
    slug = models.SlugField(max_length=100, unique=True, validators=[validate_slug_is_free])
    name = models.CharField(max_length=200)
    kind = models.CharField(max_length=20, choices=Kind)
    country = models.CharField(max_length=2, null=True, blank=True)
    code = models.CharField(max_length=20, null=True, blank=True)
    parent = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="children")
    language = models.CharField(max_length=2, choices=Language, default=Language.SWEDISH)
    time_zone = models.CharField(max_length=50, default="Europe/Stockholm")
    accent = models.CharField(max_length=7, default="#1a5f7a")
    note = models.TextField(blank=True)
    is_public = models.BooleanField(default=False)
    contact_email = models.EmailField(blank=True)
    open_data_licence = models.CharField(max_length=10, choices=Licence, default=Licence.CC0)
    revision = models.PositiveBigIntegerField(default=0, editable=False)

    objects = OrganisationQuerySet.as_manager()

    class Meta:
        ordering = ("name", "id")
        constraints = [
            key_is_well_formed("organisation_key_well_formed"),
            models.CheckConstraint(
                condition=~Q(slug__in=sorted(RESERVED_SLUGS)), name="organisation_slug_not_reserved"
            ),
            models.CheckConstraint(
                condition=Q(accent__regex=r"^#[0-9a-f]{6}$"), name="organisation_accent_is_colour"
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("dashboard:overview", args=[self.slug])

    def today(self) -> date:
        """The date there now, in its own time zone."""
        return timezone.localdate(timezone=ZoneInfo(self.time_zone))


class Change(models.Model):
    """An organisation that the running transaction concerns; settled and gone at commit."""

    organisation_id = models.BigIntegerField()
    transaction = models.BigIntegerField()

    class Meta:
        db_table = "organisations_change"
        indexes = [models.Index(fields=["transaction", "organisation_id"], name="change_of_transaction")]
        triggers = [settle]

    def __str__(self) -> str:
        return f"{self.organisation_id} in {self.transaction}"


@recorded(
    concerns("SELECT organisation_id FROM changed"),
    tree("unit_parent_no_loop", "organisations_unit", label="name"),
)
class Unit(Record):
    """A council, board, committee, department or company of an organisation, or somebody outside it."""

    class Kind(models.TextChoices):
        COUNCIL = "council", _("Council")
        BOARD = "board", _("Board")
        COMMITTEE = "committee", _("Committee")
        DEPARTMENT = "department", _("Department")
        COMPANY = "company", _("Company")
        EXTERNAL = "external", _("External actor")

    organisation = models.ForeignKey(Organisation, models.CASCADE, related_name="units")
    key = models.CharField(max_length=100, validators=[validate_key])
    name = models.CharField(max_length=200)
    kind = models.CharField(max_length=20, choices=Kind)
    parent = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="children")

    class Meta:
        ordering = ("organisation", "name", "id")
        constraints = [
            models.UniqueConstraint(fields=["organisation", "key"], name="unit_key_unique"),
            key_is_well_formed("unit_key_well_formed"),
        ]

    def __str__(self) -> str:
        return self.name


@recorded()
class Membership(Record):
    """A person's role in an organisation, and the units they work for."""

    class Role(models.TextChoices):
        READER = "reader", _("Reader")
        EDITOR = "editor", _("Editor")
        COORDINATOR = "coordinator", _("Coordinator")
        ADMINISTRATOR = "administrator", _("Administrator")

    user = models.ForeignKey(User, models.CASCADE, related_name="memberships")
    organisation = models.ForeignKey(Organisation, models.CASCADE, related_name="memberships")
    role = models.CharField(max_length=20, choices=Role)
    units = models.ManyToManyField(Unit, through="MembershipUnit", related_name="memberships")

    class Meta:
        ordering = ("organisation", "user")
        constraints = [models.UniqueConstraint(fields=["user", "organisation"], name="membership_once")]

    def __str__(self) -> str:
        return f"{self.user}: {self.get_role_display()}"


@recorded(touches("organisations_membership", "membership_id"))
class MembershipUnit(models.Model):
    """A unit that a member works for: editors edit what their units are responsible for."""

    membership = models.ForeignKey(Membership, models.CASCADE, related_name="unit_rows")
    unit = models.ForeignKey(Unit, models.CASCADE, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["membership", "unit"], name="membership_unit_once")]

    def __str__(self) -> str:
        return f"{self.membership_id}: {self.unit_id}"


class ApiToken(models.Model):
    """A key for another system or a person's scripts: shown once, stored hashed, limited, expiring."""

    class Access(models.TextChoices):
        READ = "read", _("Read")
        WRITE = "write", _("Read and write")

    organisation = models.ForeignKey(Organisation, models.CASCADE, related_name="api_tokens")
    user = models.ForeignKey(User, models.CASCADE, related_name="api_tokens")
    name = models.CharField(max_length=100)
    digest = models.CharField(max_length=64, unique=True)
    access = models.CharField(max_length=10, choices=Access, default=Access.READ)
    created_at = models.DateTimeField(auto_now_add=True)
    expires_at = models.DateTimeField()
    revoked_at = models.DateTimeField(null=True, blank=True)
    last_used_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ("-created_at",)

    def __str__(self) -> str:
        return self.name


class KeptAnswer(models.Model):
    """What the API answered to something that was asked with a key: asked again, it answers so again.

    `place` is a digest of who asked where with which key, `digest` one of what was asked. Kept for a day.
    """

    user = models.ForeignKey(User, models.CASCADE, related_name="+")
    place = models.CharField(max_length=64, unique=True)
    digest = models.CharField(max_length=64)
    status = models.PositiveSmallIntegerField()
    headers = models.JSONField()
    body = models.BinaryField()
    created_at = models.DateTimeField(auto_now_add=True, db_index=True)

    class Meta:
        ordering = ("-created_at",)

    def __str__(self) -> str:
        return f"{self.status} {self.created_at}"
