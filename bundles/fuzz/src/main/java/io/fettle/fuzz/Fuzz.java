package io.fettle.fuzz;

import io.fettle.fuzz.Inputs.Amount;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Gives a parser good input and then everything that can be made of it: cut off at every boundary, with hostile pieces in
 * it, damaged. The parser either succeeds or fails the one way it declares, with words, within bounded memory and time,
 * and what it failed on changes nothing.
 *
 * <p>The system property {@code fettle.fuzz.factor} makes it so many times longer, {@code fettle.fuzz.seed} chooses other
 * damage. A failure names its seed, and shows the input.
 */
public final class Fuzz {
    private static final long FREE_BYTES = 4L << 20;
    private static final int BYTES_PER_BYTE = 100;
    private static final Duration CPU = Duration.ofSeconds(20);
    private static final Duration STANDSTILL = Duration.ofMinutes(5);
    private static final int MAX_WORDS = 4_000;
    private static final int SHOWN = 4_000;

    private final String what;
    private final List<byte[]> good;
    private final long seed;
    private Set<Class<? extends Throwable>> declared = Set.of();
    private Amount amount = Amount.USUAL;
    private long freeBytes = FREE_BYTES;
    private Supplier<?> state = () -> "";
    private boolean lenient;

    private Fuzz(String what, List<byte[]> good) {
        this.what = what;
        this.good = good;
        this.seed = Long.getLong("fettle.fuzz.seed", what.hashCode());
    }

    /** Reads one input; whatever it throws and has not declared is a finding. */
    @FunctionalInterface
    public interface Reading {
        void read(byte[] input) throws Exception;
    }

    /** How many inputs came through and how many did not. */
    public record Verdicts(int accepted, int refused) {}

    /** @param good inputs that the parser accepts */
    public static Fuzz of(String what, byte[]... good) {
        return new Fuzz(what, List.of(good));
    }

    public static Fuzz of(String what, String... good) {
        return new Fuzz(
                what,
                List.of(good).stream()
                        .map(text -> text.getBytes(StandardCharsets.UTF_8))
                        .toList());
    }

    /** The one way to fail. At least one input has to do so. */
    @SafeVarargs
    public final Fuzz declares(Class<? extends Throwable>... failures) {
        declared = Set.of(failures);
        return this;
    }

    /** It passes over what it does not understand: nothing at all has to be refused. */
    public Fuzz lenient() {
        lenient = true;
        return this;
    }

    /** Of damage, for each good input. */
    public Fuzz rounds(int number) {
        amount = new Amount(amount.cuts(), amount.places(), number);
        return this;
    }

    /** Fewer inputs of each kind, for what takes a millisecond or more to read: a file, a signature, a request. */
    public Fuzz sparingly() {
        amount = Amount.SPARING;
        return this;
    }

    /** May be allocated for one input, beside a hundred times its length. */
    public Fuzz within(long bytes) {
        freeBytes = bytes;
        return this;
    }

    /** What an input that is refused must leave as it was. */
    public Fuzz leaving(Supplier<?> stateNow) {
        state = stateNow;
        return this;
    }

    public Verdicts check(Reading reading) {
        Run run = new Run(reading);
        Thread thread = new Thread(run, "fettle-fuzz");
        thread.setDaemon(true);
        thread.start();
        try {
            while (thread.isAlive()) {
                String before = run.now.get();
                int done = run.done;
                thread.join(STANDSTILL.toMillis());
                if (thread.isAlive() && run.done == done) {
                    AssertionError endless = new AssertionError(what + " does not come to an end with " + before);
                    endless.setStackTrace(thread.getStackTrace());
                    throw endless;
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(what + " was interrupted", e);
        }
        return run.verdicts();
    }

    private final class Run implements Runnable {
        private final Reading reading;
        private final AtomicReference<String> now = new AtomicReference<>("");
        private volatile int done;
        private volatile @Nullable Throwable failure;
        private int accepted;
        private int refused;

        Run(Reading reading) {
            this.reading = reading;
        }

        @Override
        public void run() {
            try {
                for (byte[] input : good) {
                    reading.read(input);
                    new Inputs(seed, amount).of(input, this::take);
                }
            } catch (Throwable e) { // boundary of the thread: whoever waits for it rethrows it
                failure = e;
            }
        }

        private void take(String how, byte[] input) {
            now.set(how + " of seed " + seed);
            Object before = state.get();
            Meter meter = Meter.start();
            try {
                reading.read(input);
                accepted++;
            } catch (Throwable e) { // an Error is a finding as well
                long allocated = meter.allocatedBytes();
                refuse(e, input);
                require(Objects.equals(before, state.get()), "changed something before it refused", input, e);
                require(allocated <= bound(input), "allocated " + allocated + " bytes before it refused", input, e);
                refused++;
            }
            long allocated = meter.allocatedBytes();
            require(allocated <= bound(input), "allocated " + allocated + " bytes for", input, null);
            require(meter.cpuNanos() <= CPU.toNanos(), "worked for over " + CPU + " on", input, null);
            done++;
        }

        private long bound(byte[] input) {
            return freeBytes + (long) BYTES_PER_BYTE * input.length;
        }

        private void refuse(Throwable e, byte[] input) {
            require(
                    declared.stream().anyMatch(type -> type.isInstance(e)),
                    "failed otherwise than it declares on",
                    input,
                    e);
            String words = Objects.requireNonNullElse(e.getMessage(), "");
            require(!words.isBlank(), "gave no words for", input, e);
            require(words.length() <= MAX_WORDS, "gave " + words.length() + " characters of words for", input, e);
        }

        private void require(boolean holds, String how, byte[] input, @Nullable Throwable cause) {
            if (!holds) {
                String shown = new String(input, 0, Math.min(input.length, SHOWN), StandardCharsets.ISO_8859_1);
                throw new AssertionError(
                        what + " " + how + " " + now.get() + ", " + input.length + " bytes: " + shown, cause);
            }
        }

        Verdicts verdicts() {
            Throwable failed = failure;
            if (failed instanceof AssertionError finding) {
                throw finding;
            }
            if (failed != null) {
                throw new AssertionError(what + " does not take good input", failed);
            }
            if (refused == 0 && !lenient) {
                throw new AssertionError(what + " refuses nothing at all");
            }
            return new Verdicts(accepted, refused);
        }
    }
}
