package io.fettle.assessment;

/** Counts of one computer; the last three are parts of the first. */
record Tally(int missing, int security, int blocked, int held) {
    static final Tally NONE = new Tally(0, 0, 0, 0);
}
