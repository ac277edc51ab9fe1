"""Post and read shoppable videos.

Written by spec/generate.py; edit spec/tiktokshop or spec/names.toml instead.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Literal

from ..._model import DecimalText, Id, Model, UnixSeconds, model, seconds, text
from ..._resource import Page, Resource
from ...money import Money
from ...wire import Operation, Paging, Upload


@model
class VideoFile(Model):
    """Video file, in upload file."""

    id: Id | None = None
    md5: str | None = None


@model
class Video(Model):
    """Video, in get status."""

    id: Id | None = None
    post_status: Literal["SUCCESS", "FAIL", "PROCESSING"] | None = None
    post_time: UnixSeconds | None = None


@model
class PhotoFile(Model):
    """Photo file, in upload photo file."""

    photo_uri: str | None = None


@model
class VideoInput(Model):
    """Video, in create precheck task."""

    file_id: Id


@model
class ProductLinkInput(Model):
    """Product link, in create precheck task."""

    product_id: Id
    title: str


@model
class Precheck(Model):
    """Precheck, in create precheck task."""

    task_id: Id | None = None


@model
class Issue(Model):
    """Issue, in violation check result."""

    risk: str | None = None
    suggestions: str | None = None


@model
class ViolationCheckResult(Model):
    """Violation check result, in precheck task."""

    status: str | None = None
    issues: tuple[Issue, ...] = ()


@model
class GoodQualityCheckIssue(Model):
    """Good quality check issue, in good quality check result."""

    code: str | None = None
    suggestions: str | None = None


@model
class GoodQualityCheckResult(Model):
    """Good quality check result, in precheck task."""

    status: str | None = None
    issues: tuple[GoodQualityCheckIssue, ...] = ()


@model
class PrecheckTask(Model):
    """Precheck task, in get precheck task."""

    id: Id | None = None
    violation_check_result: ViolationCheckResult | None = None
    good_quality_check_result: GoodQualityCheckResult | None = None


@model
class VideoInfoInput(Model):
    """Video info, in post."""

    file_id: Id
    title: str
    """Max 2200 chars."""
    cover_uri: str | None = None
    cover_timestamp_ms: int | None = None
    """Position in the video in milliseconds."""
    music_id: Id | None = None


@model
class PhotosInput(Model):
    """Photos, in post photos."""

    photo_file_uris: str


@model
class ShopInput(Model):
    """Shop, in link input."""

    shop_id: Id | None = None
    group_type: str | None = None
    group_id: Id | None = None


@model
class LinkLinkInput(Model):
    """Link link, in link input."""

    product_id: Id | None = None
    link_title: str | None = None


@model
class LinkInput(Model):
    """Link, in post photos."""

    post_type: str
    shop_info: ShopInput | None = None
    links: tuple[LinkLinkInput, ...] = ()


@model
class Photo(Model):
    """Photo, in post photos video result."""

    photo_post_id: Id | None = None


@model
class PostPhotosVideoResult(Model):
    """Post photos video result, in post photos."""

    photo: Photo | None = None
    quota: str | None = None


@model
class TimeRange(Model):
    """Time range, in get performances video performance."""

    start_time: UnixSeconds | None = None
    end_time: UnixSeconds | None = None


@model
class Metrics(Model):
    """Metrics, in get performances video performance."""

    anchor_display_rate: DecimalText | None = None
    """Ratio as."""
    click_through_rate: DecimalText | None = None
    """Ratio as."""
    order_count: int | None = None
    item_sold_count: int | None = None
    gmv: Money | None = None


@model
class GetPerformancesVideoPerformance(Model):
    """Get performances video performance, in get performances video."""

    time_range: TimeRange | None = None
    metrics: Metrics | None = None


@model
class GetPerformancesVideo(Model):
    """Get performances video, in get performances."""

    id: Id | None = None
    performances: tuple[GetPerformancesVideoPerformance, ...] = ()


class Videos(Resource):
    """Post and read shoppable videos."""

    _UPLOAD_FILE = Operation(
        "uploadShoppableVideoFile",
        "POST",
        "/affiliate_creator/202505/videos/video_files",
        shop="none",
    )

    def upload_file(self, *, data: Upload) -> VideoFile | None:
        """Upload a video file for a later post.

        Scope: ``creator.video.write``.
        TikTok Shop: Upload Shoppable Video File, 202505.
        """
        return self._field(
            self._UPLOAD_FILE, VideoFile, "video_file", files={"data": data}
        )

    _GET_STATUS = Operation(
        "getShoppableVideoStatus",
        "GET",
        "/affiliate_creator/202509/videos/{video_id}/status",
        repeatable=True,
        shop="none",
    )

    def get_status(self, *, video_id: str | int) -> Video | None:
        """Check whether a posted video went live.

        Scope: ``creator.video.write``.
        TikTok Shop: Get Shoppable Video Status, 202509.
        """
        return self._field(
            self._GET_STATUS, Video, "video", path={"video_id": video_id}
        )

    _UPLOAD_PHOTO_FILE = Operation(
        "uploadShoppablePhotoFile",
        "POST",
        "/affiliate_creator/202511/photos/photo_files",
        shop="none",
    )

    def upload_photo_file(self, *, data: Upload) -> PhotoFile | None:
        """Upload a photo for a later post.

        TikTok Shop: Upload Shoppable Photo File, 202511.
        """
        return self._field(
            self._UPLOAD_PHOTO_FILE, PhotoFile, "photo_file", files={"data": data}
        )

    _CREATE_PRECHECK_TASK = Operation(
        "createVideoPrecheckTask",
        "POST",
        "/affiliate_creator/202511/videos/precheck_task",
        shop="none",
    )

    def create_precheck_task(
        self, *, video_info: VideoInput, product_link_info: ProductLinkInput
    ) -> Precheck | None:
        """Start a content check of a video.

        Scope: ``creator.video.write``.
        TikTok Shop: Precheck Video Content, 202511.
        """
        return self._field(
            self._CREATE_PRECHECK_TASK,
            Precheck,
            "precheck",
            body={"video_info": video_info, "product_link_info": product_link_info},
        )

    _GET_PRECHECK_TASK = Operation(
        "getShoppableVideoPrecheckResult",
        "GET",
        "/affiliate_creator/202601/videos/precheck_tasks/{task_id}",
        repeatable=True,
        shop="none",
    )

    def get_precheck_task(self, *, task_id: str | int) -> PrecheckTask | None:
        """Read the result of a video content check.

        Scope: ``creator.video.write``.
        TikTok Shop: Get Shoppable Video Precheck Result, 202601.
        """
        return self._field(
            self._GET_PRECHECK_TASK,
            PrecheckTask,
            "precheck_task",
            path={"task_id": task_id},
        )

    _POST = Operation(
        "postShoppableVideo", "POST", "/affiliate_creator/202603/videos", shop="none"
    )

    def post(
        self, *, video_info: VideoInfoInput, product_link_info: ProductLinkInput
    ) -> Video | None:
        """Post a shoppable video.

        Scope: ``creator.video.write``.
        TikTok Shop: Post Shoppable Video, 202603.
        """
        return self._field(
            self._POST,
            Video,
            "video",
            body={"video_info": video_info, "product_link_info": product_link_info},
        )

    _POST_PHOTOS = Operation(
        "postShoppablePhotos", "POST", "/affiliate_creator/202610/photos", shop="none"
    )

    def post_photos(
        self,
        *,
        photos_info: Sequence[PhotosInput],
        music_id: str | int | None = None,
        title: str | None = None,
        link_info: LinkInput | None = None,
        is_ai_generated: bool | None = None,
    ) -> PostPhotosVideoResult:
        """Post shoppable photos.

        TikTok Shop: Post Shoppable Photos, 202610.
        """
        return self._get(
            self._POST_PHOTOS,
            PostPhotosVideoResult,
            body={
                "photos_info": photos_info,
                "music_id": text(music_id),
                "title": title,
                "link_info": link_info,
                "is_ai_generated": is_ai_generated,
            },
        )

    _CHECK_ANCHOR_PREREQUISITES = Operation(
        "checkAnchorPrerequisites",
        "POST",
        "/affiliate/202402/anchors/prerequisite_check",
        repeatable=True,
        shop="none",
    )

    def check_anchor_prerequisites(
        self, *, product_id: str | int | None = None
    ) -> None:
        """Check whether a product may be linked in a video.

        Known only from TikTok's OpenAPI files: may be closed or retired.

        TikTok Shop: Check Anchor Prerequisites, 202402.
        """
        self._do(
            self._CHECK_ANCHOR_PREREQUISITES, body={"product_id": text(product_id)}
        )

    _CHECK_ANCHOR_CONTENT = Operation(
        "checkAnchorContent",
        "POST",
        "/affiliate/202403/anchors/content_check",
        repeatable=True,
        shop="none",
    )

    def check_anchor_content(self, *, title: str | None = None) -> None:
        """Check the title of a product link.

        Known only from TikTok's OpenAPI files: may be closed or retired.

        TikTok Shop: Check Anchor Content, 202403.
        """
        self._do(self._CHECK_ANCHOR_CONTENT, body={"title": title})

    _GET_PERFORMANCES = Operation(
        "getVideoPerformances",
        "GET",
        "/analytics/202403/videos/performances",
        repeatable=True,
        shop="none",
        page=Paging(items="videos", style="none"),
    )

    def get_performances(
        self, *, video_ids: str, start_time_ge: datetime, end_time_le: datetime
    ) -> Page[GetPerformancesVideo]:
        """Read figures of a US creator's videos.

        Scope: ``creator.video.write``.
        TikTok Shop: Get Video Performances, 202403.
        """
        return self._page(
            self._GET_PERFORMANCES,
            GetPerformancesVideo,
            query={
                "video_ids": video_ids,
                "start_time_ge": seconds(start_time_ge),
                "end_time_le": seconds(end_time_le),
            },
        )
