//! `Debug` of an object, without the keys in any of its members.

use std::convert::Infallible;
use std::fmt;

use super::traits::{Member, MemberVisitor, Object, Value};
use crate::secret::redact;

pub(crate) fn format<T: Object>(object: &T, f: &mut fmt::Formatter<'_>) -> fmt::Result {
    let mut fields = f.debug_struct(T::TYPE);
    let Ok(()) = object.visit(&mut fields);
    fields.finish()
}

impl MemberVisitor for fmt::DebugStruct<'_, '_> {
    type Error = Infallible;

    fn member<T: Value>(&mut self, member: &'static Member, value: &T) -> Result<(), Infallible> {
        self.field(member.field, &Redacted(value));
        Ok(())
    }
}

/// A value, redacted whatever its own `Debug` prints.
struct Redacted<'a, T>(&'a T);

impl<T: fmt::Debug> fmt::Debug for Redacted<'_, T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let value = self.0;
        let shown = if f.alternate() { format!("{value:#?}") } else { format!("{value:?}") };
        f.write_str(&redact(&shown))
    }
}
