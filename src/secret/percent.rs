//! Percent-encoding (RFC 3986, 2.1), as far as the crate `percent-encoding` does not say where a byte was encoded.

/// Whether bytes start with a percent-encoded byte.
pub(crate) fn is_encoded(bytes: &[u8]) -> bool {
    matches!(bytes, [b'%', high, low, ..] if high.is_ascii_hexdigit() && low.is_ascii_hexdigit())
}
