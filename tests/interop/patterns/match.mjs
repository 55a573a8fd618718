// The verdict of JavaScript on each line, as `run` says, with the flag that is named: none, `u` as Ajv has it, or `v`.

import { readFileSync } from "node:fs";

let pattern;
const verdicts = [];
for (const line of readFileSync(0, "latin1").trimEnd().split("\n")) {
  const text = Buffer.from(line.slice(1), "hex").toString();
  if (line[0] === "p") pattern = new RegExp(text, process.argv[2]);
  else verdicts.push(Number(pattern.test(text)));
}
console.log(verdicts.join("\n"));
