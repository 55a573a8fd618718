//! Every key of a list once, whatever a server answers, and no server is asked for ever.

use flowai_types::{
    APIKeyPages, ApiKeyId, ListAPIKeyItem, ListAPIKeysResponse, ListUserAPIKeysAPIKeysGetRequest, PaginationInfo,
    fixtures, uuid::Uuid,
};

/// So many keys, each with an id of its own.
fn keys(count: u128) -> Vec<ListAPIKeyItem> {
    let key = |index| ListAPIKeyItem::new(ApiKeyId::from_uuid(Uuid::from_u128(index)), "n", fixtures::timestamp());
    (0..count).map(key).collect()
}

/// The pages of a server: of at most `most` keys, from the offset that was asked for, with these counts in `pagination`.
fn serve(
    keys: &[ListAPIKeyItem],
    most: usize,
    total_count: u64,
    request: ListUserAPIKeysAPIKeysGetRequest,
) -> ListAPIKeysResponse {
    let offset = usize::try_from(request.offset.unwrap_or(0)).unwrap();
    let limit = request.limit.map_or(10, |limit| usize::try_from(limit).unwrap()).min(most);
    let page = keys.iter().skip(offset).take(limit).cloned().collect();
    ListAPIKeysResponse::new(page, PaginationInfo::new(total_count, 10, 0))
}

/// The loop of the documentation, which must end: the keys, whether the list is complete, and the number of requests.
fn collect(
    limit: Option<u64>,
    mut call: impl FnMut(ListUserAPIKeysAPIKeysGetRequest) -> ListAPIKeysResponse,
) -> (Vec<ListAPIKeyItem>, bool, usize) {
    let (mut pages, mut calls) = (APIKeyPages::new(limit), 0);
    while let Some(request) = pages.next_request() {
        calls += 1;
        assert!(calls < 100, "asked for ever");
        pages.add(call(request));
    }
    match pages.finish() {
        Ok(keys) => (keys, true, calls),
        Err(error) => {
            assert!(error.to_string().contains(&format!("{} keys of {}", error.keys.len(), error.total_count)));
            (error.keys, false, calls)
        }
    }
}

#[test]
fn each_key_once_whatever_the_server_counts() {
    for count in [0, 1, 9, 10, 11, 25] {
        let keys = keys(count);
        for limit in [None, Some(1), Some(10), Some(100)] {
            // A server may cap the limit, and count too little, or the page alone.
            for (most, total_count) in [(100, 25), (7, 25), (100, 0), (3, 1)] {
                let total_count = if total_count == 25 { u64::try_from(count).unwrap() } else { total_count };
                let (found, is_complete, calls) = collect(limit, |request| serve(&keys, most, total_count, request));
                assert_eq!(found, keys, "{limit:?}, at most {most}, counted {total_count}");
                assert_eq!(is_complete, u64::try_from(keys.len()).unwrap() >= total_count);
                let page = usize::try_from(limit.unwrap_or(10)).unwrap().min(most);
                assert_eq!(calls, keys.len().div_ceil(page) + 1);
            }
        }
    }
}

#[test]
fn a_server_that_ignores_the_offset_ends_the_loop_and_says_why() {
    let keys = keys(25);
    let (found, is_complete, calls) = collect(None, |mut request| {
        request.offset = None;
        serve(&keys, 100, 25, request)
    });
    assert_eq!((found.len(), is_complete, calls), (10, false, 2));
}

/// A key that is created meanwhile moves the others to the next page.
#[test]
fn a_key_that_comes_twice_is_kept_once() {
    let keys = keys(15);
    let (found, is_complete, _) = collect(None, |mut request| {
        request.offset = request.offset.map(|offset| offset.saturating_sub(1));
        serve(&keys, 100, 15, request)
    });
    assert_eq!((found, is_complete), (keys, true));
}

#[test]
fn a_loop_that_was_left_is_incomplete() {
    let mut pages = APIKeyPages::new(None);
    assert_eq!(pages.next_request().unwrap().offset, Some(0));
    pages.add(fixtures::list_response());
    assert_eq!(pages.next_request().unwrap().offset, Some(1));
    let error = pages.finish().unwrap_err();
    assert_eq!(error.keys.len(), 1);
    assert!(error.to_string().ends_with("or another page is still to come"));
}

#[test]
fn the_two_pages_of_the_fixtures_are_all_keys() {
    let mut answers = fixtures::list_pages().into_iter();
    let mut pages = APIKeyPages::new(Some(2));
    while let Some(request) = pages.next_request() {
        // A third request shows that there is no more.
        let page = answers.next().unwrap_or_else(|| {
            assert_eq!(request.offset, Some(3));
            ListAPIKeysResponse::new(vec![], PaginationInfo::new(3, 2, 3))
        });
        pages.add(page);
    }
    let names: Vec<_> = pages.finish().unwrap().into_iter().map(|key| key.key_name).collect();
    assert_eq!(names, ["First", "Second", "Third"]);
}
