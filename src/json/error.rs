//! [`DecodeError`]: everything that is wrong with a document, without any of its values.

use std::fmt;

use memchr::{memchr_iter, memrchr};

/// The type of a JSON value.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum JsonType {
    Null,
    Boolean,
    Number,
    String,
    Array,
    Object,
}

/// The error returned by [`from_json`](crate::from_json): every violation in the document, each with its place.
///
/// It never contains a value of the document. Only the first 1,000 violations are kept; [`total`](Self::total) counts
/// all of them. `Display` is one line with the first 10, or as many as fit into 700 bytes.
///
/// # Examples
///
/// ```
/// use flowai_types::{APIKeyCreateResponse, ViolationKind, from_json};
///
/// let error = from_json::<APIKeyCreateResponse>(br#"{
///     "apiKey": "sk_ada2ad2a_1234567890abcdef",
///     "createdAt": "2024-03-20T12:00:00Z",
///     "id": "123e4567-e89b-12d3-a456-426614174000",
///     "keyName": null,
///     "keyPrefix": "flow_"
/// }"#)
/// .unwrap_err();
///
/// let found: Vec<_> = error.violations().iter().map(|v| (v.pointer(), v.kind())).collect();
/// assert_eq!(
///     found,
///     [
///         ("/apiKey", ViolationKind::InvalidValue),
///         ("/keyName", ViolationKind::InvalidType),
///         ("/userId", ViolationKind::Missing),
///     ],
/// );
/// assert_eq!(
///     error.to_string(),
///     "3 violations: \
///      /apiKey (line 2, column 15): expected an API key that starts with `flow_`; \
///      /keyName (line 5, column 16): expected a string; \
///      /userId (line 7, column 1): missing member, expected a hyphenated UUID, \
///      such as `123e4567-e89b-12d3-a456-426614174000`",
/// );
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DecodeError {
    violations: Vec<Violation>,
    total: usize,
}

impl DecodeError {
    /// How many violations are kept.
    pub(crate) const KEPT: usize = 1_000;
    /// The most violations that `Display` names, and the most bytes of them.
    const SHOWN: usize = 10;
    const SHOWN_BYTES: usize = 700;

    /// An error for the violations that were kept, out of `total`. They are in the order of the document.
    pub(super) fn new(mut violations: Vec<Violation>, total: usize, document: &[u8]) -> Self {
        let (mut line, mut column, mut counted) = (1, 1, 0);
        for violation in &mut violations {
            let bytes = &document[counted..violation.offset];
            match memrchr(b'\n', bytes) {
                Some(newline) => {
                    line += memchr_iter(b'\n', bytes).count();
                    column = bytes.len() - newline;
                }
                None => column += bytes.len(),
            }
            counted = violation.offset;
            (violation.line, violation.column) = (line, column);
        }
        Self { violations, total }
    }

    /// An error for a document that is not JSON.
    #[cold]
    pub(super) fn syntax(message: &'static str, document: &[u8], offset: usize) -> Self {
        let violation = Violation::new(ViolationKind::Syntax, message, offset);
        Self::new(vec![violation], 1, document)
    }

    /// The violations, in the order of the document; the first 1,000 if there are more. Never empty.
    ///
    /// A missing member is listed at the end of its object; several are in the API's order.
    #[must_use]
    pub fn violations(&self) -> &[Violation] {
        &self.violations
    }

    /// The number of violations, including those that were not kept.
    #[must_use]
    pub fn total(&self) -> usize {
        self.total
    }
}

impl fmt::Display for DecodeError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.total {
            1 => f.write_str("1 violation")?,
            total => write!(f, "{total} violations")?,
        }
        let (mut shown, mut bytes) = (0, 0);
        for violation in self.violations.iter().take(Self::SHOWN) {
            let violation = violation.to_string();
            bytes += violation.len();
            if bytes > Self::SHOWN_BYTES {
                break;
            }
            write!(f, "{}{violation}", if shown == 0 { ": " } else { "; " })?;
            shown += 1;
        }
        match self.total - shown {
            0 => Ok(()),
            more => write!(f, "; and {more} more"),
        }
    }
}

impl std::error::Error for DecodeError {}

/// One violation in a document: its place, and the value that was expected there.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Violation {
    pub(super) pointer: String,
    kind: ViolationKind,
    /// The type that was expected, if another one was found.
    pub(super) json_type: Option<JsonType>,
    /// The value that was expected; of [`ViolationKind::Syntax`], the reason.
    message: &'static str,
    offset: usize,
    line: usize,
    column: usize,
}

impl Violation {
    /// A violation at an offset, with the empty pointer.
    pub(super) fn new(kind: ViolationKind, message: &'static str, offset: usize) -> Self {
        Self { pointer: String::new(), kind, json_type: None, message, offset, line: 1, column: 1 }
    }

    /// The type that was expected, if another one was found.
    pub(crate) fn json_type(&self) -> Option<JsonType> {
        self.json_type
    }

    /// The place of the value: a JSON Pointer (RFC 6901), with the document's own spelling of each member.
    ///
    /// A missing member has the pointer at which it belongs, with the API's spelling. The empty pointer is the whole
    /// document. Names unknown to the API never appear in a pointer, so a violation in a header has the pointer of the
    /// headers.
    #[must_use]
    pub fn pointer(&self) -> &str {
        &self.pointer
    }

    /// The kind of violation.
    #[must_use]
    pub fn kind(&self) -> ViolationKind {
        self.kind
    }

    /// The value that was expected at that place: a noun phrase, to be read after "expected".
    #[must_use]
    pub fn expected(&self) -> &str {
        match self.kind {
            ViolationKind::Syntax => "JSON (RFC 8259) in UTF-8, without a byte order mark",
            _ => self.message,
        }
    }

    /// The line, counted from 1: of the value; of the name of a duplicate member; of the `}` of an object in which a
    /// member is missing; of the byte at which the document stops being JSON, or at most a few bytes after it.
    #[must_use]
    pub fn line(&self) -> usize {
        self.line
    }

    /// The number of bytes before that place.
    #[must_use]
    pub fn offset(&self) -> usize {
        self.offset
    }

    /// The column on that [`line`](Self::line), in bytes, counted from 1.
    #[must_use]
    pub fn column(&self) -> usize {
        self.column
    }
}

impl fmt::Display for Violation {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (line, column, message) = (self.line, self.column, self.message);
        match &*self.pointer {
            "" => f.write_str("the document")?,
            pointer => f.write_str(pointer)?,
        }
        write!(f, " (line {line}, column {column}): ")?;
        match self.kind {
            ViolationKind::Syntax => write!(f, "invalid JSON: {message}"),
            ViolationKind::Missing => write!(f, "missing member, expected {message}"),
            ViolationKind::Duplicate => f.write_str("duplicate member"),
            ViolationKind::InvalidType | ViolationKind::InvalidValue => {
                write!(f, "expected {message}")
            }
        }
    }
}

/// The kind of a [`Violation`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum ViolationKind {
    /// The document is not JSON: it is cut short, not UTF-8, or starts with a byte order mark. It is then the only
    /// violation, since the rest cannot be checked.
    Syntax,
    /// A required member is missing.
    Missing,
    /// A member occurs a second time, under either spelling.
    Duplicate,
    /// The value has the wrong JSON type: a number instead of a string, or `null`.
    InvalidType,
    /// The value has the right JSON type but breaks a rule, or is a string with an unpaired surrogate.
    InvalidValue,
}
