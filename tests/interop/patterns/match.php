<?php
// The verdict of PHP's PCRE on each line, as `run` says; with the flag `u` alone, as opis/json-schema does it.

while (($line = fgets(STDIN)) !== false) {
    $text = hex2bin(trim(substr($line, 1)));
    if ($line[0] === 'p') {
        $pattern = "\x07{$text}\x07u";
    } else {
        $verdict = preg_match($pattern, $text);
        echo $verdict === false ? preg_last_error_msg() : $verdict, "\n";
    }
}
