package io.fettle.launcher;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;

/** A file that was named on the command line. */
final class GivenFile {
    private GivenFile() {}

    /** @throws ParameterException where it is not a file with something in it that can be read */
    static Path readable(CommandLine command, Path file) {
        String wrong = wrong(file);
        if (!wrong.isEmpty()) {
            throw new ParameterException(command, wrong + ": " + file);
        }
        return file;
    }

    private static String wrong(Path file) {
        if (!Files.exists(file)) {
            return "there is no such file";
        }
        if (Files.isDirectory(file)) {
            return "this is a directory, not a file";
        }
        if (!Files.isReadable(file)) {
            return "this file may not be read by you";
        }
        try {
            return Files.isRegularFile(file) && Files.size(file) == 0 ? "this file is empty" : "";
        } catch (IOException e) {
            return "this file cannot be read (" + e.getMessage() + ")";
        }
    }
}
