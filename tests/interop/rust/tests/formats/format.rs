//! The formats, each by a crate that programs read and write it with.

use std::cell::Cell;
use std::panic::{self, AssertUnwindSafe};
use std::sync::Once;

use serde::de::DeserializeOwned;
use serde::{Deserialize, Deserializer, Serialize};

use crate::util::renderings;

/// A format, or one of the ways to read it.
pub trait Format {
    /// The name in the table, which starts with the name of the crate.
    const NAME: &'static str;

    /// What is written: bytes, or a tree of values.
    type Written: Clone + PartialEq + std::fmt::Debug + 'static;

    fn write<T: Serialize>(value: &T) -> Result<Self::Written, String>;

    /// Reads a document; an error as everything that it prints.
    fn read<T: DeserializeOwned>(written: &Self::Written) -> Result<T, String>;
}

fn text(document: &[u8]) -> Result<&str, String> {
    std::str::from_utf8(document).map_err(|error| renderings(&error))
}

thread_local! {
    static OWN: Cell<Option<String>> = const { Cell::new(None) };
    static IS_OF_A_FORMAT: Cell<bool> = const { Cell::new(false) };
}

/// A panic of a format's crate, on a damaged document or on one that it cannot write, is its own affair.
fn catch<T>(run: impl FnOnce() -> Result<T, String>) -> Result<T, String> {
    static HOOK: Once = Once::new();
    HOOK.call_once(|| {
        let print = panic::take_hook();
        panic::set_hook(Box::new(move |info| {
            let is_of_a_format = info.location().is_some_and(|location| location.file().contains("/registry/src/"));
            IS_OF_A_FORMAT.set(is_of_a_format);
            if !is_of_a_format {
                print(info);
            }
        }));
    });
    match panic::catch_unwind(AssertUnwindSafe(run)) {
        Ok(result) => result,
        Err(_) if IS_OF_A_FORMAT.get() => Err("the format's crate panicked".to_owned()),
        Err(panic) => panic::resume_unwind(panic),
    }
}

/// A value whose error is noted before the format adds to it.
struct Noted<T>(T);

impl<'de, T: Deserialize<'de>> Deserialize<'de> for Noted<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        T::deserialize(deserializer).map(Self).inspect_err(|error| OWN.set(Some(error.to_string())))
    }
}

/// The error of reading a document.
pub struct Refused {
    /// Everything that it prints.
    pub text: String,
    /// What the type returned, before the format added to it; none if the document did not reach the type.
    pub own: Option<String>,
}

/// Reads a document that may be refused.
pub fn refused<F: Format, T: DeserializeOwned>(written: &F::Written) -> Option<Refused> {
    OWN.take();
    let text = F::read::<Noted<T>>(written).map(|Noted(_)| ()).err()?;
    Some(Refused { text, own: OWN.take() })
}

macro_rules! formats {
    ($($Format:ident $name:literal $Written:ty: |$value:ident| $write:expr, |$document:ident| $read:expr;)+) => {
        $(
            pub enum $Format {}

            impl Format for $Format {
                const NAME: &'static str = $name;

                type Written = $Written;

                fn write<T: Serialize>($value: &T) -> Result<$Written, String> {
                    catch(|| $write.map(<$Written>::from).map_err(|error| renderings(&error)))
                }

                fn read<T: DeserializeOwned>($document: &$Written) -> Result<T, String> {
                    catch(|| $read.map_err(|error| renderings(&error)))
                }
            }
        )+

        /// Runs a block for each format.
        macro_rules! each_format {
            ($F:ident => $block:block) => {
                $crate::format::each!($F of $($Format)+ => $block);
            };
        }
        pub(crate) use each_format;
    };
}

type Bytes = Vec<u8>;

/// As a program that does not trust a document is told to set it.
const LIMIT: usize = 1 << 16;

formats! {
    Json "serde_json" Bytes: |value| serde_json::to_vec(value), |document| serde_json::from_slice(document);
    JsonReader "serde_json, `from_reader`" Bytes:
        |value| serde_json::to_vec(value),
        |document| serde_json::from_reader(&**document);
    JsonValue "serde_json, `Value`" serde_json::Value:
        |value| serde_json::to_value(value),
        |document| serde_json::from_value(document.clone());
    SimdJson "simd-json" Bytes:
        |value| simd_json::to_vec(value),
        |document| simd_json::from_slice(&mut document.clone());
    SonicRs "sonic-rs" Bytes: |value| sonic_rs::to_vec(value), |document| sonic_rs::from_slice(document);
    Json5 "json5" Bytes: |value| json5::to_string(value), |document| json5::from_str(text(document)?);
    Hjson "serde-hjson" Bytes: |value| serde_hjson::to_vec(value), |document| serde_hjson::from_slice(document);
    FigmentJson "figment, JSON" Bytes: |value| serde_json::to_vec(value), |document| {
        use figment::providers::{Format, Json};
        figment::Figment::from(Json::string(text(document)?)).extract()
    };
    FigmentToml "figment, TOML" Bytes: |value| toml::to_string(value), |document| {
        use figment::providers::{Format, Toml};
        figment::Figment::from(Toml::string(text(document)?)).extract()
    };
    FigmentValue "figment, `Value`" figment::value::Value:
        |value| figment::value::Value::serialize(value),
        |document| document.deserialize();
    Config "config, JSON" Bytes: |value| serde_json::to_vec(value), |document| {
        let file = config::File::from_str(text(document)?, config::FileFormat::Json);
        let config = config::Config::builder().add_source(file).build();
        config.and_then(config::Config::try_deserialize)
    };
    Yaml "serde_yaml_ng" Bytes: |value| serde_yaml_ng::to_string(value), |document| serde_yaml_ng::from_slice(document);
    YamlValue "serde_yaml_ng, `Value`" serde_yaml_ng::Value:
        |value| serde_yaml_ng::to_value(value),
        |document| serde_yaml_ng::from_value(document.clone());
    Norway "serde_norway" Bytes: |value| serde_norway::to_string(value), |document| serde_norway::from_slice(document);
    Saphyr "serde-saphyr" Bytes: |value| serde_saphyr::to_string(value), |document| serde_saphyr::from_slice(document);
    SaphyrQuiet "serde-saphyr, `with_snippet: false`" Bytes: |value| serde_saphyr::to_string(value), |document| {
        let options = serde_saphyr::options! { with_snippet: false };
        serde_saphyr::from_slice_with_options(document, options)
    };
    Toml "toml" Bytes: |value| toml::to_string(value), |document| toml::from_slice(document);
    TomlTable "toml, `Table`" toml::Table: |value| toml::Table::try_from(value), |document| document.clone().try_into();
    Ron "ron" Bytes: |value| ron::to_string(value), |document| ron::de::from_bytes(document);
    RonPretty "ron, pretty" Bytes:
        |value| ron::ser::to_string_pretty(value, ron::ser::PrettyConfig::new().struct_names(true)),
        |document| ron::de::from_bytes(document);
    Hcl "hcl-rs" Bytes: |value| hcl::to_string(value), |document| hcl::from_slice(document);
    Lexpr "serde-lexpr" Bytes: |value| serde_lexpr::to_string(value), |document| serde_lexpr::from_slice(document);
    Cbor "ciborium" Bytes:
        |value| {
            let mut cbor = Vec::new();
            ciborium::into_writer(value, &mut cbor).map(|()| cbor)
        },
        |document| ciborium::from_reader(&**document);
    CborValue "ciborium, `Value`" ciborium::Value:
        |value| ciborium::Value::serialized(value),
        |document| document.deserialized();
    Cbor4ii "cbor4ii" Bytes:
        |value| cbor4ii::serde::to_vec(Vec::new(), value),
        |document| cbor4ii::serde::from_slice(document);
    Minicbor "minicbor-serde" Bytes: |value| minicbor_serde::to_vec(value), |document| minicbor_serde::from_slice(document);
    DagCbor "serde_ipld_dagcbor" Bytes:
        |value| serde_ipld_dagcbor::to_vec(value),
        |document| serde_ipld_dagcbor::from_slice(document);
    MessagePack "rmp-serde, `to_vec_named`" Bytes:
        |value| rmp_serde::to_vec_named(value),
        |document| rmp_serde::from_slice(document);
    MessagePackReader "rmp-serde, `from_read`" Bytes:
        |value| rmp_serde::to_vec_named(value),
        |document| rmp_serde::from_read(&**document);
    MessagePackCompact "rmp-serde, `to_vec`" Bytes: |value| rmp_serde::to_vec(value), |document| rmp_serde::from_slice(document);
    MessagePackText "rmp-serde, `to_vec` as text" Bytes:
        |value| {
            let mut written = Vec::new();
            value.serialize(&mut rmp_serde::Serializer::new(&mut written).with_human_readable()).map(|()| written)
        },
        |document| T::deserialize(&mut rmp_serde::Deserializer::new(&**document).with_human_readable());
    RmpValue "rmpv, `ext`" rmpv::Value: |value| rmpv::ext::to_value(value), |document| rmpv::ext::from_value(document.clone());
    Bson "bson" Bytes: |value| bson::serialize_to_vec(value), |document| bson::deserialize_from_slice(document);
    BsonDocument "bson, `Document`" bson::Document:
        |value| bson::serialize_to_document(value),
        |document| bson::deserialize_from_document(document.clone());
    Flexbuffers "flexbuffers" Bytes: |value| flexbuffers::to_vec(value), |document| flexbuffers::from_slice(document);
    Pot "pot" Bytes: |value| pot::to_vec(value), |document| pot::from_slice(document);
    Pickle "serde-pickle" Bytes:
        |value| serde_pickle::to_vec(value, serde_pickle::SerOptions::new()),
        |document| serde_pickle::from_slice(document, serde_pickle::DeOptions::new());
    Bencode "serde_bencode" Bytes: |value| serde_bencode::to_bytes(value), |document| serde_bencode::from_bytes(document);
    Nbt "fastnbt" Bytes: |value| fastnbt::to_bytes(value), |document| fastnbt::from_bytes(document);
    Plist "plist, XML" Bytes:
        |value| {
            let mut written = Vec::new();
            plist::to_writer_xml(&mut written, value).map(|()| written)
        },
        |document| plist::from_bytes(document);
    PlistBinary "plist, binary" Bytes:
        |value| {
            let mut written = Vec::new();
            plist::to_writer_binary(&mut written, value).map(|()| written)
        },
        |document| plist::from_bytes(document);
    QuickXml "quick-xml" Bytes:
        |value| quick_xml::se::to_string_with_root("root", value),
        |document| quick_xml::de::from_str(text(document)?);
    XmlRs "serde-xml-rs" Bytes: |value| serde_xml_rs::to_string(value), |document| serde_xml_rs::from_str(text(document)?);
    Qs "serde_qs" Bytes: |value| serde_qs::to_string(value), |document| serde_qs::from_bytes(document);
    HtmlForm "serde_html_form" Bytes:
        |value| serde_html_form::to_string(value),
        |document| serde_html_form::from_bytes(document);
    Csv "csv" Bytes:
        |value| {
            let mut writer = csv::Writer::from_writer(Vec::new());
            writer.serialize(value).map_err(|error| renderings(&error))?;
            writer.into_inner()
        },
        |document| {
            let mut reader = csv::Reader::from_reader(&**document);
            reader.deserialize().next().unwrap_or_else(|| Err(std::io::Error::other("no record").into()))
        };
    Postcard "postcard" Bytes: |value| postcard::to_allocvec(value), |document| postcard::from_bytes(document);
    Bincode "bincode" Bytes:
        |value| bincode::serde::encode_to_vec(value, bincode::config::standard()),
        |document| {
            let config = bincode::config::standard().with_limit::<LIMIT>();
            bincode::serde::decode_from_slice(document, config).map(|(value, _)| value)
        };
    BincodeLegacy "bincode, `legacy`" Bytes:
        |value| bincode::serde::encode_to_vec(value, bincode::config::legacy()),
        |document| {
            let config = bincode::config::legacy().with_limit::<LIMIT>();
            bincode::serde::decode_from_slice(document, config).map(|(value, _)| value)
        };
    Bitcode "bitcode" Bytes: |value| bitcode::serialize(value), |document| bitcode::deserialize(document);
    SerdeValue "serde-value" serde_value::Value:
        |value| serde_value::to_value(value),
        |document| document.clone().deserialize_into();
    SerdeContent "serde-content" serde_content::Value<'static>:
        |value| serde_content::Serializer::new().serialize(value).map(serde_content::Value::into_owned),
        |document| serde_content::Deserializer::new(document.clone()).deserialize();
    Dynamo "serde_dynamo" serde_dynamo::Item: |value| serde_dynamo::to_item::<_, serde_dynamo::Item>(value), |document| serde_dynamo::from_item(document.clone());
}

/// Runs a block for each of some formats.
macro_rules! each {
    ($F:ident of $($Format:ident)+ => $block:block) => {
        $({
            type $F = $crate::format::$Format;
            $block
        })+
    };
}
pub(crate) use each;
