package io.fettle.source.debian.tracker;

import io.fettle.api.advisory.Advisory;
import java.time.Instant;
import java.util.List;
import java.util.regex.Pattern;

/** The advisories of one list, read as a whole. @param newest date of the newest one */
record Bulletins(List<Advisory> advisories, Instant newest) {
    static final Pattern ID = Pattern.compile("D[SL]A-[0-9]{1,6}(?:-[0-9]{1,3})?");

    Bulletins {
        advisories = List.copyOf(advisories);
    }
}
