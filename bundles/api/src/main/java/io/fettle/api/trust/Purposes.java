package io.fettle.api.trust;

/** Extended key usages of our own, in arcs that belong to nobody else (ITU-T X.667). */
public final class Purposes {
    /** May sign the server's side of envelopes: replies and orders. Not valid for TLS. */
    public static final String ORDER_SIGNING = "2.25.285042650426579137573606754248577783409";

    private Purposes() {}
}
