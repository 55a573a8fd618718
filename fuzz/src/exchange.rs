//! A finished HTTP exchange.

use flowai_types::http::{HeaderName, HeaderValue, Method, Request, Response, Uri};
use flowai_types::{
    APIKeyCreateResponse, CreateAPIKeyForUserAPIKeysPostResponse, ExposeSecret, HttpMetadata, ResponseErrorKind,
    to_json,
};

use super::{LONG_TOKEN, SECRET, is_secret, planted, shows, without_methods};

/// A finished exchange, written as `201`, `> POST https://…`, `> name: value` for the request's headers, `< name: value`
/// for the response's, an empty line and the body: every failure hands the response back and shows none of its body.
pub fn from_http(input: &[u8]) {
    const CREDENTIALS: [&str; 5] = ["authorization", "proxy-authorization", "cookie", "set-cookie", "x-api-key"];

    let Some(input) = planted(input) else {
        return;
    };
    let end = input.windows(2).position(|pair| pair == b"\n\n").unwrap_or(input.len());
    let (head, body) = input.split_at(end);
    let body = body.get(2..).unwrap_or_default().to_vec();
    let mut lines = head.split(|byte| *byte == b'\n');

    let status = lines.next().and_then(|line| std::str::from_utf8(line).ok()?.parse::<u16>().ok());
    let mut response = Response::new(body);
    let Ok(status) = status.unwrap_or_default().try_into() else {
        return;
    };
    *response.status_mut() = status;
    let mut request = Request::new(());
    // A secret that nothing marks as one is a string like any other.
    let mut is_open = false;
    for line in lines {
        let Some((side, line)) = line.split_at_checked(2) else {
            continue;
        };
        let header = line.windows(2).position(|pair| pair == b": ").and_then(|at| {
            let name = HeaderName::from_bytes(&line[..at]).ok()?;
            Some((name, HeaderValue::from_bytes(&line[at + 2..]).ok()?))
        });
        let is_closed = |(name, _): &(HeaderName, _)| CREDENTIALS.contains(&name.as_str());
        is_open |= shows(&String::from_utf8_lossy(line), SECRET) && !header.as_ref().is_some_and(is_closed);
        match (side, header) {
            (b"> ", Some((name, value))) => drop(request.headers_mut().try_append(name, value)),
            (b"> ", None) => {
                let mut words = line.splitn(2, |byte| *byte == b' ');
                if let Some(Ok(method)) = words.next().map(Method::from_bytes) {
                    *request.method_mut() = method;
                }
                if let Some(Ok(url)) = words.next().map(Uri::try_from) {
                    *request.uri_mut() = url;
                }
            }
            (_, Some((name, value))) => drop(response.headers_mut().try_append(name, value)),
            _ => (),
        }
    }
    let (request, ()) = request.into_parts();
    let (sent, sent_body) = response.clone().into_parts();

    let result = CreateAPIKeyForUserAPIKeysPostResponse::from_http(&request, response);
    let (meta, shown) = match &result {
        Ok(created) => {
            assert!(sent.status.is_success());
            let body = flowai_types::from_json::<APIKeyCreateResponse>(&sent_body);
            assert_eq!(created.api_key_create_response, body.ok());
            is_secret(created);
            (&created.http_meta, format!("{:?}", created.http_meta))
        }
        Err(error) => {
            assert_eq!(error.kind() == ResponseErrorKind::Validation, error.validation_error().is_some());
            assert_eq!(error.kind() == ResponseErrorKind::Decode, error.decode_error().is_some());
            assert!(error.validation_error().is_none() || sent.status == 422);
            assert_eq!(error.status(), sent.status);
            assert!(format!("{error}").len() <= 1_000);
            // What is rescued is in the body, and the body of a success.
            if let Some(key) = error.rescue() {
                assert!(sent.status.is_success());
                assert!((8..=4_096).contains(&key.expose_secret().len()));
                assert!(key.expose_secret().bytes().all(|byte| byte.is_ascii_graphic()));
            }
            let refused = format!("{:?}", error.validation_error());
            assert!(!shows(&refused, LONG_TOKEN));
            (error.http_meta(), format!("{error} {error:?} {error:#?}"))
        }
    };
    let shown = without_methods(&shown);
    assert!(!shows(&shown, LONG_TOKEN), "{shown}");
    assert!(is_open || !shows(&shown, SECRET), "{shown}");
    for headers in [meta.request.headers(), meta.response.headers()] {
        for name in CREDENTIALS {
            for value in headers.get_all(name) {
                assert!(value.as_bytes().ends_with(b"REDACTED"), "{value:?}");
            }
        }
    }
    let written = to_json(meta);
    assert_eq!(flowai_types::from_json::<HttpMetadata>(&written).as_ref(), Ok(meta));
    if let Err(error) = result {
        let (handed_back, body) = error.into_response().into_parts();
        assert_eq!((handed_back.status, handed_back.headers), (sent.status, sent.headers));
        assert_eq!(body, sent_body);
    }
}
