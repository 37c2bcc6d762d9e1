package io.fettle.security.pki;

import org.bouncycastle.asn1.x509.KeyPurposeId;

/** The intermediates of our root. What one of them issued can serve no other purpose than its own. */
public enum Authority {
    SERVER("server", KeyPurposeId.id_kp_serverAuth),
    AGENTS("agents", KeyPurposeId.id_kp_clientAuth),
    RELAYS("relays", KeyPurposeId.id_kp_serverAuth, KeyPurposeId.id_kp_clientAuth),
    ORDERS("orders", OrderPurpose.ID);

    private final String unit;
    private final KeyPurposeId[] purposes;

    Authority(String unit, KeyPurposeId... purposes) {
        this.unit = unit;
        this.purposes = purposes;
    }

    /** Organisational unit of every subject below this authority. */
    String unit() {
        return unit;
    }

    KeyPurposeId[] purposes() {
        return purposes.clone();
    }

    /** Whether what it issues may carry host names and addresses. */
    boolean namesHosts() {
        return this == SERVER || this == RELAYS;
    }
}
