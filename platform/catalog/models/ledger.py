"""Tokens: double entry, and nothing in it is ever changed."""

from tortoise import fields
from tortoise.models import Model

from catalog.ledger.rules import MoveKind
from catalog.models.lengths import ID_LENGTH


class Wallet(Model):
    """One artist's tokens in one hand. Refers to no account: it outlives them.

    Whose hand: an account's; whose an e-mail address is, which is the account that has verified it, or nobody yet;
    the account's that left such an address; or the artist's who issues them, and owes what all others hold.
    """

    id = fields.CharField(ID_LENGTH, primary_key=True, description="the issuing one's: the artist's id")
    artist_id = fields.CharField(ID_LENGTH)
    account_id = fields.CharField(ID_LENGTH, null=True, db_index=True)
    email = fields.CharField(254, null=True, db_index=True)
    claimed_by = fields.CharField(ID_LENGTH, null=True, db_index=True, description="the account it went to")
    former_email = fields.CharField(254, null=True, db_index=True, description="when it left this address")
    created_at = fields.DatetimeField()

    class Meta:
        table = "wallets"
        unique_together = (("artist_id", "account_id"), ("artist_id", "email"))


class LedgerTransaction(Model):
    """Tokens went from one wallet to another. Never changed nor deleted, which triggers see to."""

    id = fields.CharField(ID_LENGTH, primary_key=True)
    artist_id = fields.CharField(ID_LENGTH)
    kind = fields.CharEnumField(MoveKind, max_length=16, description="grant, correction, tip, refund or claim")
    key = fields.CharField(255, null=True, description="what makes a second try the same one")
    digest = fields.CharField(64, null=True, description="of what was asked for with that key")
    reason = fields.CharField(200, default="")
    by = fields.CharField(ID_LENGTH, null=True, description="the account that asked for it")
    at = fields.DatetimeField()

    class Meta:
        table = "ledger_transactions"
        unique_together = (("artist_id", "key"),)


class LedgerEntry(Model):
    """One side of a transaction; both sides together are 0. A wallet's balance is what its last entry says."""

    transaction_id: str
    wallet_id: str

    id = fields.BigIntField(primary_key=True)
    artist_id = fields.CharField(ID_LENGTH)
    transaction: fields.ForeignKeyRelation[LedgerTransaction] = fields.ForeignKeyField(
        "catalog.LedgerTransaction", "entries", on_delete=fields.RESTRICT, db_index=True
    )
    wallet: fields.ForeignKeyRelation[Wallet] = fields.ForeignKeyField(
        "catalog.Wallet", "entries", on_delete=fields.RESTRICT
    )
    number = fields.BigIntField(description="within the wallet, from 1 on")
    amount = fields.BigIntField()
    balance = fields.BigIntField(description="of the wallet, after it")

    class Meta:
        table = "ledger_entries"
        unique_together = (("wallet", "number"),)
        indexes = (("artist_id", "id"),)
