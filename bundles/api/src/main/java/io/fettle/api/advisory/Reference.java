package io.fettle.api.advisory;

/** Where to read on. @param type as in OSV, for example {@code ADVISORY} or {@code WEB} @param url https or http only */
public record Reference(String type, String url) {
    public static final int MAX_URL = 1_000;

    public Reference {
        boolean web = url.startsWith("https://") || url.startsWith("http://");
        if (!web || url.length() > MAX_URL || type.length() > MAX_URL) {
            throw new IllegalArgumentException("A reference is a web address of at most " + MAX_URL + " characters");
        }
    }
}
