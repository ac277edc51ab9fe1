"""Talk in the plain words both platforms share."""

from __future__ import annotations

from datetime import datetime
from enum import Enum
from typing import Any

from attrs import field, frozen

from ..platforms import Platform
from .models import Party


class MessageKind(str, Enum):
    """What a message is."""

    TEXT = "TEXT"
    IMAGE = "IMAGE"
    VIDEO = "VIDEO"
    PRODUCT = "PRODUCT"
    """A product's card."""
    ORDER = "ORDER"
    """An order's card."""
    OTHER = "OTHER"
    """Another card, a notice, or a word that this version does not know."""


@frozen(kw_only=True)
class Message:
    """One message. Its ``repr`` has nothing that was said, nor who said it: logs live long."""

    id: str
    conversation_id: str
    api: Platform
    archived: bool = False
    kind: MessageKind
    said: str
    """The platform's own word for the kind."""
    sender: Party
    """*BUYER*; *SELLER*, whoever of the shop it was; *PLATFORM*, its people and robots."""
    sender_name: str | None = field(repr=False)
    text: str | None = field(repr=False)
    product_id: str | None = None
    order_id: str | None = None
    url: str | None = field(default=None, repr=False)
    """Where the picture or video is; `UnifiedConversations.picture` fetches a picture."""
    sent_at: datetime | None
    """On Tokopedia whether that is by its shifted clock is not known: confidence low."""
    source: Any = field(repr=False, eq=False)


@frozen(kw_only=True)
class Conversation:
    """What one buyer and the shop said to each other."""

    id: str
    origin: Platform
    """The buyer's platform, where they read it. Falsy if it cannot be known."""
    api: Platform
    """Whose API told us."""
    archived: bool = False
    buyer_id: str | None
    buyer_name: str | None = field(repr=False)
    unread: int | None
    can_reply: bool | None
    """Whether the platform takes an answer now; ``None`` if it does not say."""
    latest: Message | None
    """The last message, as far as the list tells of it."""
    source: Any = field(repr=False, eq=False)

    @property
    def updated_at(self) -> datetime | None:
        """When something was said last."""
        return self.latest.sent_at if self.latest else None
