package io.fettle.inventory;

import io.fettle.api.Reason;
import io.fettle.api.inventory.KeptBack;
import io.fettle.api.inventory.PlannedChange;
import io.fettle.api.inventory.Simulation;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.Inflater;
import java.util.zip.InflaterInputStream;

/**
 * {@link Simulation} as bytes: version 1, then deflated (names repeat a lot, and every computer has one): version 1,
 * seconds and nanoseconds, basis, changes, packages kept back. At most {@link #MAX_PLAIN} bytes when inflated.
 */
final class SimulationCodec {
    static final int MAX_PLAIN = 16 * 1024 * 1024;
    private static final int VERSION = 1;

    private SimulationCodec() {}

    static byte[] encode(Simulation simulation) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.write(VERSION);
        Deflater deflater = new Deflater(Deflater.DEFAULT_COMPRESSION, true);
        try (DeflaterOutputStream deflated = new DeflaterOutputStream(out, deflater)) {
            deflated.write(plain(simulation));
        } catch (IOException e) {
            throw new IllegalStateException("Memory does not fail to be written to", e);
        } finally {
            deflater.end();
        }
        return out.toByteArray();
    }

    static Simulation decode(byte[] bytes) {
        if (bytes.length == 0 || bytes[0] != VERSION) {
            throw new IllegalArgumentException("Stored simulation of another version than " + VERSION);
        }
        Inflater inflater = new Inflater(true);
        try (InflaterInputStream inflated =
                new InflaterInputStream(new ByteArrayInputStream(bytes, 1, bytes.length - 1), inflater)) {
            byte[] plain = inflated.readNBytes(MAX_PLAIN + 1);
            if (plain.length > MAX_PLAIN) {
                throw new IllegalArgumentException("Stored simulation is too big");
            }
            return ofPlain(new ByteReader(plain, VERSION));
        } catch (IOException | DateTimeException | ArithmeticException e) {
            throw new IllegalArgumentException("Stored simulation is damaged", e);
        } finally {
            inflater.end();
        }
    }

    private static byte[] plain(Simulation simulation) {
        ByteWriter out = new ByteWriter()
                .version(VERSION)
                .bigNumber(simulation.at().getEpochSecond())
                .number(simulation.at().getNano())
                .text(simulation.basis());
        out.number(simulation.changes().size());
        for (PlannedChange change : simulation.changes()) {
            out.text(change.name())
                    .text(change.arch())
                    .optionalText(change.from())
                    .text(change.to());
        }
        out.number(simulation.keptBack().size());
        for (KeptBack kept : simulation.keptBack()) {
            Reason reason = kept.reason();
            out.text(kept.name()).text(kept.arch()).text(reason.code());
            out.number(reason.parameters().size());
            reason.parameters().forEach((name, value) -> out.text(name).text(value));
        }
        return out.toBytes();
    }

    private static Simulation ofPlain(ByteReader in) {
        Instant at = Instant.ofEpochSecond(in.bigNumber(), in.number());
        String basis = in.text();
        int changeCount = in.size();
        List<PlannedChange> changes = new ArrayList<>(changeCount);
        for (int i = 0; i < changeCount; i++) {
            changes.add(new PlannedChange(in.text(), in.text(), in.optionalText(), in.text()));
        }
        int keptCount = in.size();
        List<KeptBack> keptBack = new ArrayList<>(keptCount);
        for (int i = 0; i < keptCount; i++) {
            keptBack.add(new KeptBack(in.text(), in.text(), reason(in)));
        }
        in.end();
        return new Simulation(at, basis, changes, keptBack);
    }

    private static Reason reason(ByteReader in) {
        String code = in.text();
        int size = in.size();
        Map<String, String> parameters = new TreeMap<>();
        for (int i = 0; i < size; i++) {
            parameters.put(in.text(), in.text());
        }
        return new Reason(code, parameters);
    }
}
