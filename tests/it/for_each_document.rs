//! The one list of all documents, for every test and fuzz target that runs over all of them.

/// Calls a generic function for every type that is a document, and for those that have another spelling in that too.
#[macro_export]
macro_rules! for_each_document {
    ($function:ident($($argument:expr),*)) => {
        $function::<flowai_types::APIKeyCreate>($($argument),*);
        $function::<flowai_types::APIKeyCreateResponse>($($argument),*);
        $function::<flowai_types::ListAPIKeysResponse>($($argument),*);
        $function::<flowai_types::ListAPIKeyItem>($($argument),*);
        $function::<flowai_types::PaginationInfo>($($argument),*);
        $function::<flowai_types::APIKeyUpdate>($($argument),*);
        $function::<flowai_types::APIKeyInfo>($($argument),*);
        $function::<flowai_types::HttpMetadata>($($argument),*);
        $function::<flowai_types::RequestMetadata>($($argument),*);
        $function::<flowai_types::ResponseMetadata>($($argument),*);
        $function::<flowai_types::CreateAPIKeyForUserAPIKeysPostResponse>($($argument),*);
        $function::<flowai_types::ListUserAPIKeysAPIKeysGetResponse>($($argument),*);
        $function::<flowai_types::UpdateAPIKeyDetailsAPIKeysKeyIDPutResponse>($($argument),*);
        $function::<flowai_types::RevokeAPIKeyAPIKeysKeyIDDeleteResponse>($($argument),*);
        $function::<flowai_types::HTTPValidationError>($($argument),*);
        $function::<flowai_types::ValidationError>($($argument),*);
        $function::<flowai_types::SnakeCase<flowai_types::APIKeyCreateResponse>>($($argument),*);
        $function::<flowai_types::SnakeCase<flowai_types::CreateAPIKeyForUserAPIKeysPostResponse>>($($argument),*);
    };
}
