"""The audience: how many watched, when, and from where they came."""

from tortoise import fields
from tortoise.models import Model

from catalog.models.lengths import HOST_LENGTH, RENDITION_LENGTH
from catalog.models.livestreams import Livestream


class AudienceSample(Model):
    """Ten seconds of a show's audience, over all processes: sums, so that each process adds what it saw itself."""

    livestream_id: str

    id = fields.BigIntField(primary_key=True)
    livestream: fields.ForeignKeyRelation[Livestream] = fields.ForeignKeyField(
        "catalog.Livestream", "audience_samples", on_delete=fields.CASCADE
    )
    at = fields.BigIntField(description="seconds since 1970 when they begin, a multiple of ten")
    watched = fields.BigIntField(description="milliseconds that viewers watched, all together")
    joins = fields.IntField()
    leaves = fields.IntField()

    class Meta:
        table = "audience_samples"
        unique_together = (("livestream", "at"),)


class AudienceSalt(Model):
    """What the visitors of a show are hashed with while it is on. With its end it is thrown away."""

    livestream_id: str

    livestream: fields.OneToOneRelation[Livestream] = fields.OneToOneField(
        "catalog.Livestream", "audience_salt", on_delete=fields.CASCADE, primary_key=True
    )
    salt = fields.CharField(32, description="16 random bytes, in hexadecimal digits")

    class Meta:
        table = "audience_salts"


class AudienceVisitor(Model):
    """A visitor of a show that is on: a number that says nothing without the show's salt, and goes with it."""

    livestream_id: str

    id = fields.BigIntField(primary_key=True)
    livestream: fields.ForeignKeyRelation[Livestream] = fields.ForeignKeyField(
        "catalog.Livestream", "audience_visitors", on_delete=fields.CASCADE
    )
    hash = fields.BigIntField()

    class Meta:
        table = "audience_visitors"
        unique_together = (("livestream", "hash"),)


class AudienceReferrer(Model):
    """From which site the screens of a show came, and how many."""

    livestream_id: str

    id = fields.BigIntField(primary_key=True)
    livestream: fields.ForeignKeyRelation[Livestream] = fields.ForeignKeyField(
        "catalog.Livestream", "audience_referrers", on_delete=fields.CASCADE
    )
    host = fields.CharField(HOST_LENGTH, description="empty: none was named; *: all others together")
    screens = fields.IntField()

    class Meta:
        table = "audience_referrers"
        unique_together = (("livestream", "host"),)


class AudienceQuality(Model):
    """How one rendition of a show played in ten seconds, as players say: sums, as of `AudienceSample`."""

    livestream_id: str

    id = fields.BigIntField(primary_key=True)
    livestream: fields.ForeignKeyRelation[Livestream] = fields.ForeignKeyField(
        "catalog.Livestream", "audience_quality", on_delete=fields.CASCADE
    )
    at = fields.BigIntField(description="seconds since 1970 when they begin in which it was reported")
    rendition = fields.CharField(RENDITION_LENGTH)
    played = fields.BigIntField(description="milliseconds")
    starts = fields.IntField(description="first pictures")
    startup = fields.BigIntField(description="milliseconds that was waited for them, all together")
    latencies = fields.IntField(description="reports that say how far behind live they were")
    latency = fields.BigIntField(description="milliseconds of those, all together")
    stalls = fields.IntField()
    stalled = fields.BigIntField(description="milliseconds")
    failures = fields.IntField()

    class Meta:
        table = "audience_quality"
        unique_together = (("livestream", "at", "rendition"),)
