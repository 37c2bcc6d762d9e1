package io.fettle.api.advisory;

import java.util.Optional;
import java.util.regex.Pattern;

/** Name of a vulnerability in the CVE list, upper case: {@code CVE-2024-1086}. Ordered by year, then number. */
public record CveId(String value) implements Comparable<CveId> {
    private static final Pattern FORM = Pattern.compile("CVE-\\d{4}-\\d{4,10}");
    private static final int YEAR = 4;
    private static final int NUMBER = 9;

    public CveId {
        if (!FORM.matcher(value).matches()) {
            throw new IllegalArgumentException("Not a CVE id such as CVE-2024-1086");
        }
    }

    /** Empty where the text is none, as with the temporary names that vendors give. */
    public static Optional<CveId> parse(String text) {
        return FORM.matcher(text).matches() ? Optional.of(new CveId(text)) : Optional.empty();
    }

    @Override
    public int compareTo(CveId other) {
        int byYear = value.substring(YEAR, NUMBER).compareTo(other.value.substring(YEAR, NUMBER));
        return byYear != 0 ? byYear : Long.compare(number(), other.number());
    }

    private long number() {
        return Long.parseLong(value.substring(NUMBER));
    }

    @Override
    public String toString() {
        return value;
    }
}
