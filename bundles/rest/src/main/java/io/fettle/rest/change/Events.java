package io.fettle.rest.change;

import io.fettle.api.change.Change;
import io.fettle.rest.access.Visitor;
import io.fettle.rest.capability.Capabilities;
import io.fettle.rest.computer.ComputerIds;
import io.fettle.rest.json.Json;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Writes events as text/event-stream wants them, and hides the subjects that a reader must not know. */
final class Events {
    private static final long NO_ID = -1;

    private final Capabilities capabilities;

    Events(Capabilities capabilities) {
        this.capabilities = capabilities;
    }

    /** Waits three seconds before a browser tries again; an id without data says where it stands. */
    static byte[] greeting(long revision) {
        return bytes("retry: 3000\nid: " + revision + "\n\n");
    }

    static byte[] heartbeat() {
        return bytes(": \n\n");
    }

    static byte[] resync(long revision) {
        return bytes(event(revision, "RESYNC", ""));
    }

    /** Has no id of its own: evaluation follows the change log at its own pace. */
    static byte[] evaluated(long changeRevision) {
        return bytes(event(NO_ID, "EVALUATED", Long.toString(changeRevision)));
    }

    byte[] of(List<Change> changes, Visitor visitor) {
        StringBuilder text = new StringBuilder();
        for (Change change : changes) {
            text.append(event(change.revision(), change.topic().name(), subject(change, visitor)));
        }
        return bytes(text.toString());
    }

    private String subject(Change change, Visitor visitor) {
        return visitor.scope().everything() || visible(change, visitor) ? change.subject() : "";
    }

    /** That something of a kind happened is no secret, to whom it happened is. */
    private boolean visible(Change change, Visitor visitor) {
        String subject = change.subject();
        return switch (change.topic()) {
            case COMPUTER, ORDER ->
                ComputerIds.find(subject)
                        .flatMap(id -> capabilities.computers().find().flatMap(c -> c.find(id, visitor.scope())))
                        .isPresent();
            case DEPLOYMENT ->
                capabilities
                        .deployments()
                        .find()
                        .flatMap(d -> d.find(subject, visitor.scope()))
                        .isPresent();
            case OFFICE ->
                capabilities
                        .offices()
                        .find()
                        .filter(o -> o.find(subject, visitor.scope()).isPresent()
                                || o.relay(subject, visitor.scope()).isPresent())
                        .isPresent();
            case TASK, EXPOSURE -> false;
            case CATALOG, SOURCE, APPROVAL, POLICY -> true;
        };
    }

    private static String event(long id, String name, String subject) {
        String data = new String(Json.bytes(new SubjectView(subject)), StandardCharsets.UTF_8);
        String head = id == NO_ID ? "" : "id: " + id + '\n';
        return head + "event: " + name + "\ndata: " + data + "\n\n";
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
