// Prints a new key in every way, with the types that quicktype and openapi-generator generated, and reads an invalid one.
package main

import (
	"encoding/json"
	"fmt"
	"log"
	"os"

	"generated/apikeycreateresponse"
	"generated/openapi"
)

// A document is there in both spellings: in camelCase at 0, and in snake_case at 1.
func report(tool string, spelling int, read func(document []byte) (any, error)) {
	documents := make([][]byte, 2)
	for i := range documents {
		var err error
		if documents[i], err = os.ReadFile(os.Args[1+spelling+2*i]); err != nil {
			log.Fatal(err)
		}
	}
	value, err := read(documents[0])
	if err != nil {
		log.Fatal(err)
	}
	for _, verb := range []string{"%v", "%+v", "%#v"} {
		fmt.Printf("== %s: %s\n%s\n", tool, verb, fmt.Sprintf(verb, value))
	}
	fmt.Printf("== %s: invalid\n", tool)
	if _, err := read(documents[1]); err != nil {
		fmt.Println(err)
	} else {
		fmt.Println("read")
	}
}

func main() {
	report("quicktype", 0, func(document []byte) (any, error) {
		return apikeycreateresponse.UnmarshalAPIKeyCreateResponse(document)
	})
	report("openapi-generator", 1, func(document []byte) (any, error) {
		value := new(openapi.APIKeyCreateResponse)
		return value, json.Unmarshal(document, value)
	})
}
