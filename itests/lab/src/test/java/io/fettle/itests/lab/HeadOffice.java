package io.fettle.itests.lab;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.StreamSupport;

/** What head office's server tells of the branch, and what it is asked to do there. */
final class HeadOffice {
    private static final Set<String> FINAL = Set.of("SUCCEEDED", "FAILED", "SKIPPED", "EXPIRED", "CANCELLED");

    private final Lab lab;

    HeadOffice(Lab lab) {
        this.lab = lab;
    }

    /** @return how the wish travels */
    String ask(Computer computer, String action) {
        ObjectNode wish = Api.object().put("action", action);
        return lab.api()
                .post("/computers/" + computer.id() + "/actions", wish)
                .path("reach")
                .asText();
    }

    JsonNode relay() {
        return lab.api().get("/relays").path("items").path(0);
    }

    /** @param computers ids; none for all of the branch */
    String deploy(String name, List<String> computers, boolean securityOnly) {
        ObjectNode wish = Api.object().put("name", name).put("office", lab.office());
        wish.put("securityOnly", securityOnly).put("validity", "P1D");
        wish.putArray("patches");
        ArrayNode chosen = wish.putArray("computers");
        computers.forEach(chosen::add);
        return lab.api().post("/deployments", wish).path("id").asText();
    }

    private JsonNode missing(Computer computer) {
        return lab.api()
                .get("/computers/" + computer.id() + "/findings?state=missing&limit=1000")
                .path("items");
    }

    /** The words in which it is told why a package is as it is. */
    List<String> why(Computer computer, String name) {
        return all(missing(computer)).stream()
                .filter(finding -> finding.path("package").asText().equals(name))
                .flatMap(finding -> all(finding.path("why")).stream())
                .flatMap(reason -> all(reason.path("parameters")).stream())
                .map(JsonNode::asText)
                .toList();
    }

    Set<String> findings(Computer computer, Predicate<String> state) {
        return packages(computer, finding -> state.test(finding.path("state").asText()));
    }

    /** What is missing of the security suites. */
    Set<String> security(Computer computer) {
        return packages(computer, finding -> finding.path("security").asBoolean());
    }

    private Set<String> packages(Computer computer, Predicate<JsonNode> wanted) {
        Set<String> found = new TreeSet<>();
        for (JsonNode finding : missing(computer)) {
            if (wanted.test(finding)) {
                found.add(finding.path("package").asText()
                        + ' '
                        + finding.path("candidate").asText());
            }
        }
        return found;
    }

    JsonNode computer(Computer computer) {
        return lab.api().get("/computers/" + computer.id());
    }

    boolean ended(String deployment, int computers) {
        try {
            List<JsonNode> tasks = tasks(deployment);
            return tasks.size() == computers
                    && tasks.stream()
                            .allMatch(t -> FINAL.contains(t.path("state").asText()));
        } catch (LabException e) {
            return false;
        }
    }

    List<JsonNode> tasks(String deployment) {
        return all(
                lab.api().get("/deployments/" + deployment + "/tasks?limit=100").path("items"));
    }

    /** A report that comes after the end is noted in the trace and changes nothing, so it is no end of its own. */
    static List<String> finalStates(JsonNode task) {
        return all(task.path("trace")).stream()
                .filter(step -> !step.path("reason").path("code").asText().equals("report.late"))
                .map(step -> step.path("state").asText())
                .filter(FINAL::contains)
                .toList();
    }

    static List<String> reasons(JsonNode task) {
        return all(task.path("trace")).stream()
                .map(step -> step.path("reason").path("code").asText())
                .toList();
    }

    private static List<JsonNode> all(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false).toList();
    }
}
