//! No memory that is given back holds a key: seen by an allocator that looks at it.
#![allow(unsafe_code, reason = "an allocator is")]

use std::alloc::{GlobalAlloc, Layout, System};
use std::cell::Cell;
use std::mem;

use flowai_types::{APIKeyCreateResponse, ApiKey, fixtures, from_json, to_json};

const LONG_TOKEN: &[u8] = b"1234567890abcdef";

struct Looking;

thread_local! {
    /// How many blocks that held the long token this thread has given back.
    static FOUND: Cell<usize> = const { Cell::new(0) };
}

// SAFETY: `System` does the work. A block is read only before it is given back, and only by this thread; what of it was
// never written is filled on allocation.
unsafe impl GlobalAlloc for Looking {
    unsafe fn alloc(&self, layout: Layout) -> *mut u8 {
        unsafe { System.alloc_zeroed(layout) }
    }

    unsafe fn dealloc(&self, block: *mut u8, layout: Layout) {
        let bytes = unsafe { std::slice::from_raw_parts(block, layout.size()) };
        if bytes.windows(LONG_TOKEN.len()).any(|piece| piece == LONG_TOKEN) {
            let _ = FOUND.try_with(|found| found.set(found.get() + 1));
        }
        unsafe { System.dealloc(block, layout) }
    }
}

#[global_allocator]
static ALLOCATOR: Looking = Looking;

/// How many blocks with the key `work` gives back; what it makes is kept.
fn given_back<T>(work: impl FnOnce() -> T) -> usize {
    let before = FOUND.get();
    mem::forget(work());
    FOUND.get() - before
}

#[test]
fn no_key_in_memory_that_is_given_back() {
    let mut created = fixtures::create_response();
    created.key_name = "My API Key ".repeat(1_000);
    let json = serde_json::to_string(&created).unwrap();

    // The search finds what there is to find: a copy of the text, and the buffers that serde_json outgrows.
    assert_eq!(given_back(|| drop(fixtures::API_KEY.to_owned())), 1);
    assert!(given_back(|| serde_json::to_vec(&created)) > 0);

    assert_eq!(given_back(|| drop(fixtures::api_key())), 0);
    assert_eq!(given_back(|| drop(fixtures::api_key().clone())), 0);
    assert_eq!(given_back(|| ApiKey::find_iter(&json).for_each(drop)), 0);
    assert_eq!(given_back(|| drop(from_json::<APIKeyCreateResponse>(json.as_bytes()))), 0);
    assert_eq!(given_back(|| drop(from_json::<APIKeyCreateResponse>(&json.as_bytes()[..500]))), 0);
    let wrong = json.replace("2024", "24");
    assert_eq!(given_back(|| drop(from_json::<APIKeyCreateResponse>(&wrong))), 0);
    let wrong = format!("{}!", fixtures::API_KEY);
    assert_eq!(given_back(|| drop(wrong.parse::<ApiKey>())), 0);
    // The buffers that the document outgrows are wiped; the last one is the caller's.
    assert_eq!(given_back(|| to_json(&created)), 0);
    let written = to_json(&created);
    assert_eq!(given_back(|| drop(written)), 1);
    assert_eq!(created.api_key.expose_secret(), fixtures::API_KEY);
}
