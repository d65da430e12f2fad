"""The rows: what stands in the database, column by column.

Takes nothing, gives the SQLModel tables that migrations and queries use; every module of
rows is imported here, so that the schema is whole whoever asks. Rows never leave the
store; the modules beside this folder turn them into values of ``model``.
``table=True`` classes do not validate: only values that were validated get here.
"""

from kexie_digest.store.tables.archive import ArticleRow, FactNameRow, FactRow
from kexie_digest.store.tables.collecting import (
    DocumentRow,
    RevisionRow,
    SourceOriginalRow,
    SourceStateRow,
)
from kexie_digest.store.tables.corrections import CorrectionRow, LearntThemesRow
from kexie_digest.store.tables.desk import ActRow, AnswerRow, SessionRow, ThrottleRow, TokenRow, UserRow
from kexie_digest.store.tables.events import (
    EventKeyRow,
    RuledArticleRow,
    RulingRow,
    SignatureRow,
    TieRow,
)
from kexie_digest.store.tables.mailing import (
    AccountDayRow,
    BounceRow,
    CampaignRow,
    DeliveryRow,
    FrozenMailRow,
    LetterRow,
    PaceRow,
    SendingTurnRow,
)
from kexie_digest.store.tables.periods import PeriodRunRow
from kexie_digest.store.tables.publishing import (
    DigestMarkRow,
    EditionArticleRow,
    EditionRow,
    PublishedFactsRow,
    PublishedNameRow,
    RunRow,
    WaitingRow,
)
from kexie_digest.store.tables.readers import (
    ApplicationRow,
    ConsentRow,
    ListMemberRow,
    RecipientRow,
    SubscriptionRow,
    SuppressionRow,
)
from kexie_digest.store.tables.reviewing import ProofTickRow, ReviewRow
from kexie_digest.store.tables.row import Row, UtcDateTime
from kexie_digest.store.tables.watching import AlarmRow, HeartbeatRow, NoticeRow

__all__ = [
    "AccountDayRow",
    "ActRow",
    "AlarmRow",
    "AnswerRow",
    "ApplicationRow",
    "ArticleRow",
    "BounceRow",
    "CampaignRow",
    "ConsentRow",
    "CorrectionRow",
    "DeliveryRow",
    "DigestMarkRow",
    "DocumentRow",
    "EditionArticleRow",
    "EditionRow",
    "EventKeyRow",
    "FactNameRow",
    "FactRow",
    "FrozenMailRow",
    "HeartbeatRow",
    "LearntThemesRow",
    "LetterRow",
    "ListMemberRow",
    "NoticeRow",
    "PaceRow",
    "PeriodRunRow",
    "ProofTickRow",
    "PublishedFactsRow",
    "PublishedNameRow",
    "RecipientRow",
    "ReviewRow",
    "RevisionRow",
    "Row",
    "RuledArticleRow",
    "RulingRow",
    "RunRow",
    "SendingTurnRow",
    "SessionRow",
    "SignatureRow",
    "SourceOriginalRow",
    "SourceStateRow",
    "SubscriptionRow",
    "SuppressionRow",
    "ThrottleRow",
    "TieRow",
    "TokenRow",
    "UserRow",
    "UtcDateTime",
    "WaitingRow",
]
