package io.fettle.security.pki;

import io.fettle.security.file.PrivateFiles;
import io.fettle.security.file.StateDirectory;
import io.fettle.security.network.NetworkSettings;
import io.fettle.security.pki.CertificateWriter.Validity;
import java.nio.charset.StandardCharsets;
import java.security.KeyPair;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The authority in a directory of private files: {@code root.key} and {@code root.pem} apart, everything else as key and
 * certificate in one file, so that a pair is replaced as a whole. The first start writes them in a fixed order; a start
 * after an interrupted one goes on where it stopped. A file that is missing although a later one exists is an error and
 * never made anew: a second root would shut out every computer that trusts the first.
 *
 * <p>The root's key is used to write intermediates and never again. Thread-safe.
 */
@Component(service = Pki.class)
public final class FilePki implements Pki {
    private static final Logger LOG = LoggerFactory.getLogger(FilePki.class);
    private static final String ROOT_KEY = "root.key";
    private static final String ROOT = "root.pem";
    private static final String SERVER = "server.pem";
    private static final String ORDERS = "orders.pem";
    private static final String EPOCH = "epoch";

    private static final Validity ROOT_VALIDITY = new Validity(Duration.ofDays(20 * 365 + 5), Duration.ofDays(30));
    private static final Validity INTERMEDIATE_VALIDITY =
            new Validity(Duration.ofDays(10 * 365 + 2), Duration.ofDays(30));
    /** Long, because a computer learns the certificate when it joins; and its key stays when it is renewed. */
    private static final Validity ORDERS_VALIDITY = new Validity(Duration.ofDays(5 * 365 + 1), Duration.ofDays(30));

    private static final Validity LEAF_VALIDITY = new Validity(Duration.ofDays(365), Duration.ofDays(1));

    private final PrivateFiles files;
    private final Clock clock;
    private final CertificateWriter writer;
    private final Set<String> serverNames;
    private final X509Certificate root;
    private final Map<Authority, Identity> intermediates = new EnumMap<>(Authority.class);
    private final int epoch;
    private volatile Identity server;
    private volatile Identity orders;

    /** In STATE/pki. Touches a dozen small files: nothing that needs a key can begin before there is one. */
    @Activate
    public FilePki(BundleContext context, @Reference NetworkSettings settings) {
        this(
                PrivateFiles.in(StateDirectory.of(context).resolve("pki")),
                settings.certificateNames(),
                Clock.systemUTC(),
                new SecureRandom());
    }

    public FilePki(PrivateFiles files, Collection<String> serverNames, Clock clock, SecureRandom random) {
        this.files = files;
        this.clock = clock;
        this.writer = new CertificateWriter(clock, random);
        this.serverNames = new TreeSet<>(serverNames);
        refuseGaps();
        this.root = openRoot();
        for (Authority authority : Authority.values()) {
            intermediates.put(authority, openIntermediate(authority));
        }
        this.server = open(SERVER, this::newServer);
        this.orders = open(ORDERS, this::newOrders);
        this.epoch = openEpoch();
        renewDue();
    }

    @Override
    public X509Certificate root() {
        return root;
    }

    @Override
    public X509Certificate certificate(Authority authority) {
        return intermediate(authority).certificate();
    }

    @Override
    public Identity server() {
        return server;
    }

    @Override
    public Identity orders() {
        return orders;
    }

    @Override
    public List<X509Certificate> chain(Authority authority, X509Certificate certificate) {
        return List.of(certificate, certificate(authority), root);
    }

    @Override
    public X509Certificate issue(Authority authority, String commonName, Collection<String> names, PublicKey key) {
        if (!names.isEmpty() && !authority.namesHosts()) {
            throw new IllegalArgumentException("Certificates of " + authority + " carry no host names");
        }
        Collection<String> written = authority.namesHosts() ? names : Set.of(NameLimits.unreal(commonName));
        return writer.leaf(authority, commonName, written, key, intermediate(authority), LEAF_VALIDITY);
    }

    @Override
    public int epoch() {
        return epoch;
    }

    @Override
    public synchronized boolean renewDue() {
        if (due(orders)) {
            orders = save(ORDERS, ordersOf(orders.key(), orders.certificate().getPublicKey()));
        }
        if (due(server)
                || !CertificateNames.of(server.certificate()).containsAll(CertificateNames.canonical(serverNames))) {
            server = save(SERVER, newServer());
            return true;
        }
        return false;
    }

    /** Past two thirds of its life, or not begun because the clock was wrong when it was written. */
    private boolean due(Identity identity) {
        Instant begin = identity.certificate().getNotBefore().toInstant();
        Instant end = identity.certificate().getNotAfter().toInstant();
        Instant now = clock.instant();
        return now.isBefore(begin)
                || now.isAfter(
                        begin.plus(Duration.between(begin, end).multipliedBy(2).dividedBy(3)));
    }

    private Identity newServer() {
        KeyPair pair = writer.newKeyPair();
        return new Identity(pair.getPrivate(), issue(Authority.SERVER, "Fettle server", serverNames, pair.getPublic()));
    }

    private Identity newOrders() {
        KeyPair pair = writer.newKeyPair();
        return ordersOf(pair.getPrivate(), pair.getPublic());
    }

    private Identity ordersOf(PrivateKey key, PublicKey publicKey) {
        Identity issuer = intermediate(Authority.ORDERS);
        return new Identity(
                key, writer.leaf(Authority.ORDERS, "Fettle orders", Set.of(), publicKey, issuer, ORDERS_VALIDITY));
    }

    private Identity intermediate(Authority authority) {
        Identity identity = intermediates.get(authority);
        if (identity == null) {
            throw new IllegalStateException("No intermediate for " + authority);
        }
        return identity;
    }

    private X509Certificate openRoot() {
        if (files.has(ROOT)) {
            return Pem.certificate(files.read(ROOT));
        }
        // The certificate is the commitment. A key without one has never been used, so it is not kept.
        KeyPair pair = writer.newKeyPair();
        files.write(ROOT_KEY, Pem.of(pair.getPrivate()));
        X509Certificate certificate = writer.root(pair, ROOT_VALIDITY);
        files.write(ROOT, Pem.of(certificate));
        LOG.info("Made a certification authority: {}", certificate.getSubjectX500Principal());
        return certificate;
    }

    private Identity openIntermediate(Authority authority) {
        return open(fileOf(authority), () -> {
            if (!files.has(ROOT_KEY)) {
                throw new IllegalStateException("Cannot make " + files.path(fileOf(authority)) + ": it needs "
                        + files.path(ROOT_KEY) + " this once; bring that file back, start, and take it away again");
            }
            PrivateKey rootKey = Pem.key(files.read(ROOT_KEY));
            KeyPair pair = writer.newKeyPair();
            return new Identity(
                    pair.getPrivate(),
                    writer.intermediate(
                            authority, pair.getPublic(), new Identity(rootKey, root), INTERMEDIATE_VALIDITY));
        });
    }

    private Identity open(String file, Supplier<Identity> maker) {
        if (!files.has(file)) {
            return save(file, maker.get());
        }
        byte[] pem = files.read(file);
        return new Identity(Pem.key(pem), Pem.certificate(pem));
    }

    private Identity save(String file, Identity identity) {
        files.write(file, Pem.of(identity));
        LOG.info(
                "Wrote {}: {} until {}",
                files.path(file),
                identity.certificate().getSubjectX500Principal(),
                identity.certificate().getNotAfter().toInstant());
        return identity;
    }

    private int openEpoch() {
        if (!files.has(EPOCH)) {
            files.write(EPOCH, "1\n".getBytes(StandardCharsets.US_ASCII));
        }
        return Integer.parseInt(new String(files.read(EPOCH), StandardCharsets.US_ASCII).strip());
    }

    private void refuseGaps() {
        List<String> order = List.of(
                ROOT,
                fileOf(Authority.SERVER),
                fileOf(Authority.AGENTS),
                fileOf(Authority.RELAYS),
                fileOf(Authority.ORDERS),
                SERVER,
                ORDERS,
                EPOCH);
        String missing = null;
        for (String file : order) {
            if (!files.has(file)) {
                missing = missing == null ? file : missing;
            } else if (missing != null) {
                throw new IllegalStateException(files.path(missing) + " is missing although " + files.path(file)
                        + " exists; restore it from a backup");
            }
        }
    }

    private static String fileOf(Authority authority) {
        return authority.unit() + "-ca.pem";
    }
}
