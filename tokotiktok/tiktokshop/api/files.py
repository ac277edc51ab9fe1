"""Upload files and images.

Written by spec/generate.py; edit spec/tiktokshop or spec/names.toml instead.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

from typing_extensions import TypeAliasType

from ..._model import Id, Model, model
from ..._resource import Page, Resource
from ...wire import Operation, Paging, Upload

Format = TypeAliasType(
    "Format",
    Literal["PDF", "MP4", "MOV", "MKV", "WMV", "WEBM", "AVI", "3GP", "FLV", "MPEG"],
)

TargetLanguage = TypeAliasType(
    "TargetLanguage",
    Literal[
        "cs-CZ",
        "da-DK",
        "de-AT",
        "de-BE",
        "de-DE",
        "el-GR",
        "en-GB",
        "en-IE",
        "es-ES",
        "fi-FI",
        "fr-BE",
        "fr-FR",
        "hu-HU",
        "it-IT",
        "nl-BE",
        "nl-NL",
        "pl-PL",
        "pt-PT",
        "sv-SE",
    ],
)

UseCase = TypeAliasType(
    "UseCase",
    Literal[
        "ATTRIBUTE_IMAGE",
        "CERTIFICATION_IMAGE",
        "CUSTOMIZATION_IMAGE",
        "DESCRIPTION_IMAGE",
        "MAIN_IMAGE",
        "SIZE_CHART_IMAGE",
    ],
)


@model
class UploadedFile(Model):
    """Uploaded file, in upload."""

    id: Id | None = None
    url: str | None = None
    name: str | None = None
    format: Format | None = None


@model
class UploadedImage(Model):
    """Uploaded image, in upload image."""

    uri: str | None = None
    url: str | None = None
    height: int | None = None
    width: int | None = None
    use_case: UseCase | None = None


@model
class ImageInput(Model):
    """Image, in optimize images."""

    uri: str | None = None
    optimization_mode: tuple[Literal["WHITE_BACKGROUND"], ...] = ()


@model
class Image(Model):
    """Image, in optimize images."""

    height: int | None = None
    width: int | None = None
    original_uri: str | None = None
    original_url: str | None = None
    optimized_uri: str | None = None
    optimized_url: str | None = None
    optimize_status: Literal["SUCCESS", "IGNORE", "PROCESSING"] | None = None


@model
class CreateImageTranslationTasksImageInput(Model):
    """Create image translation tasks image, in create image translation tasks."""

    image_uri: str
    target_languages: tuple[TargetLanguage, ...]


@model
class OriginalImage(Model):
    """Original image, in translation task."""

    uri: str | None = None
    url: str | None = None


@model
class TranslationTask(Model):
    """Translation task, in create image translation tasks."""

    image_uri: str | None = None
    target_language: str | None = None
    id: Id | None = None
    original_image: OriginalImage | None = None
    status: Literal["PROCESSING", "COMPLETED", "FAILED"] | None = None
    fail_reason: str | None = None
    translated_image: OriginalImage | None = None


@model
class InitUploadFileResult(Model):
    """Init upload file result, in init upload."""

    upload_url: str | None = None
    upload_token: str | None = None


class Files(Resource):
    """Upload files and images."""

    _UPLOAD = Operation(
        "uploadProductFile", "POST", "/product/202309/files/upload", shop="none"
    )

    def upload(self, *, data: Upload, name: str) -> UploadedFile:
        """Upload a PDF or video for products.

        Scope: ``seller.product.basic``.
        TikTok Shop: Upload Product File, 202309.
        """
        return self._get(
            self._UPLOAD, UploadedFile, body={"name": name}, files={"data": data}
        )

    _UPLOAD_IMAGE = Operation(
        "uploadProductImage", "POST", "/product/202309/images/upload", shop="none"
    )

    def upload_image(
        self, *, data: Upload, use_case: UseCase | None = None
    ) -> UploadedImage:
        """Upload an image for products, variants or certificates.

        Scope: ``seller.product.basic``.
        TikTok Shop: Upload Product Image, 202309.
        """
        return self._get(
            self._UPLOAD_IMAGE,
            UploadedImage,
            body={"use_case": use_case},
            files={"data": data},
        )

    _OPTIMIZE_IMAGES = Operation(
        "optimizeImages",
        "POST",
        "/product/202404/images/optimize",
        page=Paging(items="images", style="none"),
    )

    def optimize_images(
        self, *, images: Sequence[ImageInput] | None = None
    ) -> Page[Image]:
        """Give product images a white background.

        Scope: ``seller.product.basic``.
        TikTok Shop: Optimized Images, 202404.
        """
        return self._page(self._OPTIMIZE_IMAGES, Image, body={"images": images})

    _CREATE_IMAGE_TRANSLATION_TASKS = Operation(
        "createImageTranslationTasks",
        "POST",
        "/product/202505/images/translation_tasks",
        page=Paging(items="translation_tasks", style="none"),
    )

    def create_image_translation_tasks(
        self, *, images: Sequence[CreateImageTranslationTasksImageInput]
    ) -> Page[TranslationTask]:
        """Queue images for translation.

        Scope: ``serller.product.optimize``.
        TikTok Shop: Create Image Translation Tasks, 202505.
        """
        return self._page(
            self._CREATE_IMAGE_TRANSLATION_TASKS,
            TranslationTask,
            body={"images": images},
        )

    _GET_IMAGE_TRANSLATION_TASKS = Operation(
        "getImageTranslationTasks",
        "GET",
        "/product/202506/images/translation_tasks",
        repeatable=True,
        page=Paging(items="translation_tasks", style="none"),
    )

    def get_image_translation_tasks(
        self, *, translation_task_ids: Sequence[str | int] | None = None
    ) -> Page[TranslationTask]:
        """Read status and results of image translations.

        Scope: ``serller.product.optimize``.
        TikTok Shop: Get Image Translation Tasks, 202506.
        """
        return self._page(
            self._GET_IMAGE_TRANSLATION_TASKS,
            TranslationTask,
            query={"translation_task_ids": translation_task_ids},
        )

    _INIT_UPLOAD = Operation(
        "uploadFileInit", "POST", "/open/202512/file/init", shop="none"
    )

    def init_upload(
        self,
        *,
        file_name: str,
        file_type: str,
        file_size: int,
        total_chunk_count: int,
        target_path: str,
        category_asset_cipher: str | None = None,
    ) -> InitUploadFileResult:
        """Open a file upload session, also for large files.

        Scopes: ``seller.customer_service``, ``creator.video.write``.
        TikTok Shop: Upload File Init, 202512.
        """
        return self._get(
            self._INIT_UPLOAD,
            InitUploadFileResult,
            query={"category_asset_cipher": category_asset_cipher},
            body={
                "file_name": file_name,
                "file_type": file_type,
                "file_size": file_size,
                "total_chunk_count": total_chunk_count,
                "target_path": target_path,
            },
        )
