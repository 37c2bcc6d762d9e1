package io.fettle.agent.link;

import io.fettle.agent.link.Patience.Sleep;
import io.fettle.api.Digest;
import io.fettle.member.PrivateDirectory;
import io.fettle.member.ServerAddress;
import io.fettle.member.Transport;
import io.fettle.member.UnexpectedStatusException;
import io.fettle.protocol.Wire;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.function.BooleanSupplier;
import java.util.random.RandomGenerator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Fetches content by its digest: hashed while it comes, bounded by the size announced, resumed where it broke off, and
 * given its name only when it is whole and right. It keeps to the path that delivered last, whatever becomes of the
 * conversation meanwhile. Not thread-safe, except {@link #altered}.
 */
public final class Contents {
    private static final Logger LOG = LoggerFactory.getLogger(Contents.class);
    private static final int BUFFER = 64 * 1024;
    private static final String PART = ".part";
    private static final int MAX_ALTERED = 20;

    private final Transport transport;
    private final Paths paths;
    private final RandomGenerator random;
    private final Sleep sleep;
    private final BlockingQueue<Altered> altered = new ArrayBlockingQueue<>(MAX_ALTERED);
    private int current;

    public Contents(Transport transport, Paths paths, RandomGenerator random) {
        this(transport, paths, random, duration -> Thread.sleep(duration.toMillis()));
    }

    Contents(Transport transport, Paths paths, RandomGenerator random, Sleep sleep) {
        this.transport = transport;
        this.paths = paths;
        this.random = random;
        this.sleep = sleep;
    }

    /** Back to the best path: a relay that was away may be there again. */
    public void preferFirst() {
        current = 0;
    }

    /** Content that was not what it was asked for as. @param from who delivered the last part of it */
    public record Altered(ServerAddress from, Digest digest) {}

    /** What came altered since this was asked last; of very many only the first. May be asked by any thread. */
    public List<Altered> altered() {
        List<Altered> news = new ArrayList<>();
        altered.drainTo(news);
        return news;
    }

    /** How far a fetch came. */
    public enum Progress {
        DONE,
        /** Something more urgent came in between; what is there already is kept. */
        PAUSED
    }

    /**
     * Fetches into {@code directory}, under {@code name}; a file that is there already counts as right, because only this
     * method gives files there their names. Tries every path once, and waits with one that says that it needs time.
     *
     * @param pause asked again and again; true ends the fetch for now
     * @throws IOException where no path had it
     */
    public Progress fetch(Digest digest, long size, PrivateDirectory directory, String name, BooleanSupplier pause)
            throws IOException {
        if (directory.has(name)) {
            return Progress.DONE;
        }
        IOException failure = new IOException("There is no path to the server");
        List<ServerAddress> all = paths.all();
        for (int i = 0; i < all.size(); i++) {
            ServerAddress from = all.get(current % all.size());
            try {
                return fetchPatiently(from, digest, size, directory, name, pause);
            } catch (IOException e) {
                note(e, from, digest);
                failure = e;
                current = (current + 1) % all.size();
            }
        }
        throw failure;
    }

    private void note(IOException failure, ServerAddress from, Digest digest) {
        if (failure instanceof AlteredException && altered.offer(new Altered(from, digest))) {
            LOG.warn("{}", failure.getMessage());
        } else {
            LOG.debug("{} did not deliver {}", from, digest, failure);
        }
    }

    /** Stays with a path that is only busy: it has the content on its way, and the next one would have it sent again. */
    private Progress fetchPatiently(
            ServerAddress from,
            Digest digest,
            long size,
            PrivateDirectory directory,
            String name,
            BooleanSupplier pause)
            throws IOException {
        Patience patience = new Patience(random, sleep);
        while (true) {
            try {
                return fetchOnce(from, digest, size, directory, name, pause);
            } catch (UnexpectedStatusException e) {
                patience.await(e, pause);
                if (pause.getAsBoolean()) {
                    return Progress.PAUSED;
                }
            }
        }
    }

    private Progress fetchOnce(
            ServerAddress from,
            Digest digest,
            long size,
            PrivateDirectory directory,
            String name,
            BooleanSupplier pause)
            throws IOException {
        Path part = directory.file(name + PART);
        MessageDigest hash = Digest.sha256();
        long have = hashWhatIsThere(part, size, hash);
        if (have < size || size == 0) {
            try (Transport.Body body = transport.get(from, Wire.CONTENT + digest.hex(), have)) {
                if (body.offset() != have) {
                    hash.reset();
                    have = 0;
                }
                Part rest = new Part(from, part, size, hash);
                if (rest.append(body.stream(), have, pause) == Progress.PAUSED) {
                    return Progress.PAUSED;
                }
            }
        }
        if (!Digest.ofHash(hash.digest()).equals(digest)) {
            Files.delete(part);
            throw new AlteredException("Content from " + from + " is not what its digest " + digest + " says");
        }
        directory.adopt(part, name);
        return Progress.DONE;
    }

    private static long hashWhatIsThere(Path part, long size, MessageDigest hash) throws IOException {
        if (!Files.exists(part)) {
            return 0;
        }
        if (Files.size(part) > size) {
            Files.delete(part);
            return 0;
        }
        long have = 0;
        byte[] buffer = new byte[BUFFER];
        try (InputStream in = Files.newInputStream(part)) {
            for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
                hash.update(buffer, 0, n);
                have += n;
            }
        }
        return have;
    }

    /** A file that grows. */
    private record Part(ServerAddress from, Path file, long size, MessageDigest hash) {
        Progress append(InputStream in, long offset, BooleanSupplier pause) throws IOException {
            long have = offset;
            byte[] buffer = new byte[BUFFER];
            try (OutputStream out = offset == 0
                    ? Files.newOutputStream(file)
                    : Files.newOutputStream(file, StandardOpenOption.APPEND)) {
                for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
                    have += n;
                    if (have > size) {
                        out.close();
                        Files.delete(file);
                        throw new AlteredException(
                                "Content from " + from + " is longer than the " + size + " bytes announced");
                    }
                    hash.update(buffer, 0, n);
                    out.write(buffer, 0, n);
                    if (pause.getAsBoolean()) {
                        return Progress.PAUSED;
                    }
                }
            }
            if (have < size) {
                throw new IOException("Content from " + from + " broke off after " + have + " of " + size + " bytes");
            }
            return Progress.DONE;
        }
    }

    /** The next path is tried, and what happened is not forgotten. */
    private static final class AlteredException extends IOException {
        private static final long serialVersionUID = 1L;

        AlteredException(String message) {
            super(message);
        }
    }
}
