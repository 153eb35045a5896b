"""How the interface tells of its keys: OAuth 2.0 client credentials, where and for what."""

from typing import Any

from django.urls import reverse
from ninja import NinjaAPI
from ninja.openapi.schema import OpenAPISchema
from oauth2_provider.scopes import get_scopes_backend

from zhifa.web.api import tokens

SCHEME = "oauth2"


def _scopes() -> dict[str, str]:
    known: dict[str, str] = get_scopes_backend().get_all_scopes()
    return known


def _scheme() -> dict[str, Any]:
    """The security scheme as OpenAPI 3.1 writes it; the token goes into a Bearer header."""
    flow = {"tokenUrl": reverse(tokens.token), "scopes": _scopes()}
    told = "客户端凭据（RFC 6749 第 4.4 节）；令牌放在 Authorization: Bearer 请求头里。"
    return {"type": "oauth2", "description": told, "flows": {"clientCredentials": flow}}


class Described(NinjaAPI):
    """The interface, whose description names the flow that gives its tokens."""

    def get_openapi_schema(self, **asked: Any) -> OpenAPISchema:
        """The library knows bearer tokens only, and no scopes."""
        schema = super().get_openapi_schema(**asked)
        schema["components"]["securitySchemes"] = {SCHEME: _scheme()}
        doors = [door for path in schema["paths"].values() for door in path.values()]
        for door in doors:
            if "security" in door:
                door["security"] = [{SCHEME: list(_scopes())}]
        return schema
