//! [`ApiKeyId`] and [`UserId`]: UUIDs that cannot be taken for one another.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Deserializer, Serialize, Serializer};
use uuid::Uuid;

use crate::json::{Model, Text};

const FORM: &str = "a UUID in its hyphenated form, such as `123e4567-e89b-12d3-a456-426614174000`";

/// An id of its own type around a [`Uuid`]: one for each kind of thing that has an id.
macro_rules! id {
    ($(#[$doc:meta])* $Id:ident) => {
        $(#[$doc])*
        ///
        /// # Format
        ///
        /// Read in the hyphenated form, 8-4-4-4-12 hex digits of either case, of any version and variant;
        /// written in lower case.
        ///
        /// # Errors
        ///
        /// [`FromStr`] refuses every other spelling with a [`ParseIdError`]: no hyphens
        /// (`123e4567e89b12d3a456426614174000`), braces (`{123e4567-e89b-12d3-a456-426614174000}`),
        /// `urn:uuid:123e4567-e89b-12d3-a456-426614174000`, white space around it, and the empty string.
        ///
        /// # Serde
        ///
        /// From and to a string of that form.
        ///
        /// ```
        #[doc = concat!("use flowai_types::", stringify!($Id), ";")]
        ///
        #[doc = concat!(
            "let id: ", stringify!($Id), " = \"123E4567-E89B-12D3-A456-426614174000\".parse()?;"
        )]
        /// assert_eq!(id.to_string(), "123e4567-e89b-12d3-a456-426614174000");
        /// # Ok::<(), flowai_types::ParseIdError>(())
        /// ```
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct $Id(Uuid);

        impl $Id {
            /// The id as a plain UUID.
            #[must_use]
            pub fn as_uuid(&self) -> &Uuid {
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

        impl FromStr for $Id {
            type Err = ParseIdError;

            #[inline]
            fn from_str(text: &str) -> Result<Self, ParseIdError> {
                // Of the four spellings that `uuid` reads only the hyphenated one has this length.
                if text.len() != uuid::fmt::Hyphenated::LENGTH {
                    return Err(ParseIdError(()));
                }
                Uuid::try_parse_ascii(text.as_bytes()).map(Self).map_err(|_| ParseIdError(()))
            }
        }

        impl fmt::Display for $Id {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                self.0.as_hyphenated().fmt(f)
            }
        }

        impl Text for $Id {
            const FORM: &'static str = FORM;

            #[inline]
            fn parse(text: &str) -> Result<Self, &'static str> {
                text.parse().map_err(|ParseIdError(())| FORM)
            }
        }

        impl<'de> Deserialize<'de> for $Id {
            fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                Self::read(deserializer)
            }
        }

        impl Serialize for $Id {
            fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                let mut buffer = [0; uuid::fmt::Hyphenated::LENGTH];
                serializer.serialize_str(self.0.as_hyphenated().encode_lower(&mut buffer))
            }
        }
    };
}

id! {
    /// The id of an API key: the record, not the secret. A UUID, not interchangeable with a [`UserId`]:
    ///
    /// ```compile_fail,E0308
    /// fn mistake(user: flowai_types::UserId) -> flowai_types::ApiKeyId {
    ///     user
    /// }
    /// ```
    ApiKeyId
}

id! {
    /// The id of the user whom an API key belongs to. A UUID, not interchangeable with an [`ApiKeyId`]:
    ///
    /// ```compile_fail,E0308
    /// fn mistake(key: flowai_types::ApiKeyId) -> flowai_types::UserId {
    ///     key
    /// }
    /// ```
    UserId
}

/// A text is not an [`ApiKeyId`] or [`UserId`]. It never shows the text.
///
/// ```
/// let error = "42".parse::<flowai_types::UserId>().unwrap_err();
/// assert_eq!(
///     error.to_string(),
///     "expected a UUID in its hyphenated form, such as `123e4567-e89b-12d3-a456-426614174000`",
/// );
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ParseIdError(());

impl fmt::Display for ParseIdError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "expected {FORM}")
    }
}

impl std::error::Error for ParseIdError {}
