"""A transport that stands between a client and a face, and meddles."""

from __future__ import annotations

import json

from attrs import evolve


class Between:
    """
    Lets *before* run once, ahead of a request, and *after* edit the answer's data.

    *behind* runs once, too, after the first request was answered.
    """

    def __init__(self, face, on, *, before=None, behind=None, after=None) -> None:
        self.face = face
        self.on = on
        self.before = before
        self.behind = behind
        self.after = after

    def send(self, request, timeout):
        """Send a request on."""
        meddles = self.on in request.url
        if meddles and self.before is not None:
            before, self.before = self.before, None
            before()
        response = self.face.send(request, timeout)
        if meddles and self.after is not None and response.status == 200:
            body = json.loads(response.body)
            body["data"] = self.after(body["data"])
            response = evolve(response, body=json.dumps(body).encode())
        if meddles and self.behind is not None:
            behind, self.behind = self.behind, None
            behind()
        return response

    def close(self) -> None:
        """Nothing to close."""
