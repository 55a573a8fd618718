//! The API as a service: its keys are in memory, and all that it says to a client is a type of the crate.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex};
use std::time::SystemTime;

use axum::Router;
use axum::body::{Body, Bytes};
use axum::extract::State;
use axum::routing::{MethodFilter, on};
use flowai_types::http::header::AUTHORIZATION;
use flowai_types::http::{HeaderMap, Request, Response, StatusCode, request};
use flowai_types::uuid::Uuid;
use flowai_types::{
    APIKeyCreate, APIKeyCreateResponse, APIKeyInfo, ApiKey, ApiKeyId, ExposeSecret, HTTPException, HTTPValidationError,
    ListAPIKeyItem, ListAPIKeysResponse, ListKeys, Operation, PaginationInfo, ParseBearerError, RequestMetadata,
    RevokeKey, SecretString, Timestamp, UpdateKey, UserId, ValidationError,
};
use sha2::{Digest, Sha256};

/// The keys of one user, who signs in with a token, or with one of the keys.
#[derive(Debug)]
pub struct Service {
    user_id: UserId,
    token: SecretString,
    /// In the order in which they were created.
    keys: Vec<Record>,
    places: BTreeMap<ApiKeyId, usize>,
    log: Vec<String>,
}

/// What is stored of a key: its short token, which names it, and a hash.
#[derive(Debug)]
struct Record {
    info: APIKeyInfo,
    short_token: String,
    hash: [u8; 32],
}

/// The service, shared by its requests.
pub type Shared = Arc<Mutex<Service>>;

impl Service {
    /// A service without keys, for a user with this token.
    #[must_use]
    pub fn new(token: impl Into<SecretString>) -> Shared {
        Arc::new(Mutex::new(Self {
            user_id: Uuid::new_v4().into(),
            token: token.into(),
            keys: Vec::new(),
            places: BTreeMap::new(),
            log: Vec::new(),
        }))
    }

    /// A line a request: what came, and the status of the answer.
    #[must_use]
    pub fn log(&self) -> &[String] {
        &self.log
    }

    /// Signs in with the user's token, or with one of the keys.
    fn authenticate(&mut self, headers: &HeaderMap) -> Result<(), HTTPException> {
        let not_authenticated = || unauthorized("Not authenticated");
        let value = headers.get(AUTHORIZATION).ok_or_else(not_authenticated)?;
        let key = match ApiKey::from_bearer(value) {
            Err(ParseBearerError::Scheme) => return Err(not_authenticated()),
            key => key.ok(),
        };
        let token = value.to_str().ok().and_then(|value| value.trim().split_once(' '));
        let token = token.map(|(_, token)| token.trim_start_matches(' '));
        if token.is_some_and(|token| Sha256::digest(token) == Sha256::digest(self.token.expose_secret())) {
            return Ok(());
        }
        let record = key.and_then(|key| {
            let hash = hash(&key);
            let mut keys = self.keys.iter_mut();
            keys.find(|record| record.short_token == key.short_token() && record.hash == hash)
        });
        let record = record.filter(|record| record.info.is_active);
        let record = record.ok_or_else(|| unauthorized("Invalid or revoked API key"))?;
        record.info.last_used_at = Some(now());
        Ok(())
    }

    fn record(&mut self, id: ApiKeyId) -> Result<&mut Record, HTTPException> {
        let place = self.places.get(&id);
        let place = place.ok_or_else(|| HTTPException::new(StatusCode::NOT_FOUND, "API key not found"))?;
        Ok(&mut self.keys[*place])
    }
}

fn unauthorized(detail: &str) -> HTTPException {
    HTTPException::new(StatusCode::UNAUTHORIZED, detail)
}

fn hash(key: &ApiKey) -> [u8; 32] {
    Sha256::digest(key.expose_secret()).into()
}

fn now() -> Timestamp {
    SystemTime::now().try_into().expect("a year of four digits")
}

/// An operation, with the part of it that is the service's own.
pub trait Endpoint: Operation + 'static {
    /// The request, unless it breaks a rule of this service that is none of the API's.
    ///
    /// # Errors
    ///
    /// The 422.
    fn checked(self) -> Result<Self, HTTPValidationError> {
        Ok(self)
    }

    /// Does it.
    ///
    /// # Errors
    ///
    /// The error to answer with.
    fn answer(self, service: &mut Service) -> Result<Self::Success, HTTPException>;
}

impl Endpoint for APIKeyCreate {
    /// A column of a database has an end.
    fn checked(self) -> Result<Self, HTTPValidationError> {
        if self.key_name.chars().count() <= 255 {
            return Ok(self);
        }
        let loc = vec!["body".into(), "keyName".into()];
        let msg = "String should have at most 255 characters";
        Err(HTTPValidationError::new(vec![ValidationError::new(loc, msg, "string_too_long")]))
    }

    fn answer(self, service: &mut Service) -> Result<APIKeyCreateResponse, HTTPException> {
        let mut random = [0; ApiKey::RANDOM_LEN];
        getrandom::fill(&mut random).expect("a source of random bytes");
        let key = ApiKey::from_random(&mut random);
        let (id, now) = (ApiKeyId::from_uuid(Uuid::new_v4()), now());
        let mut info = APIKeyInfo::new(id, service.user_id, key.prefix().as_str(), now);
        info.key_name = Some(self.key_name.clone());
        service.places.insert(id, service.keys.len());
        service.keys.push(Record { info, short_token: key.short_token().to_owned(), hash: hash(&key) });
        Ok(APIKeyCreateResponse::new(key, now, id, self.key_name, service.user_id))
    }
}

impl Endpoint for ListKeys {
    fn answer(self, service: &mut Service) -> Result<ListAPIKeysResponse, HTTPException> {
        let (limit, offset) = (self.limit.unwrap_or(10).min(100), self.offset.unwrap_or(0));
        let count = |number: u64| usize::try_from(number).unwrap_or(usize::MAX);
        let keys = service.keys.iter().skip(count(offset)).take(count(limit));
        let page = keys.map(|Record { info, .. }| {
            let name = info.key_name.clone().unwrap_or_default();
            let mut item = ListAPIKeyItem::new(info.id, name, info.created_at);
            item.last_used_at = info.last_used_at;
            item
        });
        let pagination = PaginationInfo::new(service.keys.len() as u64, limit, offset);
        Ok(ListAPIKeysResponse::new(page.collect(), pagination))
    }
}

impl Endpoint for UpdateKey {
    fn answer(self, service: &mut Service) -> Result<APIKeyInfo, HTTPException> {
        let info = &mut service.record(self.key_id)?.info;
        let update = self.api_key_update;
        // Absent: it stays; null: the name is removed, and nothing else changes.
        if let Some(key_name) = update.key_name {
            info.key_name = key_name;
        }
        info.is_active = update.is_active.flatten().unwrap_or(info.is_active);
        info.updated_at = now();
        Ok(info.clone())
    }
}

impl Endpoint for RevokeKey {
    fn answer(self, service: &mut Service) -> Result<(), HTTPException> {
        let info = &mut service.record(self.key_id)?.info;
        info.is_active = false;
        info.updated_at = now();
        Ok(())
    }
}

/// The answer of a service to a request, after a router has matched the operation's `METHOD` and `PATH`.
///
/// # Panics
///
/// If another request did.
pub fn answer<O: Endpoint>(service: &Shared, request: Request<impl AsRef<[u8]>>) -> Response<Vec<u8>> {
    let service = &mut *service.lock().expect("no request panics");
    let response = match service.authenticate(request.headers()) {
        Err(refused) => refused.to_http(),
        Ok(()) => match O::from_http(&request).and_then(Endpoint::checked) {
            Err(invalid) => invalid.to_http(),
            Ok(asked) => match asked.answer(service) {
                Err(refused) => refused.to_http(),
                Ok(success) => O::response_to_http(&success),
            },
        },
    };
    let (sent, _) = request.into_parts();
    let sent = RequestMetadata::from(&sent);
    service.log.push(format!("{sent:?} {}", response.status()));
    response
}

/// The routes of a service, for axum.
pub fn router(service: Shared) -> Router {
    let mut router = Router::new();
    router = route::<APIKeyCreate>(router);
    router = route::<ListKeys>(router);
    router = route::<UpdateKey>(router);
    router = route::<RevokeKey>(router);
    router.with_state(service)
}

fn route<O: Endpoint>(router: Router<Shared>) -> Router<Shared> {
    let method = MethodFilter::try_from(O::METHOD).expect("a method of the standard");
    router.route(O::PATH, on(method, serve::<O>))
}

async fn serve<O: Endpoint>(State(service): State<Shared>, parts: request::Parts, body: Bytes) -> Response<Body> {
    answer::<O>(&service, Request::from_parts(parts, body)).map(Body::from)
}
