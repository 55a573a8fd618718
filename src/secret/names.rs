//! The names of headers and parameters that mean a credential. The list is `names.md`: this file, the documentation of
//! `HttpMetadata` and the tests all read it.

use percent_encoding::percent_decode;

use Meaning::{Credential, CredentialUnlessNumber, Harmless};

/// What a name says of the value.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Meaning {
    Credential,
    /// `x-access-tokens` may be a credential, or a count.
    CredentialUnlessNumber,
    Harmless,
}

impl Meaning {
    pub(crate) fn is_credential(self, value: &[u8]) -> bool {
        let is_number = || !value.is_empty() && value.iter().all(u8::is_ascii_digit);
        self == Credential || self == CredentialUnlessNumber && !is_number()
    }
}

/// What the name of a header, in lower case, says.
pub(crate) fn meaning_of_header(name: &str) -> Meaning {
    meaning(name.bytes(), HEADER_ENDS | HEADER_IS)
}

/// What the name of a parameter says, percent-encoded as it may be.
pub(super) fn meaning_of_parameter(name: &[u8]) -> Meaning {
    let by_place = PARAMETER_ENDS | PARAMETER_IS;
    if name.contains(&b'%') {
        meaning(percent_decode(name), by_place)
    } else {
        meaning(name.iter().copied(), by_place)
    }
}

/// Whether a header is one that many exchanges have, none of which is a credential. For the headers that a browser and a
/// proxy send, looking them up executes 0.3 of the instructions of reading them.
pub(crate) fn is_common_header(name: &str) -> bool {
    let mut slot = slot(name.as_bytes());
    loop {
        match COMMON[slot] {
            "" => return false,
            common if common == name => {
                debug_assert_eq!(meaning_of_header(name), Harmless);
                return true;
            }
            _ => slot = (slot + 1) % COMMON.len(),
        }
    }
}

/// A hash table of a sixth of its slots, for linear probing.
static COMMON: [&str; 512] = {
    let mut table = [""; 512];
    let mut index = 0;
    while index < COMMON_NAMES.len() {
        let name = COMMON_NAMES[index];
        let mut slot = slot(name.as_bytes());
        while !table[slot].is_empty() {
            slot = (slot + 1) % table.len();
        }
        table[slot] = name;
        index += 1;
    }
    table
};

/// A hash that was found to give each of [`COMMON_NAMES`] a slot of its own.
const fn slot(name: &[u8]) -> usize {
    let length = name.len();
    if length == 0 {
        return 0;
    }
    let [middle, last, third] = [name[length / 2], name[length - 1], name[length * 3 / 4]];
    (length * 211 + middle as usize * 252 + last as usize * 107 + third as usize * 149) % 512
}

#[rustfmt::skip]
const COMMON_NAMES: &[&str] = &[
    "accept", "accept-encoding", "accept-language", "accept-ranges",
    "access-control-allow-credentials", "access-control-allow-headers", "access-control-allow-methods", "access-control-allow-origin",
    "access-control-expose-headers", "access-control-max-age", "access-control-request-headers", "access-control-request-method",
    "age", "allow", "alt-svc", "baggage",
    "cache-control", "cdn-loop", "cf-cache-status", "cf-connecting-ip",
    "cf-ipcountry", "cf-ray", "cf-visitor", "connection",
    "content-disposition", "content-encoding", "content-language", "content-length",
    "content-location", "content-range", "content-security-policy", "content-type",
    "cross-origin-opener-policy", "cross-origin-resource-policy", "date", "dnt",
    "etag", "expires", "idempotency-key", "if-match",
    "if-modified-since", "if-none-match", "if-range", "keep-alive",
    "last-modified", "link", "location", "nel",
    "origin", "permissions-policy", "pragma", "priority",
    "range", "referer", "referrer-policy", "report-to",
    "reporting-endpoints", "retry-after", "sec-ch-ua", "sec-ch-ua-mobile",
    "sec-ch-ua-platform", "sec-fetch-dest", "sec-fetch-mode", "sec-fetch-site",
    "sec-fetch-user", "server", "server-timing", "strict-transport-security",
    "te", "timing-allow-origin", "traceparent", "tracestate",
    "transfer-encoding", "upgrade", "upgrade-insecure-requests", "user-agent",
    "vary", "via", "x-amz-cf-id", "x-amz-cf-pop",
    "x-amzn-trace-id", "x-cache", "x-cloud-trace-context", "x-content-type-options",
    "x-correlation-id", "x-envoy-upstream-service-time", "x-forwarded-for", "x-forwarded-port",
    "x-forwarded-proto", "x-frame-options", "x-powered-by", "x-process-time",
    "x-ratelimit-limit", "x-ratelimit-remaining", "x-ratelimit-reset", "x-real-ip",
    "x-request-id", "x-response-time", "x-runtime", "x-xss-protection",
];

fn meaning(name: impl Iterator<Item = u8>, by_place: u16) -> Meaning {
    let mut state = START;
    let mut found = 0;
    for byte in name {
        state = AUTOMATON.next[usize::from(state)][usize::from(SYMBOLS[usize::from(byte)])];
        found |= AUTOMATON.rows[usize::from(state)];
    }
    let last = AUTOMATON.rows[usize::from(state)];

    let by_end = by_place & (HEADER_ENDS | PARAMETER_ENDS);
    let is_by_end = last & by_end != 0 && last & NOT_BY_END == 0;
    let is_credential = found & CONTAINS != 0 || is_by_end || last & by_place & !by_end != 0;
    let is_count = found & RATE_LIMIT != 0 && last & RATE_LIMIT_ENDS == 0;
    if !is_credential || is_count || last & (NEVER_ENDS | NEVER_IS) != 0 {
        Harmless
    } else if last & COUNT_ENDS != 0 {
        CredentialUnlessNumber
    } else {
        Credential
    }
}

const LIST: &str = include_str!("names.md");

// A bit for each row of the list, in its order.
const CONTAINS: u16 = 1 << 0;
const HEADER_ENDS: u16 = 1 << 1;
const HEADER_IS: u16 = 1 << 2;
const PARAMETER_ENDS: u16 = 1 << 3;
const PARAMETER_IS: u16 = 1 << 4;
const NOT_BY_END: u16 = 1 << 5;
const NEVER_ENDS: u16 = 1 << 6;
const COUNT_ENDS: u16 = 1 << 7;
const NEVER_IS: u16 = 1 << 8;
const RATE_LIMIT: u16 = 1 << 9;
const RATE_LIMIT_ENDS: u16 = 1 << 10;

/// The symbol of each byte: a letter in either case, the start of a name, any digit, or none, which is skipped.
const SYMBOLS: [u8; 256] = {
    let mut symbols = [SKIPPED; 256];
    let mut byte = 0_u8;
    while byte < 128 {
        symbols[byte as usize] = match byte.to_ascii_lowercase() {
            letter @ b'a'..=b'z' => letter - b'a',
            b'0'..=b'9' => DIGIT,
            _ => SKIPPED,
        };
        byte += 1;
    }
    symbols
};
const DIGIT: u8 = 26;
const SKIPPED: u8 = 27;
const NAME_START: u8 = 28;

/// An automaton of Aho and Corasick, built by the compiler: it reads a name once, however many words there are.
struct Automaton<const STATES: usize> {
    next: [[u16; 32]; STATES],
    /// The rows of the words that end in a state.
    rows: [u16; STATES],
    count: u16,
}

static AUTOMATON: Automaton<{ build::<{ LIST.len() }>().count as usize }> = build();
/// The state at the start of a name.
const START: u16 = 1;

const fn build<const STATES: usize>() -> Automaton<STATES> {
    let mut built = Automaton {
        next: [[0; 32]; STATES],
        rows: [0; STATES],
        count: 2,
    };
    // State 0 is that of no word, and state 1 that of a name's start.
    built.next[0][NAME_START as usize] = START;

    // A tree of the words in backticks. `is` is `ends with`, from the start of a name.
    let list = LIST.as_bytes();
    let (mut at, mut line, mut state) = (0, 0, None);
    while at < list.len() {
        match (list[at], state) {
            (b'\n', _) => line += 1,
            (b'`', None) => {
                let row = 1 << (line - 2);
                let is_whole = row & (HEADER_IS | PARAMETER_IS | NEVER_IS) != 0;
                state = Some(if is_whole { START } else { 0 });
            }
            (b'`', Some(end)) => {
                built.rows[end as usize] |= 1 << (line - 2);
                state = None;
            }
            (byte, Some(before)) => {
                assert!(byte.is_ascii_lowercase(), "a word consists of letters");
                let next = &mut built.next[before as usize][(byte - b'a') as usize];
                if *next == 0 {
                    *next = built.count;
                    built.count += 1;
                }
                state = Some(*next);
            }
            _ => (),
        }
        at += 1;
    }

    // Breadth first: a state goes on as the state of the longest shorter end does, unless it goes on by itself.
    let mut shorter = [0_u16; STATES];
    let mut queue = [0_u16; STATES];
    let (mut first, mut end) = (0, 1);
    while first < end {
        let state = queue[first];
        let fallback = shorter[state as usize] as usize;
        first += 1;
        built.rows[state as usize] |= built.rows[fallback];
        let mut symbol = 0;
        while symbol < 32 {
            let fallen = built.next[fallback][symbol];
            let next = &mut built.next[state as usize][symbol];
            if symbol == SKIPPED as usize {
                *next = state;
            } else if *next == 0 {
                *next = fallen;
            } else {
                shorter[*next as usize] = if state == 0 { 0 } else { fallen };
                queue[end] = *next;
                end += 1;
            }
            symbol += 1;
        }
    }
    built
}
