//! `implement!`: the public traits of a type, by those of this module.

/// Implements the traits that are named: `Object` is all that an object needs besides; `Deserialize`, `Serialize`,
/// `JsonSchema` as a definition or inline, and the `Arbitrary` of both crates are the public ones.
macro_rules! implement {
    ($Type:ident: $($Trait:ident)+) => {
        $($crate::json::implement::implement!(@$Trait $Type);)+
    };
    ($Type:ident<$T:ident>: $($Trait:ident)+) => {
        $($crate::json::implement::implement!(@$Trait $Type<$T>);)+
    };
    (@Object $Type:ident) => {
        impl $crate::json::traits::FromJson for $Type {
            const EXPECTED: &'static str = <Self as $crate::json::traits::Object>::EXPECTED;

            fn read<R: $crate::json::traits::ValueReader>(reader: R) -> Result<Option<Self>, R::Error> {
                reader.object()
            }
        }

        impl $crate::json::traits::ToJson for $Type {
            const NONE_IS_ABSENT: bool = true;

            fn write<W: $crate::json::traits::ValueWriter>(&self, writer: W) -> Result<W::Ok, W::Error> {
                writer.object(self)
            }
        }

        #[cfg(feature = "schemars")]
        impl $crate::json::traits::Describe for $Type {
            fn schema(
                generator: &mut schemars::SchemaGenerator,
                is_snake_case: bool,
            ) -> schemars::Schema {
                if is_snake_case {
                    generator.subschema_for::<$crate::SnakeCase<Self>>()
                } else {
                    generator.subschema_for::<Self>()
                }
            }

            fn definition(
                generator: &mut schemars::SchemaGenerator,
                is_snake_case: bool,
            ) -> schemars::Schema {
                $crate::json::schema::object::<Self>(generator, is_snake_case)
            }
        }

        #[cfg(feature = "arbitrary")]
        impl $crate::json::traits::Generate for $Type {
            fn generate(u: &mut arbitrary::Unstructured<'_>) -> arbitrary::Result<Self> {
                $crate::json::generate::object(u)
            }
        }

        /// Without the keys in any of its strings.
        impl std::fmt::Debug for $Type {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                $crate::json::debug::format(self, f)
            }
        }

        $crate::json::implement::implement!($Type: Deserialize Serialize Arbitrary);
        $crate::json::implement::implement!(@JsonSchema $Type false <Self as $crate::json::traits::Object>::NAME);
    };
    (@Deserialize $Type:ident $(<$T:ident>)?) => {
        impl<'de $(, $T: $crate::Document)?> serde::Deserialize<'de> for $Type $(<$T>)? {
            #[inline]
            fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                $crate::json::deserialize::deserialize(deserializer)
            }
        }
    };
    (@Serialize $Type:ident $(<$T:ident>)?) => {
        impl $(<$T: $crate::Document>)? serde::Serialize for $Type $(<$T>)? {
            fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                $crate::json::write::serialize(self, serializer)
            }
        }
    };
    (@JsonSchema $Type:ident) => {
        $crate::json::implement::implement!(@JsonSchema $Type true stringify!($Type));
    };
    (@JsonSchema $Type:ident $is_inline:literal $name:expr) => {
        #[cfg(feature = "schemars")]
        impl schemars::JsonSchema for $Type {
            fn inline_schema() -> bool {
                $is_inline
            }

            fn schema_name() -> std::borrow::Cow<'static, str> {
                $name.into()
            }

            fn json_schema(generator: &mut schemars::SchemaGenerator) -> schemars::Schema {
                <Self as $crate::json::traits::Describe>::definition(generator, false)
            }
        }
    };
    (@Arbitrary $Type:ident $(<$T:ident>)?) => {
        #[cfg(feature = "arbitrary")]
        impl<'a $(, $T: $crate::Document)?> arbitrary::Arbitrary<'a> for $Type $(<$T>)? {
            fn arbitrary(u: &mut arbitrary::Unstructured<'a>) -> arbitrary::Result<Self> {
                $crate::json::traits::Generate::generate(u)
            }
        }

        #[cfg(feature = "proptest")]
        impl $(<$T: $crate::Document>)? proptest::arbitrary::Arbitrary for $Type $(<$T>)? {
            type Parameters = ();
            type Strategy = proptest::strategy::BoxedStrategy<Self>;

            fn arbitrary_with((): ()) -> Self::Strategy {
                $crate::json::generate::strategy()
            }
        }
    };
}
pub(crate) use implement;
