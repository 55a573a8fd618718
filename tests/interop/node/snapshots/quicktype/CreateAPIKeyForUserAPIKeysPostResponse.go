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

// The response to a request to create an API key: its metadata, and the new key.
type CreateAPIKeyForUserAPIKeysPostResponse struct {
	// The new key; absent if there was no body.
	APIKeyCreateResponse                             *APIKeyCreateResponse `json:"APIKeyCreateResponse"`
	// Metadata of the exchange, without credentials.
	HTTPMeta                                         HTTPMetadata          `json:"HTTPMeta"`
}

// A new API key, as the API returns it: the only time the plain key is shown.
type APIKeyCreateResponse struct {
	// The plain key. The API stores only a hash of it: save the key now, or create another.
	APIKey                                                                                  string     `json:"apiKey"`
	// Time at which the key was created.
	CreatedAt                                                                               time.Time  `json:"createdAt"`
	// ID of the key.
	ID                                                                                      string     `json:"id"`
	// Name that the user gave the key: any string.
	KeyName                                                                                 string     `json:"keyName"`
	// Prefix of the key.
	KeyPrefix                                                                               KeyPrefix  `json:"keyPrefix"`
	// Time at which the key was last used, if ever.
	LastUsedAt                                                                              *time.Time `json:"lastUsedAt"`
	// ID of the user who owns the key.
	UserID                                                                                  string     `json:"userId"`
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

// Prefix of the key.
type KeyPrefix string

const (
	Flow KeyPrefix = "flow_"
)
