//! Any value of a type, for fuzzing and property tests.

use std::ops::RangeInclusive;

use arbitrary::{Error, Result, Unstructured};

use super::traits::{FromJson, Generate, Member, Object, SlotVisitor};

/// Characters of ASCII as often as any other.
impl Generate for String {
    fn generate(u: &mut Unstructured<'_>) -> Result<Self> {
        let count = u.int_in_range(0..=16)?;
        let mut character = || {
            if u.arbitrary()? { u.int_in_range(0..=0x7f_u8).map(char::from) } else { u.arbitrary() }
        };
        (0..count).map(|_| character()).collect()
    }
}

/// A count, as often small as large.
impl Generate for u64 {
    fn generate(u: &mut Unstructured<'_>) -> Result<Self> {
        let most = *u.choose(&[1_000, Self::MAX])?;
        u.int_in_range(0..=most)
    }
}

impl Generate for bool {
    fn generate(u: &mut Unstructured<'_>) -> Result<Self> {
        u.arbitrary()
    }
}

impl<T: Generate> Generate for Option<T> {
    fn generate(u: &mut Unstructured<'_>) -> Result<Self> {
        u.ratio(3_u8, 4)?.then(|| T::generate(u)).transpose()
    }
}

impl<T: Generate> Generate for Vec<T> {
    fn generate(u: &mut Unstructured<'_>) -> Result<Self> {
        let count = u.int_in_range(0..=4)?;
        (0..count).map(|_| T::generate(u)).collect()
    }
}

/// An object with any members.
pub(crate) fn object<T: Object>(u: &mut Unstructured<'_>) -> Result<T> {
    let mut slots = T::Slots::default();
    for index in 0..T::MEMBERS.len() {
        T::visit_slot(&mut slots, index, &mut *u)?;
    }
    T::build(slots).map_err(|_| Error::IncorrectFormat)
}

impl SlotVisitor for &mut Unstructured<'_> {
    type Error = Error;

    fn visit<T: FromJson + Generate>(self, _: &'static Member, slot: &mut Option<T>) -> Result<()> {
        *slot = Some(T::generate(self)?);
        Ok(())
    }
}

/// A random string over an ASCII alphabet.
pub(crate) fn characters(u: &mut Unstructured<'_>, alphabet: &[u8], count: RangeInclusive<usize>) -> Result<String> {
    (0..u.int_in_range(count)?).map(|_| u.choose(alphabet).map(|byte| char::from(*byte))).collect()
}

/// A strategy that generates values from random bytes, and shrinks those.
#[cfg(feature = "proptest")]
pub(crate) fn strategy<T: Generate + std::fmt::Debug + 'static>() -> proptest::strategy::BoxedStrategy<T> {
    use proptest::prelude::*;

    /// Enough for nearly every value. It takes the bytes by eight, since the strategy of each element has its price.
    const WORDS: usize = 128;

    let words = proptest::collection::vec(any::<u64>(), WORDS);
    words
        .prop_filter_map("no value has these bytes", |words| {
            let bytes: Vec<u8> = words.into_iter().flat_map(u64::to_le_bytes).collect();
            T::generate(&mut Unstructured::new(&bytes)).ok()
        })
        .boxed()
}
