package io.fettle.protocol;

import io.fettle.api.Digest;
import io.fettle.api.deployment.OrderDraft.Step;
import io.fettle.api.inventory.ReplacedPackage;
import io.fettle.api.mirror.MirroredSuite;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A signed instruction to one agent: upgrade exactly these packages. Addressee, number and expiry stand in the
 * envelope's {@link Header}. An order that means anything else says so in {@code kind}, and whoever does not know that kind
 * refuses all of it; other names that are not known here are additions without which the order means the same.
 *
 * @param kind on the wire only where it is not {@link Kind#UPGRADE}
 * @param computerId for messages only: the addressee's key decides whose order it is
 * @param steps the exact plan; the applier refuses when the package manager plans anything else
 * @param suites metadata that proves the packages, to be verified against the computer's own keys
 */
public record Order(Kind kind, String taskId, String computerId, List<Step> steps, List<MirroredSuite> suites) {
    public static final int MAX_STEPS = 5000;

    private static final int MAX_ID = 64;

    /** What is to be done, and by which package manager. */
    public enum Kind {
        /** apt brings packages of ecosystem {@code deb}. */
        UPGRADE("upgrade"),
        /** dnf brings packages of ecosystem {@code rpm}. */
        RPM_UPGRADE("rpm-upgrade");

        private final String word;

        Kind(String word) {
            this.word = word;
        }

        /** The one that brings packages of an ecosystem. */
        public static Kind of(String ecosystem) {
            return ecosystem.equals("rpm") ? RPM_UPGRADE : UPGRADE;
        }

        private static Optional<Kind> called(String word) {
            return Stream.of(values()).filter(kind -> kind.word.equals(word)).findFirst();
        }
    }

    /** An order of kind {@link Kind#UPGRADE}. */
    public Order(String taskId, String computerId, List<Step> steps, List<MirroredSuite> suites) {
        this(Kind.UPGRADE, taskId, computerId, steps, suites);
    }

    public Order {
        steps = List.copyOf(steps);
        suites = List.copyOf(suites);
    }

    public byte[] encode() {
        return JsonOut.write(out -> {
            if (kind != Kind.UPGRADE) {
                out.text("kind", kind.word);
            }
            out.text("task", taskId);
            out.text("computer", computerId);
            out.list("steps", steps, Order::writeStep);
            out.list("suites", suites, SuiteCodec::write);
        });
    }

    /** @throws NotUnderstoodException where it is an order of another kind: nothing in it may be guessed at */
    public static Order decode(byte[] payload) {
        Kind kind = JsonIn.read(payload, Order::readKind);
        return JsonIn.read(payload, in -> read(kind, in));
    }

    /** First, because the steps of another kind may look like anything. */
    private static Kind readKind(JsonIn in) {
        String kind = Kind.UPGRADE.word;
        String task = "";
        in.enter();
        for (String name = in.nextField(); name != null; name = in.nextField()) {
            switch (name) {
                case "kind" -> kind = in.text(MAX_ID);
                case "task" -> task = in.text(MAX_ID);
                default -> in.skip();
            }
        }
        String word = kind;
        String whose = task;
        return Kind.called(word)
                .orElseThrow(() -> new NotUnderstoodException(
                        "An order is of kind " + word + ", which is not known here", word, whose));
    }

    private static void writeStep(JsonOut out, Step step) {
        out.text("name", step.name());
        out.text("arch", step.arch());
        out.text("from", step.from());
        out.text("to", step.to());
        out.text("uri", step.uri());
        out.text("suite", step.suite());
        out.text("component", step.component());
        out.text("path", step.path());
        out.number("size", step.size());
        out.text("digest", step.digest().hex());
        ReplacedCodec.write(out, step.replaces());
    }

    private static Order read(Kind kind, JsonIn in) {
        String task = null;
        String computer = null;
        List<Step> steps = null;
        List<MirroredSuite> suites = List.of();
        in.enter();
        for (String name = in.nextField(); name != null; name = in.nextField()) {
            switch (name) {
                case "task" -> task = in.text(MAX_ID);
                case "computer" -> computer = in.text(MAX_ID);
                case "steps" -> steps = in.list(MAX_STEPS, Order::readStep);
                case "suites" -> suites = SuiteCodec.readAll(in);
                default -> in.skip();
            }
        }
        return new Order(
                kind,
                JsonIn.required(task, "task"),
                JsonIn.required(computer, "computer"),
                JsonIn.required(steps, "steps"),
                suites);
    }

    private static Step readStep(JsonIn in) {
        String packageName = null;
        String arch = null;
        String from = null;
        String to = null;
        String uri = null;
        String suite = null;
        String component = "";
        String path = null;
        long size = -1;
        Digest digest = null;
        List<ReplacedPackage> replaces = List.of();
        in.enter();
        for (String name = in.nextField(); name != null; name = in.nextField()) {
            switch (name) {
                case "name" -> packageName = in.text(PackageCodec.MAX_NAME);
                case "arch" -> arch = in.text(PackageCodec.MAX_ARCH);
                case "from" -> from = in.text(PackageCodec.MAX_VERSION);
                case "to" -> to = in.text(PackageCodec.MAX_VERSION);
                case "uri" -> uri = in.text(500);
                case "suite" -> suite = in.text(500);
                case "component" -> component = in.text(100);
                case "path" -> path = in.text(1000);
                case "size" -> size = in.number();
                case "digest" -> digest = in.digest();
                case ReplacedCodec.NAME -> replaces = ReplacedCodec.readAll(in);
                default -> in.skip();
            }
        }
        if (size < 0) {
            throw new MalformedMessageException("A step lacks its size");
        }
        return new Step(
                JsonIn.required(packageName, "name"),
                JsonIn.required(arch, "arch"),
                JsonIn.optional(from),
                JsonIn.required(to, "to"),
                JsonIn.required(uri, "uri"),
                JsonIn.required(suite, "suite"),
                component,
                JsonIn.required(path, "path"),
                size,
                JsonIn.required(digest, "digest"),
                replaces);
    }
}
