"""Talk with buyers.

Written by spec/generate.py; edit spec/tiktokshop/customer_service.json or spec/names.toml instead.
"""

from __future__ import annotations

from datetime import date, datetime
from typing import Literal

from typing_extensions import TypeAliasType

from ..._model import DecimalText, Id, Model, UnixSeconds, day, model, seconds, text
from ..._resource import Page, Resource
from ...wire import Operation, Paging, Upload

ConversationType = TypeAliasType(
    "ConversationType",
    Literal[
        "COUPON_CARD",
        "IMAGE",
        "LOGISTICS_CARD",
        "ORDER_CARD",
        "PRODUCT_CARD",
        "RETURN_REFUND_CARD",
        "TEXT",
        "VIDEO",
    ],
)

MessageSenderRole = TypeAliasType(
    "MessageSenderRole", Literal["BUYER", "SHOP", "CUSTOMER_SERVICE", "SYSTEM", "ROBOT"]
)


@model
class Participant(Model):
    """Participant, in conversation summary."""

    im_user_id: Id | None = None
    avatar: str | None = None
    user_id: Id | None = None
    role: Literal["BUYER", "SHOP", "CUSTOMER_SERVICE"] | None = None
    nickname: str | None = None
    buyer_platform: Literal["TIKTOK_SHOP", "TOKOPEDIA"] | None = None
    """Only in ID."""
    platform: Literal["TIKTOK_SHOP", "TOKOPEDIA"] | None = None


@model
class MessageSender(Model):
    """Message sender, in latest message."""

    im_user_id: Id | None = None
    avatar: str | None = None
    role: MessageSenderRole | None = None
    nickname: str | None = None


@model
class LatestMessage(Model):
    """Latest message, in conversation summary."""

    id: Id | None = None
    type: ConversationType | None = None
    content: str | None = None
    create_time: UnixSeconds | None = None
    is_visible: bool | None = None
    sender: MessageSender | None = None
    index: str | None = None


@model
class CurSession(Model):
    """Cur session, in conversation summary."""

    id: Id | None = None
    phase: Literal["AUTO_REPLY", "QUEUED", "ASSIGNED"] | None = None


@model
class ConversationSummary(Model):
    """Conversation summary, in list."""

    id: Id | None = None
    participant_count: int | None = None
    can_send_message: bool | None = None
    unread_count: int | None = None
    create_time: UnixSeconds | None = None
    participants: tuple[Participant, ...] = ()
    latest_message: LatestMessage | None = None
    cur_session_id: Id | None = None
    cur_session: CurSession | None = None


@model
class Message(Model):
    """Message, in get messages."""

    id: Id | None = None
    type: ConversationType | None = None
    content: str | None = None
    create_time: UnixSeconds | None = None
    is_visible: bool | None = None
    sender: MessageSender | None = None
    index: str | None = None
    data: str | None = None
    plaintext: str | None = None


@model
class UploadImageConversationResult(Model):
    """Upload image conversation result, in upload image."""

    url: str | None = None
    width: int | None = None
    height: int | None = None


@model
class GetPerformancePerformance(Model):
    """Get performance performance, in get performance."""

    support_session_count: int | None = None
    response_percentage: str | None = None
    """Percent as text."""
    satisfaction_percentage: str | None = None
    """Percent as text."""
    response_time_mins: str | None = None
    conversion_rate: str | None = None
    """Percent as text."""
    cs_guided_gmv: DecimalText | None = None
    currency: str | None = None


@model
class Conversation(Model):
    """Conversation, in get."""

    id: Id | None = None
    participant_count: int | None = None
    participants: tuple[Participant, ...] = ()
    create_time: UnixSeconds | None = None
    unread_count: int | None = None
    cur_session_id: Id | None = None
    cur_session: CurSession | None = None


@model
class Session(Model):
    """Session, in search sessions."""

    id: Id | None = None
    conversation_id: Id | None = None
    begin_time: UnixSeconds | None = None
    end_time: UnixSeconds | None = None
    buyer_nickname: str | None = None
    chat_tags: tuple[str, ...] = ()
    satisfaction_score: int | None = None
    dissatisfaction_reason: str | None = None
    first_response_late: bool | None = None
    first_response_time: int | None = None
    """Elapsed seconds."""


class Conversations(Resource):
    """Talk with buyers."""

    _GET_AGENT_SETTINGS = Operation(
        "getAgentSettings",
        "GET",
        "/customer_service/202309/agents/settings",
        repeatable=True,
    )

    def get_agent_settings(self) -> bool | None:
        """Read whether the owner takes assigned chats.

        Scope: ``seller.customer_service``.
        TikTok Shop: Get Agent Settings, 202309.
        """
        return self._field(self._GET_AGENT_SETTINGS, bool, "can_accept_chat")

    _UPDATE_AGENT_SETTINGS = Operation(
        "updateAgentSettings", "PUT", "/customer_service/202309/agents/settings"
    )

    def update_agent_settings(self, *, can_accept_chat: bool) -> None:
        """Set whether the owner takes assigned chats.

        Scope: ``seller.customer_service``.
        TikTok Shop: Update Agent Settings, 202309.
        """
        self._do(self._UPDATE_AGENT_SETTINGS, body={"can_accept_chat": can_accept_chat})

    _LIST = Operation(
        "getConversations",
        "GET",
        "/customer_service/202309/conversations",
        repeatable=True,
        page=Paging(items="conversations"),
    )

    def list(
        self,
        *,
        locale: str | None = None,
        need_session_id: bool | None = None,
        need_session_info: bool | None = None,
        page_token: str | None = None,
        page_size: int = 20,
    ) -> Page[ConversationSummary]:
        """List the shop's conversations with buyers.

        Scope: ``seller.customer_service``.
        TikTok Shop: Get Conversations, 202309.
        """
        return self._page(
            self._LIST,
            ConversationSummary,
            query={
                "page_token": page_token,
                "page_size": page_size,
                "locale": locale,
                "need_session_id": need_session_id,
                "need_session_info": need_session_info,
            },
        )

    _CREATE = Operation(
        "createConversation", "POST", "/customer_service/202309/conversations"
    )

    def create(self, *, buyer_user_id: str | int) -> str | None:
        """Open or reopen a conversation with a buyer.

        Scope: ``seller.customer_service``.
        TikTok Shop: Create Conversation, 202309.
        """
        return self._field(
            self._CREATE,
            str,
            "conversation_id",
            body={"buyer_user_id": text(buyer_user_id)},
        )

    _GET_MESSAGES = Operation(
        "getConversationMessages",
        "GET",
        "/customer_service/202309/conversations/{conversation_id}/messages",
        repeatable=True,
        page=Paging(items="messages"),
    )

    def get_messages(
        self,
        *,
        conversation_id: str | int,
        locale: str | None = None,
        sort_order: Literal["ASC", "DESC"] | None = None,
        sort_field: str | None = None,
        need_data: bool | None = None,
        need_plaintext: bool | None = None,
        time_zone: str | None = None,
        page_token: str | None = None,
        page_size: int = 10,
    ) -> Page[Message]:
        """List messages of a conversation.

        Scope: ``seller.customer_service``.
        TikTok Shop: Get Conversation Messages, 202309.
        """
        return self._page(
            self._GET_MESSAGES,
            Message,
            path={"conversation_id": conversation_id},
            query={
                "page_token": page_token,
                "page_size": page_size,
                "locale": locale,
                "sort_order": sort_order,
                "sort_field": sort_field,
                "need_data": need_data,
                "need_plaintext": need_plaintext,
                "time_zone": time_zone,
            },
        )

    _READ_MESSAGES = Operation(
        "markBuyerMessagesAsRead",
        "POST",
        "/customer_service/202309/conversations/{conversation_id}/messages/read",
    )

    def read_messages(self, *, conversation_id: str | int) -> None:
        """Mark all buyer messages of a conversation as read.

        Scope: ``seller.customer_service``.
        TikTok Shop: Read Message, 202309.
        """
        self._do(self._READ_MESSAGES, path={"conversation_id": conversation_id})

    _UPLOAD_IMAGE = Operation(
        "uploadImageForBuyerMessages", "POST", "/customer_service/202309/images/upload"
    )

    def upload_image(self, *, data: Upload) -> UploadImageConversationResult:
        """Upload an image for use in a message.

        Scope: ``seller.customer_service``.
        TikTok Shop: Upload Buyer Messages Image, 202309.
        """
        return self._get(
            self._UPLOAD_IMAGE, UploadImageConversationResult, files={"data": data}
        )

    _GET_PERFORMANCE = Operation(
        "getCustomerServicePerformance",
        "GET",
        "/customer_service/202407/performance",
        repeatable=True,
    )

    def get_performance(
        self, *, support_date_ge: date, support_date_lt: date
    ) -> GetPerformancePerformance | None:
        """Read service quality figures for a period.

        Scope: ``seller.customer_service``.
        TikTok Shop: Get Customer Service Performance, 202407.
        """
        return self._field(
            self._GET_PERFORMANCE,
            GetPerformancePerformance,
            "performance",
            query={
                "support_date_ge": day(support_date_ge),
                "support_date_lt": day(support_date_lt),
            },
        )

    _GET = Operation(
        "getConversation",
        "GET",
        "/customer_service/202601/conversations/{conversation_id}",
        repeatable=True,
    )

    def get(
        self,
        *,
        conversation_id: str | int,
        need_session_id: bool | None = None,
        need_session_info: bool | None = None,
    ) -> Conversation | None:
        """Fetch one conversation.

        Scope: ``seller.customer_service``.
        TikTok Shop: Get Conversation, 202601.
        """
        return self._field(
            self._GET,
            Conversation,
            "conversation",
            path={"conversation_id": conversation_id},
            query={
                "need_session_id": need_session_id,
                "need_session_info": need_session_info,
            },
        )

    _SEARCH_SESSIONS = Operation(
        "searchSessions",
        "POST",
        "/customer_service/202602/sessions/search",
        repeatable=True,
        page=Paging(items="sessions"),
    )

    def search_sessions(
        self,
        *,
        begin_time_ge: datetime,
        begin_time_lt: datetime,
        locale: str | None = None,
        buyer_nickname: str | None = None,
        page_size: int = 50,
        page_token: str | None = None,
    ) -> Page[Session]:
        """Search service sessions by start time or buyer name.

        Scope: ``seller.customer_service``.
        TikTok Shop: Search Sessions, 202602.
        """
        return self._page(
            self._SEARCH_SESSIONS,
            Session,
            query={"page_size": page_size, "page_token": page_token, "locale": locale},
            body={
                "begin_time_ge": seconds(begin_time_ge),
                "begin_time_lt": seconds(begin_time_lt),
                "buyer_nickname": buyer_nickname,
            },
        )

    _END_SESSION = Operation(
        "endSession",
        "POST",
        "/customer_service/202605/conversations/{conversation_id}/sessions/{session_id}/end",
    )

    def end_session(self, *, conversation_id: str | int, session_id: str | int) -> None:
        """Close an active service session.

        TikTok Shop: End Session, 202605.
        """
        self._do(
            self._END_SESSION,
            path={"conversation_id": conversation_id, "session_id": session_id},
        )

    _SEND_MESSAGE = Operation(
        "sendMessage",
        "POST",
        "/customer_service/202606/conversations/{conversation_id}/messages",
    )

    def send_message(
        self,
        *,
        conversation_id: str | int,
        type: ConversationType,
        content: str,
        sender_role: str | None = None,
    ) -> str | None:
        """Send a buyer a message.

        Scope: ``seller.customer_service``.
        TikTok Shop: Send Message, 202606.
        """
        return self._field(
            self._SEND_MESSAGE,
            str,
            "message_id",
            path={"conversation_id": conversation_id},
            body={"type": type, "content": content, "sender_role": sender_role},
        )
