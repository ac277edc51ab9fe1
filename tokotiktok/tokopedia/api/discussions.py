"""Questions about products.

Written by spec/generate.py; edit spec/tokopedia/product.json or spec/names.toml instead.
"""

from __future__ import annotations

from ..._model import IntId, Model, model
from ..._resource import Page, Resource
from ...wire import Operation, Paging
from ..clock import WibTime


@model
class AttachedProduct(Model):
    """Attached product, in answer."""

    ProductID: IntId | None = None
    Name: str | None = None
    PriceFormatted: str | None = None
    URL: str | None = None
    Thumbnail: str | None = None


@model
class Answer(Model):
    """Answer, in question."""

    Content: str | None = None
    MaskedContent: str | None = None
    UserName: str | None = None
    UserThumbnail: str | None = None
    UserID: IntId | None = None
    CreateTime: WibTime | None = None
    CreateTimeFormatted: str | None = None
    AttachedProduct: tuple[AttachedProduct, ...] = ()
    LikeCount: int | None = None
    AnswerID: IntId | None = None
    IsSeller: bool | None = None


@model
class Question(Model):
    """Question, in list."""

    Content: str | None = None
    MaskedContent: str | None = None
    UserName: str | None = None
    UserID: IntId | None = None
    CreateTime: WibTime | None = None
    CreateTimeFormatted: str | None = None
    TotalAnswer: int | None = None
    Answer: tuple[Answer, ...] = ()
    QuestionID: IntId | None = None
    AnswererThumbnail: str | None = None
    UserThumbnail: str | None = None


class Discussions(Resource):
    """Questions about products."""

    _LIST = Operation(
        "list_product_discussions",
        "GET",
        "/v1/discussion/fs/{fs_id}/list",
        repeatable=True,
        page=Paging(
            items="Question",
            style="number",
            param="page",
            next="HasNext",
            size="per_page",
        ),
    )

    def list(
        self,
        *,
        product_id: str | int,
        shop_id: str | int | None = None,
        page: int = 1,
        per_page: int = 10,
    ) -> Page[Question]:
        """List questions about a product.

        Tokopedia: list_product_discussions.
        """
        return self._page(
            self._LIST,
            Question,
            query={
                "shop_id": shop_id,
                "product_id": product_id,
                "page": page,
                "per_page": per_page,
            },
        )
