"""The API as its vendor would write it with FastAPI and pydantic; what is created or changed is not stored."""

import secrets
from datetime import UTC, datetime
from typing import Annotated
from uuid import UUID, uuid4

from fastapi import APIRouter, Depends, FastAPI, HTTPException, Query
from fastapi.security import HTTPAuthorizationCredentials, HTTPBearer
from pydantic import BaseModel, ConfigDict
from pydantic.alias_generators import to_camel

Count = Annotated[int | None, Query(ge=0)]


class CamelCase(BaseModel):
    model_config = ConfigDict(alias_generator=to_camel, populate_by_name=True)


class APIKeyCreate(CamelCase):
    key_name: str


class APIKeyCreateResponse(CamelCase):
    api_key: str
    created_at: datetime
    id: UUID
    key_name: str
    key_prefix: str
    last_used_at: datetime | None = None
    user_id: UUID


class ListAPIKeyItem(CamelCase):
    id: UUID
    key_name: str
    created_at: datetime
    last_used_at: datetime | None = None


class PaginationInfo(CamelCase):
    total_count: int
    limit: int
    offset: int


class ListAPIKeysResponse(CamelCase):
    api_keys: list[ListAPIKeyItem]
    pagination: PaginationInfo


class APIKeyUpdate(BaseModel):
    key_name: str | None = None
    is_active: bool | None = None


class APIKeyInfo(BaseModel):
    key_name: str | None = None
    id: UUID
    user_id: UUID
    key_prefix: str
    created_at: datetime
    updated_at: datetime
    last_used_at: datetime | None = None
    is_active: bool


def application(token):
    """The API for one user, who signs in with this token, and has one key."""
    now = datetime.now(UTC)
    key = APIKeyInfo(
        key_name="My API Key",
        id=uuid4(),
        user_id=uuid4(),
        key_prefix="flow_",
        created_at=now,
        updated_at=now,
        is_active=True,
    )

    def signed_in(credentials: Annotated[HTTPAuthorizationCredentials, Depends(HTTPBearer())]):
        if not secrets.compare_digest(credentials.credentials, token):
            raise HTTPException(401, "Invalid or revoked API key", {"www-authenticate": "Bearer"})

    def existing(key_id):
        if key_id != key.id:
            raise HTTPException(404, "API key not found")

    # FastAPI derives the operation id from the function's name, the path and the method.
    router = APIRouter(prefix="/api-keys", dependencies=[Depends(signed_in)])

    @router.get("")
    async def list_user_api_keys(limit: Count = None, offset: Count = None) -> ListAPIKeysResponse:
        limit, offset = 10 if limit is None else min(limit, 100), offset or 0
        page = [ListAPIKeyItem(**key.model_dump())][offset:][:limit]
        pagination = PaginationInfo(total_count=1, limit=limit, offset=offset)
        return ListAPIKeysResponse(api_keys=page, pagination=pagination)

    @router.post("", status_code=201)
    async def create_api_key_for_user(create: APIKeyCreate) -> APIKeyCreateResponse:
        members = key.model_dump() | create.model_dump() | {"id": uuid4()}
        api_key = f"flow_{secrets.token_hex(4)}_{secrets.token_hex(16)}"
        return APIKeyCreateResponse(api_key=api_key, **members)

    @router.put("/{key_id}")
    async def update_api_key_details(key_id: UUID, update: APIKeyUpdate) -> APIKeyInfo:
        existing(key_id)
        return key.model_copy(update=update.model_dump(exclude_none=True))

    @router.delete("/{key_id}", status_code=204)
    async def revoke_api_key(key_id: UUID) -> None:
        existing(key_id)

    app = FastAPI()
    app.include_router(router)
    return app
