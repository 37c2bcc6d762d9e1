#!/bin/sh
# Makes the fixtures of this folder anew, with keys that exist only while it runs.
set -eu
cd "$(dirname "$0")"
GNUPGHOME=$(mktemp -d)
export GNUPGHOME
trap 'gpgconf --kill gpg-agent; rm -rf "$GNUPGHOME"' EXIT
g() { gpg -q --batch --yes --faked-system-time 20260101T000000 --pinentry-mode loopback --passphrase '' "$@"; }
g --quick-gen-key rsa@fixture.example rsa2048 sign never
g --quick-gen-key ed@fixture.example ed25519 cert never
fpr=$(g --with-colons --list-keys ed@fixture.example | awk -F: '$1 == "fpr" { print $10; exit }')
g --quick-add-key "$fpr" ed25519 sign never
g --quick-gen-key stranger@fixture.example ed25519 sign never
cat > Release <<'T'
Origin: Fixture
Label: Fixture Archive
Suite: stable
Version: 1.0
Codename: fixture
Date: Thu, 01 Jan 2026 00:00:00 UTC
Valid-Until: Thu, 08 Jan 2026 00:00:00 UTC
Acquire-By-Hash: yes
Architectures: all amd64
Components: main
Description: - a line that starts with a dash comes next
SHA256:
 e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855        0 main/binary-amd64/Packages
 5891b5b522d5df086d0ff0b110fbd9d21bb4fc7163af34d08286a2e846f6be03        6 main/binary-amd64/Packages.xz
T
g --export rsa@fixture.example ed@fixture.example > keys.gpg
{ echo 'Two blocks, as people paste them.'; g --armor --export rsa@fixture.example; echo; g --armor --export ed@fixture.example; } > keys.asc
g -u rsa@fixture.example -u ed@fixture.example --clearsign < Release > InRelease
g -u rsa@fixture.example -u stranger@fixture.example --clearsign < Release > InRelease.mixed
g -u stranger@fixture.example --clearsign < Release > InRelease.stranger
g -u ed@fixture.example --digest-algo SHA1 --clearsign < Release > InRelease.sha1
printf '%s\n' 'A: 1' '- dashed' '-----BEGIN PGP SIGNATURE-----' 'trailing blanks  ' '' 'B: 2' | g -u ed@fixture.example --clearsign > escaped.asc
g -u rsa@fixture.example --armor --detach-sign < Release > Release.gpg
g -u ed@fixture.example --detach-sign < Release > Release.sig
