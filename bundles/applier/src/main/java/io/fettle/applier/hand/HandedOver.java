package io.fettle.applier.hand;

import io.fettle.api.Digest;
import io.fettle.api.Reason;
import io.fettle.applier.RefusedException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.SecureDirectoryStream;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.nio.file.attribute.UserPrincipal;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * One hand-over directory {@code T.ready} and the result beside it. The agent's user may change anything in there at any
 * time, so everything goes through directories opened once, links are not followed, and only plain files count that belong
 * to the user to whom the directories belong: a hard link to somebody else's file is not taken. (How many links a file
 * has says nothing: the agent itself hands its files over as hard links.) Not thread-safe.
 */
public final class HandedOver implements AutoCloseable {
    public static final String READY = ".ready";

    private static final Pattern NAME = Pattern.compile("([A-Za-z0-9][A-Za-z0-9-]{0,63})\\.ready");
    private static final String RESULT = ".result";
    private static final String UNFINISHED = ".result.unfinished";
    private static final String CONTENT = "content";
    private static final int MAX_RESULT = 8 << 20;
    private static final int BUFFER = 64 * 1024;
    private static final Set<OpenOption> READ = Set.of(StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS);
    private static final Set<OpenOption> CREATE =
            Set.of(StandardOpenOption.WRITE, StandardOpenOption.CREATE_NEW, LinkOption.NOFOLLOW_LINKS);

    private final String task;
    private final SecureDirectoryStream<Path> spool;
    private final SecureDirectoryStream<Path> ready;
    private final UserPrincipal agent;

    private HandedOver(String task, SecureDirectoryStream<Path> spool, SecureDirectoryStream<Path> ready)
            throws IOException {
        this.task = task;
        this.spool = spool;
        this.ready = ready;
        PosixFileAttributes attributes = attributes(ready);
        this.agent = attributes.owner();
        PosixFileAttributes around = attributes(spool);
        if (!around.owner().equals(agent)
                || around.permissions().contains(PosixFilePermission.GROUP_WRITE)
                || around.permissions().contains(PosixFilePermission.OTHERS_WRITE)) {
            throw new IOException("The hand-over of task " + task + " and the directory around it must belong to one"
                    + " user, and nobody else may write there");
        }
    }

    /** @throws IOException where it is not a hand-over directory */
    public static HandedOver open(Path directory) throws IOException {
        Path name = directory.getFileName();
        Path parent = directory.toAbsolutePath().getParent();
        Matcher matcher = NAME.matcher(String.valueOf(name));
        if (name == null || parent == null || !matcher.matches()) {
            throw new IOException("Not a hand-over directory, which is called TASK.ready: " + directory);
        }
        SecureDirectoryStream<Path> spool = secure(Files.newDirectoryStream(parent));
        @Nullable SecureDirectoryStream<Path> ready = null;
        boolean done = false;
        try {
            ready = spool.newDirectoryStream(name, LinkOption.NOFOLLOW_LINKS);
            HandedOver handedOver = new HandedOver(matcher.group(1), spool, ready);
            done = true;
            return handedOver;
        } finally {
            if (!done) {
                spool.close();
                if (ready != null) {
                    ready.close();
                }
            }
        }
    }

    public String task() {
        return task;
    }

    /** @throws RefusedException where it is missing, too long or not a file of the agent's */
    public byte[] read(String name, int max) throws IOException {
        try (SeekableByteChannel in = openFile(ready, name);
                InputStream stream = Channels.newInputStream(in)) {
            byte[] bytes = stream.readNBytes(max + 1);
            RefusedException.require(bytes.length <= max, "handover.too_long", "file", name);
            return bytes;
        }
    }

    /**
     * Copies a content file while hashing it.
     *
     * @param target does not exist yet
     * @throws RefusedException where it is not exactly what its name and the order say
     */
    public void copy(Digest digest, long size, Path target) throws IOException {
        MessageDigest hash = Digest.sha256();
        long copied = 0;
        try (SecureDirectoryStream<Path> content =
                        ready.newDirectoryStream(Path.of(CONTENT), LinkOption.NOFOLLOW_LINKS);
                SeekableByteChannel in = openFile(content, digest.hex());
                InputStream from = Channels.newInputStream(in);
                OutputStream file =
                        Files.newOutputStream(target, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
                OutputStream to = new DigestOutputStream(file, hash)) {
            byte[] buffer = new byte[BUFFER];
            for (int n = from.read(buffer); n >= 0 && copied <= size; n = from.read(buffer)) {
                to.write(buffer, 0, n);
                copied += n;
            }
        } catch (NoSuchFileException e) {
            throw missing(CONTENT + '/' + digest.hex());
        }
        boolean same = copied == size && Digest.ofHash(hash.digest()).equals(digest);
        if (!same) {
            Files.delete(target);
        }
        RefusedException.require(same, "content.altered", "digest", digest.hex());
    }

    /**
     * Makes the result hold these lines and nothing else. It is written beside and renamed, so that no file of the agent's
     * is ever opened for writing; the agent reads it by its mode.
     */
    public void publish(byte[] lines) throws IOException {
        Path result = Path.of(task + RESULT);
        if (Arrays.equals(lines, current(result))) {
            return;
        }
        Path unfinished = Path.of(task + UNFINISHED);
        try {
            spool.deleteFile(unfinished);
        } catch (NoSuchFileException e) {
            // That is how it should be.
        }
        try (SeekableByteChannel out = spool.newByteChannel(
                unfinished,
                CREATE,
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-r--r--")))) {
            ByteBuffer bytes = ByteBuffer.wrap(lines);
            while (bytes.hasRemaining()) {
                out.write(bytes);
            }
        }
        spool.move(unfinished, spool, result);
    }

    private byte[] current(Path result) throws IOException {
        try (SeekableByteChannel in = spool.newByteChannel(result, READ);
                InputStream stream = Channels.newInputStream(in)) {
            return stream.readNBytes(MAX_RESULT);
        } catch (NoSuchFileException e) {
            return new byte[0];
        } catch (IOException e) {
            // A link or a directory in its place: the rename replaces the one and fails on the other.
            return new byte[0];
        }
    }

    private SeekableByteChannel openFile(SecureDirectoryStream<Path> directory, String name) throws IOException {
        Path file = Path.of(name);
        try {
            PosixFileAttributes attributes = directory
                    .getFileAttributeView(file, PosixFileAttributeView.class, LinkOption.NOFOLLOW_LINKS)
                    .readAttributes();
            RefusedException.require(
                    attributes.isRegularFile() && attributes.owner().equals(agent),
                    "handover.not_a_file",
                    "file",
                    name);
            return directory.newByteChannel(file, READ);
        } catch (NoSuchFileException e) {
            throw missing(name);
        }
    }

    private static RefusedException missing(String name) {
        return new RefusedException(Reason.of("handover.incomplete", "file", name));
    }

    private static PosixFileAttributes attributes(SecureDirectoryStream<Path> directory) throws IOException {
        return directory.getFileAttributeView(PosixFileAttributeView.class).readAttributes();
    }

    private static SecureDirectoryStream<Path> secure(DirectoryStream<Path> stream) throws IOException {
        if (stream instanceof SecureDirectoryStream<Path> secure) {
            return secure;
        }
        stream.close();
        throw new IOException("This operating system cannot open files relative to a directory");
    }

    @Override
    public void close() throws IOException {
        ready.close();
        spool.close();
    }
}
