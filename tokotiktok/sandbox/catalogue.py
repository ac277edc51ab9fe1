"""What the made-up shop sells."""

from __future__ import annotations

from attrs import frozen

from .changes import FIRST_TWIN, ItemChange

CREATED_AT = 1_751_331_600
"""When the first products were made, in seconds since 1970."""


@frozen(kw_only=True)
class Sku:
    """A product, or one variant of it."""

    number: int
    seller_sku: str
    variant: str | None
    price: int

    @property
    def tiktok_id(self) -> str:
        """Its *sku_id* on TikTok Shop."""
        return str(1_730_000_000_000_000_200 + self.number)

    @property
    def tokopedia_id(self) -> int:
        """Its product id on Tokopedia, where variants are products."""
        return 9_100_000_000 + self.number


@frozen(kw_only=True)
class Item:
    """A product, and its state on each platform, as the platforms word it."""

    number: int
    name: str
    skus: tuple[Sku, ...]
    tiktok: str | None
    """Its TikTok Shop ``status``; ``None`` if it was never listed there."""
    tokopedia: str | None
    """Its status on Tokopedia in TikTok Shop's words."""
    old_status: int | None
    """Its status in the Tokopedia API; ``None`` if that never knew it."""
    moved: bool = True
    """Whether the integration took it over."""
    weight: int = 250
    """In grams."""
    shift: int = 0
    """How much higher the numbers of its warehouses are on TikTok Shop."""
    merged_into: str | None = None
    """The id of the TikTok Shop product that the seller merged it into."""
    change: ItemChange | None = None
    """What writes did to it."""

    @property
    def tiktok_id(self) -> str:
        """Its product id on TikTok Shop."""
        return str(1_730_000_000_000_000_100 + self.number)

    @property
    def tokopedia_id(self) -> int:
        """Its product id on Tokopedia: that of the parent, if it has variants."""
        if len(self.skus) == 1:
            return self.skus[0].tokopedia_id
        return 9_000_000_000 + self.number

    @property
    def created_at(self) -> int:
        """When it was made; those beyond `CATALOGUE` one after another."""
        number = self.number if self.number < FIRST_TWIN else 0
        return CREATED_AT + 30 * max(0, number - len(CATALOGUE))

    def stock(self, sku: Sku) -> dict[int, int]:
        """How many are in each warehouse, by its number."""
        level = {1: 10 + 7 * sku.number % 50, 2: 3 * sku.number % 20}
        if self.change is not None:
            level |= self.change.levels.get(sku.number, {})
        return level


def _item(
    number: int,
    name: str,
    skus: list[tuple[str, str | None, int]],
    states: tuple[str | None, str | None, int | None],
    *,
    moved: bool = True,
) -> Item:
    return Item(
        number=number,
        name=name,
        skus=tuple(
            Sku(number=10 * number + k, seller_sku=code, variant=variant, price=price)
            for k, (code, variant, price) in enumerate(skus)
        ),
        tiktok=states[0],
        tokopedia=states[1],
        old_status=states[2],
        moved=moved,
    )


CATALOGUE = (
    _item(
        1,
        "Kopi Gayo Contoh",
        [("KOPI-GAYO-250", "250 g", 65_000), ("KOPI-GAYO-500", "500 g", 120_000)],
        ("ACTIVATE", "ACTIVATE", 1),
    ),
    _item(
        2, "Teh Melati Contoh", [("TEH-MELATI", None, 27_000)], (None, "ACTIVATE", 1)
    ),
    _item(
        3,
        "Gula Aren Contoh",
        [("GULA-AREN", None, 32_000)],
        ("ACTIVATE", "ACTIVATE", 1),
    ),
    _item(4, "Madu Hutan Contoh", [("MADU", None, 89_000)], ("FAILED", "ACTIVATE", 1)),
    _item(
        5,
        "Cangkir Enamel Contoh",
        [("CANGKIR-PUTIH", "Putih", 45_000), ("CANGKIR-HIJAU", "Hijau", 45_000)],
        ("ACTIVATE", None, None),
    ),
    _item(
        6,
        "Saringan Kopi Contoh",
        [("SARINGAN", None, 38_000)],
        ("SELLER_DEACTIVATED", "SELLER_DEACTIVATED", 3),
    ),
    _item(
        7,
        "Cokelat Bubuk Contoh",
        [("COKELAT", None, 54_000)],
        ("ACTIVATE", "PLATFORM_DEACTIVATED", 1),
    ),
    _item(
        8,
        "Kopi Luwak Contoh",
        [("KOPI-LUWAK", None, 350_000)],
        (None, None, -2),
        moved=False,
    ),
)
"""What the shop sells. The last was banned on Tokopedia, so it was not taken over."""

SOLD = tuple((item, sku) for item in CATALOGUE[:7] for sku in item.skus)
"""What buyers buy."""

COPIED = {1: "ACTIVATE", 2: "ACTIVATE", 3: "SELLER_DEACTIVATED"}
"""
What an integration copies, by its status in the Tokopedia API, and as what: what is on
sale, on sale as the shop's best, and off sale. What is suspended is not copied.
"""
WHY = "Produk tidak memenuhi kebijakan (contoh)"
"""Why an audit fails that is told to fail."""
REFUSED = {
    (4, "TIKTOK_SHOP"): ("Foto utama buram", "Unggah foto yang tajam"),
    (7, "TOKOPEDIA"): ("Izin edar belum dilampirkan", "Lampirkan izin edar"),
}
"""Why a platform refused a product, and what it suggests; by number and platform."""


def items(count: int) -> tuple[Item, ...]:
    """Give the catalogue, cut or lengthened to *count* products."""
    return CATALOGUE[:count] + tuple(
        _item(
            number,
            f"Barang Contoh {number}",
            [(f"BARANG-{number}", None, 10_000 + 500 * (number % 90))],
            ("ACTIVATE", "ACTIVATE", 1),
        )
        for number in range(len(CATALOGUE) + 1, count + 1)
    )
