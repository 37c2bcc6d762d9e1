package io.fettle.api.inventory;

/** Names a computer. Issued by the server, opaque, never reused. */
public record ComputerId(String value) {
    private static final int MAX = 64;

    public ComputerId {
        if (value.isEmpty()
                || value.length() > MAX
                || !value.chars().allMatch(c -> (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || c == '-')) {
            throw new IllegalArgumentException("Not a computer id");
        }
    }

    @Override
    public String toString() {
        return value;
    }
}
