package io.fettle.protocol;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;

/**
 * A machine asks to join; plain JSON, since it has no key that anybody knows yet. The token is proved, not shown, so a
 * relay can pass the request on.
 *
 * @param csr PKCS#10, DER; the CA takes the public key out of it and nothing else
 * @param nonce 16 random bytes
 * @param proof HMAC of {@link #proofInput} with {@link TokenText#proofKey}
 * @param version of the agent or relay
 */
public record EnrolRequest(
        String tokenId, byte[] csr, byte[] nonce, Instant issuedAt, byte[] proof, String version, String hostname) {
    private static final String LABEL = "fettle-enrol-1\0";
    private static final int MAX_CSR = 8192;

    /** Signs the request with the token. */
    public static EnrolRequest prove(
            TokenText token, byte[] csr, byte[] nonce, Instant issuedAt, String version, String hostname) {
        byte[] proof = TokenText.hmac(token.proofKey(), proofInput(token.id(), csr, nonce, issuedAt));
        return new EnrolRequest(token.id(), csr, nonce, issuedAt, proof, version, hostname);
    }

    public byte[] proofInput() {
        return proofInput(tokenId, csr, nonce, issuedAt);
    }

    private static byte[] proofInput(String tokenId, byte[] csr, byte[] nonce, Instant issuedAt) {
        ByteArrayOutputStream input = new ByteArrayOutputStream();
        input.writeBytes((LABEL + tokenId + '\0').getBytes(StandardCharsets.US_ASCII));
        input.writeBytes(ByteBuffer.allocate(12)
                .putLong(issuedAt.toEpochMilli())
                .putInt(nonce.length)
                .array());
        input.writeBytes(nonce);
        input.writeBytes(csr);
        return input.toByteArray();
    }

    public byte[] encode() {
        return JsonOut.write(out -> out.text("token", tokenId)
                .base64("csr", csr)
                .base64("nonce", nonce)
                .instant("issuedAt", issuedAt)
                .base64("proof", proof)
                .text("version", version)
                .text("hostname", hostname));
    }

    public static EnrolRequest decode(byte[] json) {
        return JsonIn.read(json, EnrolRequest::read);
    }

    private static EnrolRequest read(JsonIn in) {
        String token = null;
        byte[] csr = null;
        byte[] nonce = null;
        Instant issuedAt = null;
        byte[] proof = null;
        String version = "";
        String hostname = "";
        in.enter();
        for (String name = in.nextField(); name != null; name = in.nextField()) {
            switch (name) {
                case "token" -> token = in.text(40);
                case "csr" -> csr = in.base64(MAX_CSR);
                case "nonce" -> nonce = in.base64(64);
                case "issuedAt" -> issuedAt = in.instant();
                case "proof" -> proof = in.base64(64);
                case "version" -> version = in.text(64);
                case "hostname" -> hostname = in.text(300);
                default -> in.skip();
            }
        }
        return new EnrolRequest(
                JsonIn.required(token, "token"),
                JsonIn.required(csr, "csr"),
                JsonIn.required(nonce, "nonce"),
                JsonIn.required(issuedAt, "issuedAt"),
                JsonIn.required(proof, "proof"),
                version,
                hostname);
    }
}
