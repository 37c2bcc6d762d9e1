package io.fettle.itests.lab;

import java.nio.file.Path;

/**
 * A repository in a directory. Computers name it by the same URI as the server and do not have the directory, so what they
 * get of it comes from the server.
 *
 * @param keyring public keys that sign it, as a file in apt's own format
 */
public record Repository(Path directory, String suite, String component, Path keyring) {
    public String uri() {
        return "file:" + directory + '/';
    }

    /** @param keyringHere where the computer has the keys */
    String sourcesLine(Path keyringHere) {
        return "deb [signed-by=" + keyringHere + "] " + uri() + ' ' + suite + ' ' + component + '\n';
    }
}
