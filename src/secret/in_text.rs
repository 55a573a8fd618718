//! Redacting strings that may contain URLs: keys, user information, and the values of parameters that are credentials.

use std::borrow::Cow;
use std::ops::Range;

use memchr::{memchr, memchr_iter, memchr2, memchr2_iter, memchr3, memrchr};
use percent_encoding::percent_decode;

use super::keys::{find_secrets, replace};
use super::names::Meaning::Harmless;
use super::names::{meaning_of_parameter, meaning_of_plain_parameter};
use super::percent::is_encoded;

/// How often a URL may be percent-encoded inside another and is still read.
const ENCODED_MAX: usize = 2;

/// A string without the keys in it, and without the credentials of the URLs in it.
///
/// Redaction is idempotent. `None` if it could not be, since a replacement makes more of the string a secret: only
/// contrived strings are like that, such as `//flow_ada2ad2a_a/b@h`. They have to be hidden as a whole.
pub(crate) fn redact_text(text: &str) -> Option<Cow<'_, str>> {
    let redacted = redact_once(text);
    let is_stable = match &redacted {
        Cow::Borrowed(_) => true,
        Cow::Owned(redacted) => matches!(redact_once(redacted), Cow::Borrowed(_)),
    };
    is_stable.then_some(redacted)
}

fn redact_once(text: &str) -> Cow<'_, str> {
    replace(text, merge(find_in_text(text.as_bytes())))
}

/// Sorts ranges, and joins those that overlap or touch.
fn merge(mut ranges: Vec<Range<usize>>) -> impl Iterator<Item = Range<usize>> {
    // Two sorted runs or more, which the stable sort merges in linear time.
    ranges.sort_by_key(|range| range.start);
    let mut rest = ranges.into_iter().peekable();
    std::iter::from_fn(move || {
        let Range { start, mut end } = rest.next()?;
        while let Some(next) = rest.next_if(|next| next.start <= end) {
            end = end.max(next.end);
        }
        Some(start..end)
    })
}

/// Whether a string may contain a secret. A look for three bytes clears most values of headers, and a look at the names of
/// parameters most of the others: 0.8 of the instructions for a browser's request, 0.7 behind Cloudflare.
#[inline]
pub(crate) fn may_contain_secret(text: &[u8]) -> bool {
    // Neither user information nor a parameter nor a key is without one of these. Most values are short: a loop for
    // those makes the metadata of a browser's request cost 0.95 of the instructions.
    let is_mark = |byte: &u8| matches!(byte, b'@' | b'=' | b'_');
    let has_mark = if text.len() < 16 { text.iter().any(is_mark) } else { memchr3(b'@', b'=', b'_', text).is_some() };
    let may_contain = has_mark && is_suspect(text);
    debug_assert!(may_contain || find_in_text(text).is_empty());
    may_contain
}

#[cold]
fn is_suspect(text: &[u8]) -> bool {
    let mut marks = memchr2_iter(b'@', b'_', text);
    let has_mark = marks.any(|at| text[at] == b'@' || text[..at].ends_with(b"flow"));
    let has_path_parameter = |slash: usize| memchr(b';', &text[slash..]).is_some();
    has_mark
        || memchr(b'/', text).is_some_and(has_path_parameter) && has_suspect_parameter(text)
        || memchr2(b'?', b'#', text).is_some_and(|start| has_suspect_parameter(&text[start..]))
}

/// Whether a parameter is named as a credential is, or may be, or has a value that is percent-encoded and may contain a
/// secret: a look back from each `=`, in whatever part of a URL.
fn has_suspect_parameter(text: &[u8]) -> bool {
    let has_encoded = memchr(b'%', text).is_some();
    let (mut after, mut end_of_value) = (0, 0);
    memchr_iter(b'=', text).any(|equals| {
        let before = &text[after..equals];
        after = equals + 1;
        let is_end = |byte: &u8| *byte == b'&' || ends_url(byte);
        // Once for each value: another `=` in it starts no other one.
        if has_encoded && after > end_of_value {
            let value = text[after..].split(is_end).next().unwrap_or_default();
            end_of_value = after + value.len();
            if has_encoded_mark(value) {
                return true;
            }
        }
        let separates = |byte: &u8| matches!(byte, b'?' | b'#' | b'&' | b';');
        let Some(separator) = before.iter().rposition(|byte| separates(byte) || ends_url(byte)) else {
            return false;
        };
        let (earlier, name) = (&before[..separator], &before[separator + 1..]);
        // Parsers do not agree where a name with `;` starts.
        let is_ambiguous = match before[separator] {
            b'?' | b'#' => false,
            b'&' => earlier.contains(&b';'),
            b';' => earlier.iter().any(separates),
            _ => return false,
        };
        is_ambiguous || has_encoded && name.contains(&b'%') || meaning_of_plain_parameter(name) != Harmless
    })
}

/// Whether a value is percent-encoded, and has a secret's mark beside it, or is encoded once more.
fn has_encoded_mark(value: &[u8]) -> bool {
    let is_mark = |at: usize| matches!(percent_decode(&value[at..]).next(), Some(b'@' | b'=' | b'_' | b'%'));
    let mut encoded = memchr_iter(b'%', value);
    encoded.next().is_some_and(|first| is_mark(first) || memchr3(b'@', b'=', b'_', value).is_some())
        || encoded.any(is_mark)
}

/// Whether a byte is not in a URL, but after it.
fn ends_url(byte: &u8) -> bool {
    matches!(byte, b' ' | b'\t' | b'"' | b'<' | b'>')
}

/// Finds the secrets in a string: a URL is a run between white space, quotes, `<` and `>`.
fn find_in_text(text: &[u8]) -> Vec<Range<usize>> {
    let mut secrets: Vec<_> = find_secrets(text).collect();
    let end_of_url = |start: usize| {
        let length = text[start..].iter().position(ends_url);
        length.map_or(text.len(), |length| start + length)
    };
    // Every secret but a key has one of these before or after it.
    let mut after = 0;
    while let Some(at) = memchr2(b'@', b'=', &text[after..]) {
        let before = text[after..after + at].iter().rposition(ends_url);
        let mut start = before.map_or(after, |before| after + before + 1);
        after = end_of_url(after + at);
        let mut is_value = false;
        let mut find = |start: usize, end: usize, is_value| {
            let url = &text[start..end];
            find_in_url(url, is_value, 0, &mut |from, to| {
                secrets.extend((from < to).then_some(start + from..start + to));
            })
        };
        while find(start, after, is_value) {
            // Some clients write a space or a quote between `=` and the value.
            let is_space = |byte: &&u8| matches!(byte, b' ' | b'\t' | b'"');
            start = after + text[after..].iter().take_while(is_space).count();
            after = end_of_url(start);
            is_value = start < after;
        }
    }
    secrets
}

/// The parts of a slice between separators, each with its place.
fn split(bytes: &[u8], is_separator: impl Fn(&u8) -> bool) -> impl Iterator<Item = (usize, &[u8])> {
    let mut start = 0;
    bytes.split(is_separator).map(move |part| {
        let place = start;
        start += part.len() + 1;
        (place, part)
    })
}

/// Receives the start and the end of each secret in a part. One that is empty does not count.
type Found<'a> = &'a mut dyn FnMut(usize, usize);

/// The same for a part of that part.
fn shift(found: Found<'_>, start: usize) -> impl FnMut(usize, usize) {
    move |from, to| found(start + from, start + to)
}

/// Finds the credentials in a URL, or in a string that may be one, part by part. With `is_value`, it starts with the value
/// of a credential. Returns whether it ends with the name of a credential and `=`.
fn find_in_url(url: &[u8], is_value: bool, encoded: usize, found: Found<'_>) -> bool {
    // The fragment starts at the first `#`, and the query at the first `?` before it.
    let fragment = memchr(b'#', url).unwrap_or(url.len());
    let query = if is_value { 0 } else { memchr(b'?', &url[..fragment]).unwrap_or(fragment) };

    let path = &url[..query];
    let has_user = memchr(b'@', url).is_some();
    if has_user {
        find_user_information(path, |_| true, found);
        find_user_information(&url[query..], spans_parameters, &mut shift(found, query));
    }
    if memchr(b';', path).is_some() {
        for (start, segment) in split(path, |byte| *byte == b'/').skip(1) {
            let parameters = memchr(b';', segment).unwrap_or(segment.len());
            if let Some(value) = find_credential(&segment[parameters..]) {
                found(start + parameters + value, start + segment.len());
            }
        }
    }
    let has_encoded = encoded < ENCODED_MAX && memchr(b'%', url).is_some();
    if encoded > 0 && has_encoded {
        find_in_encoded(path, encoded, found);
    }

    let mut lacks_value = false;
    for range in [query..fragment, fragment..url.len()] {
        let is_ampersand = |byte: &u8| *byte == b'&';
        for (start, parameter) in split(&url[range.clone()], is_ampersand) {
            if parameter.is_empty() {
                continue;
            }
            let start = range.start + start;
            let value = if is_value && start == 0 { Some(0) } else { find_credential(parameter) };
            lacks_value = value == Some(parameter.len());
            let kept = &parameter[..value.unwrap_or(parameter.len())];
            if let Some(value) = value {
                found(start + value, start + parameter.len());
            }
            if has_user {
                find_user_information(kept, |_| true, &mut shift(found, start));
            }
            if has_encoded {
                let inner = start + memchr(b'=', kept).map_or(kept.len(), |equals| equals + 1);
                find_in_encoded(&url[inner..start + kept.len()], encoded, &mut shift(found, inner));
            }
        }
    }
    lacks_value
}

/// Finds the first credential among the parameters in a string without `&`: the place of its value, which goes on to the
/// end, since `?` and `;` can be in one.
fn find_credential(parameters: &[u8]) -> Option<usize> {
    // Where the name starts: for a WHATWG parser, which reads `;` as a part of it; and for one that separates at `;`.
    let mut names = Some((0, 0));
    for (at, byte) in parameters.iter().enumerate() {
        match byte {
            b'?' | b'#' => names = Some((at, at)),
            b';' => names = Some((names.map_or(at, |(whole, _)| whole), at)),
            b'=' => {
                let is_credential = |start: usize| {
                    let (name, value) = (&parameters[start..at], &parameters[at + 1..]);
                    meaning_of_parameter(name).is_credential(value)
                };
                let starts = names.take();
                if starts.is_some_and(|(whole, last)| is_credential(whole) || whole != last && is_credential(last)) {
                    return Some(at + 1);
                }
            }
            _ => (),
        }
    }
    None
}

/// Finds the secrets in a URL that is percent-encoded.
fn find_in_encoded(value: &[u8], encoded: usize, found: Found<'_>) {
    if !has_encoded_mark(value) {
        return;
    }
    let decoded: Vec<u8> = percent_decode(value).collect();
    let mut secrets: Vec<_> = find_secrets(&decoded).collect();
    find_in_url(&decoded, false, encoded + 1, &mut |from, to| {
        secrets.extend((from < to).then_some(from..to));
    });

    let (mut at, mut decoded_at) = (0, 0);
    let mut encode = |place: usize| {
        while decoded_at < place {
            at += if is_encoded(&value[at..]) { 3 } else { 1 };
            decoded_at += 1;
        }
        at
    };
    for secret in merge(secrets) {
        found(encode(secret.start), encode(secret.end));
    }
}

/// Finds the user information of each authority: of a string after `//`, or after `http:` or `https:` with one slash or
/// none. As browsers have it, `\` is a slash.
fn find_user_information(part: &[u8], is_user: impl Fn(&[u8]) -> bool, found: Found<'_>) {
    // Not at the comma of a list, which user information can contain as well.
    let ends_authority = |byte: &u8| b"/\\?# \t\"<>".contains(byte);
    for (start, authority) in split(part, ends_authority) {
        let Some(end) = memrchr(b'@', authority) else {
            continue;
        };
        let before = &part[..start];
        let is_slash = |byte: &&u8| matches!(byte, b'/' | b'\\');
        let slashes = before.iter().rev().take_while(is_slash).count();
        let follows_slashes = slashes > 1 || slashes == 1 && ends_with_scheme(&before[..before.len() - 1]);
        let user = if follows_slashes {
            Some(0)
        } else {
            let mut ends = (0..=end).filter(|end| authority[..*end].ends_with(b":"));
            ends.find(|end| ends_with_scheme(&authority[..*end]))
        };
        if let Some(user) = user.filter(|user| is_user(&authority[*user..end])) {
            found(start + user, start + end);
        }
    }
}

/// Whether user information goes on after `&`, which a password can contain: `user:p&ss`, but not `host:80&mail=user`.
fn spans_parameters(user: &[u8]) -> bool {
    let (Some(colon), Some(ampersand)) = (memchr(b':', user), memchr(b'&', user)) else {
        return false;
    };
    let port = user.get(colon + 1..ampersand);
    port.is_some_and(|port| !port.iter().all(u8::is_ascii_digit))
}

fn ends_with_scheme(text: &[u8]) -> bool {
    ["http:", "https:"].iter().any(|scheme| {
        let start = text.len().checked_sub(scheme.len());
        start.is_some_and(|start| text[start..].eq_ignore_ascii_case(scheme.as_bytes()))
    })
}
