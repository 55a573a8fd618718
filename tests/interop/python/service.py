"""The API as its vendor would write it with FastAPI and pydantic: its models are those that the vendor's SDK declares, with
null for none, and a new key in snake_case. Its keys are in memory.
"""

import hashlib
import secrets
import socket
import threading
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Annotated
from uuid import UUID, uuid4

import uvicorn
from fastapi import APIRouter, Depends, FastAPI, HTTPException, Query
from fastapi.security import HTTPAuthorizationCredentials, HTTPBearer
from pydantic import BaseModel, ConfigDict, Field
from pydantic.alias_generators import to_camel

Count = Annotated[int | None, Query(ge=0)]


class CamelCase(BaseModel):
    model_config = ConfigDict(alias_generator=to_camel, populate_by_name=True)


class APIKeyCreate(CamelCase):
    # A column of a database has an end.
    key_name: Annotated[str, Field(max_length=255)]


class APIKeyCreateResponse(BaseModel):
    api_key: str
    created_at: datetime
    id: UUID
    key_name: str
    key_prefix: str
    last_used_at: datetime | None = None
    user_id: UUID


class ListAPIKeyItem(CamelCase):
    id: UUID
    # The SDK's has a string. A model of this one's that did not allow null would answer 500 to a list with a nameless key.
    key_name: str | None
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


@dataclass
class Record:
    info: APIKeyInfo
    hash: bytes


def hash_of(key):
    return hashlib.sha256(key.encode()).digest()


def application(token):
    """The API for one user, who signs in with this token, or with a key."""
    user_id, keys = uuid4(), {}

    def signed_in(credentials: Annotated[HTTPAuthorizationCredentials, Depends(HTTPBearer())]):
        hashed = hash_of(credentials.credentials)
        if hashed == hash_of(token):
            return
        for record in keys.values():
            if record.hash == hashed and record.info.is_active:
                record.info.last_used_at = datetime.now(UTC)
                return
        raise HTTPException(401, "Invalid or revoked API key", {"www-authenticate": "Bearer"})

    def existing(key_id):
        if key_id not in keys:
            raise HTTPException(404, "API key not found")
        return keys[key_id]

    # FastAPI derives the operation id from the function's name, the path and the method.
    router = APIRouter(prefix="/api-keys", dependencies=[Depends(signed_in)])

    @router.get("")
    async def list_user_api_keys(limit: Count = None, offset: Count = None) -> ListAPIKeysResponse:
        limit, offset = 10 if limit is None else min(limit, 100), offset or 0
        page = [ListAPIKeyItem(**record.info.model_dump()) for record in keys.values()][offset:][:limit]
        pagination = PaginationInfo(total_count=len(keys), limit=limit, offset=offset)
        return ListAPIKeysResponse(api_keys=page, pagination=pagination)

    @router.post("", status_code=201)
    async def create_api_key_for_user(create: APIKeyCreate) -> APIKeyCreateResponse:
        now = datetime.now(UTC)
        info = APIKeyInfo(
            key_name=create.key_name,
            id=uuid4(),
            user_id=user_id,
            key_prefix="flow_",
            created_at=now,
            updated_at=now,
            is_active=True,
        )
        api_key = f"flow_{secrets.token_hex(4)}_{secrets.token_hex(16)}"
        keys[info.id] = Record(info, hash_of(api_key))
        return APIKeyCreateResponse(api_key=api_key, **info.model_dump())

    @router.put("/{key_id}")
    async def update_api_key_details(key_id: UUID, update: APIKeyUpdate) -> APIKeyInfo:
        record = existing(key_id)
        # A null name is removed, and an absent one stays.
        changes = update.model_dump(exclude_unset=True)
        if update.is_active is None:
            changes.pop("is_active", None)
        record.info = record.info.model_copy(update=changes | {"updated_at": datetime.now(UTC)})
        return record.info

    @router.delete("/{key_id}", status_code=204)
    async def revoke_api_key(key_id: UUID) -> None:
        existing(key_id).info.is_active = False

    app = FastAPI()
    app.include_router(router)
    return app


@contextmanager
def serving(token):
    """The address of the service, while it runs."""
    with socket.create_server(("127.0.0.1", 0)) as listener:
        server = uvicorn.Server(uvicorn.Config(application(token), log_level="critical"))
        thread = threading.Thread(target=server.run, kwargs={"sockets": [listener]})
        thread.start()
        try:
            yield "http://{}:{}".format(*listener.getsockname())
        finally:
            server.should_exit = True
            thread.join()

