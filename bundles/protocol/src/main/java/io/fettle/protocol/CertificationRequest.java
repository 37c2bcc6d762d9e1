package io.fettle.protocol;

import java.io.ByteArrayOutputStream;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.Signature;
import java.util.HexFormat;

/**
 * Makes a PKCS#10 request (RFC 2986) for a P-256 key, with an empty subject: the CA takes only the key out of it. Java has
 * no public API for this, and an agent is too light to carry a cryptography library for sixty bytes of DER.
 */
public final class CertificationRequest {
    private static final int SEQUENCE = 0x30;
    private static final int BIT_STRING = 0x03;
    private static final byte[] VERSION_0 = HexFormat.of().parseHex("020100");
    private static final byte[] EMPTY_NAME = HexFormat.of().parseHex("3000");
    private static final byte[] NO_ATTRIBUTES = HexFormat.of().parseHex("a000");
    /** SEQUENCE { OBJECT IDENTIFIER ecdsa-with-SHA256 }, RFC 5758. */
    private static final byte[] ECDSA_WITH_SHA256 = HexFormat.of().parseHex("300a06082a8648ce3d040302");

    private CertificationRequest() {}

    public static byte[] of(KeyPair keys) {
        byte[] info = der(SEQUENCE, join(VERSION_0, EMPTY_NAME, keys.getPublic().getEncoded(), NO_ATTRIBUTES));
        return der(SEQUENCE, join(info, ECDSA_WITH_SHA256, der(BIT_STRING, join(new byte[1], sign(keys, info)))));
    }

    private static byte[] sign(KeyPair keys, byte[] content) {
        try {
            Signature signature = Signature.getInstance("SHA256withECDSA");
            signature.initSign(keys.getPrivate());
            signature.update(content);
            return signature.sign();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("A P-256 key of ours cannot sign", e);
        }
    }

    private static byte[] der(int tag, byte[] content) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.write(tag);
        if (content.length < 0x80) {
            out.write(content.length);
        } else if (content.length < 0x100) {
            out.write(0x81);
            out.write(content.length);
        } else {
            out.write(0x82);
            out.write(content.length >> 8);
            out.write(content.length);
        }
        out.writeBytes(content);
        return out.toByteArray();
    }

    private static byte[] join(byte[]... parts) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            out.writeBytes(part);
        }
        return out.toByteArray();
    }
}
