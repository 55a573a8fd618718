//! [`ApiKeyId`] and [`UserId`]: UUIDs that are not interchangeable.

use std::fmt;
use std::str::FromStr;

use uuid::Uuid;

use crate::json::implement::implement;
use crate::json::traits::JsonString;

const EXPECTED_ID: &str = "a hyphenated UUID, such as `123e4567-e89b-12d3-a456-426614174000`";

/// An id of its own type around a [`Uuid`]: one for each kind of thing that has an id.
macro_rules! id {
    ($(#[$doc:meta])* $Id:ident) => {
        $(#[$doc])*
        ///
        /// # Format
        ///
        /// 8-4-4-4-12 hex digits with hyphens, in either case, of any version and variant. Serialized in lower case.
        ///
        /// # Errors
        ///
        /// [`FromStr`] refuses every other form with a [`ParseIdError`]: no hyphens (`123e4567e89b12d3a456426614174000`),
        /// braces (`{123e4567-e89b-12d3-a456-426614174000}`), `urn:uuid:123e4567-e89b-12d3-a456-426614174000`, white space
        /// around it, and the empty string.
        ///
        /// # Serde
        ///
        /// A string of that form, in every format.
        ///
        /// # Examples
        ///
        /// ```
        #[doc = concat!("use flowai_types::", stringify!($Id), ";")]
        ///
        #[doc = concat!("let id: ", stringify!($Id), " = \"123E4567-E89B-12D3-A456-426614174000\".parse()?;")]
        /// assert_eq!(id.to_string(), "123e4567-e89b-12d3-a456-426614174000");
        /// # Ok::<(), flowai_types::ParseIdError>(())
        /// ```
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct $Id(Uuid);

        impl $Id {
            /// The id with this UUID.
            #[must_use]
            pub const fn from_uuid(uuid: Uuid) -> Self {
                Self(uuid)
            }

            /// The id as a plain UUID.
            #[must_use]
            pub const fn as_uuid(&self) -> &Uuid {
                &self.0
            }
        }

        impl From<Uuid> for $Id {
            fn from(uuid: Uuid) -> Self {
                Self(uuid)
            }
        }

        impl From<$Id> for Uuid {
            fn from(id: $Id) -> Self {
                id.0
            }
        }

        impl AsRef<Uuid> for $Id {
            fn as_ref(&self) -> &Uuid {
                &self.0
            }
        }

        impl FromStr for $Id {
            type Err = ParseIdError;

            #[inline]
            fn from_str(string: &str) -> Result<Self, ParseIdError> {
                // Of the four forms that `uuid` reads only the hyphenated one has this length.
                if string.len() != uuid::fmt::Hyphenated::LENGTH {
                    return Err(ParseIdError(()));
                }
                let uuid = Uuid::try_parse_ascii(string.as_bytes());
                uuid.map(Self).map_err(|_| ParseIdError(()))
            }
        }

        impl fmt::Display for $Id {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                self.with_str(|string| f.pad(string))
            }
        }

        impl JsonString for $Id {
            const EXPECTED: &'static str = EXPECTED_ID;

            #[inline]
            fn parse(string: &str) -> Result<Self, &'static str> {
                string.parse().map_err(|ParseIdError(())| EXPECTED_ID)
            }

            fn with_str<T>(&self, f: impl FnOnce(&str) -> T) -> T {
                let mut buffer = [0; uuid::fmt::Hyphenated::LENGTH];
                f(self.0.as_hyphenated().encode_lower(&mut buffer))
            }
        }

        #[cfg(feature = "schemars")]
        impl crate::json::traits::Describe for $Id {
            fn schema(_: &mut schemars::SchemaGenerator, _: bool) -> schemars::Schema {
                let pattern = "^[0-9A-Fa-f]{8}-[0-9A-Fa-f]{4}-[0-9A-Fa-f]{4}-[0-9A-Fa-f]{4}-[0-9A-Fa-f]{12}$";
                schemars::json_schema!({"type": "string", "format": "uuid", "pattern": pattern})
            }
        }

        #[cfg(feature = "arbitrary")]
        impl crate::json::traits::Generate for $Id {
            fn generate(u: &mut arbitrary::Unstructured<'_>) -> arbitrary::Result<Self> {
                Ok(Self(Uuid::from_u128(u.arbitrary()?)))
            }
        }

        implement!($Id: Deserialize Serialize JsonSchema Arbitrary);
    };
}

id! {
    /// ID of an API key: of the record, not the secret. A UUID that is not interchangeable with a [`UserId`].
    ApiKeyId
}

id! {
    /// ID of a user who owns API keys. A UUID that is not interchangeable with an [`ApiKeyId`].
    UserId
}

/// The error returned when a string is not an [`ApiKeyId`] or a [`UserId`]. It never contains the string.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ParseIdError(());

impl fmt::Display for ParseIdError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "expected {EXPECTED_ID}")
    }
}

impl std::error::Error for ParseIdError {}
