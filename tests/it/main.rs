//! One module for each promise of the crate, named for what it claims.

#[macro_use]
mod for_each_document;

mod accepts;
#[cfg(all(feature = "arbitrary", feature = "proptest"))]
mod any_value;
mod documents;
mod finds_and_redacts_keys;
mod gives_the_response_back;
mod lines_for_a_log;
mod links_lead_somewhere;
mod metadata_has_an_absolute_url;
mod metadata_keeps_no_credential;
mod metadata_keeps_the_rest;
mod names_of_credentials;
mod pages_through_all_keys;
mod public_api;
mod rejects;
mod reports_every_violation;
mod rescues_the_right_key_or_none;
mod round_trips;
mod scalars;
#[cfg(feature = "proptest")]
mod shows_no_planted_key;
mod shows_no_secret;
mod speaks_both_sides_of_an_exchange;
mod spells_the_new_key_for_clients;
mod support;
mod tells_absent_from_null;
mod tells_the_client_what_to_do_next;
mod timestamps;
mod types_the_validation_error;
mod works_inside_of_users_types;
