"""Settings of the app.

Written by spec/generate.py; edit spec/tokopedia or spec/names.toml instead.
"""

from __future__ import annotations

from ..._model import IntId, Model, model
from ..._resource import Resource
from ...wire import Operation, Upload


@model
class IpWhitelist(Model):
    """Ip whitelist, in get ip whitelist."""

    fs_id: IntId | None = None
    ip_whitelisted: tuple[str, ...] = ()


class Apps(Resource):
    """Settings of the app."""

    _GET_IP_WHITELIST = Operation(
        "get_ip_whitelist",
        "GET",
        "/v1/fs/{fs_id}/whitelist",
        repeatable=True,
        shop="none",
    )

    def get_ip_whitelist(self) -> IpWhitelist:
        """Read which addresses the app may call from.

        Tokopedia: get_ip_whitelist.
        """
        return self._get(self._GET_IP_WHITELIST, IpWhitelist)

    _REGISTER_PUBLIC_KEY = Operation(
        "register_public_key",
        "POST",
        "/v1/fs/{fs_id}/register",
        repeatable=True,
        shop="none",
    )

    def register_public_key(self, *, upload: int, public_key: Upload) -> None:
        """Register the key that buyer data is sealed for.

        Tokopedia: register_public_key.
        """
        self._do(
            self._REGISTER_PUBLIC_KEY,
            query={"upload": upload},
            files={"public_key": public_key},
        )
