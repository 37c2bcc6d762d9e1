package io.fettle.itests.check.company;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fettle.itests.bench.program.Server;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** All made-up computers of a company, with one open task each. */
public final class Staff implements AutoCloseable {
    private static final Duration EVALUATED = Duration.ofSeconds(90);

    private final List<Employee> employees = new ArrayList<>();

    /** They join, report, miss a patch and get the task to install it. */
    public static Staff hire(HeadOffice office, Archive archive, Path directory, int size) throws Exception {
        Staff staff = new Staff();
        String token = office.server().enrolmentToken("AGENT", size, List.of());
        for (int i = 0; i < size; i++) {
            String name = "computer-" + i;
            staff.employees.add(Employee.join(directory.resolve(name), office.port(), token, name, archive));
        }
        boolean evaluated = Waiting.until(EVALUATED, () -> staff.everybodyMisses(office));
        if (!evaluated) {
            throw new IOException("The computers' missing patch is not found");
        }
        ObjectNode wish =
                Server.object().put("name", "check").put("securityOnly", false).put("validity", "P1D");
        wish.putArray("patches");
        wish.putArray("computers");
        office.server().post("/api/v1/deployments", wish);
        for (Employee employee : staff.employees) {
            employee.works(staff.onlyTask(office, employee).path("id").asText());
        }
        return staff;
    }

    private boolean everybodyMisses(HeadOffice office) throws IOException, InterruptedException {
        for (Employee employee : employees) {
            JsonNode findings = office.server().get("/api/v1/computers/" + employee.id() + "/findings?state=missing");
            if (findings.path("total").asInt() != 1) {
                return false;
            }
        }
        return true;
    }

    private JsonNode onlyTask(HeadOffice office, Employee employee) throws IOException, InterruptedException {
        List<JsonNode> tasks = office.all("/api/v1/computers/" + employee.id() + "/tasks");
        if (tasks.size() != 1 || !tasks.get(0).path("state").asText().equals("PLANNED")) {
            throw new IOException("A computer has the tasks " + tasks);
        }
        return tasks.get(0);
    }

    public List<Employee> employees() {
        return List.copyOf(employees);
    }

    public long reports() {
        return employees.stream().mapToLong(e -> e.book().reports()).sum();
    }

    @Override
    public void close() throws IOException {
        for (Employee employee : employees) {
            employee.close();
        }
    }
}
