"""What error codes mean, who must act, and that errors say so."""

from __future__ import annotations

import json
import pickle
import typing

import attrs
import pytest
from fakes import ONCE, SAMPLES, TOKEN_ANSWER, Script, answer, no, tiktok, toko
from hypothesis import given
from hypothesis import strategies as st

from tokotiktok import (
    Actor,
    Evidence,
    Explanation,
    MemoryTokenStore,
    Platform,
    explain,
)
from tokotiktok._client import operations
from tokotiktok._explain import Kind, _tables, codes
from tokotiktok.errors import (
    ApiError,
    AuthError,
    NotFoundError,
    RateLimitError,
    ReauthorizationRequired,
    Remedy,
    ScopeError,
    ServerError,
    ShopLockedError,
    ValidationError,
)
from tokotiktok.platforms import SELLER_LABEL

TIKTOK, TOKOPEDIA = Platform.TIKTOK_SHOP, Platform.TOKOPEDIA
FROZEN = json.loads((SAMPLES / "error_codes.json").read_text("utf-8"))
"""The codes that were known in November 2026; more may come, none may go."""
ALL = [
    pytest.param(platform, code, id=str(code))
    for platform, name in ((TIKTOK, "tiktokshop"), (TOKOPEDIA, "tokopedia"))
    for code in FROZEN[name]
]


class TestTables:
    def test_are_complete(self):
        """872 codes of TikTok Shop and 178 of Tokopedia, as in November 2026."""
        assert {"tiktokshop": 872, "tokopedia": 178} == {
            name: len(known) for name, known in FROZEN.items()
        }

    @pytest.mark.parametrize(("platform", "code"), ALL)
    def test_each_is_explained(self, platform, code):
        """Each code has a cause, somebody who acts, what they do, and an error."""
        found = explain(code, platform=platform)

        assert (code, True) == (found.code, platform in found.platform)
        assert found.evidence is not Evidence.UNKNOWN
        assert issubclass(found.error, ApiError)
        assert "" not in (found.kind, found.cause, found.todo)
        assert str(found).isprintable() and len(str(found)) < 300
        assert not found.cause.endswith(".") and not found.todo.endswith(".")

    def test_brand(self):
        """What sellers read never says TikTok; their Seller Center has its full name."""
        for platform, code in (param.values for param in ALL):
            found = explain(code, platform=platform)
            if found.who is Actor.SELLER:
                named = found.todo.count("Seller Center")
                assert "TikTok" not in found.cause + found.todo
                assert named == found.todo.count(f"{SELLER_LABEL} Seller Center")

    def test_operations_are_known(self):
        """A code is listed for operations that there are."""
        known = {row["id"] for row in operations("tokotiktok.tiktokshop.api")}
        listed = {
            name for row in codes(TIKTOK).values() for name in row.get("operations", ())
        }

        assert listed <= known

    def test_kinds(self):
        """The kinds that a type checker knows are those of the table."""
        assert set(typing.get_args(Kind)) == set(_tables()["kinds"])

    def test_little_is_unexplained(self):
        """Of few codes only the kind is known, and they say so."""
        listed = [
            code
            for code in FROZEN["tiktokshop"]
            if explain(code).evidence is Evidence.LISTED
        ]

        assert 18 == len(listed)
        assert all("cause" not in codes(TIKTOK)[str(code)] for code in listed)

    @pytest.mark.parametrize(
        ("code", "kind", "error", "who"),
        [
            (106001, "signature", AuthError, Actor.DEVELOPER),
            (105002, "expired", AuthError, Actor.DEVELOPER),
            (105001, "reauthorize", ReauthorizationRequired, Actor.SELLER),
            (105005, "scope", ScopeError, Actor.DEVELOPER),
            (36009004, "clock_or_invalid", ValidationError, Actor.DEVELOPER),
            (36009002, "rate_limit", RateLimitError, Actor.WAIT),
            (36009003, "transient", ServerError, Actor.WAIT),
            (36009033, "permission", ScopeError, Actor.DEVELOPER),
            (12052332, "locked", ShopLockedError, Actor.SELLER),
            (12052994, "permission", ScopeError, Actor.DEVELOPER),
            (12052225, "permission", ScopeError, Actor.SELLER),
            (12052260, "not_found", NotFoundError, Actor.DEVELOPER),
            (12038012, "quota_daily", RateLimitError, Actor.WAIT),
            (45101004, "quota_daily", RateLimitError, Actor.WAIT),
            (12052180, "too_much", ValidationError, Actor.DEVELOPER),
            (21008099, "already", ValidationError, Actor.DEVELOPER),
            (25020009, "already", ValidationError, Actor.DEVELOPER),
            (25001046, "unsupported", ValidationError, Actor.PLATFORM),
            ("RBAC_MDLW_001", "scope", ScopeError, Actor.SELLER),
            ("RBAC_MDLW_002", "scope", ScopeError, Actor.SELLER),
            ("ORD_API_008", "not_found", NotFoundError, Actor.DEVELOPER),
            ("ORD_API_009", "too_much", ValidationError, Actor.DEVELOPER),
            ("ORD_DLV_013", "too_much", ValidationError, Actor.DEVELOPER),
            ("PRD_DLV_018", "too_much", ValidationError, Actor.DEVELOPER),
            ("SHP_DLV_007", "too_much", ValidationError, Actor.DEVELOPER),
            ("SHP_DLV_010", "too_much", ValidationError, Actor.DEVELOPER),
            ("ORD_USC_007", "transient", ServerError, Actor.DEVELOPER),
        ],
    )
    def test_those_that_matter_most(self, code, kind, error, who):
        """What is met daily is treated as what it is."""
        found = explain(code)

        assert (kind, error, who) == (found.kind, found.error, found.who)

    @pytest.mark.parametrize(
        ("code", "reason"),
        [
            (105001, "revoked"),
            (36004001, "refresh_expired"),
            (36004004, "code_refused"),
            (36004005, "never_authorised"),
            (105002, None),
        ],
    )
    def test_why_only_the_seller_can_help(self, code, reason):
        """Codes that end an authorisation say why in a word."""
        assert reason == explain(code).reason

    @pytest.mark.parametrize(
        ("code", "retryable"),
        [
            (36009003, True),
            (36009002, True),
            (105002, True),
            (36009004, True),
            (45101004, True),
            (21011053, True),
            (12052332, False),
            (106001, False),
            (12052180, False),
            ("ORD_API_009", False),
            ("ORD_USC_007", True),
            (0, False),
        ],
    )
    def test_retryable(self, code, retryable):
        """What passes may be tried again; what is wrong stays wrong."""
        assert retryable is explain(code).retryable


class TestExplain:
    @pytest.mark.parametrize("code", [106001, "106001", " 106001\n"])
    def test_a_number_or_its_text(self, code):
        """A code of TikTok Shop is a number, however it is written."""
        assert 106001 == explain(code).code

    @pytest.mark.parametrize("code", ["ORD_API_009", "ord_api_009 "])
    def test_a_text(self, code):
        """A code of Tokopedia's is a text in capitals, however it is written."""
        assert "ORD_API_009" == explain(code).code

    def test_of_both(self):
        """A code that both have is explained for both, or for the one asked about."""
        assert TIKTOK | TOKOPEDIA == explain(0).platform
        assert TOKOPEDIA == explain(0, platform=TOKOPEDIA).platform

    def test_of_the_other(self):
        """A code of the other platform is unknown on this one, and says whose it is."""
        found = explain("ORD_API_009", platform=TIKTOK)

        assert (TIKTOK, Evidence.UNKNOWN) == (found.platform, found.evidence)
        assert "a code of Tokopedia's" in found.cause

    @pytest.mark.parametrize(
        ("code", "hint"),
        [
            (12052777, "TikTok Shop's codes about products"),
            ("170001999", "TikTok Shop's codes about creators' videos"),
            ("PRD_GRPC_999", "about products: a service behind the platform"),
            ("RESO_DLV_999", "about complaints: what was sent"),
        ],
    )
    def test_unknown_with_a_hint(self, code, hint):
        """What a code's form suggests is said as that, not as a fact."""
        found = explain(code)

        assert (code, Platform(0), ApiError) == (
            found.code,
            found.platform,
            found.error,
        )
        assert found.cause.startswith("this code is in no table; its ")
        assert hint in found.cause

    @pytest.mark.parametrize(
        "code", [4, 987654321, -1, "", "boom", "ORD_XYZ_001", "X_Y_1"]
    )
    def test_unknown(self, code):
        """Of some nothing can be said."""
        found = explain(code)

        assert ("this code is in no table", Actor.PLATFORM) == (found.cause, found.who)
        assert not found.retryable

    @given(st.integers(-(10**30), 10**30) | st.text())
    def test_any_code(self, code):
        """Whatever the code, there is an explanation."""
        assert isinstance(explain(code), Explanation)

    def test_no_code(self):
        """What is neither a number nor a text is a mistake that is named."""
        with pytest.raises(ValidationError, match="not a NoneType"):
            explain(None)

    def test_pickles(self):
        """An explanation travels between processes."""
        found = explain(12052332)

        assert found == pickle.loads(pickle.dumps(found))

    def test_is_a_value(self):
        """An explanation cannot be changed."""
        with pytest.raises(attrs.exceptions.FrozenInstanceError):
            explain(0).cause = "x"


def refused(response, call=lambda client: client.orders.search(), **options):
    """Give the error that an answer becomes."""
    with pytest.raises(ApiError) as caught:
        call(tiktok(Script(response), **options))
    return caught.value


class TestErrors:
    def test_says_cause_and_who(self):
        """The sentence has what the platform said, why, and who does what."""
        error = refused(no(12052332, "no", 200))

        assert str(error) == (
            "getOrderList on TikTok Shop: 12052332 no (the shop is being integrated: "
            "until that ends only stock and price may change). Seller: finish the "
            "integration in Tokopedia & Shop Seller Center; hold other product changes "
            "until then [HTTP 200, request R1]"
        )

    @pytest.mark.parametrize(
        ("said", "sentence"),
        [
            ("", "the buyer's address is not valid. Seller: "),
            ("Buyer address is invalid.", "Buyer address is invalid. Seller: "),
            ("boom", "boom (the buyer's address is not valid). Seller: "),
        ],
    )
    def test_says_it_once(self, said, sentence):
        """What the platform said already is not said again."""
        assert f": 11021024 {sentence}" in str(refused(no(11021024, said)))

    def test_a_scope_is_named(self):
        """A missing scope is named, where the operation's is known."""
        error = refused(no(105005, "denied", 403))

        assert "seller.order.info" == error.scope
        assert "this needs: seller.order.info). Developer: enable" in str(error)

    def test_one_of_several_scopes(self):
        """Where several scopes do, all are named."""
        error = refused(no(105005), lambda client: client.shops.list())

        assert "seller.authorization.info or test.scope.public" == error.scope

    def test_a_scope_that_is_not_known(self):
        """An operation that has no method has no known scope."""
        error = refused(no(105005), lambda one: one.request("GET", "/thing/202309/x"))

        assert error.scope is None

    def test_other_rights_are_no_scopes(self):
        """A right that the shop lacks is not a scope that the app lacks."""
        assert refused(no(12052849)).scope is None

    def test_the_clock(self):
        """If the clock is the reason, the error says by how much, not the nine others."""
        late = {"date": "Thu, 01 Jan 2026 00:20:00 GMT"}
        error = refused(no(36009004, "timestamp", 400, **late), retry=ONCE)

        assert "this machine's clock is 1200 s behind the platform's" in str(error)
        assert "Developer: set this machine's clock" in str(error)

    def test_a_fast_clock(self):
        """A clock may be ahead, too."""
        early = {"date": "Wed, 31 Dec 2025 23:50:00 GMT"}
        error = refused(no(36009004, "timestamp", 400, **early), retry=ONCE)

        assert "clock is 600 s ahead of the platform's" in error.explanation.cause

    def test_without_proof_the_clock_is_not_blamed(self):
        """The same code without a proof says that it has many meanings."""
        error = refused(no(36009004, "timestamp", 400))

        assert error.explanation.cause.startswith("one code for many faults")
        assert Remedy.NONE is error.explanation.remedy

    @pytest.mark.parametrize(
        ("response", "kind", "who"),
        [
            (answer(b"<html>", 503), "transient", Actor.WAIT),
            (answer(b"<html>", 401), "auth", Actor.DEVELOPER),
            (answer(b"<html>", 403), "permission", Actor.SELLER),
            (answer(b"<html>", 404), "not_found", Actor.DEVELOPER),
            (answer(b"<html>", 429), "rate_limit", Actor.WAIT),
            (answer(b"<html>", 400), "unknown", Actor.PLATFORM),
            (no(987654321, "no"), "unknown", Actor.PLATFORM),
            (no(987654321, "no", 503), "transient", Actor.WAIT),
            (no(12052260, "no", 429), "rate_limit", Actor.WAIT),
        ],
    )
    def test_by_status(self, response, kind, who):
        """Where no code says more, the status does."""
        error = refused(response)

        assert (kind, who) == (error.explanation.kind, error.explanation.who)
        assert f"{who.value.capitalize()}: {error.explanation.todo} [" in str(error)

    @pytest.mark.parametrize(
        "body",
        [b"<html>", {"header": {"reason": "no", "error_code": "XXX_YYY_999"}}],
        ids=["no code", "unknown code"],
    )
    def test_403_of_tokopedia(self, body):
        """A right that lacks on Tokopedia is not got in the other platform's centre."""
        client = toko(Script(answer(TOKEN_ANSWER), answer(body, 403)))

        with pytest.raises(ScopeError) as caught:
            client.shops.info()
        assert "permission" == caught.value.explanation.kind
        assert "Seller: the shop's owner allows the app" in str(caught.value)
        assert "Seller Center" not in str(caught.value)

    def test_before_sending(self):
        """What we refuse ourselves says what to do already."""
        with pytest.raises(ValidationError) as caught:
            tiktok(Script(), shop_cipher=None).orders.search()

        assert str(caught.value).endswith("client.shops.list() has the ciphers")
        assert Actor.DEVELOPER is caught.value.explanation.who

    def test_why_an_authorisation_has_ended(self):
        """An end that the client finds out itself has its reason in the explanation."""
        client = tiktok(Script(), tokens=MemoryTokenStore(), account="x")

        with pytest.raises(ReauthorizationRequired) as caught:
            client.orders.search()
        assert "never_authorised" == caught.value.explanation.reason
        assert Actor.SELLER is caught.value.explanation.who

    def test_kinds_of_ones_own(self):
        """A subclass is explained as what it comes from."""

        class MineError(ServerError):
            pass

        assert "transient" == MineError("x", code=36009003).explanation.kind

    def test_pickles(self):
        """A pickled error explains itself as before."""
        error = refused(no(105005))
        copy = pickle.loads(pickle.dumps(error))

        assert (str(error), error.explanation) == (str(copy), copy.explanation)
