package io.fettle.deployment;

import io.fettle.api.Digest;
import io.fettle.api.Reason;
import io.fettle.api.catalog.PatchId;
import io.fettle.api.deployment.OrderDraft.Step;
import io.fettle.api.deployment.TaskState;
import io.fettle.api.deployment.TraceEntry;
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
    private static final int TRACE_HEAD = 5;

    private TaskCodec() {}

    static WorkRow work(Work work) {
        byte[] content = write(out -> {
            out.writeInt(work.patches().size());
            for (PatchId patch : work.patches()) {
                out.writeUTF(patch.value());
            }
            out.writeInt(work.steps().size());
            for (Step step : work.steps()) {
                writeStep(out, step);
            }
        });
        return new WorkRow(Digest.of(content), content);
    }

    static Work work(byte[] content) {
        return read(content, in -> {
            List<PatchId> patches = new ArrayList<>();
            for (int n = in.readInt(); n > 0; n--) {
                patches.add(new PatchId(in.readUTF()));
            }
            List<Step> steps = new ArrayList<>();
            for (int n = in.readInt(); n > 0; n--) {
                steps.add(readStep(in));
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
        return write(out -> {
            out.writeInt(entries.size());
            for (byte[] entry : entries) {
                out.write(entry);
            }
        });
    }

    static Trace trace(byte[] content) {
        return read(content, in -> {
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

    private static byte[] write(Writing writing) {
        return raw(out -> {
            out.writeByte(FORMAT);
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

    private static <T> T read(byte[] content, Reading<T> reading) {
        try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(content))) {
            int format = in.readByte();
            if (format != FORMAT) {
                throw new IOException("A task is kept in format " + format + ", this release reads " + FORMAT);
            }
            return reading.from(in);
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
        T from(DataInputStream in) throws IOException;
    }
}
