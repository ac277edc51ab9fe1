"""
Whose shop, of which app, and where its state lives: from a TOML file or the environment.

The one or the other, never both: half of one shop and half of another would do harm that
no error shows. A secret is never on the command line, where history and every process on
the machine see it.
"""

from __future__ import annotations

import os
import stat
from collections.abc import Mapping
from difflib import get_close_matches
from pathlib import Path

from attrs import field, fields, frozen

from ..binding.files import read
from ..errors import ValidationError

FILE = "~/.config/tokotiktok/profiles.toml"
"""Where profiles are, if nobody says."""
TOKENS = "~/.config/tokotiktok/tokens.db"
"""Where tokens are, if nobody says: in a SQLite file."""
PREFIX = "TOKOTIKTOK_"
"""What names of settings begin with in the environment."""
SECRETS = (
    "app_secret",
    "shop_cipher",
    "tokopedia_client_secret",
    "tokopedia_private_key",
    "tokopedia_webhook_secret",
)
"""Settings that may be elsewhere: ``app_secret_env``, ``app_secret_file`` say where."""

_HAS_MODES = os.name == "posix"


@frozen(kw_only=True)
class Profile:
    """All that is known of one shop and the app that serves it."""

    where: str
    """What it was read from, for errors: ``profile toko of profiles.toml``."""
    warnings: tuple[str, ...] = ()
    app_key: str | None = None
    app_secret: str | None = field(default=None, repr=False)
    service_id: str | None = None
    """Of the app's authorization link, for ``auth login``."""
    account: str | None = None
    """The seller's ``open_id``. Left out, the only one whose token is stored."""
    shop_id: str | None = None
    """The shop. Left out, the only one that the token covers."""
    shop_cipher: str | None = field(default=None, repr=False)
    """Its cipher. Left out, it is asked for by the shop's id."""
    tokens: str | None = None
    """The URL of the store of tokens."""
    base_url: str | None = None
    """Another host of TikTok Shop's API, such as a served sandbox."""
    auth_url: str | None = None
    tokopedia_archive: str | None = None
    """The folder of an archive of the old shop."""
    tokopedia_client_id: str | None = None
    tokopedia_client_secret: str | None = field(default=None, repr=False)
    tokopedia_fs_id: str | None = None
    tokopedia_shop_id: str | None = None
    tokopedia_base_url: str | None = None
    """Who still answers as Tokopedia's API did: a vendor's proxy, a replay."""
    tokopedia_auth_url: str | None = None
    tokopedia_private_key: str | None = field(default=None, repr=False)
    """Opens sealed buyer data; a PEM text."""
    tokopedia_webhook_secret: str | None = field(default=None, repr=False)

    def need(self, name: str) -> str:
        """
        Give a setting.

        Raises:
            ValidationError: it is not set.
        """
        value: str | None = getattr(self, name)
        if value is None:
            elsewhere = f", {name}_env or {name}_file" if name in SECRETS else ""
            msg = (
                f"{self.where} does not say {name}: write {name}{elsewhere} into a "
                f"profile, or set {PREFIX}{name.upper()}"
            )
            raise ValidationError(msg)
        return value


SETTINGS = tuple(
    one.name for one in fields(Profile) if one.name not in ("where", "warnings")
)
"""What a profile may say."""
KEYS = (*SETTINGS, *(f"{one}_{how}" for one in SECRETS for how in ("env", "file")))
"""The keys of a profile, and with `PREFIX`, in capitals, the variables."""


def profile(
    name: str | None, file: str | None, environment: Mapping[str, str]
) -> Profile:
    """
    Find out whose shop is meant.

    Args:
        name: the profile. Left out, the environment if it says anything; else the
            profile ``default`` of the file, or the only one.
        file: the file of profiles; `FILE`, if left out.
        environment: the variables.

    Raises:
        ValidationError: nobody says, or something in it cannot be meant.
        BindingError: the file cannot be read.
    """
    given = {
        key: environment[PREFIX + key.upper()]
        for key in KEYS
        if environment.get(PREFIX + key.upper())
    }
    path = Path(file or FILE).expanduser()
    if name is None and given:
        return _made("the environment", given, Path(), environment)
    if name is None and file is None and not path.exists():
        msg = (
            f"no shop is named: give --sandbox for a made-up one, write a profile into "
            f"{FILE}, or set {PREFIX}APP_KEY and the rest"
        )
        raise ValidationError(msg)
    found = read(path).content
    chosen = name or ("default" if "default" in found or not found else _only(found))
    table = found.get(chosen) if chosen else None
    if not isinstance(table, Mapping):
        names = ", ".join(sorted(found)) or "none"
        msg = f"{path}: say with --profile which profile: there are {names}"
        if chosen:
            msg = f"{path}: there is no profile {chosen!r}: there are {names}"
        raise ValidationError(msg)
    where = f"profile {chosen} of {path}"
    return _made(where, table, path.parent, environment, *_open_to_others(path))


def _only(found: Mapping[str, object]) -> str | None:
    return next(iter(found)) if len(found) == 1 else None


def _made(
    where: str,
    given: Mapping[str, object],
    folder: Path,
    environment: Mapping[str, str],
    *warnings: str,
) -> Profile:
    """Make a profile; paths in it are from its file's folder."""
    made = {key: _text(where, key, value) for key, value in given.items()}
    told = list(warnings)
    for name in SECRETS:
        ways = [one for one in (name, f"{name}_env", f"{name}_file") if one in made]
        if len(ways) > 1:
            raise ValidationError(f"{where}: give one of {' and '.join(ways)}")
        variable, file = made.pop(f"{name}_env", None), made.pop(f"{name}_file", None)
        if variable is not None:
            if not environment.get(variable):
                msg = f"{where}: {name}_env names {variable}, which is not set"
                raise ValidationError(msg)
            made[name] = environment[variable]
        if file is not None:
            path = folder / Path(file).expanduser()
            made[name] = _secret(where, name, path)
            told += _open_to_others(path)
    if "tokopedia_archive" in made:
        archive = Path(made["tokopedia_archive"]).expanduser()
        made["tokopedia_archive"] = str(folder / archive)
    return Profile(where=where, warnings=tuple(told), **made)


def _text(where: str, key: str, value: object) -> str:
    """Take a value; ids may be written as numbers."""
    if key not in KEYS:
        near = get_close_matches(key, KEYS, n=1)
        hint = f'; did you mean "{near[0]}"?' if near else ""
        raise ValidationError(f'{where}: there is no setting "{key}"{hint}')
    if not isinstance(value, (str, int)) or isinstance(value, bool) or value == "":
        raise ValidationError(f"{where}: {key} is not a text")
    return str(value)


def _secret(where: str, name: str, path: Path) -> str:
    try:
        text = path.read_text("utf-8").strip()
    except (OSError, ValueError) as error:
        why = getattr(error, "strerror", None) or "it is no text in UTF-8"
        msg = f"{where}: {name}_file names {path}, which cannot be read: {why}"
        raise ValidationError(msg) from None  # a ValueError quotes what is in it
    if not text:
        raise ValidationError(f"{where}: {name}_file names {path}, which is empty")
    return text


def _open_to_others(path: Path) -> list[str]:
    """Say so if others than its owner may read a file; Windows does not tell."""
    mode = path.stat().st_mode
    if not _HAS_MODES or not mode & (stat.S_IRWXG | stat.S_IRWXO):
        return []
    return [f"{path} can be read by others; to change that: chmod 600 {path}"]
