package io.fettle.agent.scan.rpm;

import io.fettle.agent.hand.Commands;
import io.fettle.agent.hand.Commands.Ended;
import io.fettle.agent.scan.ScanError;
import io.fettle.agent.scan.TextFiles;
import io.fettle.api.FettleException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * dnf, asked through its own library with the interpreter that it is run by: its command line answers what it would upgrade
 * to root alone, and how it is set up to nobody. Blocks up to two minutes.
 */
final class Dnf {
    private static final Duration LIMIT = Duration.ofSeconds(120);
    private static final int MAX_OUTPUT = 8 << 20;
    private static final String SCRIPT = "dnf-facts.py";
    private static final Pattern INTERPRETER =
            Pattern.compile("#!\\s*(/usr/(?:bin|libexec)/[A-Za-z0-9._-]+)(?:\\s.*)?");
    private static final Path PROGRAM = Path.of("/usr/bin/dnf");

    private final Path root;
    private final Path own;
    private final Commands commands;

    /** @param own a directory that only the agent writes to */
    Dnf(Path root, Path own, Commands commands) {
        this.root = root;
        this.own = own;
        this.commands = commands;
    }

    /** Empty where there is no dnf that can be asked. */
    Optional<DnfFacts> ask() {
        return interpreter().map(this::ask);
    }

    private static Optional<String> interpreter() {
        Matcher line = INTERPRETER.matcher(TextFiles.firstLine(PROGRAM));
        return line.matches() ? Optional.of(line.group(1)) : Optional.empty();
    }

    private DnfFacts ask(String interpreter) {
        List<String> command = List.of(interpreter, "-I", "-B", "-c", script(), own.toString(), root.toString());
        Ended<String> ended = commands.run(command, LIMIT, Commands.text(MAX_OUTPUT));
        if (ended.status() != 0) {
            String errors = ended.errors().strip();
            String last = errors.substring(errors.lastIndexOf('\n') + 1);
            throw new FettleException(ScanError.DNF_FAILED, "dnf does not tell how it is set up: " + last);
        }
        return DnfFacts.parse(ended.output());
    }

    private static String script() {
        try (InputStream in = Objects.requireNonNull(Dnf.class.getResourceAsStream(SCRIPT), SCRIPT)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
