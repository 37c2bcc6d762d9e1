package io.fettle.source.debian.tracker;

/** The tracker's files in small, made by hand in its forms. */
final class TrackerDocuments {
    static final String JSON = """
            {
              "openssl": {
                "CVE-2024-0727": {
                  "description": "Processing a maliciously formatted PKCS12 file may lead OpenSSL to crash.",
                  "debianbug": 1061582,
                  "scope": "remote",
                  "releases": {
                    "bookworm": {
                      "status": "resolved",
                      "repositories": {"bookworm": "3.0.17-1~deb12u2", "bookworm-security": "3.0.17-1~deb12u2"},
                      "fixed_version": "3.0.13-1~deb12u1",
                      "urgency": "low"
                    },
                    "bullseye": {
                      "status": "open",
                      "repositories": {"bullseye": "1.1.1w-0+deb11u1"},
                      "urgency": "low",
                      "nodsa": "Minor issue",
                      "nodsa_reason": "postponed"
                    },
                    "sid": {
                      "status": "resolved",
                      "repositories": {"sid": "3.5.1-1"},
                      "fixed_version": "3.1.5-1",
                      "urgency": "low"
                    }
                  }
                },
                "CVE-2010-0001": {
                  "description": "Old.",
                  "releases": {
                    "bookworm": {
                      "status": "resolved",
                      "repositories": {"bookworm": "3.0.17-1~deb12u2"},
                      "fixed_version": "0",
                      "urgency": "unimportant"
                    }
                  }
                }
              },
              "nodejs": {
                "CVE-2024-0727": {
                  "releases": {
                    "bookworm": {"status": "undetermined", "urgency": "not yet assigned"},
                    "bullseye": {
                      "status": "open",
                      "urgency": "high**",
                      "nodsa": "Too intrusive",
                      "nodsa_reason": "ignored"
                    }
                  }
                },
                "TEMP-0000000-0CA7E3": {
                  "releases": {
                    "bookworm": {"status": "open", "urgency": "medium"},
                    "bullseye": {"status": "open", "urgency": "end-of-life"}
                  }
                }
              }
            }
            """;

    static final String CVE_LIST = """
            CVE-2024-9999 (Of a product that Debian does not have ...)
            \tNOT-FOR-US: Router
            CVE-2024-8888 (Of a package that left the archive ...)
            \t{DLA-3700-1}
            \t- oldtool <removed>
            \t[bookworm] - oldtool <ignored> (Removed from the archive)
            \t[bullseye] - oldtool 1.2-3+deb11u1
            \t[woody] - oldtool <end-of-life>
            CVE-2024-0727 (Processing a maliciously formatted PKCS12 file may lead OpenSSL ...)
            \t{DSA-5600-1 DLA-3700-1}
            \t- openssl 3.1.5-1 (bug #1061582; low)
            \t[bookworm] - openssl 3.0.13-1~deb12u1
            \t[bullseye] - openssl <postponed> (Minor issue, fix with the next one)
            \tNOTE: https://www.example.org/advisory
            CVE-2024-XXXX [No number yet]
            \t[bookworm] - openssl <unfixed>
            CVE-2010-0001 (Old.)
            \tREJECTED
            \t[bookworm] - openssl <not-affected> (Vulnerable code not present)
            """;

    static final String DSA_LIST = """
            [02 Jun 2024] DSA-5700-1 vlc - security update
            \t[bullseye] - vlc 3.0.21-0+deb11u1
            \t[bookworm] - vlc 3.0.21-0+deb12u1
            [31 May 2024] DSA-5600-1 openssl - security update
            \t{CVE-2024-0727 CVE-2024-XXXX}
            \t[bookworm] - openssl 3.0.13-1~deb12u1
            \t[woody] - openssl 0.9-1
            \tNOTE: announced late
            """;

    private TrackerDocuments() {}
}
