package io.fettle.source.debian.tracker;

import io.fettle.api.Digest;
import io.fettle.api.advisory.Advisory;
import io.fettle.api.advisory.Affected;
import io.fettle.api.advisory.Rating;
import io.fettle.api.advisory.Reference;
import io.fettle.spi.source.FeedSink;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Hands flaws over by the year of their name. The tracker is one file that changes many times a day, and a day's changes
 * lie in few years: a collection whose content is the same as last time is not taken again.
 */
final class FlawCollections {
    /** Older years are one collection: they hardly change any more. */
    static final int FIRST_YEAR = 2015;

    private static final int YEAR_FROM = 4;
    private static final int YEAR_TO = 8;

    private final String readAs;
    private final int lastYear;

    /** @param readAs settings that change the outcome @param lastYear that may have a collection of its own */
    FlawCollections(String readAs, int lastYear) {
        this.readAs = readAs;
        this.lastYear = lastYear;
    }

    void handOver(Collection<Flaw> flaws, FeedSink sink) throws IOException {
        Map<String, List<Flaw>> parts = new TreeMap<>();
        flaws.forEach(flaw ->
                parts.computeIfAbsent(part(flaw.id()), p -> new ArrayList<>()).add(flaw));
        for (Map.Entry<String, List<Flaw>> part : parts.entrySet()) {
            part.getValue().sort(Comparator.comparing(Flaw::id));
            if (sink.collection(part.getKey(), basis(part.getValue()))) {
                part.getValue().forEach(flaw -> sink.advisory(flaw.advisory()));
            }
        }
    }

    private String part(String id) {
        if (!id.startsWith("CVE-")) {
            return "temporary";
        }
        int year = Integer.parseInt(id.substring(YEAR_FROM, YEAR_TO));
        if (year < FIRST_YEAR) {
            return "cve-before-" + FIRST_YEAR;
        }
        return year > lastYear ? "cve-later" : "cve-" + year;
    }

    private Digest basis(List<Flaw> flaws) throws IOException {
        MessageDigest hash = Digest.sha256();
        try (DataOutputStream out =
                new DataOutputStream(new DigestOutputStream(OutputStream.nullOutputStream(), hash))) {
            out.writeUTF(readAs);
            for (Flaw flaw : flaws) {
                write(out, flaw.advisory());
            }
        }
        return Digest.ofHash(hash.digest());
    }

    private static void write(DataOutputStream out, Advisory advisory) throws IOException {
        out.writeUTF(advisory.nativeId());
        out.writeUTF(advisory.status().name());
        out.writeUTF(advisory.title());
        out.writeUTF(advisory.summary());
        texts(out, advisory.related());
        texts(out, advisory.references().stream().map(Reference::url).toList());
        out.writeInt(advisory.affected().size());
        for (Affected affected : advisory.affected()) {
            out.writeUTF(affected.platform());
            out.writeUTF(affected.name());
            out.writeUTF(affected.status().name());
            out.writeUTF(affected.fixed().orElse(""));
            out.writeUTF(affected.rating().map(Rating::text).orElse(""));
            out.writeUTF(affected.note());
        }
    }

    private static void texts(DataOutputStream out, List<String> texts) throws IOException {
        out.writeInt(texts.size());
        for (String text : texts) {
            out.writeUTF(text);
        }
    }
}
