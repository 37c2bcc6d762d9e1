package io.fettle.itests.check.company;

import com.fasterxml.jackson.databind.JsonNode;
import io.fettle.itests.check.run.BrokenPromiseException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Compares what the server shows with what the computers' books say. */
public final class Truth {
    private final HeadOffice office;
    private final Staff staff;

    public Truth(HeadOffice office, Staff staff) {
        this.office = office;
        this.staff = staff;
    }

    /** Everything acknowledged is there exactly once; what is on its way may be there, once. */
    public void requireAcknowledged() throws IOException, InterruptedException {
        List<String> wrong = new ArrayList<>();
        int computers = office.all("/api/v1/computers").size();
        if (computers != staff.employees().size()) {
            wrong.add(staff.employees().size() + " computers joined, the server has " + computers);
        }
        for (Employee employee : staff.employees()) {
            String path = "/api/v1/computers/" + employee.id();
            List<String> own = new ArrayList<>(employee.book().compareReports(reportsOf(path)));
            own.addAll(employee.book().compareInventory(packagesOf(path)));
            own.forEach(what -> wrong.add("computer " + employee.id() + ": " + what));
        }
        BrokenPromiseException.require(wrong.isEmpty(), String.join("; ", wrong));
    }

    /** Nothing is on its way any more, so everything that was ever sent is there. */
    public void requireEverything() throws IOException, InterruptedException {
        requireAcknowledged();
        for (Employee employee : staff.employees()) {
            int shown = reportsOf("/api/v1/computers/" + employee.id()).size();
            BrokenPromiseException.require(
                    shown == employee.book().reports(),
                    "computer " + employee.id() + " sent " + employee.book().reports() + " reports, the server shows "
                            + shown);
        }
    }

    /** @return whether the server has every report that was ever sent */
    public boolean hasEveryReport() throws IOException, InterruptedException {
        for (Employee employee : staff.employees()) {
            if (reportsOf("/api/v1/computers/" + employee.id()).size()
                    < employee.book().reports()) {
                return false;
            }
        }
        return true;
    }

    private List<Long> reportsOf(String path) throws IOException, InterruptedException {
        List<JsonNode> tasks = office.all(path + "/tasks");
        BrokenPromiseException.require(tasks.size() == 1, path + " has " + tasks.size() + " tasks and got one");
        List<Long> reports = new ArrayList<>();
        for (JsonNode entry : tasks.get(0).path("trace")) {
            JsonNode reason = entry.path("reason");
            if (reason.path("code").asText().equals(Employee.MARK)) {
                reports.add(reason.path("parameters").path("n").asLong());
            }
        }
        return reports;
    }

    private List<String> packagesOf(String path) throws IOException, InterruptedException {
        List<String> packages = new ArrayList<>();
        for (JsonNode installed : office.all(path + "/packages")) {
            packages.add(installed.path("name").asText()
                    + ' '
                    + installed.path("version").asText());
        }
        return packages;
    }
}
