package io.fettle.launcher;

import java.nio.file.Path;
import java.util.List;

/** How a browser on this machine comes to trust the server, for the summary. More is in docs/browsers.md. */
final class BrowserTrust {
    private BrowserTrust() {}

    static List<String> lines(Path certificate) {
        return List.of(
                "To make a browser trust it, import the certificate authority " + certificate,
                "  Firefox: Settings, Privacy & Security, View Certificates, Authorities, Import, for websites",
                "  Chrome, Chromium: chrome://certificate-manager, Local certificates, Installed by you, Import",
                "  curl, other systems, another computer, how to take it back: docs/browsers.md");
    }
}
