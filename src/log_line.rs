//! One line for a log: of bounded length, and without control characters.

use std::fmt::{self, Write};

/// The most bytes of a line.
pub(crate) const LINE_MAX: usize = 1_000;

const CUT: char = '…';

/// A writer of one line, which cuts a text that is too long, and escapes control characters and those that reorder text.
pub(crate) struct Line<'a> {
    to: &'a mut dyn Write,
    /// How many bytes there is room for, besides the mark of a cut; nothing once it is cut.
    left: Option<usize>,
}

impl<'a> Line<'a> {
    /// A line of at most this many bytes.
    pub(crate) fn new(to: &'a mut dyn Write, max: usize) -> Self {
        let left = Some(max - CUT.len_utf8());
        Self { to, left }
    }

    /// A line of at most this many bytes, or of the rest of this one.
    pub(crate) fn part(&mut self, max: usize) -> Line<'_> {
        let left = self.left.map(|left| left.min(max - CUT.len_utf8()));
        Line { to: self, left }
    }
}

impl Write for Line<'_> {
    fn write_str(&mut self, text: &str) -> fmt::Result {
        for character in text.chars() {
            let Some(left) = self.left else {
                break;
            };
            let is_plain = !character.is_control() && !turns(character);
            let escaped = character.escape_default();
            let length = if is_plain { character.len_utf8() } else { escaped.len() };
            self.left = left.checked_sub(length);
            match self.left {
                None => self.to.write_char(CUT)?,
                Some(_) if is_plain => self.to.write_char(character)?,
                Some(_) => write!(self.to, "{escaped}")?,
            }
        }
        Ok(())
    }
}

/// Whether a character breaks or reorders a line, or cannot be seen, without being a control character.
fn turns(character: char) -> bool {
    matches!(
        character,
        '\u{061c}' | '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{2069}' | '\u{feff}'
    )
}
