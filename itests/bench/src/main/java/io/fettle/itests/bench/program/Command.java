package io.fettle.itests.bench.program;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Runs a program to its end. */
public final class Command {
    private static final long LIMIT_MINUTES = 10;
    /** The shell's own times come first, then those of its children: user and system. */
    private static final Pattern TIMES =
            Pattern.compile("(\\d+)m([0-9.]+)s (\\d+)m([0-9.]+)s\\s+(\\d+)m([0-9.]+)s (\\d+)m([0-9.]+)s\\s*$");

    private Command() {}

    /** @return what it wrote @throws IOException where it fails, with the last of what it wrote */
    public static String output(List<String> words) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(words).redirectErrorStream(true).start();
        process.getOutputStream().close();
        String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (!process.waitFor(LIMIT_MINUTES, TimeUnit.MINUTES)) {
            process.destroyForcibly();
            throw new IOException(words.get(0) + " did not end within " + LIMIT_MINUTES + " minutes");
        }
        if (process.exitValue() != 0) {
            throw new IOException(words.get(0) + " failed: " + text.substring(Math.max(0, text.length() - 500)));
        }
        return text;
    }

    /** What a program takes, with its children; the words are passed on as they are. */
    public static Cost cost(List<String> words) throws IOException, InterruptedException {
        List<String> timed = new ArrayList<>(List.of("/bin/sh", "-c", "\"$@\" >/dev/null || exit 1; times", "sh"));
        timed.addAll(words);
        long start = System.nanoTime();
        String text = output(timed);
        double wall = (System.nanoTime() - start) / 1e6;
        Matcher times = TIMES.matcher(text);
        if (!times.find()) {
            throw new IOException("The shell does not tell times: " + text);
        }
        return new Cost(wall, millis(times, 5) + millis(times, 7));
    }

    private static double millis(Matcher times, int group) {
        return Integer.parseInt(times.group(group)) * 60_000.0 + Double.parseDouble(times.group(group + 1)) * 1000;
    }
}
