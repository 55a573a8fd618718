//! The formats, each by the crate that most programs read and write it with.

use serde::Serialize;
use serde::de::DeserializeOwned;

use crate::util::renderings;

/// A format, or one of the ways to read it.
pub trait Format {
    const NAME: &'static str;

    fn write<T: Serialize>(value: &T) -> Result<Vec<u8>, String>;

    /// Reads a document; an error as everything that it prints.
    fn read<T: DeserializeOwned>(document: &[u8]) -> Result<T, String>;
}

fn text(document: &[u8]) -> Result<&str, String> {
    std::str::from_utf8(document).map_err(|error| renderings(&error))
}

macro_rules! formats {
    ($(
        $(#[$doc:meta])*
        $Format:ident:
        |$value:ident| $write:expr, |$document:ident| $read:expr;
    )+) => {$(
        $(#[$doc])*
        pub enum $Format {}

        impl Format for $Format {
            const NAME: &'static str = stringify!($Format);

            fn write<T: Serialize>($value: &T) -> Result<Vec<u8>, String> {
                $write.map(Vec::from).map_err(|error| renderings(&error))
            }

            fn read<T: DeserializeOwned>($document: &[u8]) -> Result<T, String> {
                $read.map_err(|error| renderings(&error))
            }
        }
    )+};
}

/// As a program that does not trust a document is told to set it.
const LIMIT: usize = 1 << 16;

formats! {
    Json: |value| serde_json::to_vec(value), |document| serde_json::from_slice(document);
    JsonReader: |value| serde_json::to_vec(value), |document| serde_json::from_reader(document);
    JsonValue:
        |value| serde_json::to_value(value).map(|value| value.to_string()),
        |document| serde_json::from_slice(document).and_then(serde_json::from_value::<T>);
    Json5: |value| json5::to_string(value), |document| json5::from_str(text(document)?);
    Cbor:
        |value| {
            let mut cbor = Vec::new();
            ciborium::into_writer(value, &mut cbor).map(|()| cbor)
        },
        |document| ciborium::from_reader(document);
    CborValue:
        |value| {
            let mut cbor = Vec::new();
            let value = ciborium::Value::serialized(value).map_err(|error| renderings(&error))?;
            ciborium::into_writer(&value, &mut cbor).map(|()| cbor)
        },
        |document| {
            let value = ciborium::from_reader(document);
            let value: ciborium::Value = value.map_err(|error| renderings(&error))?;
            value.deserialized()
        };
    MessagePack: |value| rmp_serde::to_vec_named(value), |document| rmp_serde::from_slice(document);
    MessagePackReader: |value| rmp_serde::to_vec_named(value), |document| rmp_serde::from_read(document);
    MessagePackCompact:
        |value| rmp_serde::to_vec(value),
        |document| rmp_serde::from_slice(document);
    Postcard: |value| postcard::to_allocvec(value), |document| postcard::from_bytes(document);
    Bincode:
        |value| bincode::serde::encode_to_vec(value, bincode::config::standard()),
        |document| {
            let config = bincode::config::standard().with_limit::<LIMIT>();
            bincode::serde::decode_from_slice(document, config).map(|(value, _)| value)
        };
    BincodeLegacy:
        |value| bincode::serde::encode_to_vec(value, bincode::config::legacy()),
        |document| {
            let config = bincode::config::legacy().with_limit::<LIMIT>();
            bincode::serde::decode_from_slice(document, config).map(|(value, _)| value)
        };
    Ron: |value| ron::to_string(value), |document| ron::de::from_bytes(document);
    RonPretty:
        |value| ron::ser::to_string_pretty(value, ron::ser::PrettyConfig::new().struct_names(true)),
        |document| ron::de::from_bytes(document);
}

/// What a format says of a document that it cannot read by itself, before anything reaches a type: it may be all of it.
const REFUSED_BY_THE_FORMAT: &str = "refused by the format";

/// Formats whose errors say more of a document than what is wrong: the line of it, or the path of members to the place.
/// Here is the rest; `planted` shows what is left out.
macro_rules! talkative_formats {
    ($($Format:ident: |$value:ident| $write:expr, |$document:ident| $read:expr;)+) => {$(
        pub enum $Format {}

        impl Format for $Format {
            const NAME: &'static str = stringify!($Format);

            fn write<T: Serialize>($value: &T) -> Result<Vec<u8>, String> {
                $write.map(Vec::from).map_err(|error| renderings(&error))
            }

            fn read<T: DeserializeOwned>($document: &[u8]) -> Result<T, String> {
                $read
            }
        }
    )+};
}

talkative_formats! {
    Yaml:
        |value| serde_yaml_ng::to_string(value),
        |document| serde_yaml_ng::from_slice(document).map_err(|error| yaml_without_path(&error));
    YamlValue:
        |value| serde_yaml_ng::to_value(value).and_then(|value| serde_yaml_ng::to_string(&value)),
        |document| {
            let value = serde_yaml_ng::from_slice(document);
            value.and_then(serde_yaml_ng::from_value::<T>).map_err(|error| yaml_without_path(&error))
        };
    Toml:
        |value| toml::to_string(value),
        |document| toml::from_slice(document).map_err(|error| toml_without_line(&error));
    TomlTable:
        |value| toml::Table::try_from(value).map(|table| table.to_string()),
        |document| {
            let table = toml::from_slice::<toml::Table>(document);
            table.and_then(toml::Table::try_into).map_err(|error| toml_without_line(&error))
        };
    FigmentJson: |value| serde_json::to_vec(value), |document| {
        use figment::providers::{Format, Json};
        figment_extract(Json::string(text(document)?))
    };
    FigmentToml: |value| toml::to_string(value), |document| {
        use figment::providers::{Format, Toml};
        figment_extract(Toml::string(text(document)?))
    };
    Config: |value| serde_json::to_vec(value), |document| {
        let file = config::File::from_str(text(document)?, config::FileFormat::Json);
        let config = config::Config::builder().add_source(file).build();
        let config = config.map_err(|_| REFUSED_BY_THE_FORMAT.to_owned())?;
        config.try_deserialize().map_err(|error| match error {
            config::ConfigError::At { error, .. } => renderings(&error),
            error => renderings(&error),
        })
    };
}

fn toml_without_line(error: &toml::de::Error) -> String {
    assert!(std::error::Error::source(error).is_none());
    error.message().to_owned()
}

/// Its path is no field, but the start of what it prints, and has no white space.
fn yaml_without_path(error: &serde_yaml_ng::Error) -> String {
    let text = error.to_string();
    match text.split_once(": ") {
        Some((path, _)) if !path.contains(' ') => renderings(error).replace(path, "…"),
        _ => renderings(error),
    }
}

fn figment_extract<T: DeserializeOwned>(provider: impl figment::Provider) -> Result<T, String> {
    if provider.data().is_err() {
        return Err(REFUSED_BY_THE_FORMAT.to_owned());
    }
    figment::Figment::from(provider)
        .extract()
        .map_err(|mut error: figment::Error| {
            error.path.clear();
            renderings(&error)
        })
}

/// Runs a block for each of some formats.
macro_rules! each {
    ($Format:ident of $($F:ident)+ => $block:block) => {
        $({
            type $Format = $crate::format::$F;
            $block
        })+
    };
    ($Format:ident by_name => $block:block) => {
        $crate::format::each!($Format of
            Json JsonReader JsonValue Json5 Cbor CborValue MessagePack MessagePackReader Yaml YamlValue Ron RonPretty Toml
            TomlTable FigmentJson FigmentToml Config => $block);
    };
    ($Format:ident by_order => $block:block) => {
        $crate::format::each!($Format of MessagePackCompact Postcard Bincode BincodeLegacy => $block);
    };
    ($Format:ident => $block:block) => {
        $crate::format::each!($Format by_name => $block);
        $crate::format::each!($Format by_order => $block);
    };
}
pub(crate) use each;
