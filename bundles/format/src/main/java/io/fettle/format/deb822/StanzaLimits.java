package io.fettle.format.deb822;

/**
 * Bounds of one stanza. The length of the whole stream is bounded by the stream.
 *
 * @param maxStanzaBytes memory a reader may come to use, about
 * @param maxFields fields in a stanza
 * @param maxLineBytes length of a physical line; real dependency lines reach 60 kB
 */
public record StanzaLimits(int maxStanzaBytes, int maxFields, int maxLineBytes) {

    private static final int KIB = 1024;
    private static final int MIB = 1024 * KIB;

    /** Package indexes and dpkg's status. */
    public static final StanzaLimits PACKAGES = new StanzaLimits(2 * MIB, 128, 512 * KIB);

    /** Release files, one stanza with a line per index and digest. */
    public static final StanzaLimits RELEASE = new StanzaLimits(16 * MIB, 64, 16 * KIB);

    /** Sources and preferences. */
    public static final StanzaLimits CONFIGURATION = new StanzaLimits(MIB, 64, 64 * KIB);

    public StanzaLimits {
        if (maxStanzaBytes <= 0 || maxStanzaBytes > 1 << 28 || maxFields <= 0 || maxLineBytes <= 0) {
            throw new IllegalArgumentException("Stanza limits must be positive, a stanza at most 256 MiB");
        }
    }
}
