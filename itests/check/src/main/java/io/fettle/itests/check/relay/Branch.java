package io.fettle.itests.check.relay;

import io.fettle.itests.bench.program.Program;
import io.fettle.itests.bench.program.Relay;
import io.fettle.itests.check.company.HeadOffice;
import io.fettle.testkit.wan.WanProxy;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** A relay on the same ports after every restart, behind a line to head office. For one thread. */
final class Branch implements AutoCloseable {
    private static final int PORTS = 3;

    private final Path directory;
    private final WanProxy wan;
    private final List<Integer> ports = Program.freePorts(PORTS);
    private Relay relay;

    private Branch(HeadOffice office, WanProxy wan, Path directory) throws Exception {
        this.directory = directory;
        this.wan = wan;
        Relay.admit(office.server(), directory);
        this.relay = Relay.start(directory, wan.port(), ports);
    }

    static Branch open(HeadOffice office, WanProxy wan, Path directory) throws Exception {
        return new Branch(office, wan, directory);
    }

    /** For computers. */
    int port() {
        return ports.get(1);
    }

    /** For content without a certificate. */
    int plainPort() {
        return ports.get(0);
    }

    void kill() throws IOException, InterruptedException {
        relay.program().kill();
    }

    void restart() throws Exception {
        relay = Relay.start(directory, wan.port(), ports);
    }

    @Override
    public void close() {
        relay.close();
    }
}
