// Code generated from JSON Schema using quicktype. DO NOT EDIT.
// To parse and unparse this JSON data, add this code to your project and do:
//
//    listUserAPIKeysAPIKeysGetResponse, err := UnmarshalListUserAPIKeysAPIKeysGetResponse(bytes)
//    bytes, err = listUserAPIKeysAPIKeysGetResponse.Marshal()

package main

import "time"

import "encoding/json"

func UnmarshalListUserAPIKeysAPIKeysGetResponse(data []byte) (ListUserAPIKeysAPIKeysGetResponse, error) {
	var r ListUserAPIKeysAPIKeysGetResponse
	err := json.Unmarshal(data, &r)
	return r, err
}

func (r *ListUserAPIKeysAPIKeysGetResponse) Marshal() ([]byte, error) {
	return json.Marshal(r)
}

// The response to a request for a page of API keys: its metadata, and the page.
type ListUserAPIKeysAPIKeysGetResponse struct {
	// Metadata of the exchange, without credentials.
	HTTPMeta                                         HTTPMetadata         `json:"HTTPMeta"`
	// The page; absent if there was no body.
	ListAPIKeysResponse                              *ListAPIKeysResponse `json:"ListAPIKeysResponse"`
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

// A page of the user's API keys. It contains no secret.
type ListAPIKeysResponse struct {
	// The keys of the page.
	APIKeys                                         []ListAPIKeyItem `json:"apiKeys"`
	// Position of the page in the list of all keys.
	Pagination                                      PaginationInfo   `json:"pagination"`
}

// An API key in a list, without its secret.
type ListAPIKeyItem struct {
	// Time at which the key was created.
	CreatedAt                                                            time.Time  `json:"createdAt"`
	// ID of the key.
	ID                                                                   string     `json:"id"`
	// Name that the user gave the key: any string, empty if it has none.
	KeyName                                                              *string    `json:"keyName"`
	// Time at which the key was last used, if ever.
	LastUsedAt                                                           *time.Time `json:"lastUsedAt"`
}

// Position of the page in the list of all keys.
//
// The position of a page in the list of all keys.
type PaginationInfo struct {
	// Maximum number of keys on a page.
	Limit                               int64 `json:"limit"`
	// Number of keys before the page.
	Offset                              int64 `json:"offset"`
	// Total number of keys.
	TotalCount                          int64 `json:"totalCount"`
}
