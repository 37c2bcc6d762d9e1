package io.fettle.applier.trust;

import io.fettle.api.deployment.OrderDraft.Step;
import io.fettle.api.inventory.ReplacedPackage;
import io.fettle.api.mirror.MirroredSuite;
import io.fettle.api.mirror.MirroredSuite.Stored;
import io.fettle.applier.RefusedException;
import io.fettle.protocol.Order;
import java.util.HashSet;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * What an order may say, whoever signed it. Its words become arguments of programs and names of files, so they are held
 * against narrow patterns.
 */
final class OrderRules {
    private static final Pattern TASK = Pattern.compile("[A-Za-z0-9][A-Za-z0-9-]{0,63}");
    private static final Pattern URI =
            Pattern.compile("[a-z][a-z0-9+.-]{1,20}:(//[A-Za-z0-9.:\\[\\]_-]+)?/[A-Za-z0-9._~%+/:=,@-]*");
    private static final Pattern RELATIVE = Pattern.compile("[A-Za-z0-9._~^%+:=,@-]+(/[A-Za-z0-9._~^%+:=,@-]+)*/?");
    private static final Pattern COMPONENT = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._+/-]{0,99}");
    private static final long MAX_PACKAGE = 8L << 30;
    private static final long MAX_LIST = 1L << 30;

    private OrderRules() {}

    /** @throws RefusedException naming what is wrong */
    static void check(Order order) {
        require(TASK.matcher(order.taskId()).matches(), "task");
        require(order.steps().stream().anyMatch(Step::upgrades), "nothing to upgrade");
        OrderWords words = OrderWords.of(order.kind());
        Set<String> places = new HashSet<>();
        for (MirroredSuite suite : order.suites()) {
            check(suite, words);
            require(places.add(place(suite.uri(), suite.suite())), "twice " + suite.uri() + ' ' + suite.suite());
        }
        Set<String> packages = new HashSet<>();
        for (Step step : order.steps()) {
            check(step, words);
            require(packages.add(step.name() + ':' + step.arch()), "twice " + step.name());
            require(places.contains(place(step.uri(), step.suite())), "no lists for " + step.name());
        }
    }

    private static void check(Step step, OrderWords words) {
        require(words.isName(step.name()), "package name");
        require(words.isArch(step.arch()), "architecture of " + step.name());
        require(words.isVersion(step.to()), "version of " + step.name());
        require(step.from().isEmpty() || words.isVersion(step.from().get()), "earlier version of " + step.name());
        require(isRelative(step.path()) && words.isPackage(step.path()), "path of " + step.name());
        require(step.size() > 0 && step.size() <= MAX_PACKAGE, "size of " + step.name());
        require(step.replaces().isEmpty() || words.mayReplace(), "what " + step.name() + " replaces");
        for (ReplacedPackage gone : step.replaces()) {
            require(
                    words.isName(gone.name()) && words.isArch(gone.arch()) && words.isVersion(gone.version()),
                    "what " + step.name() + " replaces");
        }
    }

    private static void check(MirroredSuite suite, OrderWords words) {
        require(URI.matcher(suite.uri()).matches() && leadsDown(suite.uri()), "repository");
        require(
                isRelative(suite.suite()) || (suite.suite().isEmpty() && words.mayLackSuite()),
                "suite of " + suite.uri());
        requireSize(suite.release());
        suite.signature().ifPresent(OrderRules::requireSize);
        for (MirroredSuite.Index index : suite.indexes()) {
            require(isRelative(index.path()) && words.isList(index.path()), "list of " + suite.uri());
            require(
                    index.component().isEmpty()
                            || (COMPONENT.matcher(index.component()).matches() && leadsDown(index.component())),
                    "component of " + suite.uri());
            require(words.isListArch(index.arch()), "architecture of a list of " + suite.uri());
            requireSize(index.stored());
            requireSize(index.plain());
        }
    }

    private static void requireSize(Stored stored) {
        require(stored.size() >= 0 && stored.size() <= MAX_LIST, "size of a list");
    }

    private static boolean isRelative(String path) {
        return RELATIVE.matcher(path).matches() && leadsDown(path);
    }

    private static boolean leadsDown(String path) {
        for (String part : path.split("/", -1)) {
            if (part.equals("..")) {
                return false;
            }
        }
        return true;
    }

    private static String place(String uri, String suite) {
        return (uri.endsWith("/") ? uri : uri + '/') + ' ' + suite;
    }

    private static void require(boolean holds, String what) {
        RefusedException.require(holds, "order.not_allowed", "what", what);
    }
}
