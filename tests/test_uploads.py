"""The operations that send files: from where, and how often."""

from __future__ import annotations

import io

import pytest
from answers import OPERATIONS, data
from calls import ROWS, kinds, operation_of, reply
from calls import argument as made_up
from fakes import SECRET, Script, tiktok

from tokotiktok.errors import TransportError, ValidationError
from tokotiktok.tiktokshop.signature import signature

PNG = b"\x89PNG fiktif"
UPLOADS = [
    pytest.param(row, id=row["attribute"])
    for platform, row in (one.values for one in ROWS)
    if platform == "tiktokshop" and OPERATIONS[platform][row["id"]].get("multipart")
]


@pytest.fixture(params=["path", "text", "bytes", "file"])
def upload(request, tmp_path):
    """Give the same picture in each way that it may be given."""
    path = tmp_path / "kopi.png"
    path.write_bytes(PNG)
    return {
        "path": path,
        "text": str(path),
        "bytes": PNG,
        "file": io.BytesIO(b"read before" + PNG),
    }[request.param]


def send(row, upload, *answers):
    """Send *upload* by an operation; give the requests that went out."""
    spec = OPERATIONS["tiktokshop"][row["id"]]
    yes = reply("tiktokshop", row, data("tiktokshop", spec))
    script = Script(*answers, yes)
    resource, _, verb = row["attribute"].partition(".")
    method = getattr(getattr(tiktok(script), resource), verb)
    hints = kinds(method.__func__)
    given = {
        name: upload if bytes in getattr(kind, "__args__", ()) else made_up(kind)
        for name, kind in hints.items()
        if name != "return"
    }
    method(**given)
    return script.sent, operation_of(method)


class TestUploads:
    def test_are_twelve(self):
        """All that the spec has."""
        assert 12 == len(UPLOADS)

    @pytest.mark.parametrize("row", UPLOADS)
    def test_same_bytes_again(self, row, upload):
        """Each attempt, and each later call, sends the whole file; it is not signed."""
        if isinstance(upload, io.BytesIO):
            upload.seek(len(b"read before"))
        lost = TransportError("could not connect", sent=False)
        (first, second), _ = send(row, upload, lost)
        (later,), _ = send(row, upload)

        for request in (first, second, later):
            assert {PNG} == {content for _, content in request.files.values()}
            assert request.body is None
            query, path = dict(request.query), request.url.partition(".com")[2]
            assert query["sign"] == signature(SECRET, path, query)

    @pytest.mark.parametrize(
        "empty", [b"", io.BytesIO(PNG)], ids=["no bytes", "read to its end"]
    )
    def test_nothing_in_it(self, empty):
        """An empty file is refused before anything is sent."""
        if isinstance(empty, io.BytesIO):
            empty.read()
        script = Script(reply("tiktokshop", {"id": ""}, {}))

        with pytest.raises(ValidationError, match="data: there is nothing in the file"):
            tiktok(script).files.upload_image(data=empty)
        assert [] == script.sent

    def test_a_stream(self):
        """What cannot go back is read once, and sent by every attempt."""

        class Stream(io.BytesIO):
            def seekable(self):
                return False

        lost = TransportError("could not connect", sent=False)
        row = UPLOADS[0].values[0]
        sent, _ = send(row, Stream(PNG), lost)

        assert [PNG, PNG] == [next(iter(one.files.values()))[1] for one in sent]
