#!/bin/sh
# Makes this repository anew: apt-ftparchive, dpkg-deb, gpg. The signing key is thrown away; only its public half stays.
set -eu
cd "$(dirname "$0")"
work=$(mktemp -d)
export GNUPGHOME="$work/gnupg"
mkdir -m 700 "$GNUPGHOME"
gpg --batch --quiet --passphrase '' --quick-generate-key 'Fixture archive <archive@fixture.example>' ed25519 sign never
gpg --batch --quiet --export > archive.gpg

rm -rf dists pool
for package in hello=1.0-1 hello=1:1.1~rc1-1+b1 lib+plus=2.0; do
    name=${package%%=*}
    version=${package#*=}
    tree="$work/$name-$version"
    mkdir -p "$tree/DEBIAN" "pool/main/$name"
    printf 'Package: %s\nVersion: %s\nArchitecture: all\nMaintainer: Nobody <nobody@fixture.example>\nDescription: fixture\n' \
        "$name" "$version" > "$tree/DEBIAN/control"
    SOURCE_DATE_EPOCH=1767225600 dpkg-deb --root-owner-group -b "$tree" "pool/main/$name/" > /dev/null
done
index=dists/stable/main/binary-amd64
mkdir -p "$index"
apt-ftparchive packages pool > "$index/Packages"
xz -k "$index/Packages"
apt-ftparchive \
    -o APT::FTPArchive::Release::Origin=Fixture -o APT::FTPArchive::Release::Label=Fixture \
    -o APT::FTPArchive::Release::Suite=stable -o APT::FTPArchive::Release::Codename=fixture \
    -o APT::FTPArchive::Release::Components=main -o APT::FTPArchive::Release::Architectures=amd64 \
    release dists/stable > "$work/Release"
gpg --batch --quiet --clearsign --output dists/stable/InRelease "$work/Release"
gpgconf --kill all
rm -rf "$work" "$index/Packages"
