"""People who sign in."""

import uuid

import django.contrib.auth.validators
import django.core.validators
import django.db.models.functions.text
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("auth", "0012_alter_user_first_name_max_length"),
    ]

    operations = [
        migrations.CreateModel(
            name="User",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("password", models.CharField(max_length=128, verbose_name="password")),
                ("last_login", models.DateTimeField(blank=True, null=True, verbose_name="last login")),
                (
                    "is_superuser",
                    models.BooleanField(
                        default=False,
                        help_text="Designates that this user has all permissions without explicitly assigning them.",
                        verbose_name="superuser status",
                    ),
                ),
                ("ref", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                (
                    "username",
                    models.CharField(
                        error_messages={"unique": "Användarnamnet är upptaget."},
                        max_length=120,
                        unique=True,
                        validators=[django.contrib.auth.validators.UnicodeUsernameValidator()],
                        verbose_name="användarnamn",
                    ),
                ),
                ("full_name", models.CharField(max_length=120, verbose_name="namn")),
                ("title", models.CharField(blank=True, max_length=120, verbose_name="titel")),
                (
                    "hsa_id",
                    models.CharField(
                        blank=True,
                        max_length=31,
                        validators=[
                            django.core.validators.RegexValidator(
                                "\\ASE\\d{10}-[0-9A-Za-z]+\\Z", "Ett HSA-id skrivs som SE2321000131-E000000000001."
                            )
                        ],
                        verbose_name="HSA-id",
                    ),
                ),
                ("is_active", models.BooleanField(default=True, verbose_name="får logga in")),
                ("is_staff", models.BooleanField(default=False, verbose_name="driftpersonal")),
                ("session_mark", models.UUIDField(default=uuid.uuid4, editable=False)),
                (
                    "groups",
                    models.ManyToManyField(
                        blank=True,
                        help_text="The groups this user belongs to. A user will get all permissions granted to "
                        "each of their groups.",
                        related_name="user_set",
                        related_query_name="user",
                        to="auth.group",
                        verbose_name="groups",
                    ),
                ),
                (
                    "user_permissions",
                    models.ManyToManyField(
                        blank=True,
                        help_text="Specific permissions for this user.",
                        related_name="user_set",
                        related_query_name="user",
                        to="auth.permission",
                        verbose_name="user permissions",
                    ),
                ),
            ],
            options={
                "verbose_name": "användare",
                "verbose_name_plural": "användare",
                "ordering": ("username",),
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("username", django.db.models.functions.text.Lower(models.F("username")))),
                        name="user_name_is_in_small_letters",
                    )
                ],
            },
        ),
    ]
