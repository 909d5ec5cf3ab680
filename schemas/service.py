"""The service about itself."""

from marshmallow import fields

from schemas.base import Out, doc


class HealthOut(Out):
    """The status of the service."""

    status = fields.String(**doc("Always ok; otherwise the answer is a problem.", "ok"))


class IndexOut(Out):
    """The index of the service."""

    name = fields.String(**doc("The name of the service.", "Communiqué"))
    version = fields.String(**doc("Its version.", "0.1.0"))
    links = fields.Dict(
        keys=fields.String(), values=fields.String(), **doc("Paths by name.", {"articles": "/v1/articles"})
    )
