//! The metadata as one line for a log, of at most 1,000 bytes.

use std::fmt::{self, Display, Write};

use super::{HttpMetadata, RequestMetadata, ResponseMetadata};
use crate::log_line::{LINE_MAX, Line};

/// The most bytes of a request id in a line, so that there is room for the URL.
const REQUEST_ID_MAX: usize = 100;

/// One line of at most 1,000 bytes, without control characters:
/// `201 Created (request id req-7): POST https://api.example.com/api-keys`.
impl Display for HttpMetadata {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(Line::new(f, LINE_MAX), "{}: {}", self.response, self.request)
    }
}

/// One line of at most 1,000 bytes, without control characters: `201 Created (request id req-7)`.
impl Display for ResponseMetadata {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut line = Line::new(f, LINE_MAX);
        write!(line, "{}", self.status)?;
        if let Some(id) = self.request_id() {
            line.write_str(" (request id ")?;
            line.part(REQUEST_ID_MAX).write_str(id)?;
            line.write_str(")")?;
        }
        Ok(())
    }
}

/// One line of at most 1,000 bytes, without control characters: `POST https://api.example.com/api-keys`.
impl Display for RequestMetadata {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(Line::new(f, LINE_MAX), "{} {}", self.method, self.url())
    }
}
