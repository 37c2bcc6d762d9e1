package io.fettle.format.deb822;

import io.fettle.format.FormatException;
import io.fettle.format.openpgp.VerifiedText;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * An apt repository's Release file: what the suite is, how long it is valid and which indexes belong to it. Only SHA-256
 * digests count; a file without them is refused. Immutable.
 */
public final class ReleaseFile {

    private final Stanza stanza;
    private final Instant date;
    private final Optional<Instant> validUntil;
    private final Map<String, IndexEntry> indexes;

    ReleaseFile(Stanza stanza, Instant date, Optional<Instant> validUntil, Map<String, IndexEntry> indexes) {
        this.stanza = stanza;
        this.date = date;
        this.validUntil = validUntil;
        this.indexes = indexes;
    }

    /** Parses what a signature vouches for; nothing else than the verified bytes is looked at. */
    public static ReleaseFile parse(VerifiedText text, String what) throws FormatException {
        return new ReleaseParser(what).parse(text.bytes());
    }

    /** Parses a Release that nobody vouches for; never a basis for installing anything. */
    public static ReleaseFile parseUnverified(byte[] text, String what) throws FormatException {
        return new ReleaseParser(what).parse(text);
    }

    /** Empty when the field is absent, as with the other names. */
    public String origin() {
        return text("Origin");
    }

    public String label() {
        return text("Label");
    }

    /** For example {@code oldstable}; changes when the next release comes out, unlike {@link #codename}. */
    public String suite() {
        return text("Suite");
    }

    public String codename() {
        return text("Codename");
    }

    public String version() {
        return text("Version");
    }

    /** When the archive made this file; a later one never carries an earlier date. */
    public Instant date() {
        return date;
    }

    /** Whoever gets this file after that instant gets an old one; many suites do not say. */
    public Optional<Instant> validUntil() {
        return validUntil;
    }

    public List<String> architectures() {
        return stanza.words("Architectures");
    }

    /** As written; security suites write {@code updates/main} for what lies under {@code main}. */
    public List<String> components() {
        return stanza.words("Components");
    }

    public boolean acquireByHash() {
        return isYes("Acquire-By-Hash");
    }

    public boolean notAutomatic() {
        return isYes("NotAutomatic");
    }

    public boolean butAutomaticUpgrades() {
        return isYes("ButAutomaticUpgrades");
    }

    /** By path, in the file's order. */
    public Map<String, IndexEntry> indexes() {
        return indexes;
    }

    /** Any other field. */
    public Optional<String> field(String name) {
        return stanza.find(name);
    }

    private String text(String name) {
        return stanza.find(name).orElse("");
    }

    private boolean isYes(String name) {
        return text(name).equalsIgnoreCase("yes");
    }
}
