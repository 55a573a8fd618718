//! actix-web 4: its `http` is 0.2, so method, URI and headers are converted.

use actix_web::web::{self, Bytes, Data};
use actix_web::{App, HttpRequest, HttpResponse, test};
use flowai_types::http::{Method, Request, Response};
use flowai_types::{APIKeyCreate, ListKeys, RevokeKey, UpdateKey};
use flowai_types_interop::server::{Endpoint, Service, Shared, answer};

use crate::TOKEN;

fn to_http(request: &HttpRequest, body: Bytes) -> Request<Bytes> {
    let mut converted = Request::builder().method(request.method().as_str()).uri(request.uri().to_string());
    for (name, value) in request.headers() {
        converted = converted.header(name.as_str(), value.as_bytes());
    }
    converted.body(body).expect("what one version holds, the other does")
}

fn from_http(response: Response<Vec<u8>>) -> HttpResponse {
    let status = actix_web::http::StatusCode::from_u16(response.status().as_u16());
    let mut converted = HttpResponse::build(status.expect("a status"));
    for (name, value) in response.headers() {
        converted.append_header((name.as_str(), value.as_bytes()));
    }
    converted.body(response.into_body())
}

fn route<O: Endpoint>(config: &mut web::ServiceConfig) {
    let method = actix_web::http::Method::from_bytes(O::METHOD.as_str().as_bytes()).expect("a method");
    let serve = async |service: Data<Shared>, request: HttpRequest, body: Bytes| {
        from_http(answer::<O>(&service, to_http(&request, body)))
    };
    config.route(O::PATH, web::method(method).to(serve));
}

#[test]
fn a_key_lives_behind_actix() {
    let service = Service::new(TOKEN.to_owned());
    let send = |request: Request<Vec<u8>>| {
        let (parts, body) = request.into_parts();
        actix_web::rt::System::new().block_on(async {
            let app = App::new()
                .app_data(Data::new(service.clone()))
                .configure(route::<APIKeyCreate>)
                .configure(route::<ListKeys>)
                .configure(route::<UpdateKey>)
                .configure(route::<RevokeKey>);
            let app = test::init_service(app).await;
            let method = |method: Method| method.as_str().parse().unwrap();
            let mut request = test::TestRequest::with_uri(&parts.uri.to_string()).method(method(parts.method));
            for (name, value) in &parts.headers {
                request = request.append_header((name.as_str(), value.as_bytes()));
            }
            let received = test::call_service(&app, request.set_payload(body).to_request()).await;
            let mut response = Response::builder().status(received.status().as_u16());
            for (name, value) in received.headers() {
                response = response.header(name.as_str(), value.as_bytes());
            }
            response.body(test::read_body(received).await.to_vec()).unwrap()
        })
    };
    crate::live(send);
}
