package io.fettle.version;

import java.util.Comparator;
import java.util.Optional;

/**
 * The order in which one package ecosystem sees its version strings.
 *
 * <p>Every order is total: it compares any two strings without failing, valid or not, because a comparison in the
 * middle of a fleet-wide evaluation is no place to find bad input. Whoever takes a version from outside calls
 * {@link #validate} or {@link #refusal} first. An order is not consistent with {@code equals}: {@code 1.0} and {@code 1.00} may compare
 * equal.
 *
 * <p>Implementations are stateless, safe for use by many threads, never block and throw nothing but
 * {@link NullPointerException}.
 */
public interface VersionOrder extends Comparator<String> {

    /** Longest version that {@link #validate} accepts, in characters. */
    int MAX_LENGTH = 256;

    /** Compares without allocating; negative, zero or positive as in {@link Comparator#compare}. */
    @Override
    int compare(String left, String right);

    /**
     * A key whose unsigned byte-by-byte order is this order: {@code Arrays.compareUnsigned(sortKey(a), sortKey(b))} has
     * the sign of {@code compare(a, b)}, and equal versions have equal keys. For a valid version it is at most
     * {@code 2 * length + 16} bytes long, so that a column of fixed width can hold it.
     */
    byte[] sortKey(String version);

    /**
     * Empty when the ecosystem's own tools would accept the version in a package, otherwise the reason in a few words.
     */
    Optional<String> validate(String version);

    /**
     * Why no order can be told for a string at all, in a few words, or empty. This is weaker than {@link #validate}: some
     * tools compare versions that they would not accept in a package (dpkg with a warning, rpm and apk without one), and
     * for those {@link #compare} says what the tool says. Has no limit on length.
     */
    Optional<String> refusal(String version);
}
