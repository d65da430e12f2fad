"""Readers, their wishes and consents, and what sending needs to remember.

Revision ID: 0003
Revises: 0002
"""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    _readers()
    _sending()
    with op.batch_alter_table("deliveries") as batch:
        for name in ("name", "token", "themes", "bucket"):
            batch.add_column(sa.Column(name, sa.String(), nullable=False, server_default=""))
        batch.create_index(op.f("ix_deliveries_token"), ["token"], unique=False)


def _readers() -> None:
    op.create_table(
        "recipients",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("address", sa.String(), nullable=False),
        sa.Column("given", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("language", sa.String(), nullable=False),
        sa.Column("mark", sa.String(), nullable=False),
        sa.Column("added_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_recipients")),
        sa.UniqueConstraint("key", name=op.f("uq_recipients_key")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_recipients_mark"), "recipients", ["mark"], unique=False)
    op.create_table(
        "list_members",
        sa.Column("list_name", sa.String(), nullable=False),
        sa.Column("recipient_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["recipient_id"], ["recipients.id"], name=op.f("fk_list_members_recipient_id")
        ),
        sa.PrimaryKeyConstraint("list_name", "recipient_id", name=op.f("pk_list_members")),
        sqlite_with_rowid=False,
    )
    op.create_index(op.f("ix_list_members_recipient_id"), "list_members", ["recipient_id"], unique=False)
    op.create_table(
        "subscriptions",
        sa.Column("recipient_id", sa.Integer(), nullable=False),
        sa.Column("digest", sa.String(), nullable=False),
        sa.Column("themes", sa.JSON(), nullable=False),
        sa.Column("frequency", sa.String(), nullable=False),
        sa.Column("last_on", sa.String(), nullable=True),
        sa.Column("since", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("recipient_id", "digest", name=op.f("pk_subscriptions")),
        sa.ForeignKeyConstraint(
            ["recipient_id"], ["recipients.id"], name=op.f("fk_subscriptions_recipient_id")
        ),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "consents",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("recipient_id", sa.Integer(), nullable=False),
        sa.Column("basis", sa.String(), nullable=False),
        sa.Column("origin", sa.String(), nullable=False),
        sa.Column("text", sa.String(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_consents")),
        sa.ForeignKeyConstraint(["recipient_id"], ["recipients.id"], name=op.f("fk_consents_recipient_id")),
    )
    op.create_index(op.f("ix_consents_recipient_id"), "consents", ["recipient_id"], unique=False)
    op.create_table(
        "suppressions",
        sa.Column("mark", sa.String(), nullable=False),
        sa.Column("digest", sa.String(), nullable=False),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("address", sa.String(), nullable=False),
        sa.Column("note", sa.String(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("mark", "digest", name=op.f("pk_suppressions")),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "applications",
        sa.Column("token", sa.String(), nullable=False),
        sa.Column("mark", sa.String(), nullable=False),
        sa.Column("application", sa.JSON(), nullable=False),
        sa.Column("requested_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("confirmed_at", sa.DateTime(timezone=True), nullable=True),
        sa.PrimaryKeyConstraint("token", name=op.f("pk_applications")),
    )
    op.create_index(
        op.f("ix_applications_mark_requested_at"), "applications", ["mark", "requested_at"], unique=False
    )


def _sending() -> None:
    op.create_table(
        "campaigns",
        sa.Column("digest", sa.String(), nullable=False),
        sa.Column("total_number", sa.Integer(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("note", sa.String(), nullable=False),
        sa.Column("is_trusted", sa.Boolean(), nullable=False),
        sa.Column("dated", sa.DateTime(timezone=True), nullable=False),
        sa.Column("changed_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("digest", "total_number", name=op.f("pk_campaigns")),
        sa.ForeignKeyConstraint(
            ["digest", "total_number"],
            ["editions.digest", "editions.total_number"],
            name=op.f("fk_campaigns_digest_total_number"),
        ),
    )
    op.create_index(op.f("ix_campaigns_state"), "campaigns", ["state"], unique=False)
    op.create_table(
        "frozen_mails",
        sa.Column("digest", sa.String(), nullable=False),
        sa.Column("total_number", sa.Integer(), nullable=False),
        sa.Column("themes", sa.String(), nullable=False),
        sa.Column("sender", sa.String(), nullable=False),
        sa.Column("message_id", sa.String(), nullable=False),
        sa.Column("head", sa.String(), nullable=False),
        sa.Column("shared", sa.String(), nullable=False),
        sa.Column("body", sa.LargeBinary(), nullable=False),
        sa.Column("sha256", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("digest", "total_number", "themes", name=op.f("pk_frozen_mails")),
        sa.ForeignKeyConstraint(
            ["digest", "total_number"],
            ["campaigns.digest", "campaigns.total_number"],
            name=op.f("fk_frozen_mails_digest_total_number"),
        ),
    )
    op.create_table(
        "paces",
        sa.Column("bucket", sa.String(), nullable=False),
        sa.Column("connections", sa.Integer(), nullable=False),
        sa.Column("per_minute", sa.Integer(), nullable=False),
        sa.Column("per_connection", sa.Integer(), nullable=False),
        sa.Column("closed_until", sa.DateTime(timezone=True), nullable=True),
        sa.Column("changed_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("bucket", name=op.f("pk_paces")),
    )
    op.create_table(
        "account_days",
        sa.Column("account", sa.String(), nullable=False),
        sa.Column("day", sa.String(), nullable=False),
        sa.Column("sent", sa.Integer(), nullable=False),
        sa.Column("is_closed", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("account", "day", name=op.f("pk_account_days")),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "bounces",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("mark", sa.String(), nullable=False),
        sa.Column("digest", sa.String(), nullable=False),
        sa.Column("total_number", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("text", sa.String(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.UniqueConstraint(
            "mark", "digest", "total_number", "kind", name=op.f("uq_bounces_mark_digest_total_number_kind")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_bounces")),
    )
    op.create_table(
        "letters",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("recipient", sa.String(), nullable=False),
        sa.Column("envelope_from", sa.String(), nullable=False),
        sa.Column("message_id", sa.String(), nullable=False),
        sa.Column("content", sa.LargeBinary(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("not_before", sa.DateTime(timezone=True), nullable=True),
        sa.Column("last_text", sa.String(), nullable=False),
        sa.Column("queued_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_letters")),
    )
    op.create_index(op.f("ix_letters_state_not_before"), "letters", ["state", "not_before"], unique=False)
