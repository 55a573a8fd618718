// Code generated from JSON Schema using quicktype. DO NOT EDIT.
// To parse and unparse this JSON data, add this code to your project and do:
//
//    createAPIKeyForUserAPIKeysPostResponse, err := UnmarshalCreateAPIKeyForUserAPIKeysPostResponse(bytes)
//    bytes, err = createAPIKeyForUserAPIKeysPostResponse.Marshal()

package main

import "time"

import "encoding/json"

func UnmarshalCreateAPIKeyForUserAPIKeysPostResponse(data []byte) (CreateAPIKeyForUserAPIKeysPostResponse, error) {
	var r CreateAPIKeyForUserAPIKeysPostResponse
	err := json.Unmarshal(data, &r)
	return r, err
}

func (r *CreateAPIKeyForUserAPIKeysPostResponse) Marshal() ([]byte, error) {
	return json.Marshal(r)
}

// What came of a request to create an API key: the exchange, and the new key.
type CreateAPIKeyForUserAPIKeysPostResponse struct {
	// The new key; absent where there was no body.
	APIKeyCreateResponse                             *APIKeyCreateResponse `json:"APIKeyCreateResponse"`
	// How the exchange went. It holds no credential.
	HTTPMeta                                         HTTPMetadata          `json:"HTTPMeta"`
}

// A new API key, as the endpoint returns it: the one time that the plain key is shown.
type APIKeyCreateResponse struct {
	// The plain key. The API stores only a hash of it: keep it now, or make another.
	APIKey                                                                           string     `json:"apiKey"`
	// When the key was made.
	CreatedAt                                                                        time.Time  `json:"createdAt"`
	// The key's id.
	ID                                                                               string     `json:"id"`
	// The name that the user gave the key: any string.
	KeyName                                                                          string     `json:"keyName"`
	// The key's prefix.
	KeyPrefix                                                                        KeyPrefix  `json:"keyPrefix"`
	// When the key was last used, if it was.
	LastUsedAt                                                                       *time.Time `json:"lastUsedAt"`
	// Whose key it is.
	UserID                                                                           string     `json:"userId"`
}

// How the exchange went. It holds no credential.
//
// A finished HTTP exchange as it may be logged and kept: status, method, URL and headers.
type HTTPMetadata struct {
	// The request that it answers.
	Request                        RequestMetadata  `json:"Request"`
	// The response.
	Response                       ResponseMetadata `json:"Response"`
}

// The request that it answers.
//
// The request of an exchange: its method, and its URL and headers without credentials.
type RequestMetadata struct {
	// The headers: lower-case name to the values in the order received, without credentials.
	Headers                                                                                  map[string][]string `json:"headers"`
	// The method: an RFC 9110 token.
	Method                                                                                   string              `json:"method"`
	// The URL: an absolute `http` or `https` URI, without credentials.
	URL                                                                                      string              `json:"url"`
}

// The response.
//
// The response of an exchange: its status, and its headers without credentials.
type ResponseMetadata struct {
	// The headers: lower-case name to the values in the order received, without credentials.
	Headers                                                                                  map[string][]string `json:"headers"`
	// The status code, 100 to 999.
	Status                                                                                   int64               `json:"status"`
}

// The key's prefix.
type KeyPrefix string

const (
	Flow KeyPrefix = "flow_"
)
