"""The order in which readers turn the pages of the archive, and the count of its years.

Revision ID: 0011
Revises: 0010
"""

from alembic import op

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None

_INDEXES = {
    "ix_editions_state_published_on_added_at_total_number": (
        *("state", "published_on", "added_at", "total_number"),
    ),
    "ix_editions_state_digest_year_published_on_added_at_total_number": (
        *("state", "digest", "year", "published_on", "added_at", "total_number"),
    ),
}


def upgrade() -> None:
    for name, columns in _INDEXES.items():
        op.create_index(op.f(name), "editions", list(columns), unique=False)


def downgrade() -> None:
    for name in _INDEXES:
        op.drop_index(op.f(name), table_name="editions")
