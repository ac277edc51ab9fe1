"""
A service of your own over both platforms: ``uvicorn fastapi_service:app``.

It shows orders, and sets stock. Without an account it serves the sandbox's made-up shop.
Handlers are plain functions: FastAPI runs each in a thread, where calls may wait.
"""

from __future__ import annotations

from itertools import islice

from fastapi import FastAPI, HTTPException, Request
from fastapi.responses import JSONResponse
from pydantic import BaseModel, Field

from tokotiktok import NotFoundError, RateLimitError, TokoTikTokError
from tokotiktok.sandbox import Sandbox
from tokotiktok.sync.schema import as_plain

# yours: UnifiedShop(tiktokshop=TikTokShopClient(...)), made once; threads may share it
box = Sandbox(seed=1)
shop = box.shop()
app = FastAPI(title="Tokopedia & Shop")


class Stock(BaseModel):
    """How many there are, by warehouse."""

    levels: dict[str, int] = Field(examples=[{"7480000000000000011": 12}])


@app.exception_handler(TokoTikTokError)
def refused(_: Request, error: TokoTikTokError) -> JSONResponse:
    """Say what went wrong; an error holds no secret, and what support asks for."""
    status = 502
    if isinstance(error, NotFoundError):
        status = 404
    elif isinstance(error, RateLimitError):
        status = 503
    said = {"error": str(error), "request_id": error.request_id}
    return JSONResponse(said, status)


@app.get("/orders")
def orders(limit: int = 20):
    """Give the newest orders of both platforms."""
    return [as_plain(order) for order in islice(shop.orders.list(), limit)]


@app.get("/products")
def products():
    """Give the products, with where each is listed."""
    return [as_plain(product) for product in shop.products.list(reasons=False)]


@app.put("/products/{seller_sku}/stock")
def set_stock(seller_sku: str, stock: Stock):
    """Set the stock of an SKU, for both platforms."""
    for product in shop.products.list(reasons=False):
        if any(sku.seller_sku == seller_sku for sku in product.skus):
            result = shop.products.set_stock(product, {seller_sku: stock.levels})
            return [
                {"state": one.state, "message": one.message, "who": one.who}
                for one in result
            ]
    raise HTTPException(404, f"the shop does not sell {seller_sku}")


if __name__ == "__main__":
    import uvicorn

    uvicorn.run(app, port=8000)
