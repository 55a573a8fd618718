//! What a server has not is null; in an update, absent, null and a value are three different things.

use flowai_types::{
    APIKeyInfo, APIKeyUpdate, CreateAPIKeyForUserAPIKeysPostResponse, ListAPIKeyItem, Operation, UpdateKey, fixtures,
    from_json, to_json,
};

use crate::support::accept_as;

/// The three states of each member, and the document of both.
fn updates() -> Vec<(APIKeyUpdate, String)> {
    let names = [(None, ""), (Some(None), r#""key_name":null"#), (Some(Some("n".to_owned())), r#""key_name":"n""#)];
    let actives = [(None, ""), (Some(None), r#""is_active":null"#), (Some(Some(true)), r#""is_active":true"#)];
    let mut updates = Vec::new();
    for (key_name, name) in &names {
        for (is_active, active) in &actives {
            let mut update = APIKeyUpdate::default();
            update.key_name.clone_from(key_name);
            update.is_active = *is_active;
            let comma = if name.is_empty() || active.is_empty() { "" } else { "," };
            updates.push((update, format!("{{{name}{comma}{active}}}")));
        }
    }
    updates
}

#[test]
fn an_update_goes_round_in_each_of_its_states() {
    for (update, document) in updates() {
        assert_eq!(to_json(&update), document.as_bytes());
        assert_eq!(serde_json::to_string(&update).unwrap(), document);
        assert_eq!(from_json(&document), Ok(update.clone()));
        assert_eq!(serde_json::from_str::<APIKeyUpdate>(&document).unwrap(), update);

        let request = UpdateKey::new(fixtures::create_response().id, update);
        let sent = request.to_http(&"https://api.example.com".parse().unwrap()).unwrap();
        assert_eq!(UpdateKey::from_http(&sent), Ok(request));
    }
}

#[test]
fn a_server_writes_null_for_none() {
    let document = |json: Vec<u8>| String::from_utf8(json).unwrap();
    let never_used = fixtures::create_response_never_used();
    assert_eq!(document(to_json(&never_used)), fixtures::CREATE_RESPONSE_NEVER_USED);

    let mut info: APIKeyInfo = fixtures::api_key_info();
    (info.key_name, info.last_used_at) = (None, None);
    let info = document(to_json(&info));
    assert!(info.contains(r#""key_name":null"#) && info.contains(r#""last_used_at":null"#), "{info}");

    let mut page = fixtures::list_response();
    page.api_keys[0].last_used_at = None;
    assert!(document(to_json(&page)).contains(r#""lastUsedAt":null"#));
}

#[test]
fn a_wrapper_leaves_its_body_out() {
    let empty = CreateAPIKeyForUserAPIKeysPostResponse::new(fixtures::http_metadata(), None);
    let metadata = fixtures::HTTP_METADATA;
    assert_eq!(String::from_utf8(to_json(&empty)).unwrap(), format!(r#"{{"HTTPMeta":{metadata}}}"#));
    for rest in ["", r#","APIKeyCreateResponse":null"#] {
        let document = format!(r#"{{"HTTPMeta":{metadata}{rest}}}"#);
        assert_eq!(accept_as::<CreateAPIKeyForUserAPIKeysPostResponse>(&document), empty);
    }
}

/// A key without a name must not hide a page; its name is always written as a string.
#[test]
fn a_key_without_a_name_is_listed() {
    let named = r#"{"id":"123e4567-e89b-12d3-a456-426614174000","keyName":"","createdAt":"2024-03-20T12:00:00Z","lastUsedAt":null}"#;
    for document in
        [named, &named.replace(r#""keyName":"""#, r#""keyName":null"#), &named.replace(r#""keyName":"","#, "")]
    {
        let item: ListAPIKeyItem = from_json(document).unwrap();
        assert_eq!(item.key_name, "");
        assert_eq!(to_json(&item), named.as_bytes());
        assert_eq!(serde_json::from_str::<ListAPIKeyItem>(document).unwrap(), item);
    }
}
