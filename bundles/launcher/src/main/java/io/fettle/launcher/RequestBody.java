package io.fettle.launcher;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Path;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;

/** What {@code --data} stands for: the text itself, {@code @FILE}, or {@code @-} for standard input. */
final class RequestBody {
    /** Bytes that are taken from standard input. */
    private static final int MAX_INPUT = 64 << 20;

    private RequestBody() {}

    static BodyPublisher of(CommandLine command, String data, InputStream input) {
        if (!data.startsWith("@")) {
            return BodyPublishers.ofString(data);
        }
        return data.equals("@-") ? all(command, input) : file(command, data.substring(1));
    }

    private static BodyPublisher file(CommandLine command, String name) {
        try {
            return BodyPublishers.ofFile(GivenFile.readable(command, Path.of(name)));
        } catch (FileNotFoundException e) {
            throw new ParameterException(command, "there is no such file: " + name, e);
        }
    }

    private static BodyPublisher all(CommandLine command, InputStream input) {
        try {
            byte[] bytes = input.readNBytes(MAX_INPUT + 1);
            if (bytes.length > MAX_INPUT) {
                throw new ParameterException(command, "more than " + MAX_INPUT + " bytes on standard input");
            }
            return BodyPublishers.ofByteArray(bytes);
        } catch (IOException e) {
            throw new LauncherException("standard input cannot be read (" + e.getMessage() + ")", e);
        }
    }
}
