package io.fettle.protocol;

import io.fettle.api.Digest;
import io.fettle.api.mirror.MirroredSuite;
import io.fettle.api.mirror.MirroredSuite.Index;
import io.fettle.api.mirror.MirroredSuite.Stored;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** JSON of mirrored suites, as replies and orders carry them. */
public final class SuiteCodec {
    static final int MAX_SUITES = 200;
    private static final int MAX_INDEXES = 500;
    private static final int MAX_PATH = 500;

    private SuiteCodec() {}

    /** Names a list of suites, whatever its order was. */
    public static Digest digest(List<MirroredSuite> suites) {
        List<MirroredSuite> sorted = new ArrayList<>(suites);
        sorted.sort((a, b) -> (a.uri() + ' ' + a.suite()).compareTo(b.uri() + ' ' + b.suite()));
        return Digest.of(JsonOut.write(out -> out.list("suites", sorted, SuiteCodec::write)));
    }

    static void write(JsonOut out, MirroredSuite suite) {
        out.text("source", suite.sourceId());
        out.text("uri", suite.uri());
        out.text("suite", suite.suite());
        out.object("release", o -> stored(o, suite.release()));
        suite.signature().ifPresent(s -> out.object("signature", o -> stored(o, s)));
        out.list("indexes", suite.indexes(), (o, index) -> {
            o.text("component", index.component());
            o.text("arch", index.arch());
            o.text("path", index.path());
            o.object("stored", p -> stored(p, index.stored()));
            o.object("plain", p -> stored(p, index.plain()));
        });
    }

    private static void stored(JsonOut out, Stored stored) {
        out.text("digest", stored.digest().hex());
        out.number("size", stored.size());
    }

    static List<MirroredSuite> readAll(JsonIn in) {
        return in.list(MAX_SUITES, SuiteCodec::read);
    }

    private static MirroredSuite read(JsonIn in) {
        String source = null;
        String uri = null;
        String suite = null;
        Stored release = null;
        Stored signature = null;
        List<Index> indexes = List.of();
        in.enter();
        for (String name = in.nextField(); name != null; name = in.nextField()) {
            switch (name) {
                case "source" -> source = in.text(64);
                case "uri" -> uri = in.text(MAX_PATH);
                case "suite" -> suite = in.text(MAX_PATH);
                case "release" -> release = readStored(in);
                case "signature" -> signature = readStored(in);
                case "indexes" -> indexes = in.list(MAX_INDEXES, SuiteCodec::readIndex);
                default -> in.skip();
            }
        }
        return new MirroredSuite(
                JsonIn.required(source, "source"),
                JsonIn.required(uri, "uri"),
                JsonIn.required(suite, "suite"),
                JsonIn.required(release, "release"),
                JsonIn.optional(signature),
                indexes);
    }

    private static Index readIndex(JsonIn in) {
        String component = null;
        String arch = null;
        String path = null;
        Stored stored = null;
        Stored plain = null;
        in.enter();
        for (String name = in.nextField(); name != null; name = in.nextField()) {
            switch (name) {
                case "component" -> component = in.text(100);
                case "arch" -> arch = in.text(40);
                case "path" -> path = in.text(MAX_PATH);
                case "stored" -> stored = readStored(in);
                case "plain" -> plain = readStored(in);
                default -> in.skip();
            }
        }
        return new Index(
                JsonIn.required(component, "component"),
                JsonIn.required(arch, "arch"),
                JsonIn.required(path, "path"),
                JsonIn.required(stored, "stored"),
                JsonIn.required(plain, "plain"));
    }

    private static Stored readStored(JsonIn in) {
        Digest digest = null;
        @Nullable Long size = null;
        in.enter();
        for (String name = in.nextField(); name != null; name = in.nextField()) {
            switch (name) {
                case "digest" -> digest = in.digest();
                case "size" -> size = in.number();
                default -> in.skip();
            }
        }
        return new Stored(JsonIn.required(digest, "digest"), JsonIn.required(size, "size"));
    }
}
