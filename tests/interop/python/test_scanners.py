"""The rule for secret scanners in gitleaks itself: it finds the keys that `ApiKey::find_iter` finds, but for the documented one."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from conftest import CREATED, SCHEMA

GITLEAKS = Path(sys.executable).with_name("gitleaks")
DOCUMENTED = CREATED["apiKey"]
ANOTHER = DOCUMENTED.replace("1234567890abcdef", "fedcba0987654321")


@pytest.fixture(scope="module")
def table(tmp_path_factory):
    """Strings, each with the keys that the crate finds in it."""
    folder = tmp_path_factory.mktemp("table")
    command = ["cargo", "test", "--locked", "--quiet", "--test", "patterns", "scanners"]
    environment = os.environ | {"FLOWAI_TYPES_TABLES": str(folder)}
    subprocess.run(command, cwd=SCHEMA / "tool", env=environment, stdout=subprocess.DEVNULL, check=True)
    strings = [bytes.fromhex(line[1:]) for line in (folder / "keys").read_text().split("\n") if line[:1] == "f"]
    keys = (folder / "keys.expected").read_text().split("\n")[: len(strings)]
    return [(string, [bytes.fromhex(key) for key in keys.split()]) for string, keys in zip(strings, keys)]


def found(strings, folder):
    """The keys that gitleaks finds in each string."""
    folder = folder / "files"
    folder.mkdir()
    files = [folder / str(index) for index in range(len(strings))]
    for file, string in zip(files, strings):
        file.write_bytes(string)
    report = folder.with_suffix(".json")
    command = [GITLEAKS, "dir", "--config", SCHEMA / "gitleaks.toml", "--report-path", report, "--exit-code", "0"]
    # It would find a key that is escaped, too.
    subprocess.run([*command, "--max-decode-depth", "0", folder], capture_output=True, check=True)
    keys = {str(file): [] for file in files}
    for finding in json.loads(report.read_text()):
        keys[finding["File"]].append(finding["Secret"].encode())
    return [sorted(keys) for keys in keys.values()]


def test_gitleaks_finds_the_keys_of_find_iter(table, tmp_path):
    documented, another = (key.rpartition("_")[2].encode() for key in [DOCUMENTED, ANOTHER])
    strings = [string.replace(documented, another) for string, _ in table]
    expected = [sorted(key.replace(documented, another) for key in keys) for _, keys in table]
    assert found(strings, tmp_path) == expected
    assert sum(map(len, expected)) > 5_000


def test_gitleaks_allows_the_documented_key_alone(tmp_path):
    strings = [json.dumps(CREATED | {"apiKey": key}).encode() for key in [DOCUMENTED, ANOTHER, DOCUMENTED + "0"]]
    assert found(strings, tmp_path) == [[], [ANOTHER.encode()], [f"{DOCUMENTED}0".encode()]]
