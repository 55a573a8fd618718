//! [`Reader`]: a document and the place in it, with the grammar of JSON (RFC 8259).
//!
//! It is our own because it reads a value, its violations and their places in one walk, and copies no string: reading the
//! documented example takes half of the instructions that serde_json needs for seven `String`s (`benches/README.md`).

use std::borrow::Cow;

use super::error::{JsonType, Violation};

/// The document is not JSON. [`Reader`] knows the place and the reason.
#[derive(Debug)]
pub(crate) struct NotJson;

/// A document, how far it has been read, and the violations up to there.
#[derive(Default)]
pub(crate) struct Reader<'t> {
    pub(super) text: &'t str,
    pub(crate) offset: usize,
    /// Why the document is not JSON, once a method has returned [`NotJson`].
    pub(super) not_json: &'static str,
    pub(super) violations: Vec<Violation>,
    pub(crate) total: usize,
    /// Whether it also reads control characters in strings, and `NaN`, `None`, `True` and `False`.
    is_lenient: bool,
}

/// A string of the document as it is written between its quotes.
#[derive(Clone, Copy)]
pub(crate) struct Quoted<'t> {
    content: &'t str,
    has_escapes: bool,
    /// The offset of the first quote.
    pub(crate) start: usize,
}

impl<'t> Reader<'t> {
    pub(crate) fn new(text: &'t str) -> Self {
        Self { text, ..Self::default() }
    }

    /// A reader that also reads control characters in strings, and `NaN`, `None`, `True` and `False`.
    pub(crate) fn lenient(text: &'t str) -> Self {
        Self { text, is_lenient: true, ..Self::default() }
    }

    /// Notes why the document is not JSON, at the current offset.
    #[cold]
    fn fail<T>(&mut self, why: &'static str) -> Result<T, NotJson> {
        let is_at_end = self.offset >= self.text.len();
        self.not_json = if is_at_end { "unexpected end of input" } else { why };
        Err(NotJson)
    }

    #[inline]
    fn rest(&self) -> &'t [u8] {
        &self.text.as_bytes()[self.offset..]
    }

    /// The next byte that is not white space, without reading it.
    #[inline]
    fn peek(&mut self) -> Option<u8> {
        loop {
            let byte = *self.text.as_bytes().get(self.offset)?;
            if !matches!(byte, b' ' | b'\n' | b'\t' | b'\r') {
                return Some(byte);
            }
            self.offset += 1;
        }
    }

    /// The type of the next value, by its first byte.
    #[inline]
    pub(crate) fn peek_type(&mut self) -> Result<JsonType, NotJson> {
        match self.peek() {
            Some(b'"') => Ok(JsonType::String),
            Some(b'{') => Ok(JsonType::Object),
            Some(b'[') => Ok(JsonType::Array),
            Some(b'0'..=b'9' | b'-') => Ok(JsonType::Number),
            Some(b't' | b'f') => Ok(JsonType::Boolean),
            Some(b'n') => Ok(JsonType::Null),
            _ if self.lenient_word().is_some() => Ok(JsonType::Null),
            _ => self.fail("expected a value"),
        }
    }

    /// The word that is next, if it is one that only a lenient reader reads.
    #[cold]
    fn lenient_word(&self) -> Option<&'static str> {
        let mut words = ["NaN", "None", "True", "False"].into_iter();
        words.find(|word| self.is_lenient && self.rest().starts_with(word.as_bytes()))
    }

    /// Reads a byte if it is the next one after white space.
    #[inline]
    fn accept(&mut self, byte: u8) -> bool {
        let is_next = self.peek() == Some(byte);
        self.offset += usize::from(is_next);
        is_next
    }

    /// Reads the end of the document.
    pub(crate) fn end(&mut self) -> Result<(), NotJson> {
        match self.peek() {
            None => Ok(()),
            Some(_) => self.fail("expected the end of the document"),
        }
    }

    /// Reads an object, and calls a function with each name; the function reads the value. Returns the offset of the `}`.
    #[inline]
    pub(crate) fn members(
        &mut self,
        mut each: impl FnMut(&mut Self, Quoted<'t>) -> Result<(), NotJson>,
    ) -> Result<usize, NotJson> {
        self.parts(b'}', |reader| {
            let name = reader.name()?;
            each(reader, name)
        })?;
        Ok(self.offset - 1)
    }

    /// Reads an array, and calls a function that reads each element.
    #[inline]
    pub(crate) fn elements(&mut self, each: impl FnMut(&mut Self) -> Result<(), NotJson>) -> Result<(), NotJson> {
        self.parts(b']', each)
    }

    #[inline]
    pub(super) fn parts(
        &mut self,
        end: u8,
        mut each: impl FnMut(&mut Self) -> Result<(), NotJson>,
    ) -> Result<(), NotJson> {
        self.offset += 1;
        let mut goes_on = !self.accept(end);
        while goes_on {
            each(self)?;
            goes_on = self.goes_on(end)?;
        }
        Ok(())
    }

    /// Reads a name with its quotes and its `:`, if it is next.
    #[inline]
    pub(super) fn accept_name(&mut self, name: &str) -> bool {
        self.peek();
        let is_next = self.rest().starts_with(name.as_bytes());
        self.offset += if is_next { name.len() } else { 0 };
        is_next
    }

    /// Reads the name of a member and the `:` after it.
    #[inline]
    pub(super) fn name(&mut self) -> Result<Quoted<'t>, NotJson> {
        if self.peek() != Some(b'"') {
            return self.fail("expected the name of a member in double quotes");
        }
        let name = self.quoted()?;
        if self.accept(b':') { Ok(name) } else { self.fail("expected `:`") }
    }

    /// Reads the byte after a member or an element: a `,`, after which another one follows, or the end.
    #[inline]
    fn goes_on(&mut self, end: u8) -> Result<bool, NotJson> {
        match self.peek() {
            Some(b',') => {
                self.offset += 1;
                Ok(true)
            }
            Some(byte) if byte == end => {
                self.offset += 1;
                Ok(false)
            }
            _ if end == b'}' => self.fail("expected `,` or `}`"),
            _ => self.fail("expected `,` or `]`"),
        }
    }

    /// Reads a string, whose first quote is next.
    #[expect(clippy::inline_always, reason = "0.92 of the instructions of `from_json`, with the two like it")]
    #[inline(always)]
    pub(crate) fn quoted(&mut self) -> Result<Quoted<'t>, NotJson> {
        let start = self.offset;
        self.offset += 1;
        self.offset += plain_len(self.rest());
        let has_escapes = self.text.as_bytes().get(self.offset) != Some(&b'"');
        if has_escapes {
            self.escapes()?;
        }
        let content = &self.text[start + 1..self.offset];
        self.offset += 1;
        Ok(Quoted { content, has_escapes, start })
    }

    /// Reads the rest of a string up to its last quote.
    #[cold]
    fn escapes(&mut self) -> Result<(), NotJson> {
        loop {
            match self.rest() {
                [b'"', ..] => return Ok(()),
                [b'\\', b'u', hex @ ..] => {
                    let digits = hex.iter().take(4);
                    let digits = digits.take_while(|byte| byte.is_ascii_hexdigit()).count();
                    self.offset += 2 + digits;
                    if digits < 4 {
                        return self.fail("expected four hex digits after `\\u`");
                    }
                }
                [b'\\', escaped, ..] if b"\"\\/bfnrt".contains(escaped) => self.offset += 2,
                [b'\\', ..] => {
                    self.offset += 1;
                    return self.fail("expected an escape that JSON has, such as `\\n`");
                }
                [_, ..] if self.is_lenient => self.offset += 1,
                _ => return self.fail("expected control characters to be escaped"),
            }
            self.offset += plain_len(self.rest());
        }
    }

    /// A string that was read, with its escapes undone; `None` if it contains half a surrogate pair.
    #[expect(clippy::inline_always, reason = "0.92 of the instructions of `from_json`, with the two like it")]
    #[inline(always)]
    pub(crate) fn unescape(&self, quoted: Quoted<'t>) -> Option<Cow<'t, str>> {
        if !quoted.has_escapes {
            return Some(Cow::Borrowed(quoted.content));
        }
        let end = quoted.start + quoted.content.len() + r#""""#.len();
        serde_json::from_str(&self.text[quoted.start..end]).ok().map(Cow::Owned)
    }

    /// A string that was read, with its escapes undone if they can be.
    pub(crate) fn unescape_or_keep(&self, quoted: Quoted<'t>) -> Cow<'t, str> {
        self.unescape(quoted).unwrap_or(Cow::Borrowed(quoted.content))
    }

    /// Reads a number, which is next.
    pub(crate) fn number(&mut self) -> Result<&'t str, NotJson> {
        let start = self.offset;
        self.offset += usize::from(self.rest().starts_with(b"-"));
        if self.rest().starts_with(b"0") {
            self.offset += 1;
        } else {
            self.digits()?;
        }
        if self.rest().starts_with(b".") {
            self.offset += 1;
            self.digits()?;
        }
        if let [b'e' | b'E', rest @ ..] = self.rest() {
            self.offset += 1 + usize::from(matches!(rest, [b'+' | b'-', ..]));
            self.digits()?;
        }
        Ok(&self.text[start..self.offset])
    }

    fn digits(&mut self) -> Result<(), NotJson> {
        let digits = self.rest().iter();
        let count = digits.take_while(|byte| byte.is_ascii_digit()).count();
        self.offset += count;
        if count == 0 {
            return self.fail("expected a digit");
        }
        Ok(())
    }

    /// Reads one of the words `true`, `false` and `null`, if it is next.
    #[inline]
    pub(crate) fn word(&mut self, word: &'static str) -> Result<(), NotJson> {
        let rest = self.rest();
        if rest.starts_with(word.as_bytes()) {
            self.offset += word.len();
            return Ok(());
        }
        if let Some(word) = self.lenient_word() {
            self.offset += word.len();
            return Ok(());
        }
        if word.as_bytes().starts_with(rest) {
            self.offset = self.text.len();
        }
        self.fail("expected `true`, `false` or `null`")
    }

    pub(super) fn true_or_false(&mut self) -> Result<bool, NotJson> {
        let is_true = self.rest().starts_with(b"t");
        self.word(if is_true { "true" } else { "false" })?;
        Ok(is_true)
    }

    /// Reads a value of any type and depth, without a recursion.
    pub(crate) fn skip(&mut self) -> Result<(), NotJson> {
        // The ends of the objects and arrays around the value.
        let mut ends = Vec::new();
        loop {
            let end = match self.peek_type()? {
                JsonType::Object => Some(b'}'),
                JsonType::Array => Some(b']'),
                JsonType::String => self.quoted().map(|_| None)?,
                JsonType::Number => self.number().map(|_| None)?,
                JsonType::Boolean => self.true_or_false().map(|_| None)?,
                JsonType::Null => self.word("null").map(|()| None)?,
            };
            let mut is_complete = end.is_none();
            if let Some(end) = end {
                self.offset += 1;
                is_complete = self.accept(end);
                if !is_complete {
                    ends.push(end);
                }
            }
            while is_complete {
                match ends.last() {
                    None => return Ok(()),
                    Some(end) if self.goes_on(*end)? => is_complete = false,
                    Some(_) => drop(ends.pop()),
                }
            }
            if ends.last() == Some(&b'}') {
                self.name()?;
            }
        }
    }
}

/// The number of bytes before the first `"`, `\` or control character. Eight bytes at a time: one at a time is 1.4
/// times the instructions of `from_json`.
#[inline(never)]
pub(super) fn plain_len(bytes: &[u8]) -> usize {
    const ONES: u64 = u64::from_le_bytes([1; 8]);
    const QUOTES: u64 = ONES * b'"' as u64;
    const BACKSLASHES: u64 = ONES * b'\\' as u64;
    const SPACES: u64 = ONES * b' ' as u64;
    const HIGHEST_BITS: u64 = ONES << 7;

    let mut rest = bytes;
    while let Some((eight, others)) = rest.split_first_chunk() {
        let eight = u64::from_le_bytes(*eight);
        // The highest bit comes to be set in the first byte that is one of them, and in none before it.
        let quote = (eight ^ QUOTES).wrapping_sub(ONES);
        let backslash = (eight ^ BACKSLASHES).wrapping_sub(ONES);
        let control = eight.wrapping_sub(SPACES);
        let found = (quote | backslash | control) & !eight & HIGHEST_BITS;
        if found != 0 {
            return bytes.len() - rest.len() + found.trailing_zeros() as usize / 8;
        }
        rest = others;
    }
    let is_plain = |byte: &&u8| !matches!(byte, b'"' | b'\\' | 0..=0x1f);
    bytes.len() - rest.len() + rest.iter().take_while(is_plain).count()
}
