package io.fettle.assessment.lifecycle;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;

/** Published last days of support, as they come with the program. Immutable. */
public final class SupportTable {
    private static final String RESOURCE = "platforms.csv";
    private static final String AS_OF = "as of";
    private static final int COLUMNS = 4;

    private final LocalDate asOf;
    private final Map<String, Row> rows;

    private SupportTable(LocalDate asOf, Map<String, Row> rows) {
        this.asOf = asOf;
        this.rows = rows;
    }

    /** @param standard the last day of the support that everybody gets */
    record Row(LocalDate standard, Optional<LocalDate> longTerm, Optional<LocalDate> extended) {
        /** Of what counts. */
        LocalDate end(boolean longTermCounts) {
            return longTermCounts ? longTerm.orElse(standard) : standard;
        }
    }

    public static SupportTable published() {
        try (InputStream in = Objects.requireNonNull(SupportTable.class.getResourceAsStream(RESOURCE), RESOURCE);
                BufferedReader lines = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
            return read(lines);
        } catch (IOException e) {
            throw new UncheckedIOException("The table of platforms cannot be read; the bundle is damaged", e);
        }
    }

    private static SupportTable read(BufferedReader lines) throws IOException {
        LocalDate asOf = LocalDate.MIN;
        Map<String, Row> rows = new TreeMap<>();
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            String[] cells = line.split(",", -1);
            if (cells[0].equals(AS_OF)) {
                asOf = LocalDate.parse(cells[1]);
            } else if (cells.length == COLUMNS && !line.startsWith("#") && !line.startsWith("platform,")) {
                rows.put(cells[0], new Row(LocalDate.parse(cells[1]), day(cells[2]), day(cells[3])));
            }
        }
        return new SupportTable(asOf, rows);
    }

    private static Optional<LocalDate> day(String text) {
        return text.isEmpty() ? Optional.empty() : Optional.of(LocalDate.parse(text));
    }

    /** The day as of which the table was compiled. */
    public LocalDate asOf() {
        return asOf;
    }

    Optional<Row> find(String platform) {
        return Optional.ofNullable(rows.get(platform));
    }

    Map<String, Row> rows() {
        return rows;
    }
}
