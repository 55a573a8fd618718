// The verdict of Go's regexp, which is RE2, on each line, as `run` says.
package main

import (
	"bufio"
	"encoding/hex"
	"fmt"
	"os"
	"regexp"
	"strings"
)

func main() {
	var pattern *regexp.Regexp
	verdicts := bufio.NewWriter(os.Stdout)
	defer verdicts.Flush()
	lines := bufio.NewReader(os.Stdin)
	for {
		line, err := lines.ReadString('\n')
		if err != nil {
			return
		}
		text, err := hex.DecodeString(strings.TrimSpace(line[1:]))
		if err != nil {
			panic(err)
		}
		switch line[0] {
		case 'p':
			pattern = regexp.MustCompile(string(text))
		case 's':
			fmt.Fprintln(verdicts, map[bool]int{true: 1}[pattern.Match(text)])
		default:
			var keys []string
			for _, match := range pattern.FindAllSubmatch(text, -1) {
				if match[0][0] != '-' {
					keys = append(keys, hex.EncodeToString(match[1]))
				}
			}
			fmt.Fprintln(verdicts, strings.Join(keys, " "))
		}
	}
}
