package io.fettle.api.advisory;

/**
 * Identity of an advisory: advisories of different sources are never merged, whatever they are called.
 *
 * @param sourceId id of the configured source that handed it over
 * @param nativeId as the vendor calls it, for example {@code DSA-5724-1}
 */
public record AdvisoryId(String sourceId, String nativeId) {
    @Override
    public String toString() {
        return sourceId + '/' + nativeId;
    }
}
