package io.fettle.agent.stage;

import io.fettle.api.FettleException;
import io.fettle.api.deployment.OrderDraft.Step;
import io.fettle.api.mirror.MirroredSuite;
import io.fettle.protocol.Order;
import java.util.HashSet;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * What an order may say, whoever signed it. Its words become arguments of programs and names of files, so they are held
 * against narrow patterns; the applier does the same again.
 */
final class OrderRules {
    private static final Pattern TASK = Pattern.compile("[A-Za-z0-9][A-Za-z0-9-]{0,63}");
    private static final Pattern URI =
            Pattern.compile("[a-z][a-z0-9+.-]{1,20}:(//[A-Za-z0-9.:\\[\\]_-]+)?/[A-Za-z0-9._~%+/:=,@-]*");
    private static final Pattern RELATIVE = Pattern.compile("[A-Za-z0-9._~^%+:=,@-]+(/[A-Za-z0-9._~^%+:=,@-]+)*/?");
    private static final long MAX_PACKAGE = 8L << 30;
    private static final long MAX_LIST = 1L << 30;

    private OrderRules() {}

    /** @throws FettleException naming what is wrong */
    static void check(Order order) {
        require(isTask(order.taskId()), "its task cannot be a name");
        require(!order.steps().isEmpty(), "it has no steps");
        OrderWords words = OrderWords.of(order.kind());
        Set<String> places = new HashSet<>();
        for (MirroredSuite suite : order.suites()) {
            check(suite, words);
            places.add(place(suite.uri(), suite.suite()));
        }
        Set<String> packages = new HashSet<>();
        for (Step step : order.steps()) {
            check(step, words);
            require(packages.add(step.name() + ':' + step.arch()), "it names " + step.name() + " twice");
            require(
                    places.contains(place(step.uri(), step.suite())),
                    "it takes " + step.name() + " from a repository whose lists it does not bring");
        }
    }

    static boolean isTask(String id) {
        return TASK.matcher(id).matches();
    }

    private static void check(Step step, OrderWords words) {
        require(words.isName(step.name()), "it names a package that cannot be");
        require(words.isArch(step.arch()), step.name() + " has an architecture that cannot be");
        require(words.isVersion(step.to()), step.name() + " has a version that cannot be");
        require(step.from().isEmpty() || words.isVersion(step.from().get()), step.name() + " comes from nowhere");
        require(isUri(step.uri()) && isSuite(step.suite(), words), step.name() + " comes from a place that cannot be");
        require(step.component().isEmpty() || isRelative(step.component()), step.name() + " has no real component");
        require(isRelative(step.path()), step.name() + " has a path that leads elsewhere");
        require(step.size() > 0 && step.size() <= MAX_PACKAGE, step.name() + " has a size that cannot be");
    }

    private static void check(MirroredSuite suite, OrderWords words) {
        require(isUri(suite.uri()) && isSuite(suite.suite(), words), "one of its repositories cannot be");
        requireSize(suite.release());
        suite.signature().ifPresent(OrderRules::requireSize);
        for (MirroredSuite.Index index : suite.indexes()) {
            require(isRelative(index.path()), "one of its lists has a path that leads elsewhere");
            requireSize(index.stored());
            requireSize(index.plain());
        }
    }

    private static void requireSize(MirroredSuite.Stored stored) {
        require(stored.size() >= 0 && stored.size() <= MAX_LIST, "one of its lists has a size that cannot be");
    }

    private static boolean isUri(String uri) {
        return URI.matcher(uri).matches() && !uri.contains("/../") && !uri.endsWith("/..");
    }

    private static boolean isSuite(String suite, OrderWords words) {
        return isRelative(suite) || (suite.isEmpty() && words.mayLackSuite());
    }

    private static boolean isRelative(String path) {
        for (String part : path.split("/", -1)) {
            if (part.equals("..")) {
                return false;
            }
        }
        return RELATIVE.matcher(path).matches();
    }

    private static String place(String uri, String suite) {
        return (uri.endsWith("/") ? uri : uri + '/') + ' ' + suite;
    }

    private static void require(boolean holds, String why) {
        if (!holds) {
            throw new FettleException(StageError.BAD_ORDER, "An order is not taken: " + why);
        }
    }
}
