package io.fettle.testkit.vendor;

import io.fettle.api.Digest;
import io.fettle.api.deployment.OrderDraft.Step;
import io.fettle.api.mirror.MirroredSuite;
import io.fettle.api.mirror.MirroredSuite.Index;
import io.fettle.api.mirror.MirroredSuite.Stored;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Date;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.zip.GZIPOutputStream;
import org.bouncycastle.bcpg.ArmoredOutputStream;
import org.bouncycastle.bcpg.HashAlgorithmTags;
import org.bouncycastle.openpgp.PGPException;
import org.bouncycastle.openpgp.PGPKeyPair;
import org.bouncycastle.openpgp.PGPKeyRingGenerator;
import org.bouncycastle.openpgp.PGPPublicKey;
import org.bouncycastle.openpgp.PGPSignature;
import org.bouncycastle.openpgp.PGPSignatureGenerator;
import org.bouncycastle.openpgp.PGPSignatureSubpacketGenerator;
import org.bouncycastle.openpgp.operator.bc.BcPGPContentSignerBuilder;
import org.bouncycastle.openpgp.operator.bc.BcPGPDigestCalculatorProvider;
import org.bouncycastle.openpgp.operator.jcajce.JcaPGPKeyPair;

/** An archive with a key of its own and one suite, {@code stable}, with one component, {@code main}. */
public final class TestVendor {
    public static final String URI = "http://vendor.example/debian/";
    public static final String SUITE = "stable";

    /** Where it is. */
    public String uri = URI;

    private static final DateTimeFormatter RFC_2822 =
            DateTimeFormatter.ofPattern("EEE, dd MMM yyyy HH:mm:ss 'UTC'", Locale.ROOT);

    private static final KeyPair OWN = rsa();
    private static final KeyPair OTHER = rsa();

    private final PGPKeyPair key;
    private final Instant now;
    private final Map<String, Offer> offers = new LinkedHashMap<>();
    public Instant date;
    public Optional<Instant> validUntil = Optional.empty();
    public String codename = SUITE;

    /** All vendors of this kind have the same key: making one takes a second. */
    public TestVendor(Instant now) {
        this(now, OWN);
    }

    private TestVendor(Instant now, KeyPair pair) {
        this.now = now;
        this.date = now.minusSeconds(3600);
        try {
            this.key = new JcaPGPKeyPair(PGPPublicKey.RSA_GENERAL, pair, Date.from(now.minusSeconds(86_400)));
        } catch (PGPException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Says the same and has another key. */
    public static TestVendor impostor(Instant now) {
        return new TestVendor(now, OTHER);
    }

    private static KeyPair rsa() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(2048);
            return generator.generateKeyPair();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private record Offer(String stanza, Step step, byte[] deb) {}

    /** @param from what the order says is there before; empty for a new package */
    public void offer(String name, String version, Optional<String> from, String depends, byte[] deb) {
        String path = "pool/main/" + name + '_' + version + "_all.deb";
        Digest digest = Digest.of(deb);
        String stanza = "Package: " + name + "\nArchitecture: all\nVersion: " + version + "\nMaintainer: nobody\n"
                + (depends.isEmpty() ? "" : "Depends: " + depends + '\n')
                + "Filename: " + path + "\nSize: " + deb.length + "\nSHA256: " + digest.hex()
                + "\nDescription: test\n\n";
        Step step = new Step(name, "all", from, version, uri, SUITE, "main", path, deb.length, digest);
        offers.put(name, new Offer(stanza, step, deb));
    }

    /** A suite as the mirror has it, and the files. */
    public record Published(MirroredSuite suite, List<Step> steps, Map<Digest, byte[]> content, byte[] inRelease) {
        /** The file with this digest. */
        public byte[] bytes(Digest digest) {
            return Optional.ofNullable(content.get(digest)).orElseThrow();
        }
    }

    public Published publish() {
        try {
            StringBuilder packages = new StringBuilder();
            offers.values().forEach(offer -> packages.append(offer.stanza));
            byte[] plain = packages.toString().getBytes(StandardCharsets.UTF_8);
            ByteArrayOutputStream packed = new ByteArrayOutputStream();
            try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
                gzip.write(plain);
            }
            byte[] stored = packed.toByteArray();
            String path = "main/binary-amd64/Packages";
            String release = "Origin: Vendor\nLabel: Vendor\nSuite: " + codename + "\nCodename: " + codename
                    + "\nDate: " + RFC_2822.format(date.atOffset(ZoneOffset.UTC))
                    + validUntil
                            .map(until -> "\nValid-Until: " + RFC_2822.format(until.atOffset(ZoneOffset.UTC)))
                            .orElse("")
                    + "\nArchitectures: amd64\nComponents: main\nSHA256:\n"
                    + line(plain, path) + line(stored, path + ".gz");
            byte[] inRelease = sign(release);
            Map<Digest, byte[]> content = new LinkedHashMap<>();
            content.put(Digest.of(inRelease), inRelease);
            content.put(Digest.of(stored), stored);
            List<Step> steps = new ArrayList<>();
            for (Offer offer : offers.values()) {
                steps.add(offer.step);
                content.put(offer.step.digest(), offer.deb);
            }
            MirroredSuite suite = new MirroredSuite(
                    "source",
                    uri,
                    SUITE,
                    stored(inRelease),
                    Optional.empty(),
                    List.of(new Index("main", "amd64", path + ".gz", stored(stored), stored(plain))));
            return new Published(suite, steps, content, inRelease);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Puts everything where apt looks for it. */
    public Published publishTo(Path directory) throws IOException {
        Published published = publish();
        Path suite = directory.resolve("dists").resolve(SUITE);
        write(suite.resolve("InRelease"), published.inRelease());
        Index index = published.suite().indexes().get(0);
        write(suite.resolve(index.path()), published.bytes(index.stored().digest()));
        for (Step step : published.steps()) {
            write(directory.resolve(step.path()), published.bytes(step.digest()));
        }
        return published;
    }

    private static void write(Path file, byte[] bytes) throws IOException {
        Files.createDirectories(file.resolveSibling(""));
        Files.write(file, bytes);
    }

    public byte[] publicKey() {
        try {
            PGPSignatureSubpacketGenerator self = new PGPSignatureSubpacketGenerator();
            self.setSignatureCreationTime(false, Date.from(now.minusSeconds(86_400)));
            PGPKeyRingGenerator generator = new PGPKeyRingGenerator(
                    PGPSignature.POSITIVE_CERTIFICATION,
                    key,
                    "Vendor <vendor@vendor.example>",
                    new BcPGPDigestCalculatorProvider().get(HashAlgorithmTags.SHA1),
                    self.generate(),
                    null,
                    new BcPGPContentSignerBuilder(key.getPublicKey().getAlgorithm(), HashAlgorithmTags.SHA256),
                    null);
            return generator.generatePublicKeyRing().getEncoded();
        } catch (IOException | PGPException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String line(byte[] bytes, String path) {
        return ' ' + Digest.of(bytes).hex() + ' ' + bytes.length + ' ' + path + '\n';
    }

    private static Stored stored(byte[] bytes) {
        return new Stored(Digest.of(bytes), bytes.length);
    }

    private byte[] sign(String text) {
        try {
            PGPSignatureGenerator generator = new PGPSignatureGenerator(
                    new BcPGPContentSignerBuilder(key.getPublicKey().getAlgorithm(), HashAlgorithmTags.SHA256),
                    key.getPublicKey());
            generator.init(PGPSignature.CANONICAL_TEXT_DOCUMENT, key.getPrivateKey());
            PGPSignatureSubpacketGenerator hashed = new PGPSignatureSubpacketGenerator();
            hashed.setSignatureCreationTime(true, Date.from(now.minusSeconds(60)));
            hashed.setIssuerFingerprint(false, key.getPublicKey());
            generator.setHashedSubpackets(hashed.generate());
            String canonical = text.strip().replace("\n", "\r\n");
            generator.update(canonical.getBytes(StandardCharsets.UTF_8));
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            out.writeBytes(("-----BEGIN PGP SIGNED MESSAGE-----\nHash: SHA256\n\n" + text.strip() + '\n')
                    .getBytes(StandardCharsets.UTF_8));
            try (ArmoredOutputStream armor =
                    ArmoredOutputStream.builder().clearHeaders().build(out)) {
                generator.generate().encode(armor);
            }
            return out.toByteArray();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }
}
