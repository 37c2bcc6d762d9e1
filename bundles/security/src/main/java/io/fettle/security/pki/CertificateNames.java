package io.fettle.security.pki;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import javax.naming.InvalidNameException;
import javax.naming.ldap.LdapName;
import javax.naming.ldap.Rdn;
import org.bouncycastle.util.IPAddress;

/** Reads names out of certificates that were verified. */
public final class CertificateNames {
    private static final int DNS = 2;
    private static final int ADDRESS = 7;

    private CertificateNames() {}

    /** Host names and addresses of a certificate, in canonical form. */
    static Set<String> of(X509Certificate certificate) {
        try {
            Collection<List<?>> names = certificate.getSubjectAlternativeNames();
            Set<String> found = new TreeSet<>();
            if (names != null) {
                for (List<?> name : names) {
                    if (name.get(0) instanceof Integer kind && (kind == DNS || kind == ADDRESS)) {
                        found.add(canonical(String.valueOf(name.get(1))));
                    }
                }
            }
            return found;
        } catch (CertificateParsingException e) {
            return Set.of();
        }
    }

    static Set<String> canonical(Collection<String> names) {
        Set<String> canonical = new TreeSet<>();
        names.forEach(n -> canonical.add(canonical(n)));
        return canonical;
    }

    /** The one common name of the subject; empty where there are none or several. */
    public static Optional<String> commonName(X509Certificate certificate) {
        try {
            List<String> names = new LdapName(
                            certificate.getSubjectX500Principal().getName())
                    .getRdns().stream()
                            .filter(rdn -> rdn.size() == 1 && rdn.getType().equalsIgnoreCase("CN"))
                            .map(Rdn::getValue)
                            .map(String::valueOf)
                            .toList();
            return names.size() == 1 ? Optional.of(names.get(0)) : Optional.empty();
        } catch (InvalidNameException e) {
            return Optional.empty();
        }
    }

    private static String canonical(String name) {
        if (!IPAddress.isValid(name)) {
            return name;
        }
        try {
            // A literal: nothing is looked up.
            return InetAddress.getByName(name).getHostAddress();
        } catch (UnknownHostException e) {
            return name;
        }
    }
}
