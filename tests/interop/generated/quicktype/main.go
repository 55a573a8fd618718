// Deserializes each document of a folder with the type that quicktype generated, and serializes it to another folder.
package main

import (
	"log"
	"os"
	"path/filepath"
	"strings"

	"generated/apikeycreate"
	"generated/apikeycreateresponse"
	"generated/apikeycreateresponsesnakecase"
	"generated/apikeyinfo"
	"generated/apikeyupdate"
	"generated/createapikeyforuserapikeyspostresponse"
	"generated/createapikeyforuserapikeyspostresponsesnakecase"
	"generated/httpmetadata"
	"generated/httpvalidationerror"
	"generated/listapikeysresponse"
	"generated/listuserapikeysapikeysgetresponse"
	"generated/revokeapikeyapikeyskeyiddeleteresponse"
	"generated/updateapikeydetailsapikeyskeyidputresponse"
)

type through func(document []byte) ([]byte, error)

var types = map[string]through{
	"APIKeyCreate":                                    with(apikeycreate.UnmarshalAPIKeyCreate),
	"APIKeyCreateResponse":                            with(apikeycreateresponse.UnmarshalAPIKeyCreateResponse),
	"APIKeyCreateResponseSnakeCase":                   with(apikeycreateresponsesnakecase.UnmarshalAPIKeyCreateResponseSnakeCase),
	"APIKeyInfo":                                      with(apikeyinfo.UnmarshalAPIKeyInfo),
	"APIKeyUpdate":                                    with(apikeyupdate.UnmarshalAPIKeyUpdate),
	"CreateAPIKeyForUserAPIKeysPostResponse":          with(createapikeyforuserapikeyspostresponse.UnmarshalCreateAPIKeyForUserAPIKeysPostResponse),
	"CreateAPIKeyForUserAPIKeysPostResponseSnakeCase": with(createapikeyforuserapikeyspostresponsesnakecase.UnmarshalCreateAPIKeyForUserAPIKeysPostResponseSnakeCase),
	"HTTPMetadata":                                    with(httpmetadata.UnmarshalHTTPMetadata),
	"HTTPValidationError":                             with(httpvalidationerror.UnmarshalHTTPValidationError),
	"ListAPIKeysResponse":                             with(listapikeysresponse.UnmarshalListAPIKeysResponse),
	"ListUserAPIKeysAPIKeysGetResponse":               with(listuserapikeysapikeysgetresponse.UnmarshalListUserAPIKeysAPIKeysGetResponse),
	"RevokeAPIKeyAPIKeysKeyIDDeleteResponse":          with(revokeapikeyapikeyskeyiddeleteresponse.UnmarshalRevokeAPIKeyAPIKeysKeyIDDeleteResponse),
	"UpdateAPIKeyDetailsAPIKeysKeyIDPutResponse":      with(updateapikeydetailsapikeyskeyidputresponse.UnmarshalUpdateAPIKeyDetailsAPIKeysKeyIDPutResponse),
}

func with[T any, P interface {
	*T
	Marshal() ([]byte, error)
}](read func([]byte) (T, error)) through {
	return func(document []byte) ([]byte, error) {
		value, err := read(document)
		if err != nil {
			return nil, err
		}
		return P(&value).Marshal()
	}
}

func main() {
	log.SetFlags(0)
	files, err := filepath.Glob(filepath.Join(os.Args[1], "*.json"))
	if err != nil {
		log.Fatal(err)
	}
	for _, file := range files {
		document, err := os.ReadFile(file)
		if err != nil {
			log.Fatal(err)
		}
		name := filepath.Base(file)
		typeName, _, _ := strings.Cut(name, ".")
		read, ok := types[typeName]
		if !ok {
			log.Fatalf("main.go has no row for %s", typeName)
		}
		written, err := read(document)
		if err != nil {
			log.Printf("%s: %v", name, err)
			continue
		}
		if err := os.WriteFile(filepath.Join(os.Args[2], name), written, 0o644); err != nil {
			log.Fatal(err)
		}
	}
}
