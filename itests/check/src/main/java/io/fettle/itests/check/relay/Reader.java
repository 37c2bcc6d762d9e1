package io.fettle.itests.check.relay;

import io.fettle.api.Digest;
import io.fettle.itests.bench.checkin.MadeUpComputer;
import io.fettle.itests.check.run.BrokenPromiseException;
import io.fettle.protocol.Wire;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/** A computer that wants content from its relay. For one thread at a time. */
final class Reader {
    private static final Duration LIMIT = Duration.ofMinutes(3);
    private static final long PAUSE_NANOS = Duration.ofMillis(100).toNanos();

    private final MadeUpComputer computer;
    private final int port;

    Reader(MadeUpComputer computer, int port) {
        this.computer = computer;
        this.port = port;
    }

    /** Asks until it has it. @return false where the relay is dead */
    boolean read(Digest wanted) throws IOException {
        long deadline = System.nanoTime() + LIMIT.toNanos();
        while (System.nanoTime() - deadline < 0) {
            try {
                require(wanted, computer.get(Wire.CONTENT + wanted.hex()));
                return true;
            } catch (IOException e) {
                if (!reconnected()) {
                    return false;
                }
                LockSupport.parkNanos(PAUSE_NANOS);
            }
        }
        throw new BrokenPromiseException(
                "content " + wanted + " was not to be had within " + LIMIT.toSeconds() + " s though the relay lives");
    }

    static void require(Digest wanted, byte[] served) {
        Digest digest = Digest.of(served);
        BrokenPromiseException.require(
                digest.equals(wanted), "content " + wanted + " was served as " + served.length + " bytes of " + digest);
    }

    private boolean reconnected() {
        try {
            computer.connect(port);
            return true;
        } catch (IOException e) {
            return false;
        }
    }
}
