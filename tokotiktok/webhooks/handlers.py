"""What is to be done when something happened."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from .._model import is_a
from ..errors import ValidationError
from ..unified.events import ShopEvent

E = TypeVar("E", bound=ShopEvent)
Handler = Callable[[E], object]


class Handlers:
    """
    Functions by the kind of event that they are for.

        events = Handlers()

        @events.on(OrderChanged)
        def changed(happened: OrderChanged) -> None: ...
    """

    def __init__(self) -> None:
        """Begin with none."""
        self._handlers: list[tuple[type[ShopEvent], Handler[ShopEvent]]] = []

    def on(self, kind: type[E]) -> Callable[[Handler[E]], Handler[E]]:
        """
        Have a function called for each event of *kind*, or of a kind of that.

        ``on(ShopEvent)`` is for all. The function may be called again for an event if it,
        or another for the same event, failed or the process died.

        Raises:
            ValidationError: *kind* is no kind of event.
        """
        if not is_a(kind, type) or ShopEvent not in kind.__mro__:
            msg = f"{kind!r} is no kind of event: see tokotiktok.unified.events"
            raise ValidationError(msg)

        def add(handler: Handler[E]) -> Handler[E]:
            self._handlers.append((kind, handler))  # type: ignore[arg-type] # by isinstance
            return handler

        return add

    def __call__(self, happened: ShopEvent) -> int:
        """Call each function for the event, in the order they were added; say how many."""
        called = [one for kind, one in self._handlers if isinstance(happened, kind)]
        for handler in called:
            handler(happened)
        return len(called)
