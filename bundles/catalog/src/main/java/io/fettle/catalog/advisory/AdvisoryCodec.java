package io.fettle.catalog.advisory;

import io.fettle.api.advisory.Advisory;
import io.fettle.api.advisory.Affected;
import io.fettle.api.advisory.CveId;
import io.fettle.api.advisory.FixStatus;
import io.fettle.api.advisory.PackageLevel;
import io.fettle.api.advisory.Rating;
import io.fettle.api.advisory.Reference;
import io.fettle.api.advisory.Severity;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.DateTimeException;

/** Writes an advisory as bytes, field by field, and reads it back. Its id is the record's key. */
final class AdvisoryCodec {
    private AdvisoryCodec() {}

    static byte[] write(Advisory advisory) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            out.writeUTF(advisory.revision());
            Fields.word(out, advisory.type());
            Fields.word(out, advisory.status());
            out.writeUTF(advisory.title());
            out.writeUTF(advisory.summary());
            Fields.optional(out, advisory.published(), Fields::time);
            Fields.optional(out, advisory.modified(), Fields::time);
            Fields.optional(out, advisory.withdrawn(), Fields::time);
            Fields.list(out, advisory.ratings(), AdvisoryCodec::rating);
            Fields.list(out, advisory.cves(), (to, cve) -> to.writeUTF(cve.value()));
            Fields.list(out, advisory.aliases(), Fields::text);
            Fields.list(out, advisory.supersedes(), Fields::text);
            Fields.list(out, advisory.related(), Fields::text);
            Fields.list(out, advisory.references(), (to, reference) -> {
                to.writeUTF(reference.type());
                to.writeUTF(reference.url());
            });
            Fields.list(out, advisory.aftermath(), Fields::word);
            Fields.list(out, advisory.affected(), AdvisoryCodec::affected);
        } catch (IOException e) {
            throw new UncheckedIOException("Writing to memory does not fail", e);
        }
        return bytes.toByteArray();
    }

    static Advisory read(String nativeId, byte[] body) {
        try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(body))) {
            Advisory.Builder advisory = Advisory.of(nativeId)
                    .revision(in.readUTF())
                    .type(Fields.word(in, Advisory.Type.values()))
                    .status(Fields.word(in, Advisory.Status.values()))
                    .title(in.readUTF())
                    .summary(in.readUTF());
            Fields.optional(in, Fields::time).ifPresent(advisory::published);
            Fields.optional(in, Fields::time).ifPresent(advisory::modified);
            Fields.optional(in, Fields::time).ifPresent(advisory::withdrawn);
            advisory.ratings(Fields.list(in, AdvisoryCodec::rating))
                    .cves(Fields.list(in, from -> new CveId(from.readUTF())))
                    .aliases(Fields.list(in, Fields::text))
                    .supersedes(Fields.list(in, Fields::text))
                    .related(Fields.list(in, Fields::text))
                    .references(Fields.list(in, from -> new Reference(from.readUTF(), from.readUTF())))
                    .aftermath(Fields.list(in, from -> Fields.word(from, Advisory.Aftermath.values())));
            Fields.list(in, AdvisoryCodec::affected).forEach(advisory::affected);
            return advisory.build();
        } catch (IOException e) {
            throw new UncheckedIOException("The catalog's record of advisory " + nativeId + " is damaged", e);
        } catch (IllegalArgumentException | DateTimeException e) {
            throw new UncheckedIOException(
                    "The catalog's record of advisory " + nativeId + " is damaged", new IOException(e));
        }
    }

    static void rating(DataOutputStream out, Rating rating) throws IOException {
        Fields.word(out, rating.scale());
        Fields.word(out, rating.severity());
        out.writeUTF(rating.text());
        out.writeUTF(rating.by());
    }

    static Rating rating(DataInputStream in) throws IOException {
        return new Rating(
                Fields.word(in, Rating.Scale.values()), Fields.word(in, Severity.values()), in.readUTF(), in.readUTF());
    }

    private static void affected(DataOutputStream out, Affected affected) throws IOException {
        out.writeUTF(affected.ecosystem());
        out.writeUTF(affected.platform());
        Fields.word(out, affected.level());
        out.writeUTF(affected.name());
        Fields.list(out, affected.arches(), Fields::text);
        out.writeUTF(affected.module());
        Fields.word(out, affected.status());
        Fields.optional(out, affected.fixed(), Fields::text);
        Fields.optional(out, affected.rating(), AdvisoryCodec::rating);
        out.writeUTF(affected.note());
    }

    private static Affected affected(DataInputStream in) throws IOException {
        return new Affected(
                in.readUTF(),
                in.readUTF(),
                Fields.word(in, PackageLevel.values()),
                in.readUTF(),
                Fields.list(in, Fields::text),
                in.readUTF(),
                Fields.word(in, FixStatus.values()),
                Fields.optional(in, Fields::text),
                Fields.optional(in, AdvisoryCodec::rating),
                in.readUTF());
    }
}
