// Code generated from JSON Schema using quicktype. DO NOT EDIT.
// To parse and unparse this JSON data, add this code to your project and do:
//
//    aPIKeyUpdate, err := UnmarshalAPIKeyUpdate(bytes)
//    bytes, err = aPIKeyUpdate.Marshal()

package main

import "encoding/json"

func UnmarshalAPIKeyUpdate(data []byte) (APIKeyUpdate, error) {
	var r APIKeyUpdate
	err := json.Unmarshal(data, &r)
	return r, err
}

func (r *APIKeyUpdate) Marshal() ([]byte, error) {
	return json.Marshal(r)
}

// The changes to an API key: absent members stay unchanged, and a null name is removed.
type APIKeyUpdate struct {
	// Whether the key can be used from now on.
	IsActive                                                           *bool   `json:"is_active"`
	// The new name of the key: any string, or null to remove the name.
	KeyName                                                            *string `json:"key_name"`
}
