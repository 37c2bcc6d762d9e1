package io.fettle.source.debian.tracker;

import io.fettle.format.LineReader;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads {@code data/CVE/list}, from which the tracker makes its JSON, for what the JSON leaves out: verdicts on packages
 * that left the archive and are installed all the same, reasons, announcements, and names that were rejected. Lines for
 * unstable say nothing of a release. For one document.
 */
final class CveListReader {
    static final long MAX_BYTES = 256L << 20;

    private static final int MAX_LINE = 64 * 1024;
    private static final int MAX_LINES = 20_000_000;
    private static final int MAX_PACKAGES = 10_000;
    /** What has no number yet is in the JSON under a temporary name. */
    private static final Pattern HEADER =
            Pattern.compile("(CVE-[0-9]{4}-(?:[0-9]{4,10}|X{4})|TEMP-\\S{1,50})(?:\\s+[(\\[](.*)[)\\]])?\\s*");

    private final LineReader lines;
    private final Releases releases;
    private final FlawIndex index;

    private String id = "";
    private String description = "";
    private boolean rejected;
    private final List<String> bulletins = new ArrayList<>();
    private final List<PackageLine> packages = new ArrayList<>();

    private CveListReader(LineReader lines, Releases releases, FlawIndex index) {
        this.lines = lines;
        this.releases = releases;
        this.index = index;
    }

    /** @param into has the flaws of the JSON already */
    static void read(InputStream document, String what, Releases releases, FlawIndex into) throws IOException {
        new CveListReader(new LineReader(document, MAX_LINE, MAX_LINES, what), releases, into).read();
    }

    private void read() throws IOException {
        while (lines.next()) {
            String line = lines.line();
            try {
                if (line.isBlank()) {
                    continue;
                }
                if (Character.isWhitespace(line.charAt(0))) {
                    detail(line.strip());
                } else {
                    finish();
                    start(line);
                }
            } catch (IllegalArgumentException e) {
                throw lines.malformed(String.valueOf(e.getMessage()));
            }
        }
        finish();
        if (id.isEmpty()) {
            throw lines.malformed("no vulnerabilities are listed");
        }
    }

    private void start(String line) {
        Matcher header = HEADER.matcher(line);
        if (!header.matches()) {
            throw new IllegalArgumentException("an entry starts otherwise than with a CVE id");
        }
        id = header.group(1);
        description = header.group(2) == null ? "" : header.group(2);
        rejected = false;
        bulletins.clear();
        packages.clear();
    }

    private void detail(String line) {
        if (line.equals("REJECTED")) {
            rejected = true;
        } else if (line.startsWith("{") && line.endsWith("}")) {
            Arrays.stream(line.substring(1, line.length() - 1).strip().split("\\s+"))
                    .filter(name -> Bulletins.ID.matcher(name).matches())
                    .forEach(bulletins::add);
        } else {
            PackageLine.parse(line)
                    .filter(parsed -> releases.platform(parsed.release()).isPresent())
                    .ifPresent(this::keep);
        }
    }

    private void keep(PackageLine line) {
        if (packages.size() == MAX_PACKAGES) {
            throw new IllegalArgumentException("more than " + MAX_PACKAGES + " packages with one flaw");
        }
        packages.add(line);
    }

    private void finish() {
        Optional<Flaw> known = index.find(id);
        boolean named = !id.isEmpty() && !id.endsWith("XXXX") && !id.startsWith("TEMP-");
        if (!named || (known.isEmpty() && packages.isEmpty())) {
            return;
        }
        Flaw flaw = known.orElseGet(() -> index.flaw(id));
        index.describe(flaw, description);
        bulletins.forEach(flaw::announcedBy);
        packages.forEach(line -> merge(flaw, line));
        if (rejected) {
            flaw.reject();
        }
    }

    private void merge(Flaw flaw, PackageLine line) {
        Optional<Verdict> verdict = line.verdict();
        String platform = releases.platform(line.release()).orElseThrow();
        OptionalInt known = flaw.find(platform, line.name());
        if (verdict.isPresent() && known.isPresent()) {
            index.explain(flaw, known.getAsInt(), verdict.get());
        } else if (verdict.isPresent()) {
            index.add(flaw, line.name(), platform, verdict.get(), "");
        }
    }
}
