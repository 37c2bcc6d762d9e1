package io.fettle.applier.trust;

import io.fettle.api.deployment.OrderDraft.Step;
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
    private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9+.-]{1,199}");
    private static final Pattern ARCH = Pattern.compile("[a-z0-9][a-z0-9-]{0,39}");
    private static final Pattern VERSION = Pattern.compile("[A-Za-z0-9][A-Za-z0-9.+~:-]{0,199}");
    private static final Pattern URI =
            Pattern.compile("[a-z][a-z0-9+.-]{1,20}:(//[A-Za-z0-9.:\\[\\]_-]+)?/[A-Za-z0-9._~%+/:=,@-]*");
    private static final Pattern RELATIVE = Pattern.compile("[A-Za-z0-9._~%+:=,@-]+(/[A-Za-z0-9._~%+:=,@-]+)*/?");
    private static final Pattern COMPONENT = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._+/-]{0,99}");
    private static final Pattern LIST = Pattern.compile("(.*/)?Packages(\\.xz|\\.gz)?");
    private static final long MAX_PACKAGE = 8L << 30;
    private static final long MAX_LIST = 1L << 30;

    private OrderRules() {}

    /** @throws RefusedException naming what is wrong */
    static void check(Order order) {
        require(TASK.matcher(order.taskId()).matches(), "task");
        require(order.steps().stream().anyMatch(step -> step.from().isPresent()), "nothing to upgrade");
        Set<String> places = new HashSet<>();
        for (MirroredSuite suite : order.suites()) {
            check(suite);
            require(places.add(place(suite.uri(), suite.suite())), "twice " + suite.uri() + ' ' + suite.suite());
        }
        Set<String> packages = new HashSet<>();
        for (Step step : order.steps()) {
            check(step);
            require(packages.add(step.name() + ':' + step.arch()), "twice " + step.name());
            require(places.contains(place(step.uri(), step.suite())), "no lists for " + step.name());
        }
    }

    private static void check(Step step) {
        require(NAME.matcher(step.name()).matches(), "package name");
        require(ARCH.matcher(step.arch()).matches(), "architecture of " + step.name());
        require(VERSION.matcher(step.to()).matches(), "version of " + step.name());
        require(
                step.from().isEmpty() || VERSION.matcher(step.from().get()).matches(),
                "earlier version of " + step.name());
        require(isRelative(step.path()) && step.path().endsWith(".deb"), "path of " + step.name());
        require(step.size() > 0 && step.size() <= MAX_PACKAGE, "size of " + step.name());
    }

    private static void check(MirroredSuite suite) {
        require(URI.matcher(suite.uri()).matches() && leadsDown(suite.uri()), "repository");
        require(isRelative(suite.suite()), "suite of " + suite.uri());
        requireSize(suite.release());
        suite.signature().ifPresent(OrderRules::requireSize);
        for (MirroredSuite.Index index : suite.indexes()) {
            require(isRelative(index.path()) && LIST.matcher(index.path()).matches(), "list of " + suite.uri());
            require(
                    index.component().isEmpty()
                            || (COMPONENT.matcher(index.component()).matches() && leadsDown(index.component())),
                    "component of " + suite.uri());
            require(ARCH.matcher(index.arch()).matches(), "architecture of a list of " + suite.uri());
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
