package io.fettle.source.epss;

import io.fettle.api.advisory.CveId;
import io.fettle.api.advisory.Rating;
import io.fettle.format.FormatException;
import io.fettle.format.LineReader;
import io.fettle.format.compress.DecompressionLimits;
import io.fettle.format.compress.Decompressor;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads {@code cve,epss,percentile}, compressed or plain, after a line like
 * {@code #model_version:v2023.03.01,score_date:2023-03-07T00:00:00+0000}. For one document.
 */
final class EpssParser {
    static final int MAX_STORED = 64 << 20;
    static final int MAX_ROWS = 1_000_000;
    static final long MAX_PLAIN = 128L << 20;

    private static final int MAX_LINE = 300;
    private static final int FRONT_LINES = 100;
    private static final int ISO_DATE = 10;
    private static final Pattern CVE = Pattern.compile("CVE-([0-9]{4})-(0[0-9]{3}|[1-9][0-9]{3,9})");
    private static final Pattern SHARE = Pattern.compile("[0-9](?:\\.[0-9]{1,20})?(?:[eE]-?[0-9]{1,2})?");
    private static final String WITH_RANK = "cve,epss,percentile";
    private static final String WITHOUT_RANK = "cve,epss";

    private final LineReader lines;
    private final String what;
    private final EpssScores scores = new EpssScores();
    private Optional<LocalDate> date = Optional.empty();
    private String model = "";

    private EpssParser(LineReader lines, String what) {
        this.lines = lines;
        this.what = what;
    }

    /** @param what names the document in failures */
    static EpssFile parse(byte[] document, String what) throws IOException {
        DecompressionLimits limits = DecompressionLimits.of(MAX_STORED, MAX_PLAIN);
        try (InputStream content = Decompressor.open(new ByteArrayInputStream(document), limits, what)) {
            return new EpssParser(new LineReader(content, MAX_LINE, MAX_ROWS + FRONT_LINES, what), what).read();
        }
    }

    private EpssFile read() throws IOException {
        boolean ranked = readFront();
        while (lines.next()) {
            row(lines.line(), ranked);
        }
        if (scores.size() == 0) {
            throw lines.malformed("no scores");
        }
        Optional<CveId> duplicate = scores.duplicate();
        if (duplicate.isPresent()) {
            throw new FormatException(what, duplicate.get() + " has two scores");
        }
        return new EpssFile(date, model, scores);
    }

    /** Whether rows have a percentile. */
    private boolean readFront() throws IOException {
        while (lines.next()) {
            String line = lines.line();
            if (!line.startsWith("#")) {
                if (line.equals(WITH_RANK) || line.equals(WITHOUT_RANK)) {
                    return line.equals(WITH_RANK);
                }
                throw lines.malformed("the columns " + WITH_RANK + " were expected");
            }
            readComment(line.substring(1));
        }
        throw lines.malformed("the columns " + WITH_RANK + " were expected, and nothing follows");
    }

    private void readComment(String comment) throws FormatException {
        for (String part : comment.split(",")) {
            int colon = part.indexOf(':');
            String name = colon < 0 ? "" : part.substring(0, colon).strip();
            String value = part.substring(colon + 1).strip();
            if (name.equals("model_version") && value.length() <= Rating.MAX_BY) {
                model = value;
            } else if (name.equals("score_date")) {
                date = Optional.of(day(value));
            }
        }
    }

    private LocalDate day(String time) throws FormatException {
        try {
            return LocalDate.parse(time.substring(0, Math.min(ISO_DATE, time.length())));
        } catch (DateTimeException e) {
            throw lines.malformed("score_date is no date");
        }
    }

    private void row(String line, boolean ranked) throws FormatException {
        if (scores.size() == MAX_ROWS) {
            throw lines.malformed("more than " + MAX_ROWS + " scores");
        }
        String[] cells = line.split(",", -1);
        if (cells.length != (ranked ? 3 : 2)) {
            throw lines.malformed("another number of columns than in the first row");
        }
        Matcher cve = CVE.matcher(cells[0]);
        if (!cve.matches()) {
            throw lines.malformed("no CVE id");
        }
        scores.add(
                Integer.parseInt(cve.group(1)),
                Long.parseLong(cve.group(2)),
                share(cells[1]),
                ranked ? Optional.of(share(cells[2])) : Optional.empty());
    }

    private double share(String text) throws FormatException {
        double value = SHARE.matcher(text).matches() ? Double.parseDouble(text) : Double.NaN;
        if (!(value >= 0 && value <= 1)) {
            throw lines.malformed("a score that is no number between 0 and 1");
        }
        return value;
    }
}
