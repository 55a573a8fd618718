//! tower-http's `TraceLayer`: its own span has the URI with all of its query, and with headers if it is told so; this
//! one has the request as `RequestMetadata` shows it.

use std::io;
use std::sync::{Arc, Mutex};

use axum::body::{Body, to_bytes};
use flowai_types::RequestMetadata;
use flowai_types::http::{Request, Response};
use flowai_types_interop::server::{Service, router};
use tower::ServiceExt;
use tower_http::trace::TraceLayer;
use tracing_subscriber::fmt::MakeWriter;

use crate::TOKEN;

/// Where the log goes.
#[derive(Clone, Default)]
struct Log(Arc<Mutex<Vec<u8>>>);

impl io::Write for Log {
    fn write(&mut self, line: &[u8]) -> io::Result<usize> {
        self.0.lock().unwrap().write(line)
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

impl MakeWriter<'_> for Log {
    type Writer = Self;

    fn make_writer(&self) -> Self {
        self.clone()
    }
}

#[test]
fn a_span_shows_no_credential() {
    let log = Log::default();
    let subscriber = tracing_subscriber::fmt().with_max_level(tracing::Level::DEBUG).with_writer(log.clone());
    let layer = TraceLayer::new_for_http().make_span_with(|request: &Request<Body>| {
        let sent = RequestMetadata::new(request.method(), request.uri(), request.headers());
        tracing::info_span!("request", %sent)
    });
    let app = router(Service::new(TOKEN.to_owned())).layer(layer);
    let runtime = tokio::runtime::Builder::new_current_thread().build().unwrap();
    tracing::subscriber::with_default(subscriber.finish(), || {
        crate::live(|request| {
            runtime.block_on(async {
                let (mut head, body) = request.into_parts();
                let separator = if head.uri.query().is_some() { '&' } else { '?' };
                head.uri = format!("{}{separator}access_token={TOKEN}", head.uri).parse().unwrap();
                let request = Request::from_parts(head, Body::from(body));
                let (head, body) = app.clone().oneshot(request).await.unwrap().into_parts();
                Response::from_parts(head, to_bytes(body, usize::MAX).await.unwrap().to_vec())
            })
        });
    });
    let log = String::from_utf8(log.0.lock().unwrap().clone()).unwrap();
    assert!(
        log.contains("/api-keys?limit=5&offset=0&access_token=REDACTED") && log.contains("finished processing request"),
        "{log}"
    );
    assert!(!log.contains(TOKEN) && !log.contains("flow_"), "{log}");
}
