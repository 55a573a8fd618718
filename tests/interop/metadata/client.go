// Creates a key, and prints the metadata of the exchange as a program in Go has it: a name, a tab, and JSON.
//
// Usage: go run client.go BASE TOKEN
package main

import (
	"encoding/json"
	"fmt"
	"net/http"
	"os"
	"strings"
)

type responseMetadata struct {
	Status  int         `json:"status"`
	Headers http.Header `json:"headers"`
}

type requestMetadata struct {
	Method  string      `json:"method"`
	URL     string      `json:"url"`
	Headers http.Header `json:"headers"`
}

type metadata struct {
	Response responseMetadata
	Request  requestMetadata
}

func check(err error) {
	if err != nil {
		panic(err)
	}
}

func show(name string, response *http.Response, of func(http.Header) http.Header) {
	request := response.Request
	document, err := json.Marshal(metadata{
		responseMetadata{response.StatusCode, of(response.Header)},
		requestMetadata{request.Method, request.URL.String(), of(request.Header)},
	})
	check(err)
	fmt.Printf("%s\t%s\n", name, document)
}

// asIs is what a map of headers is without more ado.
func asIs(headers http.Header) http.Header { return headers }

// ascii leaves out the values with other bytes.
func ascii(headers http.Header) http.Header {
	kept := http.Header{}
	for name, values := range headers {
		for _, value := range values {
			if strings.IndexFunc(value, func(r rune) bool { return r > 0x7e }) < 0 {
				kept[name] = append(kept[name], value)
			}
		}
	}
	return kept
}

// byBytes makes each byte of a value a character.
func byBytes(headers http.Header) http.Header {
	mapped := http.Header{}
	for name, values := range headers {
		for _, value := range values {
			var runes []rune
			for _, b := range []byte(value) {
				runes = append(runes, rune(b))
			}
			mapped[name] = append(mapped[name], string(runes))
		}
	}
	return mapped
}

func with(name string, values []string) func(http.Header) http.Header {
	return func(headers http.Header) http.Header {
		headers = ascii(headers)
		headers[name] = values
		return headers
	}
}

func main() {
	base, token := os.Args[1], os.Args[2]
	body := strings.NewReader(`{"keyName":"My API Key"}`)
	request, err := http.NewRequest("POST", base+"/api-keys?page=1&access_token="+token, body)
	check(err)
	request.Header.Set("Authorization", "Bearer "+token)
	request.Header.Set("Content-Type", "application/json")
	request.Header.Set("Cookie", "session="+token)
	request.Header.Set("X-Latin-1", "Ren\xe9") // a string of bytes, which is not UTF-8
	request.Header.Add("X-Repeated", "a")
	request.Header.Add("X-Repeated", "b, c")
	response, err := http.DefaultTransport.RoundTrip(request)
	check(err)

	show("header", response, ascii)
	show("header, by bytes", response, byBytes)
	show("header, not ASCII", response, asIs)
	show("header, one name in two cases", response, with("x-repeated", []string{"d"}))
	show("header, nil values", response, with("Date", nil))
	show("header, nil", response, func(http.Header) http.Header { return nil })
	// As the service would have the request.
	request.URL.Scheme, request.URL.Host = "", ""
	show("server's URL", response, ascii)
}
