package io.fettle.deployment;

import io.fettle.api.Digest;
import io.fettle.api.Reason;
import io.fettle.api.catalog.PatchId;
import io.fettle.api.deployment.OrderDraft.Step;
import io.fettle.api.deployment.TaskState;
import io.fettle.api.deployment.TraceEntry;
import io.fettle.api.inventory.ReplacedPackage;
import io.fettle.spi.store.DeploymentStore.TaskRow;
import io.fettle.spi.store.DeploymentStore.WorkRow;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The opaque parts of the store's rows. Deterministic; the first byte is the format's version. */
final class TaskCodec {
    private static final int FORMAT = 1;
    /** Of work in which packages take the place of others. */
    private static final int WITH_REPLACED = 2;

    private static final int TRACE_HEAD = 5;

    private TaskCodec() {}

    static WorkRow work(Work work) {
        boolean replaces =
                work.steps().stream().anyMatch(step -> !step.replaces().isEmpty());
        byte[] content = write(replaces ? WITH_REPLACED : FORMAT, out -> {
            out.writeInt(work.patches().size());
            for (PatchId patch : work.patches()) {
                out.writeUTF(patch.value());
            }
            out.writeInt(work.steps().size());
            for (Step step : work.steps()) {
                writeStep(out, step);
                if (replaces) {
                    writeReplaced(out, step.replaces());
                }
            }
        });
        return new WorkRow(Digest.of(content), content);
    }

    static Work work(byte[] content) {
        return read(content, WITH_REPLACED, (format, in) -> {
            List<PatchId> patches = new ArrayList<>();
            for (int n = in.readInt(); n > 0; n--) {
                patches.add(new PatchId(in.readUTF()));
            }
            List<Step> steps = new ArrayList<>();
            for (int n = in.readInt(); n > 0; n--) {
                Step step = readStep(in);
                steps.add(format == WITH_REPLACED ? step.replacing(readReplaced(in)) : step);
            }
            return new Work(patches, steps);
        });
    }

    /** Fits {@link TaskRow#MAX_TRACE}: where it would not, entries after the beginning are left out, oldest first. */
    static byte[] trace(Trace trace) {
        List<byte[]> entries = new ArrayList<>();
        int size = 0;
        for (TraceEntry entry : trace.entries()) {
            byte[] encoded = entry(entry);
            entries.add(encoded);
            size += encoded.length;
        }
        while (size > TaskRow.MAX_TRACE - TRACE_HEAD) {
            size -= entries.remove(Math.min(Trace.KEPT_FIRST, entries.size() - 1)).length;
        }
        return write(FORMAT, out -> {
            out.writeInt(entries.size());
            for (byte[] entry : entries) {
                out.write(entry);
            }
        });
    }

    static Trace trace(byte[] content) {
        return read(content, FORMAT, (format, in) -> {
            List<TraceEntry> entries = new ArrayList<>();
            for (int n = in.readInt(); n > 0; n--) {
                Instant at = Instant.ofEpochMilli(in.readLong());
                TaskState state = TaskState.valueOf(in.readUTF());
                String code = in.readUTF();
                Map<String, String> parameters = new TreeMap<>();
                for (int p = in.readInt(); p > 0; p--) {
                    parameters.put(in.readUTF(), in.readUTF());
                }
                entries.add(new TraceEntry(at, state, new Reason(code, parameters)));
            }
            return new Trace(entries);
        });
    }

    private static byte[] entry(TraceEntry entry) {
        return raw(out -> {
            out.writeLong(entry.at().toEpochMilli());
            out.writeUTF(entry.state().name());
            out.writeUTF(entry.reason().code());
            out.writeInt(entry.reason().parameters().size());
            for (var parameter : entry.reason().parameters().entrySet()) {
                out.writeUTF(parameter.getKey());
                out.writeUTF(parameter.getValue());
            }
        });
    }

    private static void writeStep(DataOutputStream out, Step step) throws IOException {
        out.writeUTF(step.name());
        out.writeUTF(step.arch());
        out.writeBoolean(step.from().isPresent());
        out.writeUTF(step.from().orElse(""));
        out.writeUTF(step.to());
        out.writeUTF(step.uri());
        out.writeUTF(step.suite());
        out.writeUTF(step.component());
        out.writeUTF(step.path());
        out.writeLong(step.size());
        out.writeUTF(step.digest().hex());
    }

    private static Step readStep(DataInputStream in) throws IOException {
        String name = in.readUTF();
        String arch = in.readUTF();
        boolean installed = in.readBoolean();
        String from = in.readUTF();
        return new Step(
                name,
                arch,
                installed ? Optional.of(from) : Optional.empty(),
                in.readUTF(),
                in.readUTF(),
                in.readUTF(),
                in.readUTF(),
                in.readUTF(),
                in.readLong(),
                new Digest(in.readUTF()));
    }

    private static void writeReplaced(DataOutputStream out, List<ReplacedPackage> replaced) throws IOException {
        out.writeInt(replaced.size());
        for (ReplacedPackage gone : replaced) {
            out.writeUTF(gone.name());
            out.writeUTF(gone.arch());
            out.writeUTF(gone.version());
        }
    }

    private static List<ReplacedPackage> readReplaced(DataInputStream in) throws IOException {
        List<ReplacedPackage> replaced = new ArrayList<>();
        for (int n = in.readInt(); n > 0; n--) {
            replaced.add(new ReplacedPackage(in.readUTF(), in.readUTF(), in.readUTF()));
        }
        return replaced;
    }

    private static byte[] write(int format, Writing writing) {
        return raw(out -> {
            out.writeByte(format);
            writing.to(out);
        });
    }

    private static byte[] raw(Writing writing) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            writing.to(out);
        } catch (IOException e) {
            throw new UncheckedIOException("Memory cannot be written", e);
        }
        return bytes.toByteArray();
    }

    private static <T> T read(byte[] content, int newest, Reading<T> reading) {
        try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(content))) {
            int format = in.readByte();
            if (format < FORMAT || format > newest) {
                throw new IOException("A task is kept in format " + format + ", this release reads up to " + newest);
            }
            return reading.from(format, in);
        } catch (IOException e) {
            throw new UncheckedIOException("A task's stored content cannot be read: " + e.getMessage(), e);
        } catch (IllegalArgumentException | DateTimeException e) {
            throw new UncheckedIOException("A task's stored content is damaged", new IOException(e));
        }
    }

    private interface Writing {
        void to(DataOutputStream out) throws IOException;
    }

    private interface Reading<T> {
        T from(int format, DataInputStream in) throws IOException;
    }
}
