package io.fettle.format.openpgp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.fettle.format.FormatException;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Our verdict beside gpgv's status lines, on what the real gpg makes. */
class GpgComparisonTest {

    private static final String THEN = "20240101T000000";
    private static final String NOW = "20260101T000000";
    private static final String TEXT = "Origin: Test\n- dash\nSuite: stable  \n";
    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-01-02T00:00:00Z"), ZoneOffset.UTC);

    @TempDir
    static Path home;

    private static Gpg gpg;

    @BeforeAll
    static void makeKeys() throws Exception {
        boolean installed = Gpg.isInstalled("gpg") && Gpg.isInstalled("gpgv");
        if (!installed) {
            System.err.println("LEFT OUT: comparison with gpg; install gnupg and gpgv to try it");
        }
        assumeTrue(installed, "gpg and gpgv are not installed");
        gpg = new Gpg(home);
        gpg.makeKey("rsa@test", "rsa2048", "sign", THEN, "never");
        gpg.makeKey("ed@test", "ed25519", "sign", THEN, "never");
        gpg.makeKey("sub@test", "rsa2048", "cert", THEN, "never");
        gpg.gpg(THEN, "--quick-add-key", gpg.fingerprint("sub@test"), "ed25519", "sign", "never");
        gpg.makeKey("expired@test", "ed25519", "sign", THEN, "1y");
        gpg.makeKey("subexpired@test", "ed25519", "cert", THEN, "never");
        gpg.gpg(THEN, "--quick-add-key", gpg.fingerprint("subexpired@test"), "ed25519", "sign", "1y");
        gpg.makeKey("revoked@test", "ed25519", "sign", THEN, "never");
        gpg.makeKey("subrevoked@test", "ed25519", "cert", THEN, "never");
        gpg.gpg(THEN, "--quick-add-key", gpg.fingerprint("subrevoked@test"), "ed25519", "sign", "never");
        gpg.makeKey("stranger@test", "ed25519", "sign", THEN, "never");
    }

    @AfterAll
    static void endAgent() throws Exception {
        if (gpg != null) {
            gpg.close();
        }
    }

    @Test
    void goodByRsa() throws Exception {
        compare("rsa@test", signed(NOW, "rsa@test"), SignatureOutcome.GOOD, "GOODSIG");
    }

    @Test
    void goodByEd25519() throws Exception {
        compare("ed@test", signed(NOW, "ed@test"), SignatureOutcome.GOOD, "GOODSIG");
    }

    @Test
    void goodBySubkey() throws Exception {
        compare("sub@test", signed(NOW, "sub@test"), SignatureOutcome.GOOD, "GOODSIG");
    }

    @Test
    void textIsWhatGpgExtracts() throws Exception {
        byte[] message = signed(NOW, "rsa@test");
        Path extracted = gpg.newFile();
        gpg.gpg(
                NOW,
                "--output",
                extracted.toString(),
                "--decrypt",
                gpg.file(message).toString());
        byte[] ours = verifier("rsa@test").verifyCleartext(message, "message").bytes();
        assertThat(new String(ours, StandardCharsets.ISO_8859_1)).isEqualTo("Origin: Test\n- dash\nSuite: stable\n");
        assertThat(Files.readString(extracted).replaceAll(" +\n", "\n"))
                .isEqualTo(new String(ours, StandardCharsets.ISO_8859_1));
    }

    @Test
    void expiredKey() throws Exception {
        compare("expired@test", signed(THEN, "expired@test"), SignatureOutcome.KEY_EXPIRED, "EXPKEYSIG");
    }

    @Test
    void expiredSubkey() throws Exception {
        compare("subexpired@test", signed(THEN, "subexpired@test"), SignatureOutcome.KEY_EXPIRED, "EXPKEYSIG");
    }

    @Test
    void revokedKey() throws Exception {
        byte[] message = signed(NOW, "revoked@test");
        String certificate = Files.readString(
                        home.resolve("openpgp-revocs.d/" + gpg.fingerprint("revoked@test") + ".rev"))
                .replace(":-----BEGIN", "-----BEGIN");
        gpg.gpg(
                NOW,
                "--import",
                gpg.file(certificate.getBytes(StandardCharsets.US_ASCII)).toString());
        compare("revoked@test", message, SignatureOutcome.KEY_REVOKED, "REVKEYSIG");
    }

    @Test
    void revokedSubkey() throws Exception {
        byte[] message = signed(NOW, "subrevoked@test");
        Path commands = gpg.file("key 1\nrevkey\ny\n0\n\ny\nsave\n".getBytes(StandardCharsets.US_ASCII));
        gpg.gpg(
                NOW,
                "--no-batch",
                "--no-tty",
                "--command-file",
                commands.toString(),
                "--edit-key",
                gpg.fingerprint("subrevoked@test"));
        compare("subrevoked@test", message, SignatureOutcome.KEY_REVOKED, "REVKEYSIG");
    }

    @Test
    void expiredSignature() throws Exception {
        byte[] message = gpg.clearsign(THEN, TEXT, "-u", "ed@test", "--default-sig-expire", "1d");
        compare("ed@test", message, SignatureOutcome.EXPIRED, "EXPSIG");
    }

    /** gpgv is content with SHA-1; apt and we are not. */
    @Test
    void weakHash() throws Exception {
        byte[] message = gpg.clearsign(NOW, TEXT, "-u", "ed@test", "--digest-algo", "SHA1");
        compare("ed@test", message, SignatureOutcome.WEAK_HASH, "GOODSIG");
    }

    @Test
    void strongerHashes() throws Exception {
        for (String hash : List.of("SHA384", "SHA512")) {
            byte[] message = gpg.clearsign(NOW, TEXT, "-u", "rsa@test", "--digest-algo", hash);
            compare("rsa@test", message, SignatureOutcome.GOOD, "GOODSIG");
        }
    }

    @Test
    void unknownKey() throws Exception {
        compare("rsa@test", signed(NOW, "stranger@test"), SignatureOutcome.NO_KEY, "ERRSIG");
    }

    @Test
    void changedText() throws Exception {
        byte[] changed = new String(signed(NOW, "rsa@test"), StandardCharsets.ISO_8859_1)
                .replace("Suite: stable", "Suite: sid")
                .getBytes(StandardCharsets.ISO_8859_1);
        compare("rsa@test", changed, SignatureOutcome.BAD, "BADSIG");
    }

    @Test
    void goodAndUnknown() throws Exception {
        byte[] message = gpg.clearsign(NOW, TEXT, "-u", "rsa@test", "-u", "stranger@test");
        VerifiedText verified = verifier("rsa@test").verifyCleartext(message, "message");
        assertThat(verified.checks())
                .extracting(SignatureCheck::outcome)
                .containsExactlyInAnyOrder(SignatureOutcome.GOOD, SignatureOutcome.NO_KEY);
        assertThat(gpg.gpgv(ring("rsa@test"), message)).containsExactlyInAnyOrder("GOODSIG", "ERRSIG");
    }

    @Test
    void goodAndBad() throws Exception {
        byte[] message = gpg.clearsign(NOW, TEXT, "-u", "rsa@test", "--digest-algo", "SHA256");
        byte[] other = gpg.clearsign(NOW, "another text\n", "-u", "ed@test", "--digest-algo", "SHA256");
        ByteArrayOutputStream packets = new ByteArrayOutputStream();
        packets.write(packets(message));
        packets.write(packets(other));
        String text = new String(message, StandardCharsets.ISO_8859_1);
        byte[] forged = (text.substring(0, text.indexOf("-----BEGIN PGP SIGNATURE"))
                        + TestArmor.signature(packets.toByteArray()))
                .getBytes(StandardCharsets.ISO_8859_1);
        byte[] ring = gpg.gpg(NOW, "--export", "rsa@test", "ed@test");
        assertThat(gpg.gpgv(ring, forged)).containsExactlyInAnyOrder("GOODSIG", "BADSIG");
        SignatureRefusedException refused = catchThrowableOfType(
                SignatureRefusedException.class,
                () -> new SignatureVerifier(KeyRing.parse(ring, "ring"), CLOCK).verifyCleartext(forged, "forged"));
        assertThat(refused.checks())
                .extracting(SignatureCheck::outcome)
                .containsExactlyInAnyOrder(SignatureOutcome.GOOD, SignatureOutcome.BAD);
    }

    /** gpgv reports a good signature for all of these; what surrounds the signed text is our business. */
    @Test
    void framingThatGpgvLetsPass() throws Exception {
        String message = new String(signed(NOW, "rsa@test"), StandardCharsets.ISO_8859_1);
        for (String framed : List.of("junk\n" + message, message + "junk\n")) {
            byte[] bytes = framed.getBytes(StandardCharsets.ISO_8859_1);
            assertThat(gpg.gpgv(ring("rsa@test"), bytes)).containsExactly("GOODSIG");
            assertThat(catchThrowableOfType(
                            FormatException.class, () -> verifier("rsa@test").verifyCleartext(bytes, "framed")))
                    .isNotNull();
        }
    }

    @Test
    void detachedBinaryAndArmored() throws Exception {
        Path text = gpg.file(TEXT.getBytes(StandardCharsets.ISO_8859_1));
        for (String form : List.of("--armor", "--no-armor")) {
            byte[] signature = gpg.gpg(NOW, "-u", "rsa@test", form, "--output", "-", "--detach-sign", text.toString());
            VerifiedText verified = verifier("rsa@test").verifyDetached(Files.readAllBytes(text), signature, "text");
            assertThat(verified.bytes()).isEqualTo(Files.readAllBytes(text));
        }
    }

    private static byte[] signed(String time, String user) throws Exception {
        return gpg.clearsign(time, TEXT, "-u", user);
    }

    private static byte[] ring(String user) throws Exception {
        return gpg.gpg(NOW, "--export", user);
    }

    private static SignatureVerifier verifier(String user) throws Exception {
        return new SignatureVerifier(KeyRing.parse(ring(user), "ring"), CLOCK);
    }

    private static byte[] packets(byte[] message) throws Exception {
        return new Armor(Armor.SIGNATURE, "message")
                .decodeOnly(CleartextMessage.split(message, "message").armoredSignature());
    }

    private static void compare(String user, byte[] message, SignatureOutcome ours, String theirs) throws Exception {
        assertThat(gpg.gpgv(ring(user), message)).as("gpgv").containsExactly(theirs);
        SignatureVerifier verifier = verifier(user);
        if (ours == SignatureOutcome.GOOD) {
            assertThat(verifier.verifyCleartext(message, "message").signers()).hasSize(1);
            return;
        }
        SignatureRefusedException refused = catchThrowableOfType(
                SignatureRefusedException.class, () -> verifier.verifyCleartext(message, "message"));
        assertThat(refused).as("refusal").isNotNull();
        assertThat(refused.checks()).extracting(SignatureCheck::outcome).containsExactly(ours);
    }
}
