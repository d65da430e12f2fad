"""Who has letters and notices of alarms in hand: what a dead process had is due again at once.

Revision ID: 0016
Revises: 0015
"""

import sqlalchemy as sa
from alembic import op

revision = "0016"
down_revision = "0015"
branch_labels = None
depends_on = None

_TABLES = ("letters", "alarm_notices")


def upgrade() -> None:
    for table in _TABLES:
        op.add_column(table, sa.Column("lease_owner", sa.String(), nullable=True))


def downgrade() -> None:
    for table in _TABLES:
        op.drop_column(table, "lease_owner")
