package io.fettle.format.openpgp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.fettle.format.FormatException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SignatureVerifierTest {

    @Test
    void cleartextWithTwoGoodSignaturesIsVerified() throws IOException {
        VerifiedText verified = Fixtures.verifier().verifyCleartext(Fixtures.bytes("InRelease"), "InRelease");
        assertThat(verified.bytes()).isEqualTo(Fixtures.bytes("Release"));
        assertThat(verified.open()).hasBinaryContent(Fixtures.bytes("Release"));
        assertThat(verified.signers()).hasSize(2);
        assertThat(verified.signedAt()).isEqualTo("2026-01-01T00:00:00Z");
    }

    @Test
    void armoredRingOfTwoBlocksHoldsAllKeys() throws IOException {
        KeyRing armored = KeyRing.parse(Fixtures.bytes("keys.asc"), "keys.asc");
        assertThat(armored.fingerprints())
                .hasSize(3)
                .isEqualTo(KeyRing.parse(Fixtures.bytes("keys.gpg"), "keys.gpg").fingerprints());
        assertThat(new SignatureVerifier(armored, Fixtures.CLOCK)
                        .verifyCleartext(Fixtures.bytes("InRelease"), "InRelease")
                        .signers())
                .hasSize(2);
    }

    @Test
    void detachedSignaturesVerifyTheText() throws IOException {
        byte[] release = Fixtures.bytes("Release");
        for (String signature : List.of("Release.gpg", "Release.sig")) {
            VerifiedText verified = Fixtures.verifier().verifyDetached(release, Fixtures.bytes(signature), signature);
            assertThat(verified.bytes()).isEqualTo(release);
            assertThat(verified.signers()).hasSize(1);
        }
    }

    @Test
    void subkeySignatureNamesItsPrimary() throws IOException {
        SignatureCheck signer = Fixtures.verifier()
                .verifyDetached(Fixtures.bytes("Release"), Fixtures.bytes("Release.sig"), "Release")
                .signers()
                .get(0);
        assertThat(signer.fingerprint()).hasSize(40).endsWith(signer.keyId());
        assertThat(signer.primaryFingerprint()).hasSize(40).isNotEqualTo(signer.fingerprint());
    }

    @Test
    void unknownSignatureBesideAGoodOneIsIgnored() throws IOException {
        VerifiedText verified = Fixtures.verifier().verifyCleartext(Fixtures.bytes("InRelease.mixed"), "mixed");
        assertThat(verified.signers()).hasSize(1);
        assertThat(verified.checks())
                .extracting(SignatureCheck::outcome)
                .containsExactlyInAnyOrder(SignatureOutcome.GOOD, SignatureOutcome.NO_KEY);
    }

    @Test
    void unknownSignatureAloneIsRefused() throws IOException {
        assertThat(outcomesOf(Fixtures.verifier(), Fixtures.bytes("InRelease.stranger")))
                .containsExactly(SignatureOutcome.NO_KEY);
    }

    @Test
    void weakHashAloneIsRefused() throws IOException {
        assertThat(outcomesOf(Fixtures.verifier(), Fixtures.bytes("InRelease.sha1")))
                .containsExactly(SignatureOutcome.WEAK_HASH);
    }

    @Test
    void everyChangedByteOfTheTextIsNoticed() throws IOException {
        SignatureVerifier verifier = Fixtures.verifier();
        byte[] message = Fixtures.bytes("InRelease");
        int from = Fixtures.text("InRelease").indexOf("\n\n") + 2;
        int to = Fixtures.text("InRelease").indexOf("-----BEGIN PGP SIGNATURE");
        for (int i = from; i < to; i++) {
            byte[] changed = message.clone();
            changed[i] ^= 1;
            assertThatThrownBy(() -> verifier.verifyCleartext(changed, "changed"))
                    .as("byte %d", i)
                    .isInstanceOf(FormatException.class);
        }
    }

    @Test
    void badSignatureBesideAGoodOneCondemnsTheMessage() throws IOException {
        byte[] good = signaturePackets("InRelease");
        byte[] otherText = signaturePackets("escaped.asc");
        byte[] both = new byte[good.length + otherText.length];
        System.arraycopy(good, 0, both, 0, good.length);
        System.arraycopy(otherText, 0, both, good.length, otherText.length);
        String message = Fixtures.text("InRelease");
        String forged = message.substring(0, message.indexOf("-----BEGIN PGP SIGNATURE")) + TestArmor.signature(both);
        assertThat(outcomesOf(Fixtures.verifier(), forged.getBytes(StandardCharsets.ISO_8859_1)))
                .containsExactly(SignatureOutcome.GOOD, SignatureOutcome.GOOD, SignatureOutcome.BAD);
    }

    @Test
    void signatureFromTheFutureIsRefused() throws IOException {
        KeyRing ring = KeyRing.parse(Fixtures.bytes("keys.gpg"), "keys.gpg");
        byte[] message = Fixtures.bytes("InRelease");
        assertThat(outcomesOf(new SignatureVerifier(ring, at("2025-12-31T23:50:00Z")), message))
                .containsOnly(SignatureOutcome.FROM_FUTURE);
        assertThat(new SignatureVerifier(ring, at("2025-12-31T23:56:00Z"))
                        .verifyCleartext(message, "just within the skew")
                        .signers())
                .hasSize(2);
    }

    @Test
    void onlyAcceptedFingerprintsCount() throws IOException {
        SignatureVerifier all = Fixtures.verifier();
        byte[] message = Fixtures.bytes("InRelease");
        List<SignatureCheck> signers = all.verifyCleartext(message, "InRelease").signers();
        SignatureCheck subkey = signers.stream()
                .filter(check -> !check.fingerprint().equals(check.primaryFingerprint()))
                .findFirst()
                .orElseThrow();
        for (String accepted : List.of(
                subkey.fingerprint(),
                subkey.fingerprint().toLowerCase(),
                subkey.fingerprint() + "!",
                subkey.primaryFingerprint())) {
            assertThat(all.acceptingOnly(List.of(accepted))
                            .verifyCleartext(message, "InRelease")
                            .signers())
                    .as(accepted)
                    .containsExactly(subkey);
        }
        assertThat(outcomesOf(all.acceptingOnly(List.of(subkey.primaryFingerprint() + "!")), message))
                .containsOnly(SignatureOutcome.KEY_NOT_ACCEPTED);
        assertThatThrownBy(() -> all.acceptingOnly(List.of())).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> all.acceptingOnly(List.of("DEADBEEF"))).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void escapedLinesComeBackUnescaped() throws IOException {
        VerifiedText verified = Fixtures.verifier().verifyCleartext(Fixtures.bytes("escaped.asc"), "escaped");
        assertThat(new String(verified.bytes(), StandardCharsets.ISO_8859_1))
                .isEqualTo("A: 1\n- dashed\n-----BEGIN PGP SIGNATURE-----\ntrailing blanks\n\nB: 2\n");
    }

    @Test
    void lineEndsWithCarriageReturnsStillVerify() throws IOException {
        byte[] message = Fixtures.text("InRelease").replace("\n", "\r\n").getBytes(StandardCharsets.ISO_8859_1);
        assertThat(Fixtures.verifier().verifyCleartext(message, "CRLF").bytes()).isEqualTo(Fixtures.bytes("Release"));
    }

    /** A text signature hashes CR, LF and CR LF alike; two lines must not become one unnoticed. */
    @Test
    void carriageReturnInsteadOfALineEndIsRefused() throws IOException {
        byte[] message = Fixtures.text("InRelease")
                .replace("Suite: stable\nVersion", "Suite: stable\rVersion")
                .getBytes(StandardCharsets.ISO_8859_1);
        assertThatThrownBy(() -> Fixtures.verifier().verifyCleartext(message, "CR"))
                .isInstanceOf(FormatException.class)
                .hasMessageContaining("carriage return");
    }

    @ParameterizedTest
    @ValueSource(strings = {"x\n", "\n", "Origin: Evil\n\n"})
    void anythingBeforeIsRefused(String junk) {
        assertMalformed(junk + Fixtures.text("InRelease"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"x", "\nOrigin: Evil\n", "-----BEGIN PGP SIGNED MESSAGE-----\n"})
    void anythingAfterIsRefused(String junk) {
        assertMalformed(Fixtures.text("InRelease") + junk);
    }

    @Test
    void secondMessageIsRefused() {
        assertMalformed(Fixtures.text("InRelease") + Fixtures.text("InRelease"));
    }

    @Test
    void unescapedDashIsRefused() {
        assertMalformed(Fixtures.text("escaped.asc").replace("- - dashed", "- dashed\n-dashed"));
    }

    @Test
    void otherHeadersAreRefused() {
        assertMalformed(Fixtures.text("InRelease").replaceFirst("Hash: ", "Comment: "));
        assertMalformed(Fixtures.text("InRelease").replaceFirst("\n\n", "\n \nOrigin: Evil\n\n"));
    }

    @Test
    void damagedArmorIsRefused() {
        String message = Fixtures.text("InRelease");
        assertMalformed(message.replace("-----END PGP SIGNATURE-----", ""));
        assertMalformed(message.replaceFirst("\n=....\n", "\n=AAAA\n"));
        assertMalformed(message.substring(0, message.indexOf("-----BEGIN PGP SIGNATURE")));
    }

    @Test
    void emptySignatureIsRefused() throws IOException {
        String empty =
                Fixtures.text("InRelease").replaceFirst("(?s)(-----BEGIN PGP SIGNATURE-----\n\n).*\n=....\n", "$1");
        assertThat(outcomesOf(Fixtures.verifier(), empty.getBytes(StandardCharsets.ISO_8859_1)))
                .isEmpty();
    }

    @Test
    void ringsWithoutKeysAreRefused() {
        for (byte[] data :
                List.of(new byte[0], "no key".getBytes(), Fixtures.bytes("Release.sig"), new byte[] {-103})) {
            assertThatThrownBy(() -> KeyRing.parse(data, "ring")).isInstanceOf(FormatException.class);
        }
        assertThatThrownBy(() -> KeyRing.parse(Fixtures.bytes("Release.gpg"), "ring"))
                .isInstanceOf(FormatException.class);
        assertThatThrownBy(() -> KeyRing.parse(new byte[KeyRing.MAX_BYTES + 1], "ring"))
                .isInstanceOf(FormatException.class)
                .hasMessageContaining("longer");
    }

    @Test
    void ringsCanBeJoined() throws IOException {
        KeyRing ring = KeyRing.parse(Fixtures.bytes("keys.gpg"), "keys.gpg");
        assertThat(ring.plus(ring).fingerprints()).isEqualTo(ring.fingerprints());
        assertThat(new SignatureVerifier(ring.plus(ring), Fixtures.CLOCK)
                        .verifyCleartext(Fixtures.bytes("InRelease"), "InRelease")
                        .signers())
                .hasSize(2);
    }

    private static void assertMalformed(String message) {
        assertThatThrownBy(() ->
                        Fixtures.verifier().verifyCleartext(message.getBytes(StandardCharsets.ISO_8859_1), "message"))
                .isInstanceOf(FormatException.class)
                .isNotInstanceOf(SignatureRefusedException.class)
                .hasMessageStartingWith("message: ");
    }

    private static List<SignatureOutcome> outcomesOf(SignatureVerifier verifier, byte[] message) {
        SignatureRefusedException refused = catchThrowableOfType(
                SignatureRefusedException.class, () -> verifier.verifyCleartext(message, "message"));
        assertThat(refused).as("refusal").isNotNull();
        return refused.checks().stream().map(SignatureCheck::outcome).toList();
    }

    private static byte[] signaturePackets(String fixture) throws IOException {
        CleartextMessage split = CleartextMessage.split(Fixtures.bytes(fixture), fixture);
        return new Armor(Armor.SIGNATURE, fixture).decodeOnly(split.armoredSignature());
    }

    private static Clock at(String instant) {
        return Clock.fixed(Instant.parse(instant), ZoneOffset.UTC);
    }
}
