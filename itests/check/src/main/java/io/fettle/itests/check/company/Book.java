package io.fettle.itests.check.company;

import io.fettle.api.inventory.InstalledPackage;
import io.fettle.api.inventory.Inventory;
import io.fettle.itests.check.run.BrokenPromiseException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** What one computer sent and what of it was acknowledged. For one thread at a time. */
public final class Book {
    private final Set<Long> acknowledged = new TreeSet<>();
    private long reports;
    private long keptByRelay;
    private long atServer;
    private Inventory acknowledgedInventory;
    private Inventory sentInventory;

    Book(Inventory acknowledgedInventory) {
        this.acknowledgedInventory = acknowledgedInventory;
        this.sentInventory = acknowledgedInventory;
    }

    /** The number of a new report, which from now on may have arrived. */
    long newReport() {
        return ++reports;
    }

    void acknowledged(long report) {
        acknowledged.add(report);
    }

    void keptByRelay(long report) {
        acknowledged.add(report);
        keptByRelay = report;
    }

    /** The highest report that a relay keeps or kept. */
    long keptByRelay() {
        return keptByRelay;
    }

    /** The server says that it has all reports up to this one; it never has fewer than before. */
    void serverHas(long upTo) {
        BrokenPromiseException.require(
                upTo >= atServer && upTo <= reports,
                "the server acknowledges " + upTo + " reports of " + reports + " after it acknowledged " + atServer);
        atServer = upTo;
    }

    void sent(Inventory inventory) {
        sentInventory = inventory;
    }

    void inventoryAcknowledged() {
        acknowledgedInventory = sentInventory;
    }

    public long reports() {
        return reports;
    }

    public int acknowledgedReports() {
        return acknowledged.size();
    }

    /** @param shown numbers of reports as the server shows them, oldest first @return what is wrong; empty is well */
    List<String> compareReports(List<Long> shown) {
        Set<Long> once = new TreeSet<>(shown);
        Set<Long> lost = new TreeSet<>(acknowledged);
        lost.removeAll(once);
        List<String> wrong = new ArrayList<>();
        if (!lost.isEmpty()) {
            wrong.add("acknowledged reports " + lost + " are lost");
        }
        if (once.size() < shown.size()) {
            wrong.add("some reports were taken more than once: " + shown);
        }
        if (!List.copyOf(once).equals(shown) && once.size() == shown.size()) {
            wrong.add("reports were taken out of order: " + shown);
        }
        if (once.stream().anyMatch(n -> n > reports)) {
            wrong.add("reports are shown that were never sent: " + shown + ", sent " + reports);
        }
        return wrong;
    }

    /** @param shown packages as the server shows them @return what is wrong; empty is well */
    List<String> compareInventory(List<String> shown) {
        boolean known = sameAs(acknowledgedInventory, shown) || sameAs(sentInventory, shown);
        return known
                ? List.of()
                : List.of("the inventory is neither the acknowledged one nor the one on its way: it has "
                        + difference(shown));
    }

    private static boolean sameAs(Inventory inventory, List<String> shown) {
        return shown.stream().sorted().toList().equals(lines(inventory));
    }

    private String difference(List<String> shown) {
        Set<String> strange = new HashSet<>(shown);
        strange.removeAll(lines(acknowledgedInventory));
        return shown.size() + " packages, other than acknowledged: " + strange;
    }

    private static List<String> lines(Inventory inventory) {
        return inventory.packages().stream().map(Book::line).sorted().collect(Collectors.toList());
    }

    private static String line(InstalledPackage installed) {
        return installed.item().name() + ' ' + installed.item().version();
    }
}
