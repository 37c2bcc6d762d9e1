package io.fettle.console;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What there is to serve: the files that the build listed, and the pages that all are {@code index.html}. A path that is in
 * neither list leads nowhere, so nothing has to be said about dots and slashes.
 */
final class Site {
    private static final String ROOT = "web";
    private static final String LIST = ROOT + "/files.txt";
    private static final String PAGES = "pages.txt";
    private static final int FIELDS = 3;

    private final Map<String, SiteFile> files = new HashMap<>();
    private final Set<String> pages;

    Site(ClassLoader loader) throws IOException {
        for (String line : lines(loader.getResource(LIST))) {
            String[] fields = line.split(" ", FIELDS);
            String path = fields[2];
            Optional<URL> compressed = fields[1].equals("gzip")
                    ? Optional.of(required(loader.getResource(ROOT + path + ".gz"), path))
                    : Optional.empty();
            URL content = required(loader.getResource(ROOT + path), path);
            files.put(path, new SiteFile(path, fields[0], content, compressed));
        }
        pages = Set.copyOf(lines(Site.class.getResource(PAGES)));
    }

    /** The file for a path, where a page is a file too. */
    Optional<SiteFile> at(String path) {
        return Optional.ofNullable(files.get(isPage(path) ? "/index.html" : path));
    }

    /** Pages are told by the first segment of their path; what follows is for the page to judge. */
    boolean isPage(String path) {
        if (path.equals("/")) {
            return true;
        }
        int end = path.indexOf('/', 1);
        return path.startsWith("/") && pages.contains(path.substring(1, end < 0 ? path.length() : end));
    }

    private static List<String> lines(@Nullable URL list) throws IOException {
        try (InputStream in = required(list, LIST).openStream();
                BufferedReader reader = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
            return reader.lines().filter(line -> !line.isBlank()).toList();
        }
    }

    private static URL required(@Nullable URL file, String name) throws IOException {
        if (file == null) {
            throw new IOException("The console's bundle lacks " + name + "; build it anew");
        }
        return file;
    }
}
