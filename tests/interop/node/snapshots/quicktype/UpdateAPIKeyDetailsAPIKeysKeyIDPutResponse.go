// Code generated from JSON Schema using quicktype. DO NOT EDIT.
// To parse and unparse this JSON data, add this code to your project and do:
//
//    updateAPIKeyDetailsAPIKeysKeyIDPutResponse, err := UnmarshalUpdateAPIKeyDetailsAPIKeysKeyIDPutResponse(bytes)
//    bytes, err = updateAPIKeyDetailsAPIKeysKeyIDPutResponse.Marshal()

package main

import "time"

import "encoding/json"

func UnmarshalUpdateAPIKeyDetailsAPIKeysKeyIDPutResponse(data []byte) (UpdateAPIKeyDetailsAPIKeysKeyIDPutResponse, error) {
	var r UpdateAPIKeyDetailsAPIKeysKeyIDPutResponse
	err := json.Unmarshal(data, &r)
	return r, err
}

func (r *UpdateAPIKeyDetailsAPIKeysKeyIDPutResponse) Marshal() ([]byte, error) {
	return json.Marshal(r)
}

// The response to a request to update an API key: its metadata, and the updated key.
type UpdateAPIKeyDetailsAPIKeysKeyIDPutResponse struct {
	// The updated key; absent if there was no body.
	APIKeyInfo                                       *APIKeyInfo  `json:"APIKeyInfo"`
	// Metadata of the exchange, without credentials.
	HTTPMeta                                         HTTPMetadata `json:"HTTPMeta"`
}

// Everything the API knows about an API key, except the secret.
type APIKeyInfo struct {
	// Time at which the key was created.
	CreatedAt                                                                     time.Time  `json:"created_at"`
	// ID of the key.
	ID                                                                            string     `json:"id"`
	// Whether the key can be used.
	IsActive                                                                      bool       `json:"is_active"`
	// Name that the user gave the key: any string.
	KeyName                                                                       *string    `json:"key_name"`
	// Prefix of the key: any string, since only a new key's prefix is documented.
	KeyPrefix                                                                     string     `json:"key_prefix"`
	// Time at which the key was last used, if ever.
	LastUsedAt                                                                    *time.Time `json:"last_used_at"`
	// Time at which the key was last updated.
	UpdatedAt                                                                     time.Time  `json:"updated_at"`
	// ID of the user who owns the key.
	UserID                                                                        string     `json:"user_id"`
}

// Metadata of the exchange, without credentials.
//
// The metadata of an HTTP exchange, fit to log and store: status, method, URL and headers.
type HTTPMetadata struct {
	// The request.
	Request         RequestMetadata  `json:"Request"`
	// The response.
	Response        ResponseMetadata `json:"Response"`
}

// The request.
//
// The request of an exchange: its method, and its URL and headers without credentials.
type RequestMetadata struct {
	// The headers: each lower-case name with its values in the order received, without
	// credentials.
	Headers                                                                            map[string][]string `json:"headers"`
	// The method: an RFC 9110 token.
	Method                                                                             string              `json:"method"`
	// The URL: an absolute `http` or `https` URI, without credentials.
	URL                                                                                string              `json:"url"`
}

// The response.
//
// The response of an exchange: its status, and its headers without credentials.
type ResponseMetadata struct {
	// The headers: each lower-case name with its values in the order received, without
	// credentials.
	Headers                                                                            map[string][]string `json:"headers"`
	// The status code, 100 to 999.
	Status                                                                             int64               `json:"status"`
}
