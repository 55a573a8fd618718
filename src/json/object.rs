//! `object!`: the one list of the members of a document, from which everything follows.

/// Defines a struct that is a JSON object, from the one list of its members:
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
/// whichever spelling, is refused. A member whose type is an `Option` may be absent or null, and is left out when it is
/// none, except in formats that know members by their order alone.
///
/// After the struct, `described {"name", …}` lists members that only the schema has: generated types that refuse unknown
/// members then read them, and the crate ignores them.
macro_rules! object {
    (
        $(#[$($type_attribute:tt)*])*
        pub struct $Type:ident = $type_name:literal {$(
            $(#[$($attribute:tt)*])*
            $visibility:vis $field:ident: $Field:ty = $name:literal $(| $other:literal)?,
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

        impl $crate::json::value::Json for $Type {
            const EXPECTED: &'static str = concat!("an object (`", $type_name, "`)");
            const MEMBERS: &'static [&'static [&'static str]] = &[$(&[$name $(, $other)?],)+];

            #[inline]
            fn read<'de, D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                use serde::de::{DeserializeSeed, Deserializer, Error, IgnoredAny, MapAccess, SeqAccess, Visitor};
                use $crate::json::read;
                use $crate::json::value::{Json, Read};

                #[allow(non_camel_case_types)]
                enum Member {
                    $($field,)+
                    Unknown,
                }

                struct Name;

                impl<'de> DeserializeSeed<'de> for Name {
                    type Value = Member;

                    #[inline]
                    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Member, D::Error> {
                        read::name(deserializer, |name| match name {
                            $($name $(| $other)? => Member::$field,)+
                            _ => Member::Unknown,
                        })
                    }
                }

                struct Members<'a> {
                    reached: &'a mut bool,
                    /// Whether the format knows members by their order alone.
                    by_order: bool,
                }

                impl<'de> Visitor<'de> for Members<'_> {
                    type Value = $Type;

                    fn expecting(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                        f.write_str($Type::EXPECTED)
                    }

                    #[inline]
                    fn visit_map<A: MapAccess<'de>>(self, mut members: A) -> Result<$Type, A::Error> {
                        *self.reached = true;
                        $(let mut $field: Option<$Field> = None;)+
                        while let Some(member) = members.next_key_seed(Name)? {
                            match member {
                                $(Member::$field => {
                                    if $field.is_some() {
                                        return Err(A::Error::duplicate_field($name));
                                    }
                                    $field = Some(members.next_value_seed(Read::new())?);
                                })+
                                Member::Unknown => {
                                    members.next_value::<IgnoredAny>()?;
                                }
                            }
                        }
                        Ok($Type {
                            $($field: match $field.or(<$Field>::ABSENT) {
                                Some(value) => value,
                                None => return Err(A::Error::missing_field($name)),
                            },)+
                        })
                    }

                    fn visit_seq<A: SeqAccess<'de>>(self, mut members: A) -> Result<$Type, A::Error> {
                        if !self.by_order {
                            return Err(read::expected($Type::EXPECTED));
                        }
                        *self.reached = true;
                        Ok($Type {
                            $($field: match members.next_element_seed(Read::new())? {
                                Some(value) => value,
                                None => return Err(A::Error::missing_field($name)),
                            },)+
                        })
                    }
                }

                const SPELLINGS: &[&str] = &[$($name, $($other,)?)+];
                let by_order = !deserializer.is_human_readable();
                read::ask(Self::EXPECTED, |reached| {
                    deserializer.deserialize_struct($type_name, SPELLINGS, Members { reached, by_order })
                })
            }

            fn check(value: &serde_json::value::RawValue, report: &mut $crate::json::check::Report<'_>) {
                use $crate::json::value::Json;

                report.object(value, Self::EXPECTED, &[
                    $($crate::json::check::Member {
                        spellings: &[$name $(, $other)?],
                        required: <$Field>::ABSENT.is_none(),
                        expected: <$Field as Json>::EXPECTED,
                        check: <$Field as Json>::check,
                    },)+
                ]);
            }

            fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                use serde::ser::SerializeStruct;
                use $crate::json::value::{Json, Written};

                let by_order = !serializer.is_human_readable();
                let count = 0 $(+ usize::from(by_order || Json::is_present(&self.$field)))+;
                let mut object = serializer.serialize_struct($type_name, count)?;
                $(
                    if by_order || Json::is_present(&self.$field) {
                        object.serialize_field($name, &Written(&self.$field))?;
                    } else {
                        object.skip_field($name)?;
                    }
                )+
                object.end()
            }

            fn json_len(&self) -> usize {
                use $crate::json::value::Json;

                let mut length = 2;
                $(if Json::is_present(&self.$field) {
                    length += concat!("\"", $name, "\":,").len() + Json::json_len(&self.$field);
                })+
                length
            }

            fn write(&self, json: &mut Vec<u8>) {
                use $crate::json::value::{Json, close};

                json.push(b'{');
                $(if Json::is_present(&self.$field) {
                    json.extend_from_slice(concat!("\"", $name, "\":").as_bytes());
                    Json::write(&self.$field, json);
                    json.push(b',');
                })+
                close(json, b'}');
            }

            #[cfg(feature = "schemars")]
            fn schema(generator: &mut schemars::SchemaGenerator) -> schemars::Schema {
                generator.subschema_for::<Self>()
            }

            #[cfg(feature = "arbitrary")]
            fn arbitrary(u: &mut arbitrary::Unstructured<'_>) -> arbitrary::Result<Self> {
                use $crate::json::value::Json;

                Ok(Self {$($field: <$Field as Json>::arbitrary(u)?,)+})
            }

            #[cfg(feature = "proptest")]
            fn strategy() -> proptest::strategy::BoxedStrategy<Self> {
                use proptest::strategy::Strategy;
                use $crate::json::value::Json;

                ($(<$Field as Json>::strategy(),)+)
                    .prop_map(|($($field,)+)| Self {$($field,)+})
                    .boxed()
            }
        }

        impl $crate::json::Document for $Type {}

        impl<'de> serde::Deserialize<'de> for $Type {
            #[inline]
            fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                <Self as $crate::json::value::Json>::read(deserializer)
            }
        }

        impl serde::Serialize for $Type {
            fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                $crate::json::value::Json::serialize(self, serializer)
            }
        }

        /// Without the keys in any of its strings.
        impl std::fmt::Debug for $Type {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.debug_struct(stringify!($Type))
                    $(.field(stringify!($field), &$crate::json::value::Shown(&self.$field)))+
                    .finish()
            }
        }

        #[cfg(feature = "schemars")]
        impl schemars::JsonSchema for $Type {
            fn schema_name() -> std::borrow::Cow<'static, str> {
                $type_name.into()
            }

            fn json_schema(generator: &mut schemars::SchemaGenerator) -> schemars::Schema {
                use $crate::json::schema::{Property, doc_line, object};
                use $crate::json::value::Json;

                object($type_name, &[$(doc_line!($($type_attribute)*)),*], vec![$(Property {
                    name: $name,
                    docs: &[$(doc_line!($($attribute)*)),*],
                    required: <$Field>::ABSENT.is_none(),
                    schema: <$Field as Json>::schema(generator),
                },)+ $($(Property {
                    name: $described,
                    docs: &[$(doc_line!($($described_attribute)*)),*],
                    required: false,
                    schema: schemars::Schema::default(),
                },)+)?])
            }
        }

        $crate::json::value::generators!($Type);
    };
}
pub(crate) use object;
