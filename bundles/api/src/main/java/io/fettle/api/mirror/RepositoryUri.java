package io.fettle.api.mirror;

import java.util.Locale;

/**
 * One spelling for uris that mean the same repository: http and https are one (its metadata are signed), host and scheme
 * in lower case, no user, no default port, one slash at the end; {@code file:/dir} however many slashes it is written with.
 */
public final class RepositoryUri {
    private static final String FILE = "file:";

    private RepositoryUri() {}

    public static String normal(String uri) {
        if (uri.regionMatches(true, 0, FILE, 0, FILE.length())) {
            return withSlash(FILE + '/' + uri.substring(FILE.length()).replaceFirst("^/+", ""));
        }
        int start = uri.indexOf("://");
        if (start < 0) {
            return withSlash(uri);
        }
        String scheme = uri.substring(0, start).toLowerCase(Locale.ROOT);
        String rest = uri.substring(start + 3);
        int slash = rest.indexOf('/');
        String host = slash < 0 ? rest : rest.substring(0, slash);
        String path = slash < 0 ? "/" : rest.substring(slash);
        host = host.substring(host.lastIndexOf('@') + 1).toLowerCase(Locale.ROOT);
        if (scheme.equals("http") || scheme.equals("https")) {
            host = host.replaceFirst(scheme.equals("http") ? ":80$" : ":443$", "");
            scheme = "http";
        }
        return withSlash(scheme + "://" + host + path);
    }

    /** A uri and a suite as one text; equal where they mean the same. */
    public static String key(String uri, String suite) {
        return normal(uri) + ' ' + suite(suite);
    }

    public static String suite(String suite) {
        return suite.endsWith("/") ? withSlash(suite) : suite;
    }

    private static String withSlash(String text) {
        int end = text.length();
        while (end > 0 && text.charAt(end - 1) == '/') {
            end--;
        }
        return text.substring(0, end) + '/';
    }
}
