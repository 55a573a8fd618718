// Calls the service with the client that openapi-generator generated, and prints each response as a line of JSON.
package main

import (
	"context"
	"encoding/json"
	"errors"
	"log"
	"net/http"
	"os"

	"generated/openapi"
)

func client(server string) *openapi.APIKeysAPIService {
	configuration := openapi.NewConfiguration()
	configuration.Servers = openapi.ServerConfigurations{{URL: server}}
	return openapi.NewAPIClient(configuration).APIKeysAPI
}

func signedIn(token string) context.Context {
	return context.WithValue(context.Background(), openapi.ContextAccessToken, token)
}

func report(call string, document any, response *http.Response, err error) {
	if err != nil {
		document = nil
	}
	var refused *openapi.GenericOpenAPIError
	if errors.As(err, &refused) {
		document = refused.Model()
	}
	line := map[string]any{"call": call, "status": response.StatusCode, "document": document}
	if err != nil && document == nil {
		line["error"] = err.Error()
	}
	if err := json.NewEncoder(os.Stdout).Encode(line); err != nil {
		log.Fatal(err)
	}
}

func main() {
	log.SetFlags(0)
	keys, ctx := client(os.Getenv("SERVICE")), signedIn(os.Getenv("TOKEN"))
	name := openapi.NewAPIKeyCreate("My API Key")

	created, response, err := keys.CreateApiKeyForUserApiKeysPost(ctx).APIKeyCreate(*name).Execute()
	report("create", created, response, err)

	page, response, err := keys.ListUserApiKeysApiKeysGet(signedIn(created.GetApiKey())).Limit(10).Offset(0).Execute()
	report("list with the new key", page, response, err)
	_, response, err = keys.ListUserApiKeysApiKeysGet(ctx).Limit(-1).Execute()
	report("list with an invalid limit", nil, response, err)

	update := openapi.NewAPIKeyUpdate()
	update.SetKeyName("Another name")
	update.SetIsActive(true)
	updated, response, err := keys.UpdateApiKeyDetailsApiKeysKeyIdPut(ctx, created.GetId()).APIKeyUpdate(*update).Execute()
	report("update", updated, response, err)
	_, response, err = keys.UpdateApiKeyDetailsApiKeysKeyIdPut(ctx, os.Getenv("UNKNOWN_ID")).APIKeyUpdate(*update).Execute()
	report("update an unknown key", nil, response, err)

	response, err = keys.RevokeApiKeyApiKeysKeyIdDelete(ctx, created.GetId()).Execute()
	report("revoke", nil, response, err)
	_, response, err = keys.CreateApiKeyForUserApiKeysPost(signedIn(created.GetApiKey())).APIKeyCreate(*name).Execute()
	report("create with the revoked key", nil, response, err)

	canned := client(os.Getenv("CANNED"))
	_, response, err = canned.CreateApiKeyForUserApiKeysPost(ctx).APIKeyCreate(*name).Execute()
	report("create, refused by pydantic 2", nil, response, err)
	page, response, err = canned.ListUserApiKeysApiKeysGet(ctx).Execute()
	report("list with members of a later API", page, response, err)
}
