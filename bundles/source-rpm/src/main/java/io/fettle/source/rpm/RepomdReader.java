package io.fettle.source.rpm;

import io.fettle.api.Digest;
import io.fettle.format.FormatException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/** Reads repomd.xml. */
final class RepomdReader {
    private static final Set<String> WANTED = Set.of(Repomd.PRIMARY, Repomd.UPDATEINFO, Repomd.MODULES);
    private static final int MAX_FILES = 200;

    private final String what;
    private final Map<String, MetadataFile> files = new HashMap<>();
    private Optional<Long> revision = Optional.empty();
    private long newest;

    private RepomdReader(String what) {
        this.what = what;
    }

    static Repomd read(byte[] list, String what) throws IOException {
        RepomdReader reader = new RepomdReader(what);
        reader.read(Elements.open(new ByteArrayInputStream(list), list.length, "repomd", what));
        return new Repomd(new Age(reader.revision, reader.newest), reader.files);
    }

    private void read(Elements elements) throws IOException {
        int count = 0;
        while (elements.next()) {
            switch (elements.name()) {
                case "revision" -> revision = number(elements.text());
                case "data" -> {
                    if (++count > MAX_FILES) {
                        throw new FormatException(what, "more than " + MAX_FILES + " files");
                    }
                    file(elements);
                }
                default -> elements.skip();
            }
        }
        elements.finish();
    }

    private void file(Elements elements) throws IOException {
        String type = elements.attribute("type");
        String path = "";
        String checksumType = "";
        Optional<Digest> stored = Optional.empty();
        Optional<Digest> plain = Optional.empty();
        OptionalLong storedSize = OptionalLong.empty();
        OptionalLong plainSize = OptionalLong.empty();
        while (elements.next()) {
            switch (elements.name()) {
                case "location" -> {
                    path = elements.hasBase() ? "" : elements.attribute("href");
                    elements.skip();
                }
                case "checksum" -> {
                    checksumType = elements.attribute("type").toLowerCase(Locale.ROOT);
                    stored = digest(checksumType, elements.text());
                }
                case "open-checksum" -> {
                    String openType = elements.attribute("type").toLowerCase(Locale.ROOT);
                    plain = digest(openType, elements.text());
                }
                case "size" -> storedSize = size(elements.text());
                case "open-size" -> plainSize = size(elements.text());
                case "timestamp" -> newest = Math.max(newest, time(elements.text()));
                default -> elements.skip();
            }
        }
        if (!WANTED.contains(type)) {
            return;
        }
        if (!Forms.isPath(path)) {
            throw new FormatException(what, "no proper location for " + type);
        }
        MetadataFile file = new MetadataFile(type, path, checksumType, stored, storedSize, plain, plainSize);
        if (files.putIfAbsent(type, file) != null) {
            throw new FormatException(what, "lists " + type + " twice");
        }
    }

    private static Optional<Digest> digest(String type, String hex) {
        return type.equals("sha256") && Forms.isSha256(hex) ? Optional.of(new Digest(hex)) : Optional.empty();
    }

    private static OptionalLong size(String text) {
        return number(text).map(OptionalLong::of).orElse(OptionalLong.empty());
    }

    /** Old tools write fractions of seconds. */
    private static long time(String text) {
        int point = text.indexOf('.');
        return number(point < 0 ? text : text.substring(0, point)).orElse(0L);
    }

    private static Optional<Long> number(String text) {
        return Forms.isNumber(text) ? Optional.of(Long.valueOf(text)) : Optional.empty();
    }
}
