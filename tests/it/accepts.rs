//! A create response is read by every rule on its valid side, with the four tolerances, and nothing is lost on the way.

use flowai_types::{APIKeyCreateResponse, Location, PaginationInfo, fixtures, from_json};
use serde::de::value::{self, BytesDeserializer, MapDeserializer};
use serde::de::{DeserializeOwned, DeserializeSeed, Deserializer, Error, MapAccess, Unexpected, Visitor};
use serde::{Deserialize, forward_to_deserialize_any};

use crate::support::{MEMBERS, accept, and, object, with, without};

#[test]
fn reads_the_documented_example_field_by_field() {
    for document in [fixtures::CREATE_RESPONSE, fixtures::CREATE_RESPONSE_AS_DOCUMENTED] {
        let created = accept(document);
        assert_eq!(created.api_key.expose_secret(), "flow_ada2ad2a_1234567890abcdef");
        assert_eq!(created.created_at.as_datetime().timestamp(), 1_710_936_000);
        assert_eq!(created.id.to_string(), "123e4567-e89b-12d3-a456-426614174000");
        assert_eq!(created.key_name, "My API Key");
        assert_eq!(created.key_prefix.as_str(), "flow_");
        assert_eq!(created.last_used_at.map(|at| at.as_datetime().timestamp()), Some(1_710_936_000));
        assert_eq!(created.user_id.to_string(), "123e4567-e89b-12d3-a456-426614174000");
        assert_eq!(created, fixtures::create_response());
    }
}

#[test]
fn fixtures_read_as_they_say() {
    for document in [
        fixtures::CREATE_RESPONSE_SNAKE_CASE,
        fixtures::CREATE_RESPONSE_NO_OFFSET,
        fixtures::CREATE_RESPONSE_OFFSET,
        fixtures::CREATE_RESPONSE_UNKNOWN_MEMBERS,
    ] {
        assert_eq!(accept(document), fixtures::create_response(), "{document}");
    }
    for document in [fixtures::CREATE_RESPONSE_NEVER_USED, fixtures::CREATE_RESPONSE_NO_LAST_USED_AT] {
        assert_eq!(accept(document), fixtures::create_response_never_used(), "{document}");
    }
    assert_eq!(fixtures::api_key().expose_secret(), fixtures::API_KEY);
    // Each is what its name says, and otherwise the example.
    let example = fixtures::CREATE_RESPONSE;
    let documented = fixtures::CREATE_RESPONSE_AS_DOCUMENTED;
    assert_eq!(documented.replace('\n', "").replace("\": ", "\":"), example);
    let snake_case = MEMBERS.map(|(_, snake, value)| (snake, value));
    assert_eq!(fixtures::CREATE_RESPONSE_SNAKE_CASE, object(snake_case));
    let no_offset = example.replace("00Z", "00");
    assert_eq!(fixtures::CREATE_RESPONSE_NO_OFFSET, no_offset);
    let offset = example.replacen("12:00:00Z", "14:00:00+02:00", 1).replacen("12:00:00Z", "06:30:00-05:30", 1);
    assert_eq!(fixtures::CREATE_RESPONSE_OFFSET, offset);
    let unknown_members = fixtures::CREATE_RESPONSE_UNKNOWN_MEMBERS.replacen(r#""expiresAt":null,"#, "", 1).replacen(
        r#""scopes":["read",{"write":false}],"#,
        "",
        1,
    );
    assert_eq!(unknown_members, example);
    assert_ne!(fixtures::CREATE_RESPONSE_UNKNOWN_MEMBERS, example);
    let never_used = fixtures::CREATE_RESPONSE_NEVER_USED;
    assert_eq!(never_used, with("lastUsedAt", "null"));
    let absent = fixtures::CREATE_RESPONSE_NO_LAST_USED_AT;
    assert_eq!(absent, without("lastUsedAt"));
}

#[test]
fn reads_any_mix_of_spellings() {
    for mix in 0..1 << MEMBERS.len() {
        let spelled = MEMBERS
            .iter()
            .enumerate()
            .map(|(index, (camel, snake, value))| (if mix & 1 << index == 0 { *camel } else { *snake }, *value));
        assert_eq!(accept(&object(spelled)), fixtures::create_response());
    }
}

#[test]
fn reads_members_in_any_order() {
    let mut members = MEMBERS.map(|(name, _, value)| (name, value));
    for _ in 0..members.len() {
        members.rotate_left(1);
        assert_eq!(accept(&object(members)), fixtures::create_response());
    }
    members.reverse();
    assert_eq!(accept(&object(members)), fixtures::create_response());
}

/// JSON has several ways to write a character; they are one key, one date, one prefix.
#[test]
fn undoes_escapes() {
    for (member, value) in [
        ("apiKey", r#""\u0066low_ada2ad2a_1234567890abcdef""#),
        ("apiKey", r#""flow\u005Fada2ad2a\u005f1234567890abcde\u0066""#),
        ("createdAt", r#""2024-03-20\u005412:00:00Z""#),
        ("id", r#""123e4567\u002de89b-12d3-a456-426614174000""#),
        ("keyPrefix", r#""\u0066low_""#),
    ] {
        assert_eq!(accept(&with(member, value)), fixtures::create_response(), "{value}");
    }
    let document = fixtures::CREATE_RESPONSE.replace("\"apiKey\"", r#""api\u004bey""#);
    assert_eq!(accept(&document), fixtures::create_response());
}

#[test]
fn reads_any_string_as_a_name() {
    for (value, name) in [
        (r#""""#, ""),
        (r#"" \t\n\"\\\/ ""#, " \t\n\"\\/ "),
        (r#""\u0000""#, "\0"),
        (r#""Schlüssel 🔑 مفتاح""#, "Schlüssel 🔑 مفتاح"),
        (r#""\ud83d\udd11""#, "🔑"),
        (r#""flow_ada2ad2a_1234567890abcdef""#, "flow_ada2ad2a_1234567890abcdef"),
    ] {
        let created = accept(&with("keyName", value));
        assert_eq!(created.key_name, name);
        assert_eq!(accept(&serde_json::to_string(&created).unwrap()), created);
    }
    let long = "n".repeat(10_000_000);
    let document = with("keyName", &format!("\"{long}\""));
    assert_eq!(from_json::<APIKeyCreateResponse>(&document).unwrap().key_name, long);
}

/// Any version, any variant, nil and max; written in lower case.
#[test]
fn reads_any_hyphenated_uuid_and_writes_it_in_lower_case() {
    for id in [
        "123e4567-e89b-12d3-a456-426614174000",
        "123E4567-E89B-12D3-A456-426614174000",
        "123e4567-E89B-12d3-A456-426614174000",
        "00000000-0000-0000-0000-000000000000",
        "ffffffff-ffff-ffff-ffff-ffffffffffff",
        "FFFFFFFF-FFFF-FFFF-FFFF-FFFFFFFFFFFF",
        "123e4567-e89b-02d3-a456-426614174000",
        "123e4567-e89b-92d3-a456-426614174000",
        "123e4567-e89b-12d3-c456-426614174000",
    ] {
        let created = accept(&with("id", &format!("\"{id}\"")));
        assert_eq!(created.id.to_string(), id.to_lowercase());
        let created = accept(&with("userId", &format!("\"{id}\"")));
        assert_eq!(created.user_id.to_string(), id.to_lowercase());
    }
}

/// Whatever an unknown member contains, the key is not lost over it.
#[test]
fn ignores_unknown_members() {
    let deep = format!("{}{}", "[".repeat(10_000), "]".repeat(10_000));
    for value in ["null", "5", "1e999", "-0", "{}", "[[]]", r#""\ud800""#, r#"{"\ud800":1}"#, r#"{"apiKey":5}"#, &deep]
    {
        for name in ["scopes", "", "APIKey", "apikey", "api-key", "API_KEY", "created-at", "ID", "user"] {
            assert_eq!(accept(&and(name, value)), fixtures::create_response(), "{name}");
        }
    }
    // They may be duplicates as well.
    assert_eq!(accept(&and("a", "1").replacen('{', r#"{"a":2,"#, 1)), fixtures::create_response());
}

#[test]
fn ignores_white_space() {
    let document = fixtures::CREATE_RESPONSE_AS_DOCUMENTED.replace('\n', " \t\r\n");
    assert_eq!(accept(&format!("\n {document}\r\n\t")), fixtures::create_response());
}

/// Plain serde reads from everything that `serde_json` reads from.
#[test]
fn reads_from_all_that_serde_json_reads_from() {
    let example = fixtures::create_response();
    let value: serde_json::Value = serde_json::from_str(fixtures::CREATE_RESPONSE).unwrap();
    assert_eq!(serde_json::from_value::<APIKeyCreateResponse>(value.clone()).unwrap(), example);
    assert_eq!(serde_json::to_value(&example).unwrap(), value);
    assert_eq!(
        serde_json::from_reader::<_, APIKeyCreateResponse>(fixtures::CREATE_RESPONSE.as_bytes()).unwrap(),
        example
    );
}

/// In some formats, such as CSV, names and strings are bytes.
#[test]
fn reads_names_and_strings_that_are_bytes() {
    type Bytes = BytesDeserializer<'static, value::Error>;

    fn read<T: DeserializeOwned>(members: &[(&'static [u8], &'static [u8])]) -> Result<T, String> {
        let members = members.iter().map(|(name, value)| (Bytes::new(name), Bytes::new(value)));
        T::deserialize(MapDeserializer::new(members)).map_err(|error| error.to_string())
    }

    let members: [(&[u8], &[u8]); 7] = [
        (b"apiKey", fixtures::API_KEY.as_bytes()),
        (b"created_at", b"2024-03-20T12:00:00Z"),
        (b"id", b"123e4567-e89b-12d3-a456-426614174000"),
        (b"keyName", b"My API Key"),
        (b"keyPrefix", b"flow_"),
        (b"userId", b"123e4567-e89b-12d3-a456-426614174000"),
        // It is no UTF-8, and so none of ours.
        (b"keyName\xff", b"x"),
    ];
    assert_eq!(read(&members), Ok(fixtures::create_response_never_used()));
    let key_name: (&[u8], &[u8]) = (b"keyName", b"My API Key\xff");
    let error = read::<APIKeyCreateResponse>(&[key_name]).unwrap_err();
    assert_eq!(error, "expected a string");

    let location = |bytes| Location::deserialize(Bytes::new(bytes));
    assert_eq!(location(b"body"), Ok("body".into()));
    let error = location(b"body\xff").unwrap_err();
    assert_eq!(error.to_string(), "expected a string or a 64-bit integer");
    // A count is no string, in bytes as little as in JSON.
    let error = read::<PaginationInfo>(&[(b"limit", b"10")]).unwrap_err();
    assert!(error.starts_with("expected an integer"), "{error}");
}

/// A format may meet another type between two members, after it has found an object; a list is one to serde-lexpr.
#[test]
fn the_error_of_a_format_between_members_shows_no_value() {
    struct Broken;

    impl<'de> Deserializer<'de> for Broken {
        type Error = value::Error;

        fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, value::Error> {
            visitor.visit_map(self)
        }

        forward_to_deserialize_any! {
            bool i8 i16 i32 i64 u8 u16 u32 u64 f32 f64 char str string bytes byte_buf option unit unit_struct newtype_struct
            seq tuple tuple_struct map struct enum identifier ignored_any
        }
    }

    impl<'de> MapAccess<'de> for Broken {
        type Error = value::Error;

        fn next_key_seed<K: DeserializeSeed<'de>>(&mut self, _: K) -> Result<Option<K::Value>, value::Error> {
            Err(Error::invalid_type(Unexpected::Str(fixtures::API_KEY), &"a pair"))
        }

        fn next_value_seed<V: DeserializeSeed<'de>>(&mut self, _: V) -> Result<V::Value, value::Error> {
            unreachable!("there is no name")
        }
    }

    let error = APIKeyCreateResponse::deserialize(Broken).unwrap_err();
    assert_eq!(error.to_string(), "expected an object (`APIKeyCreateResponse`)");
}
