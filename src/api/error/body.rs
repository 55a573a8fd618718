//! The body of a response: its form, its type, and whether it was cut off.

use http::{HeaderMap, Response, StatusCode, header};

use super::rescue::without_mark;
use crate::json::error::JsonType;
use crate::json::lexer::Reader;

/// A mark for a response whose body could not be read to its end: insert it into the response's
/// [`extensions`](Response::extensions_mut), and [`ResponseError`](crate::ResponseError) says so.
///
/// ```
/// use flowai_types::{APIKeyCreate, BodyCut, Operation, http::{Request, Response}};
///
/// let (sent, ()) = Request::post("https://api.example.com/api-keys").body(()).unwrap().into_parts();
/// let mut response = Response::new(r#"{"apiKey": "fl"#); // and then the connection was closed
/// response.extensions_mut().insert(BodyCut);
/// let error = APIKeyCreate::response_from_http(&sent, response).unwrap_err();
/// assert!(error.is_body_cut());
/// assert!(error.to_string().starts_with("200 OK: the body was cut off after 14 bytes: "));
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct BodyCut;

/// A body that was cut off: its length, and the announced one.
#[derive(Clone, Copy)]
pub(super) struct Cut {
    pub(super) received: usize,
    pub(super) announced: Option<usize>,
}

impl Cut {
    pub(super) fn of<B: AsRef<[u8]>>(response: &Response<B>) -> Option<Self> {
        let received = response.body().as_ref().len();
        let announced = announced_len(response).filter(|announced| *announced > received);
        let is_cut = announced.is_some() || response.extensions().get::<BodyCut>().is_some();
        is_cut.then_some(Self { received, announced })
    }
}

/// The length that a response announced, if its body should have it: several values must agree, and a client may have
/// undone a content encoding.
fn announced_len<B>(response: &Response<B>) -> Option<usize> {
    let status = response.status();
    let has_none = status.is_informational() || [StatusCode::NO_CONTENT, StatusCode::NOT_MODIFIED].contains(&status);
    if has_none || is_encoded(response.headers()) {
        return None;
    }
    // A proxy may have joined several values (RFC 9110, 8.6).
    let values = response.headers().get_all(header::CONTENT_LENGTH).iter();
    let mut lengths = values.flat_map(|value| value.as_bytes().split(|byte| *byte == b','));
    let parse = |length: &[u8]| std::str::from_utf8(length).ok()?.trim().parse().ok();
    let first = lengths.next().and_then(parse)?;
    lengths.all(|length| parse(length) == Some(first)).then_some(first)
}

/// Whether a body is encoded, or was before the client undid it.
pub(super) fn is_encoded(headers: &HeaderMap) -> bool {
    let mut encodings = headers.get_all(header::CONTENT_ENCODING).iter();
    encodings.any(|encoding| !encoding.as_bytes().trim_ascii().eq_ignore_ascii_case(b"identity"))
}

/// The form of a body.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Form {
    Empty,
    Json,
    Page,
    Other,
}

impl Form {
    pub(super) fn of<B: AsRef<[u8]>>(response: &Response<B>) -> Self {
        let body = without_mark(response.body().as_ref());
        let is_json = |text: &str| {
            let mut reader = Reader::new(text);
            reader.skip().and_then(|()| reader.end()).is_ok()
        };
        if body.is_empty() {
            Self::Empty
        } else if std::str::from_utf8(body).is_ok_and(is_json) {
            Self::Json
        } else if says_html(response.headers()) || body.trim_ascii_start().starts_with(b"<") {
            Self::Page
        } else {
            Self::Other
        }
    }
}

/// Whether the body of a success without a document is a page, or may be one that was cut off before its first byte: a
/// login page or a proxy's answers for the API.
pub(crate) fn may_be_page<B: AsRef<[u8]>>(response: &Response<B>) -> bool {
    response.status() != StatusCode::NO_CONTENT
        && match Form::of(response) {
            Form::Empty => Cut::of(response).is_some(),
            Form::Page => true,
            Form::Json | Form::Other => says_html(response.headers()),
        }
}

/// The content types of a response, in lower case and without parameters.
fn media_types(headers: &HeaderMap) -> impl Iterator<Item = Vec<u8>> {
    let values = headers.get_all(header::CONTENT_TYPE).iter();
    let types = values.flat_map(|value| value.as_bytes().split(|byte| *byte == b','));
    types.map(|media_type| {
        let media_type = media_type.split(|byte| *byte == b';').next().unwrap_or_default();
        media_type.trim_ascii().to_ascii_lowercase()
    })
}

/// Whether a content type is `application/json` or `application/*+json`, in upper or lower case, with any parameters;
/// of several, one.
pub(super) fn says_json(headers: &HeaderMap) -> bool {
    // RFC 6838, 4.2.
    let is_restricted = |byte: &u8| byte.is_ascii_alphanumeric() || b"!#$&-^_.+".contains(byte);
    media_types(headers).any(|media_type| {
        media_type.strip_prefix(b"application/").is_some_and(|subtype| {
            let suffix = subtype.strip_suffix(b"+json");
            subtype == b"json" || suffix.is_some_and(|suffix| !suffix.is_empty() && suffix.iter().all(is_restricted))
        })
    })
}

/// Whether a content type is that of a page.
pub(super) fn says_html(headers: &HeaderMap) -> bool {
    media_types(headers).any(|media_type| [&b"text/html"[..], b"application/xhtml+xml"].contains(&&*media_type))
}

/// The `detail` of FastAPI's `{"detail": …}`, if a body is that: its string, if it is one.
#[expect(clippy::option_option, reason = "one for the member, and one for its string")]
pub(super) fn detail(body: &[u8]) -> Option<Option<String>> {
    let text = std::str::from_utf8(without_mark(body)).ok()?;
    let mut reader = Reader::new(text);
    if reader.peek_type().ok()? != JsonType::Object {
        return None;
    }
    let mut detail = None;
    let members = reader.members(|reader, name| {
        let start = reader.offset;
        reader.skip()?;
        if reader.unescape(name).is_some_and(|name| name == "detail") {
            detail = Some(&text[start..reader.offset]);
        }
        Ok(())
    });
    members.and_then(|_| reader.end()).ok()?;
    detail.map(|value| serde_json::from_str(value).ok())
}
