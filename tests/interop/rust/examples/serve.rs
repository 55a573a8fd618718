//! Serves the API on 127.0.0.1 until it is stopped, and says where:
//!
//! ```sh
//! FLOWAI_TOKEN=… cargo run --example serve
//! ```

use std::env;

use flowai_types_interop::server::{Service, router};
use tokio::net::TcpListener;
use tokio::runtime::Builder;

fn main() -> std::io::Result<()> {
    let token = env::var("FLOWAI_TOKEN").unwrap_or_default();
    Builder::new_multi_thread()
        .enable_all()
        .build()?
        .block_on(async {
            let listener = TcpListener::bind("127.0.0.1:0").await?;
            println!("http://{}", listener.local_addr()?);
            axum::serve(listener, router(Service::new(token))).await
        })
}
