//! Percent-encoding (RFC 3986, 2.1).

/// The byte that is percent-encoded at the start of a string, if one is.
pub(crate) fn percent_encoded(text: &[u8]) -> Option<u8> {
    let [b'%', high, low, ..] = text else {
        return None;
    };
    let digit = |byte: u8| char::from(byte).to_digit(16);
    u8::try_from(digit(*high)? * 16 + digit(*low)?).ok()
}
