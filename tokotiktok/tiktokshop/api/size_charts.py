"""Find and make size charts.

Written by spec/generate.py; edit spec/tiktokshop/products.json or spec/names.toml instead.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

from typing_extensions import TypeAliasType

from ..._model import Id, Model, model, number, text, texts
from ..._resource import Page, Resource
from ...wire import Operation, Paging

IndicatorType = TypeAliasType(
    "IndicatorType",
    Literal[
        "CONTAINS_ALL_SALE_PROPERTY", "REQUIRED_DIMENSION", "VALUE_RANGE_OUT_OF_RANGE"
    ],
)

MeasurementType = TypeAliasType(
    "MeasurementType",
    Literal["GENERIC_MEASUREMENTS", "BODY_MEASUREMENTS", "PRODUCT_MEASUREMENTS"],
)

SizeChartMode = TypeAliasType(
    "SizeChartMode", Literal["PRODUCT_SCOPED", "REUSABLE_TEMPLATE"]
)

SizeType = TypeAliasType(
    "SizeType",
    Literal[
        "size_chart_common_size_type",
        "size_chart_size_type_regular",
        "size_chart_size_type_juniors",
        "size_chart_size_type_plus",
    ],
)


@model
class Image(Model):
    """Image, in size chart."""

    uri: str | None = None
    url: str | None = None
    locale: str | None = None


@model
class Header(Model):
    """Header, in table."""

    name: str | None = None
    id: Id | None = None


@model
class Cell(Model):
    """Cell, in row."""

    value: str | None = None


@model
class Row(Model):
    """Row, in table."""

    cells: tuple[Cell, ...] = ()


@model
class Table(Model):
    """Table, in size chart content."""

    headers: tuple[Header, ...] = ()
    rows: tuple[Row, ...] = ()


@model
class SizeChartContent(Model):
    """Size chart content, in localized size chart."""

    table: Table | None = None
    description: str | None = None
    is_one_size: bool | None = None
    measurement_type: MeasurementType | None = None
    unit_system: Literal["METRIC", "IMPERIAL"] | None = None
    size_types: tuple[SizeType, ...] = ()


@model
class LocalizedSizeChart(Model):
    """Localized size chart, in size chart."""

    locale: str | None = None
    size_chart_data: SizeChartContent | None = None


@model
class SizeChart(Model):
    """Size chart, in search."""

    template_id: Id | None = None
    template_name: str | None = None
    images: tuple[Image, ...] = ()
    related_category_ids: tuple[Id, ...] = ()
    size_chart_datas: tuple[LocalizedSizeChart, ...] = ()
    size_chart_mode: SizeChartMode | None = None


@model
class IndicatorDetailInput(Model):
    """Indicator detail, in appeal message input."""

    indicator_type: IndicatorType


@model
class AppealMessageInput(Model):
    """Appeal message, in submit appeal."""

    field_name: Literal["APPEAL_MESSAGE_FIELD_SIZE_CHART"]
    indicator_details: tuple[IndicatorDetailInput, ...]
    size_chart_id: Id | None = None
    size_chart_image_uri: str | None = None


@model
class HeaderInput(Model):
    """Header, in table input."""

    name: str
    """Max 32 chars."""
    id: Id | None = None


@model
class CellInput(Model):
    """Cell, in row input."""

    value: str
    """Max 32 chars."""


@model
class RowInput(Model):
    """Row, in table input."""

    cells: tuple[CellInput, ...]


@model
class TableInput(Model):
    """Table, in size chart input."""

    headers: tuple[HeaderInput, ...]
    rows: tuple[RowInput, ...]


@model
class SizeChartInput(Model):
    """Size chart, in create."""

    measurement_type: MeasurementType
    table: TableInput
    unit_system: Literal["IMPERIAL", "METRIC"]
    description: str | None = None
    is_one_size: bool | None = None
    size_types: tuple[SizeType, ...] = ()


@model
class ImageInput(Model):
    """Image, in identify."""

    url: str | None = None


@model
class IdentifyImage(Model):
    """Identify image, in identify."""

    is_size_chart: bool | None = None
    url: str | None = None


class SizeCharts(Resource):
    """Find and make size charts."""

    _SEARCH = Operation(
        "searchSizeCharts",
        "POST",
        "/product/202407/sizecharts/search",
        repeatable=True,
        shop="none",
        page=Paging(items="size_chart", total="total_count"),
    )

    def search(
        self,
        *,
        locales: Sequence[str] | None = None,
        ids: Sequence[str | int] | None = None,
        keyword: str | None = None,
        size_chart_mode: SizeChartMode | None = None,
        page_size: int = 50,
        page_token: str | None = None,
    ) -> Page[SizeChart]:
        """Search the seller's size charts.

        Scope: ``seller.product.basic``.
        TikTok Shop: Search Size Charts, 202407.
        """
        return self._page(
            self._SEARCH,
            SizeChart,
            query={
                "page_size": page_size,
                "page_token": page_token,
                "locales": locales,
            },
            body={
                "ids": texts(ids),
                "keyword": keyword,
                "size_chart_mode": size_chart_mode,
            },
        )

    _SUBMIT_APPEAL = Operation(
        "submitSizeChartAppeal", "POST", "/product/202604/appeals/submit"
    )

    def submit_appeal(
        self, *, product_id: str | int, appeal_message: AppealMessageInput
    ) -> None:
        """Appeal a listing blocked by size chart checks.

        TikTok Shop: Submit Size Chart Appeal, 202604.
        """
        self._do(
            self._SUBMIT_APPEAL,
            body={"product_id": number(product_id), "appeal_message": appeal_message},
        )

    _CREATE = Operation("createSizeChartV2", "POST", "/product/202610/size_charts")

    def create(
        self,
        *,
        category_id: str | int,
        size_chart_data: SizeChartInput,
        size_chart_mode: SizeChartMode,
        template_name: str | None = None,
    ) -> str | None:
        """Create a size chart from table data.

        TikTok Shop: Create Size Chart V2, 202610.
        """
        return self._field(
            self._CREATE,
            str,
            "size_chart_id",
            body={
                "category_id": text(category_id),
                "size_chart_data": size_chart_data,
                "size_chart_mode": size_chart_mode,
                "template_name": template_name,
            },
        )

    _EDIT = Operation("editSizeChartV2", "POST", "/product/202610/size_charts/edit")

    def edit(
        self,
        *,
        size_chart_data: SizeChartInput,
        size_chart_id: str | int,
        template_name: str | None = None,
    ) -> str | None:
        """Replace the table of a size chart.

        TikTok Shop: Edit Size Chart V2, 202610.
        """
        return self._field(
            self._EDIT,
            str,
            "size_chart_id",
            body={
                "size_chart_data": size_chart_data,
                "size_chart_id": text(size_chart_id),
                "template_name": template_name,
            },
        )

    _IDENTIFY = Operation(
        "recommendSizechart",
        "POST",
        "/product/202309/images/size_charts/identify",
        repeatable=True,
        shop="none",
        page=Paging(items="images", style="none"),
    )

    def identify(
        self, *, images: Sequence[ImageInput] | None = None
    ) -> Page[IdentifyImage]:
        """Tell which images are size charts.

        Known only from TikTok's OpenAPI files: may be closed or retired.

        TikTok Shop: Recommend Sizechart, 202309.
        """
        return self._page(self._IDENTIFY, IdentifyImage, body={"images": images})
