package io.fettle.format.json;

/**
 * What one document may cost.
 *
 * @param maxBytes of the whole document
 * @param maxDepth of nested objects and arrays
 * @param maxName characters of a field's name
 * @param maxText characters of a text that is read; one that is passed over is not kept
 * @param maxMembers fields of one object, elements of one array
 * @param maxValues values of all kinds in the whole document
 */
public record JsonLimits(long maxBytes, int maxDepth, int maxName, int maxText, int maxMembers, long maxValues) {
    public JsonLimits {
        if (maxBytes <= 0 || maxDepth <= 0 || maxName <= 0 || maxText <= 0 || maxMembers <= 0 || maxValues <= 0) {
            throw new IllegalArgumentException("JSON limits must be positive");
        }
    }
}
