package io.fettle.format.openpgp;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** The real gpg in a home of its own; its agent ends with {@link #close}. */
final class Gpg implements AutoCloseable {

    private static final long LIMIT_SECONDS = 60;

    private final Path home;
    private int files;

    Gpg(Path home) {
        this.home = home;
    }

    static boolean isInstalled(String program) throws InterruptedException {
        try {
            Process process = new ProcessBuilder(program, "--version")
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            return process.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS) && process.exitValue() == 0;
        } catch (IOException absent) {
            return false;
        }
    }

    /** Makes a key that only signs; the validity is gpg's: {@code never}, {@code 1y}. */
    void makeKey(String user, String algorithm, String usage, String time, String validity) throws Exception {
        gpg(time, "--quick-gen-key", user, algorithm, usage, validity);
    }

    String fingerprint(String user) throws Exception {
        String listing =
                new String(gpg("20260101T000000", "--with-colons", "--list-keys", user), StandardCharsets.US_ASCII);
        return listing.lines()
                .filter(line -> line.startsWith("fpr:"))
                .map(line -> line.split(":")[9])
                .findFirst()
                .orElseThrow();
    }

    /** As of a time like {@code 20260101T000000}. */
    byte[] gpg(String time, String... arguments) throws Exception {
        List<String> command = new ArrayList<>(
                List.of("gpg", "--homedir", home.toString(), "-q", "--batch", "--yes", "--faked-system-time", time));
        command.addAll(List.of("--pinentry-mode", "loopback", "--passphrase", ""));
        command.addAll(List.of(arguments));
        Path errors = newFile();
        Path output = newFile();
        int status = run(command, output, errors);
        if (status != 0) {
            throw new IllegalStateException(command + " answered " + status + ": " + Files.readString(errors));
        }
        return Files.readAllBytes(output);
    }

    byte[] clearsign(String time, String text, String... options) throws Exception {
        List<String> arguments = new ArrayList<>(List.of(options));
        arguments.addAll(List.of(
                "--output",
                "-",
                "--clearsign",
                file(text.getBytes(StandardCharsets.ISO_8859_1)).toString()));
        return gpg(time, arguments.toArray(String[]::new));
    }

    /** The status words of gpgv that speak about a signature, in order. */
    List<String> gpgv(byte[] ring, byte[] message) throws Exception {
        Path output = newFile();
        Path ringFile = file(ring);
        run(
                List.of(
                        "gpgv",
                        "--homedir",
                        home.toString(),
                        "--status-fd",
                        "1",
                        "--keyring",
                        ringFile.toString(),
                        "--output",
                        newFile().toString(),
                        file(message).toString()),
                output,
                newFile());
        return Files.readAllLines(output, StandardCharsets.ISO_8859_1).stream()
                .filter(line -> line.startsWith("[GNUPG:] "))
                .map(line -> line.split(" ")[1])
                .filter(List.of("GOODSIG", "BADSIG", "EXPKEYSIG", "REVKEYSIG", "EXPSIG", "ERRSIG")::contains)
                .toList();
    }

    Path file(byte[] content) throws IOException {
        return Files.write(newFile(), content);
    }

    @Override
    public void close() throws Exception {
        run(List.of("gpgconf", "--homedir", home.toString(), "--kill", "gpg-agent"), newFile(), newFile());
    }

    Path newFile() {
        return home.resolve("file" + files++);
    }

    private static int run(List<String> command, Path output, Path errors) throws Exception {
        Process process = new ProcessBuilder(command)
                .redirectOutput(output.toFile())
                .redirectError(errors.toFile())
                .start();
        process.getOutputStream().close();
        if (!process.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS)) {
            process.destroyForcibly();
            throw new IllegalStateException(command + " did not end in " + LIMIT_SECONDS + " s");
        }
        return process.exitValue();
    }
}
