package io.fettle.applier.dnf;

import io.fettle.api.Reason;
import io.fettle.applier.RefusedException;
import io.fettle.applier.process.Commands;
import io.fettle.applier.process.Commands.Ended;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * dnf, used through its own library with the interpreter that it is run by: there what it would do and what it does come
 * from one and the same solution. Blocks for hours at most.
 */
final class Dnf {
    private static final Duration PLAN_LIMIT = Duration.ofMinutes(5);
    /** Longer than anything: a run that is broken off has to be healed. */
    private static final Duration RUN_LIMIT = Duration.ofHours(6);

    private static final String SCRIPT = "dnf-order.py";
    private static final Path PROGRAM = Path.of("/usr/bin/dnf");
    private static final int MAX_LINE = 200;
    private static final Pattern INTERPRETER =
            Pattern.compile("#!\\s*(/usr/(?:bin|libexec)/[A-Za-z0-9._-]+)(?:\\s.*)?");

    private final Path root;
    private final Commands commands;

    Dnf(Path root, Commands commands) {
        this.root = root;
        this.commands = commands;
    }

    /** How its owner set it up. @param own a directory of our own */
    Answer setup(Path own) {
        Answer answer = Answer.of(commands.ask(command("setup", own, List.of()), PLAN_LIMIT));
        answer.failed().ifPresent(why -> {
            throw new RefusedException(why);
        });
        return answer;
    }

    /** @param order what it shall do; written by {@link DnfRun} */
    Answer plan(Path own, Path order) {
        return Answer.of(commands.ask(command("plan", own, List.of(order.toString())), PLAN_LIMIT));
    }

    /** Tells dnf that these packages are there because others need them. */
    Answer mark(Path own, Path order) {
        return Answer.of(commands.ask(command("mark", own, List.of(order.toString())), PLAN_LIMIT));
    }

    Ended run(Path own, Path order, Path log, Consumer<ProcessHandle> started) {
        return commands.act(command("run", own, List.of(order.toString())), RUN_LIMIT, log, started);
    }

    private List<String> command(String action, Path own, List<String> more) {
        List<String> command =
                new ArrayList<>(List.of(interpreter(), "-I", "-B", "-c", script(), action, own.toString()));
        command.add(root.toString());
        command.addAll(more);
        return command;
    }

    private static String interpreter() {
        try (InputStream in = Files.newInputStream(PROGRAM)) {
            String beginning = new String(in.readNBytes(MAX_LINE), StandardCharsets.ISO_8859_1);
            Matcher line = INTERPRETER.matcher(beginning.lines().findFirst().orElse(""));
            if (line.matches()) {
                return line.group(1);
            }
        } catch (IOException e) {
            // The same as one that is no script of Python's.
        }
        throw new RefusedException(Reason.of("dnf.absent", "program", PROGRAM.toString()));
    }

    private static String script() {
        try (InputStream in = Objects.requireNonNull(Dnf.class.getResourceAsStream(SCRIPT), SCRIPT)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
