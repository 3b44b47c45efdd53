"""What webhooks and their deliveries refuse.

CatalogError
  WebhookNotFoundError      no such webhook, or not theirs
  TooManyWebhooksError      the account has as many as it may
  DeliveryNotFoundError     the webhook has no such delivery
  DeliveryPendingError      it is on its way, so it cannot be sent again
"""

from catalog.errors import CatalogError


class WebhookNotFoundError(CatalogError):
    """There is no webhook with this id among the account's own."""

    code = "webhook_not_found"

    def __init__(self) -> None:
        super().__init__("You have no such webhook. It may have been deleted.")


class TooManyWebhooksError(CatalogError):
    """The account has as many webhooks as it may."""

    code = "too_many_webhooks"

    def __init__(self, limit: int) -> None:
        super().__init__(
            f"You have {limit} webhooks already, and more are not possible. Delete one first.", limit=limit
        )


class DeliveryNotFoundError(CatalogError):
    """The webhook has no delivery with this id."""

    code = "delivery_not_found"

    def __init__(self) -> None:
        super().__init__("This webhook has no such delivery. Old ones are removed after some time.")


class DeliveryPendingError(CatalogError):
    """The delivery is on its way."""

    code = "delivery_pending"

    def __init__(self) -> None:
        super().__init__("This delivery is on its way already; it will be tried until it arrives or is given up.")
