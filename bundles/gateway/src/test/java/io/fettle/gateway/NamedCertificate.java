package io.fettle.gateway;

import java.math.BigInteger;
import java.security.Principal;
import java.security.PublicKey;
import java.security.cert.X509Certificate;
import java.util.Date;
import java.util.Set;

/** A certificate that is told from others by its name; nothing here looks into one. */
final class NamedCertificate extends X509Certificate {
    private static final long serialVersionUID = 1L;

    private final String name;

    NamedCertificate(String name) {
        this.name = name;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof NamedCertificate certificate && certificate.name.equals(name);
    }

    @Override
    public int hashCode() {
        return name.hashCode();
    }

    @Override
    public String toString() {
        return name;
    }

    private static UnsupportedOperationException opaque() {
        return new UnsupportedOperationException("Only the peers may look into a certificate");
    }

    @Override
    public void checkValidity() {
        throw opaque();
    }

    @Override
    public void checkValidity(Date date) {
        throw opaque();
    }

    @Override
    public int getVersion() {
        throw opaque();
    }

    @Override
    public BigInteger getSerialNumber() {
        throw opaque();
    }

    @Override
    public Principal getIssuerDN() {
        throw opaque();
    }

    @Override
    public Principal getSubjectDN() {
        throw opaque();
    }

    @Override
    public Date getNotBefore() {
        throw opaque();
    }

    @Override
    public Date getNotAfter() {
        throw opaque();
    }

    @Override
    public byte[] getTBSCertificate() {
        throw opaque();
    }

    @Override
    public byte[] getSignature() {
        throw opaque();
    }

    @Override
    public String getSigAlgName() {
        throw opaque();
    }

    @Override
    public String getSigAlgOID() {
        throw opaque();
    }

    @Override
    public byte[] getSigAlgParams() {
        throw opaque();
    }

    @Override
    public boolean[] getIssuerUniqueID() {
        throw opaque();
    }

    @Override
    public boolean[] getSubjectUniqueID() {
        throw opaque();
    }

    @Override
    public boolean[] getKeyUsage() {
        throw opaque();
    }

    @Override
    public int getBasicConstraints() {
        throw opaque();
    }

    @Override
    public byte[] getEncoded() {
        throw opaque();
    }

    @Override
    public void verify(PublicKey key) {
        throw opaque();
    }

    @Override
    public void verify(PublicKey key, String provider) {
        throw opaque();
    }

    @Override
    public PublicKey getPublicKey() {
        throw opaque();
    }

    @Override
    public boolean hasUnsupportedCriticalExtension() {
        throw opaque();
    }

    @Override
    public Set<String> getCriticalExtensionOIDs() {
        throw opaque();
    }

    @Override
    public Set<String> getNonCriticalExtensionOIDs() {
        throw opaque();
    }

    @Override
    public byte[] getExtensionValue(String oid) {
        throw opaque();
    }
}
