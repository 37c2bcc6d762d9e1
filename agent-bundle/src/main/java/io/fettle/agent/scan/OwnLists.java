package io.fettle.agent.scan;

import io.fettle.api.Digest;
import io.fettle.api.FettleException;
import io.fettle.api.mirror.MirroredSuite.Stored;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The lists that apt keeps for the computer itself; only read. */
final class OwnLists {
    /** How apt may keep a list. */
    static final List<String> ENDINGS = List.of("", ".lz4", ".xz", ".gz", ".zst", ".bz2");

    static final long MAX_PLAIN = 1L << 30;

    private static final Logger LOG = LoggerFactory.getLogger(OwnLists.class);
    private static final int BUFFER = 64 * 1024;

    private final Path directory;
    private final Apt apt;

    OwnLists(Path directory, Apt apt) {
        this.directory = directory;
        this.apt = apt;
    }

    Path file(String name) {
        return directory.resolve(name);
    }

    /** A list of the computer's own that holds exactly these bytes. */
    Optional<Path> with(String name, List<String> endings, Stored plain) {
        for (String ending : endings) {
            Path own = file(name + ending);
            if (Files.isRegularFile(own) && holds(own, plain)) {
                return Optional.of(own);
            }
        }
        return Optional.empty();
    }

    private boolean holds(Path file, Stored plain) {
        try {
            return apt.unpack(file, in -> copy(in, OutputStream.nullOutputStream(), plain.size()))
                    .equals(plain.digest());
        } catch (FettleException e) {
            LOG.debug("{} is not the list that is looked for", file, e);
            return false;
        }
    }

    /** @throws IOException where there is more than that */
    static Digest copy(InputStream in, OutputStream out, long size) throws IOException {
        MessageDigest hash = Digest.sha256();
        byte[] buffer = new byte[BUFFER];
        long count = 0;
        for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
            count += n;
            if (count > Math.min(size, MAX_PLAIN)) {
                throw new IOException("A list is longer than the " + size + " bytes announced");
            }
            hash.update(buffer, 0, n);
            out.write(buffer, 0, n);
        }
        return Digest.ofHash(hash.digest());
    }
}
