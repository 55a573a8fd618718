//! What is read: every rule on its right side, the four tolerances, and nothing lost on the way.

mod util;

use std::collections::BTreeMap;

use flowai_types::{
    APIKeyCreateResponse, CreateAPIKeyForUserAPIKeysPostResponse, ExposeSecret, fixtures, from_json,
};
use util::{MEMBERS, accept, and, object, with, without};

#[test]
fn documented_example_field_by_field() {
    for document in [
        fixtures::CREATE_RESPONSE,
        fixtures::CREATE_RESPONSE_AS_DOCUMENTED,
    ] {
        let created = accept(document);
        assert_eq!(
            created.api_key.expose_secret(),
            "flow_ada2ad2a_1234567890abcdef"
        );
        assert_eq!(created.created_at.timestamp(), 1_710_936_000);
        assert_eq!(
            created.id.to_string(),
            "123e4567-e89b-12d3-a456-426614174000"
        );
        assert_eq!(created.key_name, "My API Key");
        assert_eq!(created.key_prefix.as_str(), "flow_");
        assert_eq!(
            created.last_used_at.map(|at| at.timestamp()),
            Some(1_710_936_000)
        );
        assert_eq!(
            created.user_id.to_string(),
            "123e4567-e89b-12d3-a456-426614174000"
        );
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
    for document in [
        fixtures::CREATE_RESPONSE_NEVER_USED,
        fixtures::CREATE_RESPONSE_NULL_LAST_USED_AT,
    ] {
        assert_eq!(
            accept(document),
            fixtures::create_response_never_used(),
            "{document}"
        );
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
    let offset = example.replacen("12:00:00Z", "14:00:00+02:00", 1).replacen(
        "12:00:00Z",
        "06:30:00-05:30",
        1,
    );
    assert_eq!(fixtures::CREATE_RESPONSE_OFFSET, offset);
    let unknown_members = fixtures::CREATE_RESPONSE_UNKNOWN_MEMBERS
        .replacen(r#""expiresAt":null,"#, "", 1)
        .replacen(r#""scopes":["read",{"write":false}],"#, "", 1);
    assert_eq!(unknown_members, example);
    assert_ne!(fixtures::CREATE_RESPONSE_UNKNOWN_MEMBERS, example);
    let never_used = fixtures::CREATE_RESPONSE_NEVER_USED;
    assert_eq!(never_used, without("lastUsedAt"));
    let null = fixtures::CREATE_RESPONSE_NULL_LAST_USED_AT;
    assert_eq!(null, with("lastUsedAt", "null"));
}

#[test]
fn any_mix_of_spellings() {
    for mix in 0..1 << MEMBERS.len() {
        let spelled = MEMBERS
            .iter()
            .enumerate()
            .map(|(index, (camel, snake, value))| {
                (
                    if mix & 1 << index == 0 {
                        *camel
                    } else {
                        *snake
                    },
                    *value,
                )
            });
        assert_eq!(accept(&object(spelled)), fixtures::create_response());
    }
}

#[test]
fn members_in_any_order() {
    let mut members = MEMBERS.map(|(name, _, value)| (name, value));
    for _ in 0..members.len() {
        members.rotate_left(1);
        assert_eq!(accept(&object(members)), fixtures::create_response());
    }
    members.reverse();
    assert_eq!(accept(&object(members)), fixtures::create_response());
}

#[test]
fn keys() {
    let long_128 = "aZ09_-".repeat(22)[..128].to_owned();
    for key in [
        "flow_ada2ad2a_1234567890abcdef",
        "flow_00000000_0000000000000000",
        "flow_ffffffff_----------------",
        "flow_ada2ad2a_________________",
        "flow_ada2ad2a_ABCDEFGHIJKLMNOPQRSTUVWXYZ-abcdefghijklmnopqrstuvwxyz_0123456789",
        "flow_ada2ad2a_flow_ada2ad2a_1234567890abcdef",
        &format!("flow_ada2ad2a_{long_128}"),
    ] {
        let created = accept(&with("apiKey", &format!("\"{key}\"")));
        assert_eq!(created.api_key.expose_secret(), key);
    }
}

/// JSON has several ways to write a character; they are one key, one date, one prefix.
#[test]
fn escapes_are_undone() {
    for (member, value) in [
        ("apiKey", r#""\u0066low_ada2ad2a_1234567890abcdef""#),
        (
            "apiKey",
            r#""flow\u005Fada2ad2a\u005f1234567890abcde\u0066""#,
        ),
        ("createdAt", r#""2024-03-20\u005412:00:00Z""#),
        ("id", r#""123e4567\u002de89b-12d3-a456-426614174000""#),
        ("keyPrefix", r#""\u0066low_""#),
    ] {
        assert_eq!(
            accept(&with(member, value)),
            fixtures::create_response(),
            "{value}"
        );
    }
    let document = fixtures::CREATE_RESPONSE.replace("\"apiKey\"", r#""api\u004bey""#);
    assert_eq!(accept(&document), fixtures::create_response());
}

#[test]
fn any_string_is_a_name() {
    for (value, name) in [
        (r#""""#, ""),
        (r#"" \t\n\"\\\/ ""#, " \t\n\"\\/ "),
        (r#""\u0000""#, "\0"),
        (r#""Schlüssel 🔑 مفتاح""#, "Schlüssel 🔑 مفتاح"),
        (r#""\ud83d\udd11""#, "🔑"),
        (
            r#""flow_ada2ad2a_1234567890abcdef""#,
            "flow_ada2ad2a_1234567890abcdef",
        ),
    ] {
        let created = accept(&with("keyName", value));
        assert_eq!(created.key_name, name);
        assert_eq!(accept(&serde_json::to_string(&created).unwrap()), created);
    }
    let long = "n".repeat(10_000_000);
    let document = with("keyName", &format!("\"{long}\""));
    assert_eq!(
        from_json::<APIKeyCreateResponse>(document.as_bytes())
            .unwrap()
            .key_name,
        long
    );
}

/// Each timestamp, and how it is written back.
#[test]
fn timestamps() {
    for (read, written) in [
        ("2024-03-20T12:00:00Z", "2024-03-20T12:00:00Z"),
        ("2024-03-20T12:00:00+00:00", "2024-03-20T12:00:00Z"),
        ("2024-03-20T12:00:00-00:00", "2024-03-20T12:00:00Z"),
        ("2024-03-20T12:00:00+05:30", "2024-03-20T06:30:00Z"),
        ("2024-03-20T12:00:00-08:00", "2024-03-20T20:00:00Z"),
        ("2024-03-20T12:00:00+23:59", "2024-03-19T12:01:00Z"),
        ("2024-03-20T12:00:00-23:59", "2024-03-21T11:59:00Z"),
        // No offset is UTC.
        ("2024-03-20T12:00:00", "2024-03-20T12:00:00Z"),
        ("2024-03-20T12:00:00.123456", "2024-03-20T12:00:00.123456Z"),
        // Written with 0, 3, 6 or 9 digits, whatever was read.
        ("2024-03-20T12:00:00.0Z", "2024-03-20T12:00:00Z"),
        ("2024-03-20T12:00:00.000000000Z", "2024-03-20T12:00:00Z"),
        ("2024-03-20T12:00:00.1Z", "2024-03-20T12:00:00.100Z"),
        ("2024-03-20T12:00:00.12Z", "2024-03-20T12:00:00.120Z"),
        ("2024-03-20T12:00:00.123Z", "2024-03-20T12:00:00.123Z"),
        ("2024-03-20T12:00:00.1234Z", "2024-03-20T12:00:00.123400Z"),
        ("2024-03-20T12:00:00.123456Z", "2024-03-20T12:00:00.123456Z"),
        (
            "2024-03-20T12:00:00.1234567Z",
            "2024-03-20T12:00:00.123456700Z",
        ),
        (
            "2024-03-20T12:00:00.12345678Z",
            "2024-03-20T12:00:00.123456780Z",
        ),
        (
            "2024-03-20T12:00:00.123456789Z",
            "2024-03-20T12:00:00.123456789Z",
        ),
        (
            "2024-03-20T12:00:00.000000001+01:00",
            "2024-03-20T11:00:00.000000001Z",
        ),
        ("2024-03-20T12:00:00.000001Z", "2024-03-20T12:00:00.000001Z"),
        ("2024-03-20T12:00:00.001Z", "2024-03-20T12:00:00.001Z"),
        // The edges of the calendar and of the day.
        ("2024-02-29T00:00:00Z", "2024-02-29T00:00:00Z"),
        ("2000-02-29T23:59:59Z", "2000-02-29T23:59:59Z"),
        (
            "2023-12-31T23:59:59.999999999Z",
            "2023-12-31T23:59:59.999999999Z",
        ),
        ("2023-12-31T23:00:00-01:00", "2024-01-01T00:00:00Z"),
        ("0001-01-01T00:00:00Z", "0001-01-01T00:00:00Z"),
        ("0000-12-31T23:00:00-01:00", "0001-01-01T00:00:00Z"),
        (
            "9999-12-31T23:59:59.999999999Z",
            "9999-12-31T23:59:59.999999999Z",
        ),
    ] {
        for member in ["createdAt", "lastUsedAt"] {
            let created = accept(&with(member, &format!("\"{read}\"")));
            let expected = fixtures::CREATE_RESPONSE.replace(
                &format!("\"{member}\":\"2024-03-20T12:00:00Z\""),
                &format!("\"{member}\":\"{written}\""),
            );
            assert_eq!(serde_json::to_string(&created).unwrap(), expected, "{read}");
        }
    }
}

/// Any version, any variant, nil and max; written in lower case.
#[test]
fn uuids() {
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

/// Whatever an unknown member holds, the key is not lost over it.
#[test]
fn unknown_members() {
    let deep = format!("{}{}", "[".repeat(10_000), "]".repeat(10_000));
    for value in [
        "null",
        "5",
        "1e999",
        "-0",
        "{}",
        "[[]]",
        r#""\ud800""#,
        r#"{"apiKey":5}"#,
        &deep,
    ] {
        for name in [
            "scopes",
            "",
            "APIKey",
            "apikey",
            "api-key",
            "API_KEY",
            "created-at",
            "ID",
            "user",
        ] {
            assert_eq!(
                accept(&and(name, value)),
                fixtures::create_response(),
                "{name}"
            );
        }
    }
    // They may repeat, too.
    assert_eq!(
        accept(&and("a", "1").replacen('{', r#"{"a":2,"#, 1)),
        fixtures::create_response()
    );
}

#[test]
fn last_used_at_may_be_absent_or_null() {
    let never_used = fixtures::create_response_never_used();
    assert_eq!(accept(&without("lastUsedAt")), never_used);
    assert_eq!(accept(&with("lastUsedAt", "null")), never_used);
    assert_eq!(
        accept(&with("lastUsedAt", "null").replace("lastUsedAt", "last_used_at")),
        never_used
    );
}

#[test]
fn white_space_around_and_between() {
    let document = fixtures::CREATE_RESPONSE_AS_DOCUMENTED.replace('\n', " \t\r\n");
    assert_eq!(
        accept(&format!("\n {document}\r\n\t")),
        fixtures::create_response()
    );
}

/// Plain serde reads from everything that `serde_json` reads from.
#[test]
fn other_ways_in() {
    let example = fixtures::create_response();
    let value: serde_json::Value = serde_json::from_str(fixtures::CREATE_RESPONSE).unwrap();
    assert_eq!(
        serde_json::from_value::<APIKeyCreateResponse>(value.clone()).unwrap(),
        example
    );
    assert_eq!(serde_json::to_value(&example).unwrap(), value);
    assert_eq!(
        serde_json::from_reader::<_, APIKeyCreateResponse>(fixtures::CREATE_RESPONSE.as_bytes())
            .unwrap(),
        example
    );
}

/// And from what is not JSON at all: a map of strings, as from a form or the environment.
#[test]
fn from_a_map_of_strings() {
    use serde::Deserialize;
    use serde::de::value::{Error, MapDeserializer};

    let members = MEMBERS.map(|(camel, _, value)| (camel, value.trim_matches('"')));
    let map = MapDeserializer::<_, Error>::new(members.into_iter());
    assert_eq!(
        APIKeyCreateResponse::deserialize(map),
        Ok(fixtures::create_response())
    );
    // A response in which each value is a map of strings itself.
    let wrapper = [("APIKeyCreateResponse", "nonsense")];
    let map = MapDeserializer::<_, Error>::new(wrapper.into_iter());
    let read = CreateAPIKeyForUserAPIKeysPostResponse::deserialize(map);
    assert_eq!(
        read.unwrap_err().to_string(),
        "expected an object: the response that holds a new API key"
    );
    let wrapper = BTreeMap::from([("APIKeyCreateResponse", BTreeMap::from(members))]);
    let map = MapDeserializer::<_, Error>::new(wrapper.into_iter());
    let read = CreateAPIKeyForUserAPIKeysPostResponse::deserialize(map);
    assert_eq!(read.unwrap_err().to_string(), "missing field `HTTPMeta`");
}

/// In a user's own types: as a field, in a list, flattened, behind an untagged enum.
#[test]
fn inside_of_other_types() {
    use flowai_types::{ApiKey, UserId};
    use serde::Deserialize;

    #[derive(Debug, PartialEq, Deserialize)]
    struct Audited {
        by: UserId,
        #[serde(flatten)]
        created: APIKeyCreateResponse,
    }
    let document = and("by", "\"123e4567-e89b-12d3-a456-426614174000\"");
    let audited: Audited = serde_json::from_str(&document).unwrap();
    assert_eq!(audited.created, fixtures::create_response());
    assert_eq!(audited.by, audited.created.user_id);

    #[derive(Debug, PartialEq, Deserialize)]
    #[serde(untagged)]
    enum Either {
        Created(APIKeyCreateResponse),
        Key(ApiKey),
    }
    let either: Either = serde_json::from_str(fixtures::CREATE_RESPONSE).unwrap();
    assert_eq!(either, Either::Created(fixtures::create_response()));
    let either: Either = serde_json::from_str("\"flow_ada2ad2a_1234567890abcdef\"").unwrap();
    assert_eq!(either, Either::Key(fixtures::api_key()));

    let list = format!("[{0},{0}]", fixtures::CREATE_RESPONSE);
    let list: Vec<APIKeyCreateResponse> = serde_json::from_str(&list).unwrap();
    assert_eq!(
        list,
        [fixtures::create_response(), fixtures::create_response()]
    );
}
