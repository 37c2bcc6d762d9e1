package io.fettle.protocol;

import io.fettle.api.Digest;
import io.fettle.api.deployment.OrderDraft.Step;
import io.fettle.api.mirror.MirroredSuite;
import java.util.List;

/**
 * A signed instruction to one agent: upgrade exactly these packages. Addressee, number and expiry stand in the
 * envelope's {@link Header}. An order that means anything else says so in {@code kind}, and whoever does not know that kind
 * refuses all of it; other names that are not known here are additions without which the order means the same.
 *
 * @param computerId for messages only: the addressee's key decides whose order it is
 * @param steps the exact plan; the applier refuses when the package manager plans anything else
 * @param suites metadata that proves the packages, to be verified against the computer's own keys
 */
public record Order(String taskId, String computerId, List<Step> steps, List<MirroredSuite> suites) {
    public static final int MAX_STEPS = 5000;

    private static final int MAX_ID = 64;
    private static final String UPGRADE = "upgrade";

    public Order {
        steps = List.copyOf(steps);
        suites = List.copyOf(suites);
    }

    public byte[] encode() {
        return JsonOut.write(out -> {
            out.text("task", taskId);
            out.text("computer", computerId);
            out.list("steps", steps, Order::writeStep);
            out.list("suites", suites, SuiteCodec::write);
        });
    }

    /** @throws NotUnderstoodException where it is an order of another kind: nothing in it may be guessed at */
    public static Order decode(byte[] payload) {
        JsonIn.read(payload, Order::requireUpgrade);
        return JsonIn.read(payload, Order::read);
    }

    /** First, because the steps of another kind may look like anything. */
    private static boolean requireUpgrade(JsonIn in) {
        String kind = UPGRADE;
        String task = "";
        in.enter();
        for (String name = in.nextField(); name != null; name = in.nextField()) {
            switch (name) {
                case "kind" -> kind = in.text(MAX_ID);
                case "task" -> task = in.text(MAX_ID);
                default -> in.skip();
            }
        }
        if (!kind.equals(UPGRADE)) {
            throw new NotUnderstoodException("An order is of kind " + kind + ", which is not known here", kind, task);
        }
        return true;
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
    }

    private static Order read(JsonIn in) {
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
                JsonIn.required(digest, "digest"));
    }
}
