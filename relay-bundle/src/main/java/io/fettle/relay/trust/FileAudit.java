package io.fettle.relay.trust;

import io.fettle.api.Digest;
import io.fettle.api.audit.Audit;
import io.fettle.api.audit.AuditEntry;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * A relay's audit: one line an entry, each chained to the one before it, forced to disk before the call returns. Two files
 * of 16 MiB at most. Thread-safe.
 */
@Component
public final class FileAudit implements Audit {
    private static final long MAX_FILE = 16L << 20;
    private static final String NAME = "audit.log";
    private static final Pattern WHOLE_LINE = Pattern.compile("\t([0-9a-f]{64})(?:\n|\\z)");
    private static final Pattern HOSTILE = Pattern.compile("[\\p{Cc}\\p{Zl}\\p{Zp}]");

    private final Path file;
    private String chain;

    @Activate
    public FileAudit(@Reference RelaySettings settings) {
        this(settings.state("audit").file(NAME));
    }

    FileAudit(Path file) {
        this.file = file;
        this.chain = lastChain();
    }

    @Override
    public synchronized void record(AuditEntry entry) {
        String content = line(entry);
        String next =
                Digest.of((chain + content).getBytes(StandardCharsets.UTF_8)).hex();
        try {
            if (Files.exists(file) && Files.size(file) > MAX_FILE) {
                Files.move(file, aside(), StandardCopyOption.REPLACE_EXISTING);
            }
            append(content + "\t" + next + "\n");
            chain = next;
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot write " + file + ": check its owner and free space", e);
        }
    }

    private void append(String line) throws IOException {
        try (FileChannel out = FileChannel.open(
                file, StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.APPEND)) {
            ByteBuffer bytes = ByteBuffer.wrap(line.getBytes(StandardCharsets.UTF_8));
            while (bytes.hasRemaining()) {
                out.write(bytes);
            }
            out.force(false);
        }
    }

    /** The hash of the last whole line; what a crash cut off gets a line of its own. */
    private String lastChain() {
        Path last = Files.exists(file) ? file : aside();
        try {
            if (!Files.exists(last)) {
                return "";
            }
            String text = Files.readString(last, StandardCharsets.ISO_8859_1);
            if (!text.isEmpty() && !text.endsWith("\n") && last.equals(file)) {
                append("\n");
            }
            String hash = "";
            for (Matcher whole = WHOLE_LINE.matcher(text); whole.find(); ) {
                hash = whole.group(1);
            }
            return hash;
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read " + file, e);
        }
    }

    private Path aside() {
        return file.resolveSibling(NAME + ".1");
    }

    private static String line(AuditEntry entry) {
        StringBuilder line = new StringBuilder();
        line.append(entry.at()).append('\t').append(clean(entry.actor())).append('\t');
        line.append(clean(entry.action()))
                .append('\t')
                .append(clean(entry.subject()))
                .append('\t');
        line.append(entry.outcome());
        for (Map.Entry<String, String> detail : new TreeMap<>(entry.details()).entrySet()) {
            line.append('\t').append(clean(detail.getKey())).append('=').append(clean(detail.getValue()));
        }
        return line.toString();
    }

    /** One event is one line, whatever somebody calls himself. */
    private static String clean(String text) {
        return HOSTILE.matcher(text).replaceAll("?");
    }
}
