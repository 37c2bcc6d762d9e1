package io.fettle.agent.hand;

import io.fettle.api.FettleException;
import java.io.InputStream;
import java.time.Duration;
import java.util.List;

/** Runs programs of the operating system. Blocks within the limit given. */
public interface Commands {
    /**
     * Runs a program and gives its output to somebody while it comes.
     *
     * @param command the program and its arguments, never a shell
     * @param limit after this the program is killed
     * @param output reads what it says on standard output
     * @throws FettleException where the program cannot be started or takes too long
     */
    <T> Ended<T> run(List<String> command, Duration limit, Reader<T> output);

    /** Takes the output of a program. */
    @FunctionalInterface
    interface Reader<T> {
        T read(InputStream output) throws java.io.IOException;
    }

    /** @param errors the first bytes of what the program said on standard error */
    record Ended<T>(int status, T output, String errors) {}

    /** Up to {@code max} bytes of text; a program that says more is broken off. */
    static Reader<String> text(int max) {
        return in -> {
            byte[] bytes = in.readNBytes(max + 1);
            if (bytes.length > max) {
                throw new java.io.IOException("It said over " + max + " bytes");
            }
            return new String(bytes, java.nio.charset.StandardCharsets.UTF_8);
        };
    }
}
