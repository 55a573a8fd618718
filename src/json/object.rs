//! `object!`: the one list of the members of a document, from which everything follows.

/// Defines a struct that is a JSON object, and states the facts of it as [`Object`](super::traits::Object):
///
/// ```text
/// object! {
///     /// Documentation, whose first paragraph is the schema's description.
///     pub struct Type = "NameInTheApi" {
///         /// The same.
///         pub field: FieldType = "memberName" | "its_other_spelling",
///     }
/// }
/// ```
///
/// A member is written in its first spelling and read in each. Unknown members are ignored; one that occurs twice, under
/// whichever spelling, is refused. A member whose type is an `Option` may be absent or null, and is null when it is none.
///
/// A member that is read as another type has that after its own: `String as NullableString`.
///
/// After the struct, `described {"name", …}` lists members that only the schema has: generated types that refuse unknown
/// members then read them, and the crate ignores them.
macro_rules! object {
    (
        $(#[$($type_attribute:tt)*])*
        pub struct $Type:ident = $type_name:literal {$(
            $(#[$($attribute:tt)*])*
            $visibility:vis $field:ident: $Field:ty $(as $Read:ty)? = $name:literal $(| $other:literal)?,
        )+}
        $(described {$(
            $(#[$($described_attribute:tt)*])*
            $described:literal,
        )+})?
    ) => {
        $(#[$($type_attribute)*])*
        #[derive(Clone, PartialEq, Eq)]
        #[non_exhaustive]
        pub struct $Type {$(
            $(#[$($attribute)*])*
            #[doc = concat!("\n\nJSON: `", $name, "`" $(, ", also read as `", $other, "`")?, ".")]
            $visibility $field: $Field,
        )+}

        const _: () = {
            use $crate::json::traits::{Docs, FromJson, Member, MemberVisitor, Object, SlotVisitor};
            use $crate::json::object::{doc_line, last, spelling};

            #[allow(non_camel_case_types)]
            enum Index {
                $($field,)+
                Unknown,
            }

            impl Object for $Type {
                const TYPE: &'static str = stringify!($Type);
                const NAME: &'static str = $type_name;
                const EXPECTED: &'static str = concat!("an object (`", $type_name, "`)");
                const DOCS: Docs = &[$(doc_line!($($type_attribute)*)),*];
                const MEMBERS: &'static [Member] = &[$(Member::of::<last!($Field $(, $Read)?)>(
                    stringify!($field),
                    &[spelling!($name) $(, spelling!($other))?],
                    &[$(doc_line!($($attribute)*)),*],
                ),)+];
                const SPELLINGS: &'static [&'static str] = &[$($name, $($other,)?)+];
                const DESCRIBED: &'static [(&'static str, Docs)] =
                    &[$($(($described, &[$(doc_line!($($described_attribute)*)),*]),)+)?];

                type Slots = ($(Option<last!($Field $(, $Read)?)>,)+);

                #[inline]
                fn index_of(name: &str) -> usize {
                    (match name {
                        $($name $(| $other)? => Index::$field,)+
                        _ => Index::Unknown,
                    }) as usize
                }

                #[inline]
                fn visit_slot<V: SlotVisitor>(($($field,)+): &mut Self::Slots, index: usize, visitor: V) -> Result<(), V::Error> {
                    $(if index == Index::$field as usize {
                        return visitor.visit(&Self::MEMBERS[index], $field);
                    })+
                    Ok(())
                }

                #[inline]
                fn build(($($field,)+): Self::Slots) -> Result<Self, &'static Member> {
                    Ok(Self {$(
                        $field: $field.or_else(FromJson::absent).ok_or(&Self::MEMBERS[Index::$field as usize])?.into(),
                    )+})
                }

                #[inline]
                fn visit<V: MemberVisitor>(&self, visitor: &mut V) -> Result<(), V::Error> {
                    $(visitor.member(&Self::MEMBERS[Index::$field as usize], &self.$field)?;)+
                    Ok(())
                }
            }
        };

        $crate::json::implement::implement!($Type: Object);

        impl $crate::json::Document for $Type {}
    };
}
pub(crate) use object;

/// A line of documentation, or nothing for another attribute.
macro_rules! doc_line {
    (doc = $line:literal) => {
        $line
    };
    ($($other:tt)*) => {
        ""
    };
}
pub(crate) use doc_line;

/// A name of a member.
macro_rules! spelling {
    ($name:literal) => {
        $crate::json::traits::Spelling { name: $name, with_colon: concat!("\"", $name, "\":") }
    };
}
pub(crate) use spelling;

/// The last of one or two types.
macro_rules! last {
    ($Type:ty) => {
        $Type
    };
    ($Type:ty, $Last:ty) => {
        $Last
    };
}
pub(crate) use last;
