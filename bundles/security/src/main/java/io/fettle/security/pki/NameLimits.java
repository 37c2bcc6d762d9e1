package io.fettle.security.pki;

import org.bouncycastle.asn1.DEROctetString;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralSubtree;
import org.bouncycastle.asn1.x509.NameConstraints;

/** Which names an intermediate may issue: subjects of its own unit, and host names only where hosts are its business. */
final class NameLimits {
    /** Reserved for "no such host" (RFC 6761): a permitted name under which nothing real can live forbids all others. */
    private static final String NO_HOST = "no-hosts.fettle.invalid";

    private static final int IPV4_WITH_MASK = 8;
    private static final int IPV6_WITH_MASK = 32;

    private NameLimits() {}

    /**
     * A host name that names no host. Where a certificate has none at all, Java takes the common name for one and holds it
     * against the limits.
     */
    static String unreal(String commonName) {
        return commonName + '.' + NO_HOST;
    }

    static NameConstraints of(X500Name unit, boolean namesHosts) {
        GeneralSubtree own = new GeneralSubtree(new GeneralName(unit));
        if (namesHosts) {
            return new NameConstraints(new GeneralSubtree[] {own}, new GeneralSubtree[0]);
        }
        return new NameConstraints(
                new GeneralSubtree[] {own, new GeneralSubtree(new GeneralName(GeneralName.dNSName, NO_HOST))},
                new GeneralSubtree[] {everyAddress(IPV4_WITH_MASK), everyAddress(IPV6_WITH_MASK)});
    }

    private static GeneralSubtree everyAddress(int length) {
        return new GeneralSubtree(new GeneralName(GeneralName.iPAddress, new DEROctetString(new byte[length])));
    }
}
