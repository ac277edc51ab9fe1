"""Talk with creators.

Written by spec/generate.py; edit spec/tiktokshop/affiliate_seller.json or spec/names.toml instead.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

from typing_extensions import TypeAliasType

from ..._model import Id, Model, UnixSeconds, model, text, texts
from ..._resource import BatchResult, Page, Resource
from ...wire import Operation, Paging, Upload

ConversationStatus = TypeAliasType(
    "ConversationStatus", Literal["ALL", "ARCHIVED", "STARRED", "UNREAD", "UNREPLIED"]
)

GroupType = TypeAliasType(
    "GroupType", Literal["UNREAD", "UNREPLIED", "STARRED", "ARCHIVED"]
)

MsgType = TypeAliasType(
    "MsgType",
    Literal[
        "CRM_TEXT_WITH_IMAGE_CARD",
        "CRM_TEXT_WITH_PRODUCTS_CARD",
        "FREE_SAMPLE_CARD",
        "IMAGE",
        "PRODUCT_CARD",
        "TARGET_COLLABORATION_CARD",
        "TEXT",
    ],
)


@model
class MessageBody(Model):
    """Message body, in creator message."""

    id: Id | None = None
    conversation_id: Id | None = None
    type: MsgType | None = None
    content: str | None = None
    create_time: UnixSeconds | None = None
    sender_id: Id | None = None


@model
class CreatorMessage(Model):
    """Creator message, in get messages."""

    conversation_index: str | None = None
    message_body: MessageBody | None = None


@model
class CreatorConversation(Model):
    """Creator conversation, in list."""

    id: Id | None = None
    unread_count: int | None = None
    username: str | None = None
    avatar: str | None = None
    creator_im_id: Id | None = None


@model
class NewestMessage(Model):
    """Newest message, in get newest messages."""

    conversation_id: Id | None = None
    content: str | None = None
    type: MsgType | None = None
    sender_id: Id | None = None
    unread_message_count: int | None = None


@model
class ReadCreatorConversationResult(Model):
    """Read creator conversation result, in read."""

    failed_conversation_ids: tuple[Id, ...] = ()


@model
class CreateCreatorConversationResult(Model):
    """Create creator conversation result, in create."""

    conversation_id: Id | None = None
    is_new: bool | None = None
    username: str | None = None
    avatar: str | None = None
    unread_count: int | None = None
    creator_im_id: Id | None = None


@model
class GroupCountGroupCount(Model):
    """Group count group count, in group count."""

    group_type: GroupType | None = None
    count: int | None = None


@model
class GroupCount(Model):
    """Group count, in get group counts."""

    group_counts: tuple[GroupCountGroupCount, ...] = ()


@model
class CreatorConversationResult(Model):
    """Creator conversation result, in upload image."""

    url: str | None = None
    width: int | None = None
    height: int | None = None


class CreatorConversations(Resource):
    """Talk with creators."""

    _GET_MESSAGES = Operation(
        "getCreatorConversationMessages",
        "GET",
        "/affiliate_seller/202412/conversation/{conversation_id}/messages",
        repeatable=True,
        page=Paging(items="messages"),
    )

    def get_messages(
        self,
        *,
        conversation_id: str | int,
        page_size: int = 20,
        page_token: str | None = None,
    ) -> Page[CreatorMessage]:
        """List messages exchanged with a creator.

        Scope: ``seller.affiliate_messages.write``.
        TikTok Shop: Get Message in the Conversation, 202412.
        """
        return self._page(
            self._GET_MESSAGES,
            CreatorMessage,
            path={"conversation_id": conversation_id},
            query={"page_size": page_size, "page_token": page_token},
        )

    _LIST = Operation(
        "getConversationList",
        "GET",
        "/affiliate_seller/202412/conversations",
        repeatable=True,
        page=Paging(items="conversations"),
    )

    def list(
        self,
        *,
        only_need_conversation_id: bool | None = None,
        conversation_status: ConversationStatus | None = None,
        page_size: int = 50,
        page_token: str | None = None,
    ) -> Page[CreatorConversation]:
        """List the seller's conversations with creators.

        Scope: ``seller.affiliate_messages.write``.
        TikTok Shop: Get Conversation List, 202412.
        """
        return self._page(
            self._LIST,
            CreatorConversation,
            query={
                "page_size": page_size,
                "page_token": page_token,
                "only_need_conversation_id": only_need_conversation_id,
                "conversation_status": conversation_status,
            },
            body={"only_need_conversation_id": only_need_conversation_id},
        )

    _GET_NEWEST_MESSAGES = Operation(
        "getLatestUnreadMessages",
        "GET",
        "/affiliate_seller/202412/conversations/messages/list/newest",
        repeatable=True,
        page=Paging(items="newest_message_list", style="none"),
    )

    def get_newest_messages(self) -> Page[NewestMessage]:
        """List unread messages of the last minute.

        Scope: ``seller.affiliate_messages.write``.
        TikTok Shop: Get Latest Unread Messages, 202412.
        """
        return self._page(self._GET_NEWEST_MESSAGES, NewestMessage)

    _SEND_MESSAGE = Operation(
        "sendIMMessage",
        "POST",
        "/affiliate_seller/202412/conversations/{conversation_id}/messages",
    )

    def send_message(
        self, *, conversation_id: str | int, msg_type: MsgType, content: str
    ) -> str | None:
        """Send a message to a creator.

        Scope: ``seller.affiliate_messages.write``.
        TikTok Shop: Send IM Message, 202412.
        """
        return self._field(
            self._SEND_MESSAGE,
            str,
            "message_id",
            path={"conversation_id": conversation_id},
            body={"msg_type": msg_type, "content": content},
        )

    _READ = Operation(
        "markConversationsAsRead",
        "POST",
        "/affiliate_seller/202412/conversatons/read",
        failures="failed_conversation_ids",
    )

    def read(
        self, *, conversation_ids: Sequence[str | int]
    ) -> BatchResult[ReadCreatorConversationResult]:
        """Mark conversations with creators as read.

        Scope: ``seller.affiliate_messages.write``.
        TikTok Shop: Mark Conversation Read, 202412.
        """
        return self._batch(
            self._READ,
            ReadCreatorConversationResult,
            conversation_ids,
            body={"conversation_ids": texts(conversation_ids)},
        )

    _CREATE = Operation(
        "getOrCreateCreatorConversation",
        "POST",
        "/affiliate_seller/202508/conversations",
    )

    def create(
        self,
        *,
        creator_open_id: str | int,
        only_need_conversation_id: bool | None = None,
    ) -> CreateCreatorConversationResult:
        """Find or open a conversation with a creator.

        Scope: ``seller.affiliate_messages.write``.
        TikTok Shop: Create Conversation with creator, 202508.
        """
        return self._get(
            self._CREATE,
            CreateCreatorConversationResult,
            body={
                "creator_open_id": text(creator_open_id),
                "only_need_conversation_id": only_need_conversation_id,
            },
        )

    _UPLOAD_IMAGE = Operation(
        "uploadMessageImage",
        "POST",
        "/affiliate_seller/202511/images/upload",
        shop="none",
    )

    def upload_image(self, *, data: Upload) -> CreatorConversationResult:
        """Upload an image for a message to a creator.

        Scope: ``seller.affiliate_messages.write``.
        TikTok Shop: Upload Message Image, 202511.
        """
        return self._get(
            self._UPLOAD_IMAGE, CreatorConversationResult, files={"data": data}
        )

    _GET_GROUP_COUNTS = Operation(
        "getInboxCategoryCounts",
        "GET",
        "/affiliate_seller/202608/conversations/group_counts",
        repeatable=True,
    )

    def get_group_counts(self) -> GroupCount | None:
        """Count conversations by inbox category.

        TikTok Shop: Get Inbox Category Counts, 202608.
        """
        return self._field(self._GET_GROUP_COUNTS, GroupCount, "data")

    _UPDATE_STATUS = Operation(
        "updateConversationStatus",
        "POST",
        "/affiliate_seller/202608/conversations/{conversation_id}/status",
    )

    def update_status(self, *, conversation_id: str | int, action: str) -> None:
        """Star or archive a conversation with a creator.

        TikTok Shop: Update Conversation Status, 202608.
        """
        self._do(
            self._UPDATE_STATUS,
            path={"conversation_id": conversation_id},
            body={"action": action},
        )

    _UPLOAD_MEDIA = Operation(
        "uploadMessageImageV2", "POST", "/affiliate_seller/202608/media/upload"
    )

    def upload_media(self, *, data: Upload) -> CreatorConversationResult:
        """Upload media for a message to a creator.

        TikTok Shop: Upload Message Image V2, 202608.
        """
        return self._get(
            self._UPLOAD_MEDIA, CreatorConversationResult, files={"data": data}
        )
