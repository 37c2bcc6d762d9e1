package io.fettle.catalog.advisory;

import io.fettle.api.advisory.CveId;
import io.fettle.api.advisory.ExploitPrediction;
import io.fettle.api.advisory.KnownExploited;
import io.fettle.api.advisory.VulnerabilityNote;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.DateTimeException;
import java.time.LocalDate;

/** Writes a note as bytes, field by field, and reads it back. Its CVE is the record's key. */
final class NoteCodec {
    private NoteCodec() {}

    static byte[] write(VulnerabilityNote note) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            out.writeUTF(note.summary());
            Fields.list(out, note.ratings(), AdvisoryCodec::rating);
            Fields.optional(out, note.exploited(), NoteCodec::exploited);
            Fields.optional(out, note.prediction(), NoteCodec::prediction);
        } catch (IOException e) {
            throw new UncheckedIOException("Writing to memory does not fail", e);
        }
        return bytes.toByteArray();
    }

    static VulnerabilityNote read(CveId cve, byte[] body) {
        try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(body))) {
            return new VulnerabilityNote(
                    cve,
                    in.readUTF(),
                    Fields.list(in, AdvisoryCodec::rating),
                    Fields.optional(in, NoteCodec::exploited),
                    Fields.optional(in, NoteCodec::prediction));
        } catch (IOException e) {
            throw new UncheckedIOException("The catalog's record of " + cve + " is damaged", e);
        } catch (IllegalArgumentException | DateTimeException e) {
            throw new UncheckedIOException("The catalog's record of " + cve + " is damaged", new IOException(e));
        }
    }

    private static void exploited(DataOutputStream out, KnownExploited exploited) throws IOException {
        date(out, exploited.added());
        Fields.optional(out, exploited.due(), NoteCodec::date);
        out.writeBoolean(exploited.ransomware());
    }

    private static KnownExploited exploited(DataInputStream in) throws IOException {
        return new KnownExploited(date(in), Fields.optional(in, NoteCodec::date), in.readBoolean());
    }

    private static void prediction(DataOutputStream out, ExploitPrediction prediction) throws IOException {
        out.writeDouble(prediction.score());
        out.writeDouble(prediction.percentile());
        date(out, prediction.date());
        out.writeUTF(prediction.model());
    }

    private static ExploitPrediction prediction(DataInputStream in) throws IOException {
        return new ExploitPrediction(in.readDouble(), in.readDouble(), date(in), in.readUTF());
    }

    private static void date(DataOutputStream out, LocalDate date) throws IOException {
        out.writeLong(date.toEpochDay());
    }

    private static LocalDate date(DataInputStream in) throws IOException {
        return LocalDate.ofEpochDay(in.readLong());
    }
}
