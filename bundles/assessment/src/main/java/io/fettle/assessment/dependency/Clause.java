package io.fettle.assessment.dependency;

import java.util.List;

/** A need that any one of several packages fulfils. @param text as the package has it */
record Clause(List<Wanted> alternatives, String text) {
    private static final int MOST_SHOWN = 200;

    /** No longer than anybody would read. */
    String shown() {
        return text.length() <= MOST_SHOWN ? text : text.substring(0, MOST_SHOWN) + '\u2026';
    }
}
