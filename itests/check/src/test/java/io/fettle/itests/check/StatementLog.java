package io.fettle.itests.check;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The database's own list of what it was asked to do, and by which thread. For one thread. */
final class StatementLog {
    /** Makes Derby write it. */
    static final String OPTION = "-Dderby.language.logStatementText=true";

    private static final Pattern STATEMENT = Pattern.compile(
            "Thread\\[([^,\\]]+)[^\\]]*\\].*?Executing prepared statement: (.*?) :End prepared statement");

    private final Path file;
    private long read;

    StatementLog(Path state) {
        this.file = state.resolve("log/derby.log");
    }

    /** @param thread that had it executed */
    record Statement(String thread, String text) {
        /** Whether a request was answered by it, at once or through the commit that requests share. */
        boolean ofARequest() {
            return thread.startsWith("qtp") || thread.equals("fettle-group-commit");
        }
    }

    /** What was executed since the last call. */
    List<Statement> news() throws IOException {
        if (!Files.exists(file)) {
            return List.of();
        }
        byte[] bytes;
        try (RandomAccessFile log = new RandomAccessFile(file.toFile(), "r")) {
            log.seek(read);
            bytes = new byte[Math.toIntExact(log.length() - read)];
            log.readFully(bytes);
            read += bytes.length;
        }
        List<Statement> statements = new ArrayList<>();
        Matcher found = STATEMENT.matcher(new String(bytes, StandardCharsets.UTF_8));
        while (found.find()) {
            statements.add(new Statement(found.group(1), found.group(2)));
        }
        return statements;
    }
}
