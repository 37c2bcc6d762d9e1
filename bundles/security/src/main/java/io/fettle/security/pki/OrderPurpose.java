package io.fettle.security.pki;

import io.fettle.api.trust.Purposes;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.x509.KeyPurposeId;

/** {@link Purposes#ORDER_SIGNING} as Bouncy Castle has it. */
final class OrderPurpose {
    static final KeyPurposeId ID = KeyPurposeId.getInstance(new ASN1ObjectIdentifier(Purposes.ORDER_SIGNING));

    private OrderPurpose() {}
}
