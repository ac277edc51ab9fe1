"""Manufacturers, responsible persons and audits.

Written by spec/generate.py; edit spec/tiktokshop/products.json or spec/names.toml instead.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

from ..._model import Id, Model, model, text, texts
from ..._resource import Page, Resource
from ...wire import Operation, Paging


@model
class PhoneNumberInput(Model):
    """Phone number, in create manufacturer."""

    availability: Literal["AVAILABLE", "UNAVAILABLE"] | None = None
    country_code: str | None = None
    local_number: str | None = None


@model
class CreateResponsiblePersonPhoneNumberInput(Model):
    """Create responsible person phone number, in create responsible person."""

    country_code: str
    local_number: str


@model
class AddressInput(Model):
    """Address, in create responsible person."""

    street_address_line1: str
    """Max 500 chars."""
    postal_code: str
    """Max 500 chars."""
    country: str
    street_address_line2: str | None = None
    """Max 500 chars; deprecated."""
    district: str | None = None
    """Max 500 chars; deprecated."""
    city: str | None = None
    """Max 500 chars; deprecated."""
    province: str | None = None
    """Max 500 chars; deprecated."""


@model
class PhoneNumber(Model):
    """Phone number, in regional profile."""

    availability: Literal["AVAILABLE", "UNAVAILABLE"] | None = None
    country_code: str | None = None
    local_number: str | None = None


@model
class RegionalProfile(Model):
    """Regional profile, in manufacturer."""

    locale: str | None = None
    name: str | None = None
    """Max 255 chars."""
    registered_trade_name: str | None = None
    """Max 200 chars."""
    email: str | None = None
    phone_number: PhoneNumber | None = None
    address: str | None = None
    """Max 500 chars."""


@model
class Manufacturer(Model):
    """Manufacturer, in search manufacturers."""

    id: Id | None = None
    regional_profiles: tuple[RegionalProfile, ...] = ()


@model
class Address(Model):
    """Address, in responsible person regional profile."""

    street_address_line1: str | None = None
    """Max 500 chars."""
    street_address_line2: str | None = None
    """Max 500 chars; deprecated."""
    district: str | None = None
    """Max 500 chars; deprecated."""
    city: str | None = None
    """Deprecated."""
    postal_code: str | None = None
    """Max 500 chars."""
    province: str | None = None
    """Deprecated."""
    country: str | None = None


@model
class ResponsiblePersonRegionalProfile(Model):
    """Responsible person regional profile, in responsible person."""

    locale: str | None = None
    name: str | None = None
    """Max 200 chars."""
    email: str | None = None
    phone_number: PhoneNumber | None = None
    address: Address | None = None


@model
class ResponsiblePerson(Model):
    """Responsible person, in search responsible persons."""

    id: Id | None = None
    regional_profiles: tuple[ResponsiblePersonRegionalProfile, ...] = ()


@model
class Variant(Model):
    """Variant, in product."""

    id: Id | None = None


@model
class ProductCategory(Model):
    """Product category, in product."""

    id: Id | None = None
    name: str | None = None
    level: int | None = None
    parent_id: Id | None = None
    is_leaf: bool | None = None


@model
class Product(Model):
    """A product in full."""

    id: Id | None = None
    title: str | None = None
    country: str | None = None
    description: str | None = None
    variants: tuple[Variant, ...] = ()
    listing_url: str | None = None
    seller_name: str | None = None
    seller_id: Id | None = None
    main_image_urls: tuple[str, ...] = ()
    brand_id: Id | None = None
    brand_name: str | None = None
    categories: tuple[ProductCategory, ...] = ()


class Compliance(Resource):
    """Manufacturers, responsible persons and audits."""

    _CREATE_MANUFACTURER = Operation(
        "createManufacturer",
        "POST",
        "/product/202409/compliance/manufacturers",
        shop="none",
    )

    def create_manufacturer(
        self,
        *,
        name: str,
        email: str,
        phone_number: PhoneNumberInput,
        address: str,
        registered_trade_name: str | None = None,
        locale: str | None = None,
    ) -> str | None:
        """Add a manufacturer for EU compliance.

        Scope: ``seller.product.basic``.
        TikTok Shop: Create Manufacturer, 202409.
        """
        return self._field(
            self._CREATE_MANUFACTURER,
            str,
            "manufacturer_id",
            body={
                "name": name,
                "email": email,
                "phone_number": phone_number,
                "address": address,
                "registered_trade_name": registered_trade_name,
                "locale": locale,
            },
        )

    _PARTIAL_EDIT_MANUFACTURER = Operation(
        "partialEditManufacturer",
        "POST",
        "/product/202409/compliance/manufacturers/{manufacturer_id}/partial_edit",
        shop="none",
    )

    def partial_edit_manufacturer(
        self,
        *,
        manufacturer_id: str | int,
        name: str | None = None,
        registered_trade_name: str | None = None,
        email: str | None = None,
        phone_number: PhoneNumberInput | None = None,
        address: str | None = None,
        locale: str | None = None,
    ) -> None:
        """Change selected data of a manufacturer.

        Scope: ``seller.product.basic``.
        TikTok Shop: Partial Edit Manufacturer, 202409.
        """
        self._do(
            self._PARTIAL_EDIT_MANUFACTURER,
            path={"manufacturer_id": manufacturer_id},
            body={
                "name": name,
                "registered_trade_name": registered_trade_name,
                "email": email,
                "phone_number": phone_number,
                "address": address,
                "locale": locale,
            },
        )

    _CREATE_RESPONSIBLE_PERSON = Operation(
        "createResponsiblePerson",
        "POST",
        "/product/202409/compliance/responsible_persons",
        shop="none",
    )

    def create_responsible_person(
        self,
        *,
        name: str,
        email: str,
        phone_number: CreateResponsiblePersonPhoneNumberInput,
        address: AddressInput,
        locale: str | None = None,
    ) -> str | None:
        """Add an EU responsible person.

        Scope: ``seller.product.basic``.
        TikTok Shop: Create Responsible Person, 202409.
        """
        return self._field(
            self._CREATE_RESPONSIBLE_PERSON,
            str,
            "responsible_person_id",
            body={
                "name": name,
                "email": email,
                "phone_number": phone_number,
                "address": address,
                "locale": locale,
            },
        )

    _PARTIAL_EDIT_RESPONSIBLE_PERSON = Operation(
        "partialEditResponsiblePerson",
        "POST",
        "/product/202409/compliance/responsible_persons/{responsible_person_id}/partial_edit",
        shop="none",
    )

    def partial_edit_responsible_person(
        self,
        *,
        responsible_person_id: str | int,
        name: str | None = None,
        email: str | None = None,
        phone_number: CreateResponsiblePersonPhoneNumberInput | None = None,
        address: AddressInput | None = None,
        locale: str | None = None,
    ) -> None:
        """Change selected data of a responsible person.

        Scope: ``seller.product.basic``.
        TikTok Shop: Partial Edit Responsible Person, 202409.
        """
        self._do(
            self._PARTIAL_EDIT_RESPONSIBLE_PERSON,
            path={"responsible_person_id": responsible_person_id},
            body={
                "name": name,
                "email": email,
                "phone_number": phone_number,
                "address": address,
                "locale": locale,
            },
        )

    _SEARCH_MANUFACTURERS = Operation(
        "searchManufacturers",
        "POST",
        "/product/202501/compliance/manufacturers/search",
        repeatable=True,
        shop="none",
        page=Paging(items="manufacturers", total="total_count"),
    )

    def search_manufacturers(
        self,
        *,
        manufacturer_ids: Sequence[str | int] | None = None,
        keyword: str | None = None,
        locales: Sequence[str] | None = None,
        page_size: int = 50,
        page_token: str | None = None,
    ) -> Page[Manufacturer]:
        """Search manufacturers kept for EU compliance.

        Scope: ``seller.product.basic``.
        TikTok Shop: Search Manufacturers, 202501.
        """
        return self._page(
            self._SEARCH_MANUFACTURERS,
            Manufacturer,
            query={"page_size": page_size, "page_token": page_token},
            body={
                "manufacturer_ids": texts(manufacturer_ids),
                "keyword": keyword,
                "locales": locales,
            },
        )

    _SEARCH_RESPONSIBLE_PERSONS = Operation(
        "searchResponsiblePersons",
        "POST",
        "/product/202501/compliance/responsible_persons/search",
        repeatable=True,
        shop="none",
        page=Paging(items="responsible_persons", total="total_count"),
    )

    def search_responsible_persons(
        self,
        *,
        responsible_person_ids: Sequence[str | int] | None = None,
        keyword: str | None = None,
        locales: Sequence[str] | None = None,
        page_size: int = 50,
        page_token: str | None = None,
    ) -> Page[ResponsiblePerson]:
        """Search EU responsible persons.

        Scope: ``seller.product.basic``.
        TikTok Shop: Search Responsible Persons, 202501.
        """
        return self._page(
            self._SEARCH_RESPONSIBLE_PERSONS,
            ResponsiblePerson,
            query={"page_size": page_size, "page_token": page_token},
            body={
                "responsible_person_ids": texts(responsible_person_ids),
                "keyword": keyword,
                "locales": locales,
            },
        )

    _SEARCH_PRODUCTS = Operation(
        "searchProductsForComplianceAuditing",
        "POST",
        "/product/202601/compliance/auditing/research",
        repeatable=True,
        shop="none",
        page=Paging(items="products", total="total_count"),
    )

    def search_products(
        self,
        *,
        category_asset_cipher: str | None = None,
        product_title: str | None = None,
        product_ids: Sequence[str | int] | None = None,
        seller_id: str | int | None = None,
        category_ids: Sequence[str | int] | None = None,
        brand_ids: Sequence[str | int] | None = None,
        seller_name: str | None = None,
        page_token: str | None = None,
        page_size: int = 20,
    ) -> Page[Product]:
        """Search live products as a compliance test vendor.

        TikTok Shop: Search Products for Compliance Auditing, 202601.
        """
        return self._page(
            self._SEARCH_PRODUCTS,
            Product,
            query={
                "category_asset_cipher": category_asset_cipher,
                "page_token": page_token,
                "page_size": page_size,
            },
            body={
                "product_title": product_title,
                "product_ids": texts(product_ids),
                "seller_id": text(seller_id),
                "category_ids": texts(category_ids),
                "brand_ids": texts(brand_ids),
                "seller_name": seller_name,
            },
        )
