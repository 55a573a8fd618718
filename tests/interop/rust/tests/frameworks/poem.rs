//! poem 3: its routes spell a parameter `:key_id`, and a request is taken apart.

use flowai_types::http::{Request, Response};
use flowai_types::{APIKeyCreate as Create, ListKeys as List, RevokeKey as Revoke, UpdateKey as Update};
use flowai_types_interop::server::{Endpoint, Service, Shared, answer};
use poem::{Body, Endpoint as _, Route, RouteMethod};
use tokio::runtime::Runtime;

use crate::TOKEN;

fn serve<O: Endpoint>(route: RouteMethod, service: &Shared) -> RouteMethod {
    let service = service.clone();
    let endpoint = poem::endpoint::make::<_, _, poem::Response, poem::Result<_>>(move |request: poem::Request| {
        let service = service.clone();
        async move {
            let (head, body) = request.into_parts();
            let mut asked = Request::new(body.into_bytes().await?);
            *asked.method_mut() = head.method;
            *asked.uri_mut() = head.uri;
            *asked.headers_mut() = head.headers;
            let (head, body) = answer::<O>(&service, asked).into_parts();
            let mut response = poem::Response::builder().status(head.status).body(body);
            *response.headers_mut() = head.headers;
            Ok::<_, poem::Error>(response)
        }
    });
    route.method(O::METHOD, endpoint)
}

fn path<O: Endpoint>() -> String {
    O::PATH.replace("{key_id}", ":key_id")
}

#[test]
fn a_key_lives_behind_poem() {
    let service = Service::new(TOKEN.to_owned());
    let keys = serve::<List>(serve::<Create>(RouteMethod::new(), &service), &service);
    let key = serve::<Revoke>(serve::<Update>(RouteMethod::new(), &service), &service);
    let app = Route::new().at(path::<List>(), keys).at(path::<Update>(), key);
    let runtime = Runtime::new().unwrap();
    crate::live(|request| {
        let (head, body) = request.into_parts();
        let mut asked = poem::Request::builder().method(head.method).uri(head.uri).body(Body::from(body));
        *asked.headers_mut() = head.headers;
        runtime.block_on(async {
            let mut answered = app.get_response(asked).await;
            let mut response = Response::new(answered.take_body().into_vec().await.unwrap());
            *response.status_mut() = answered.status();
            *response.headers_mut() = answered.headers().clone();
            response
        })
    });
}
