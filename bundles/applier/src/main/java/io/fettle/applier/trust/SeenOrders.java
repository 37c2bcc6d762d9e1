package io.fettle.applier.trust;

import io.fettle.applier.RefusedException;
import io.fettle.member.PrivateDirectory;
import io.fettle.protocol.Header;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The numbers of orders that were accepted, durably. Each number is good for one hand-over ever. Orders for different
 * tasks may arrive out of order, because the agent stages them side by side; for one task only a newer order counts, and
 * nothing counts that is older than everything remembered or of an earlier epoch.
 */
public final class SeenOrders {
    private static final String FILE = "orders-seen";
    private static final int REMEMBERED = 1000;
    private static final int MAX = 1 << 20;

    private final PrivateDirectory files;

    public SeenOrders(PrivateDirectory files) {
        this.files = files;
    }

    private record Seen(int epoch, long sequence, String task) {
        static Seen parse(String line) {
            String[] parts = line.split(" ", 3);
            return new Seen(Integer.parseInt(parts[0]), Long.parseLong(parts[1]), parts[2]);
        }

        boolean hasNumberOf(Header header) {
            return epoch == header.epoch() && sequence == header.sequence();
        }

        @Override
        public String toString() {
            return epoch + " " + sequence + " " + task;
        }
    }

    /** @throws RefusedException unless the order is new */
    public void check(Header header, String task) {
        List<Seen> seen = read();
        boolean isNew = seen.size() < REMEMBERED || newer(header, seen.get(0));
        for (Seen old : seen) {
            boolean olderForTask = old.task.equals(task) && !newer(header, old);
            isNew = isNew && header.epoch() >= old.epoch && !old.hasNumberOf(header) && !olderForTask;
        }
        RefusedException.require(isNew, "order.replayed", "sequence", Long.toString(header.sequence()));
    }

    /** The order is not new any more when this returns. */
    public void remember(Header header, String task) {
        List<Seen> seen = new ArrayList<>(read());
        seen.removeIf(old -> old.hasNumberOf(header));
        seen.add(new Seen(header.epoch(), header.sequence(), task));
        seen.sort(Comparator.comparingInt(Seen::epoch).thenComparingLong(Seen::sequence));
        String lines = seen.subList(Math.max(0, seen.size() - REMEMBERED), seen.size()).stream()
                .map(Seen::toString)
                .collect(Collectors.joining("\n"));
        files.write(FILE, lines.getBytes(StandardCharsets.US_ASCII));
    }

    private List<Seen> read() {
        return files.read(FILE, MAX, text -> text.lines().map(Seen::parse).toList())
                .orElse(List.of());
    }

    private static boolean newer(Header header, Seen old) {
        return header.epoch() > old.epoch || (header.epoch() == old.epoch && header.sequence() > old.sequence);
    }
}
