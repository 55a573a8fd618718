// Code generated from JSON Schema using quicktype. DO NOT EDIT.
// To parse and unparse this JSON data, add this code to your project and do:
//
//    aPIKeyCreate, err := UnmarshalAPIKeyCreate(bytes)
//    bytes, err = aPIKeyCreate.Marshal()

package main

import "encoding/json"

func UnmarshalAPIKeyCreate(data []byte) (APIKeyCreate, error) {
	var r APIKeyCreate
	err := json.Unmarshal(data, &r)
	return r, err
}

func (r *APIKeyCreate) Marshal() ([]byte, error) {
	return json.Marshal(r)
}

// The request to create an API key: `POST /api-keys`.
type APIKeyCreate struct {
	// Name of the new key: any string.
	KeyName                            string `json:"keyName"`
}
