package io.fettle.launcher;

import java.io.PrintStream;
import java.time.Duration;
import java.util.function.Supplier;

/**
 * Steps on the terminal: one line each, rewritten while it lasts where the output is a terminal. Elsewhere nothing is
 * rewritten: what lasts longer is said in a line of its own.
 */
final class Progress {
    private static final Duration PAUSE = Duration.ofMillis(200);
    private static final int WIDTH = 78;

    private final PrintStream out;
    private final boolean terminal;

    Progress(PrintStream out, boolean terminal) {
        this.out = out;
        this.terminal = terminal;
    }

    static Progress onConsole() {
        boolean terminal = System.console() != null && !"dumb".equals(System.getenv("TERM"));
        return new Progress(System.out, terminal);
    }

    void step(String text) {
        clear();
        out.println("  " + text);
    }

    void now(String text) {
        if (terminal) {
            out.print("\r  " + pad(text + " ..."));
            out.flush();
        }
    }

    /**
     * Looks again and again until {@code look} is done.
     *
     * @return false where {@code limit} passed first
     */
    boolean await(Duration limit, Supplier<Look> look) {
        long begin = System.nanoTime();
        WaitLines lines = new WaitLines();
        String last = "";
        while (System.nanoTime() - begin < limit.toNanos()) {
            Look seen = look.get();
            if (seen.done()) {
                clear();
                return true;
            }
            if (!terminal) {
                lines.next(seen.text(), Duration.ofNanos(System.nanoTime() - begin))
                        .ifPresent(this::step);
            } else if (!seen.text().equals(last)) {
                now(seen.text());
                last = seen.text();
            }
            pause();
        }
        clear();
        return false;
    }

    private void clear() {
        if (terminal) {
            out.print("\r" + pad("") + "\r");
            out.flush();
        }
    }

    private static String pad(String text) {
        return String.format("%-" + WIDTH + "s", text.length() > WIDTH ? text.substring(0, WIDTH) : text);
    }

    private static void pause() {
        try {
            java.util.concurrent.TimeUnit.MILLISECONDS.sleep(PAUSE.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new LauncherException("interrupted", e);
        }
    }

    /** What was seen: whether it is done, and what to show while it is not. */
    record Look(boolean done, String text) {
        static Look finished() {
            return new Look(true, "");
        }

        static Look waiting(String text) {
            return new Look(false, text);
        }
    }
}
