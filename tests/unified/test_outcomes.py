"""What became of a write, said so that nothing passes for a success."""

from __future__ import annotations

import pickle

import pytest

from tokotiktok import Outcome, OutcomeState, Platform, WriteResult
from tokotiktok.errors import (
    ApiError,
    DecodeError,
    OutcomeUnknown,
    Remedy,
    ServerError,
    ShopLockedError,
    TransportError,
    ValidationError,
)
from tokotiktok.unified.outcomes import blamed, may_have_happened

DONE, ALREADY, FAILED, UNKNOWN = OutcomeState


def one(state, **more) -> Outcome:
    return Outcome(id="1", platform=Platform.TOKOPEDIA, state=state, **more)


class TestWriteResult:
    def test_sorts_by_state(self):
        """What is done, now or before, succeeded; failed and unknown stand apart."""
        all_four = [one(state) for state in OutcomeState]
        result = WriteResult(tuple(all_four))

        assert (tuple(all_four[:2]), (all_four[2],), (all_four[3],)) == (
            result.succeeded,
            result.failed,
            result.unknown,
        )
        assert (4, all_four) == (len(result), list(result))

    def test_has_no_truth_value(self):
        """A result is neither true nor false."""
        with pytest.raises(TypeError, match="neither true nor false"):
            bool(WriteResult((one(DONE),)))

    def test_nothing_to_raise(self):
        """What is done raises nothing."""
        WriteResult((one(DONE), one(ALREADY))).raise_for_failures()

    def test_unknown_comes_first(self):
        """What is perhaps done is the worst, so it is raised first."""
        result = WriteResult((one(FAILED), one(UNKNOWN, message="look")))

        with pytest.raises(OutcomeUnknown, match="1 may or may not be done: 1 on Toko"):
            result.raise_for_failures()

    def test_a_single_failure_is_the_platforms_own(self):
        """One failure raises what the platform said, as it was raised."""
        error = ServerError("no")
        result = WriteResult((one(DONE), one(FAILED, error=error)))

        with pytest.raises(ServerError) as caught:
            result.raise_for_failures()
        assert error is caught.value

    @pytest.mark.parametrize(
        "outcomes",
        [
            (one(FAILED, code=7, message="no"),) * 2,
            (one(FAILED, code=7, message="no"),),
        ],
        ids=["two", "without an error"],
    )
    def test_several_failures_are_listed(self, outcomes):
        """Several failures are listed in one error."""
        with pytest.raises(
            ValidationError, match="failed: 1 on Tokopedia FAILED 7: no"
        ):
            WriteResult(outcomes).raise_for_failures()

    def test_says_itself_in_a_line(self):
        """An outcome names the record, its part, the platform, and what was said."""
        whole = one(FAILED, part="P1", code=7, message="no")
        bare = Outcome(id="2", platform=Platform(0), state=DONE)

        assert ("1 P1 on Tokopedia FAILED 7: no", "2 DONE") == (str(whole), str(bare))

    def test_pickles(self):
        """Results go to other processes."""
        result = WriteResult((one(FAILED, error=ServerError("no")),))

        assert result == pickle.loads(pickle.dumps(result))


class TestMayHaveHappened:
    @pytest.mark.parametrize(
        ("error", "may"),
        [
            (OutcomeUnknown("?"), True),
            (DecodeError("done, but"), True),
            (TransportError("lost", sent=True), True),
            (TransportError("not sent", sent=False), False),
            (ServerError("500", remedy=Remedy.REPEAT), True),
            (ApiError("no"), False),
            (TransportError("lost", sent=True, operation="refreshToken"), False),
        ],
        ids=["unknown", "unreadable", "lost", "not sent", "5xx", "no", "renewal"],
    )
    def test_by_error(self, error, may):
        """Only what surely did not reach the shop surely did nothing."""
        assert may is may_have_happened(error)


class TestBlamed:
    def test_explains_codes(self):
        """A code says why, and who must act; without one the message stands alone."""
        found = blamed(
            one(DONE), [ShopLockedError("locked", code=12052332), ApiError("also no")]
        )

        assert (FAILED, 12052332, "seller") == (
            found.state,
            found.code,
            found.who.value,
        )
        assert found.message.startswith("locked (")
        assert found.message.endswith("; also no")
