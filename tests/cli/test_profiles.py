"""Profiles: from a file or the environment, and no secret in what is said."""

from __future__ import annotations

import os

import pytest

from tokotiktok.cli.profiles import KEYS, SECRETS, profile
from tokotiktok.errors import BindingError, ValidationError

SECRET = "fiktif-secret-77"


@pytest.fixture
def file(home):
    """Write a file of profiles, for its owner only, and give its name."""

    def written(text, name="profiles.toml", mode=0o600):
        path = home / name
        path.write_text(text, "utf-8")
        path.chmod(mode)
        return str(path)

    return written


def refused(name, path, environment=None):
    """Say why there is no such profile."""
    with pytest.raises(ValidationError) as caught:
        profile(name, path, environment or {})
    return str(caught.value)


class TestFile:
    def test_named(self, file):
        """A profile is a table of the file; ids may be numbers."""
        path = file('[a]\napp_key = "1"\n[b]\napp_key = "2"\ntokopedia_shop_id = 5\n')
        found = profile("b", path, {"TOKOTIKTOK_APP_KEY": "3"})

        assert ("2", "5") == (found.app_key, found.tokopedia_shop_id)
        assert f"profile b of {path}" == found.where
        assert () == found.warnings

    @pytest.mark.parametrize(
        ("text", "key"),
        [
            ('[only]\napp_key = "1"\n', "1"),
            ('[a]\napp_key = "1"\n[default]\napp_key = "2"\n', "2"),
        ],
        ids=["the only one", "the default"],
    )
    def test_not_named(self, file, text, key):
        """Without a name it is the only one, or the one called default."""
        assert key == profile(None, file(text), {}).app_key

    def test_home(self, home, file):
        """Without a file it is the one in the user's home."""
        (home / ".config" / "tokotiktok").mkdir(parents=True)
        file('[toko]\napp_key = "1"\n', ".config/tokotiktok/profiles.toml")

        assert "1" == profile(None, None, {}).app_key

    def test_which(self, file):
        """Where it is not clear which is meant, the names are told."""
        path = file("[b]\n[a]\n")

        assert refused(None, path).endswith(
            "say with --profile which profile: there are a, b"
        )
        assert refused("c", path).endswith("there is no profile 'c': there are a, b")
        assert "there is no profile 'x'" in refused("x", file('x = "1"\n'))
        assert refused(None, file("{}", "none.json")).endswith("there are none")

    def test_unknown(self, file):
        """A setting that is none is told, with the one that may be meant."""
        said = refused("a", file(f'[a]\napp_sekret = "{SECRET}"\n'))

        assert said.endswith(
            'there is no setting "app_sekret"; did you mean "app_secret"?'
        )
        assert refused("a", file("[a]\nqq = 1\n")).endswith('no setting "qq"')

    @pytest.mark.parametrize("value", ["true", "1.5", '""', "[]"])
    def test_no_text(self, file, value):
        """A value that is no text or whole number is not guessed at."""
        assert refused("a", file(f"[a]\napp_key = {value}\n")).endswith(
            "app_key is not a text"
        )

    def test_none_at_all(self):
        """Where nobody says anything, the ways to say it are told."""
        said = refused(None, None)

        assert "--sandbox" in said
        assert "TOKOTIKTOK_APP_KEY" in said

    def test_unreadable(self, file):
        """A file that is no TOML is told with its line."""
        with pytest.raises(BindingError, match=r"profiles\.toml, line 2: not TOML"):
            profile("a", file("[a]\n=\n"), {})


class TestEnvironment:
    def test_all_of_it(self):
        """Each setting has a variable, and the file plays no part."""
        plain = [one for one in KEYS if not one.endswith(("_env", "_file"))]
        given = {f"TOKOTIKTOK_{one.upper()}": f"/x/{one}" for one in plain}
        found = profile(None, None, given)

        assert "the environment" == found.where
        assert [f"/x/{one}" for one in plain] == [getattr(found, one) for one in plain]

    def test_empty(self):
        """A variable that is empty is not set."""
        assert "no shop is named" in refused(None, None, {"TOKOTIKTOK_APP_KEY": ""})

    def test_need(self):
        """What is missing is told, with the ways to give it."""
        found = profile(None, None, {"TOKOTIKTOK_APP_KEY": "1"})

        assert "1" == found.need("app_key")
        with pytest.raises(ValidationError) as caught:
            found.need("app_secret")
        assert (
            "the environment does not say app_secret: write app_secret, app_secret_env or "
            "app_secret_file into a profile, or set TOKOTIKTOK_APP_SECRET"
        ) == str(caught.value)
        with pytest.raises(ValidationError, match="write service_id into a profile"):
            found.need("service_id")


class TestSecrets:
    @pytest.mark.parametrize("name", SECRETS)
    def test_elsewhere(self, file, name):
        """A profile may say where a secret is: in a variable, or a file beside it."""
        file(f"{SECRET}\n", "secret.txt")
        by_file = profile("a", file(f'[a]\n{name}_file = "secret.txt"\n'), {})
        by_name = profile("a", file(f'[a]\n{name}_env = "MINE"\n'), {"MINE": SECRET})

        assert SECRET == getattr(by_file, name) == getattr(by_name, name)
        assert SECRET not in repr(by_file)
        assert () == by_file.warnings

    def test_elsewhere_in_the_environment(self, file):
        """So may the environment, as where secrets are mounted."""
        path = file(SECRET, "secret.txt")

        assert (
            SECRET
            == profile(None, None, {"TOKOTIKTOK_APP_SECRET_FILE": path}).app_secret
        )

    def test_twice(self, file):
        """A secret that is given twice is not guessed at."""
        path = file(f'[a]\napp_secret = "{SECRET}"\napp_secret_env = "B"\n')

        assert refused("a", path).endswith("give one of app_secret and app_secret_env")

    def test_not_there(self, file, home):
        """A variable or file that is not there is told; no error quotes what is in one."""
        by_name = file('[a]\napp_secret_env = "MINE"\n')
        by_file = file('[a]\napp_secret_file = "s"\n', "b.toml")

        assert refused("a", by_name).endswith(
            "app_secret_env names MINE, which is not set"
        )
        assert refused("a", by_file).endswith(
            "s, which cannot be read: No such file or directory"
        )
        file(" \n", "s")
        assert refused("a", by_file).endswith("s, which is empty")
        (home / "s").write_bytes(SECRET.encode() + b"\xff")
        said = refused("a", by_file)
        assert said.endswith("which cannot be read: it is no text in UTF-8")
        assert SECRET not in said

    @pytest.mark.skipif(os.name != "posix", reason="Windows has other permissions")
    def test_open_to_others(self, file, home):
        """A file that others may read is warned of, be it of profiles or of a secret."""
        secret = file(SECRET, "secret.txt", 0o640)
        path = file('[a]\napp_secret_file = "secret.txt"\n', mode=0o644)

        assert (
            f"{path} can be read by others; to change that: chmod 600 {path}",
            f"{secret} can be read by others; to change that: chmod 600 {secret}",
        ) == profile("a", path, {}).warnings

    def test_windows(self, file, monkeypatch):
        """On Windows permissions say nothing, and so do we."""
        path = file("[a]\n", mode=0o644)
        monkeypatch.setattr("tokotiktok.cli.profiles._HAS_MODES", False)

        assert () == profile("a", path, {}).warnings


class TestPaths:
    def test_beside_the_file(self, file, home):
        """An archive's folder is told from where the profile is, or from home."""
        one = profile("a", file('[a]\ntokopedia_archive = "kopi"\n'), {})
        two = profile("a", file('[a]\ntokopedia_archive = "~/teh"\n'), {})

        assert [str(home / "kopi"), str(home / "teh")] == [
            one.tokopedia_archive,
            two.tokopedia_archive,
        ]
