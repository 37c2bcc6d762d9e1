package io.fettle.launcher;

import io.fettle.launcher.VersionComparison.Answer;
import io.fettle.version.VersionOrder;
import io.fettle.version.VersionOrders;
import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.util.List;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code fettle compare ECOSYSTEM [A B]}. Exit status 0 when every pair was answered, 2 when one was not, 1 for a broken stream. */
@Command(
        name = "compare",
        description = "Compare versions as deb, rpm, apk, semver or windows see them: prints <, = or >.",
        footerHeading = Main.EXAMPLES,
        footer = {
            "  ./fettle compare deb 1.0~rc1 1.0        prints <",
            "  ./fettle compare rpm < pairs.tsv        a tab between the two of a pair",
            "",
            "Without A and B, pairs are read from standard input, one a line with a tab between the versions, and answered line "
                    + "by line. Where no order can be told the answer is ? and the exit status 2."
        })
final class CompareCommand implements Callable<Integer> {
    private static final int UNANSWERED = 2;

    private final InputStream in;
    private final OutputStream out;

    @Spec
    CommandSpec spec = CommandSpec.create();

    @Option(
            names = "--strict",
            description = "Refuse, too, what dpkg, rpm or apk compare but would not accept in a package")
    boolean strict;

    @Parameters(index = "0", paramLabel = "ECOSYSTEM", description = "deb, rpm, apk, semver or windows")
    String ecosystem = "";

    @Parameters(index = "1..*", arity = "0..2", paramLabel = "VERSION", description = "two versions, or none")
    List<String> versions = List.of();

    CompareCommand() {
        this(new FileInputStream(FileDescriptor.in), new FileOutputStream(FileDescriptor.out));
    }

    CompareCommand(InputStream in, OutputStream out) {
        this.in = in;
        this.out = out;
    }

    /** A start of its own: it needs neither the other commands nor their libraries, and takes half the time. */
    public static void main(String[] arguments) {
        System.exit(Main.prepared(new CommandLine(new CompareCommand()).setCommandName("fettle compare"))
                .execute(arguments));
    }

    @Override
    public Integer call() {
        VersionOrder order = VersionOrders.find(ecosystem)
                .orElseThrow(() -> new ParameterException(
                        spec.commandLine(),
                        "there is no version order " + VersionComparison.quoted(ecosystem) + ", only "
                                + String.join(", ", new TreeSet<>(VersionOrders.ecosystems()))));
        VersionComparison comparison = new VersionComparison(ecosystem, order, strict);
        if (versions.isEmpty()) {
            return stream(comparison);
        }
        if (versions.size() != 2) {
            throw new ParameterException(
                    spec.commandLine(), "two versions are compared, not " + versions.size() + "; see --help");
        }
        return answer(comparison.compare(versions.get(0), versions.get(1)));
    }

    private int answer(Answer answer) {
        PrintWriter remarks = spec.commandLine().getErr();
        answer.remarks().forEach(remark -> remarks.println("fettle: " + (answer.known() ? "warning: " : "") + remark));
        if (answer.known()) {
            spec.commandLine().getOut().println(answer.sign());
        }
        return answer.known() ? 0 : UNANSWERED;
    }

    private int stream(VersionComparison comparison) {
        try {
            boolean all =
                    new ComparisonStream(comparison, in, out, spec.commandLine().getErr()).run();
            return all ? 0 : UNANSWERED;
        } catch (IOException e) {
            throw new LauncherException("the comparison broke off: " + e.getMessage(), e);
        }
    }
}
