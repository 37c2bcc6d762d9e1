package io.fettle.itests.check.run;

/** Something that the product promises does not hold; the message says what, and of what. */
public final class BrokenPromiseException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public BrokenPromiseException(String what) {
        super(what);
    }

    public static void require(boolean holds, String what) {
        if (!holds) {
            throw new BrokenPromiseException(what);
        }
    }
}
