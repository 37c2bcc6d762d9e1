package io.fettle.gateway;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.function.Consumer;
import javax.servlet.AsyncContext;
import javax.servlet.ServletOutputStream;
import javax.servlet.WriteListener;
import javax.servlet.http.HttpServletRequest;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends part of a file as fast as the client takes it, and holds a thread only while there is something to write. A client
 * that takes nothing is dropped by the container's idle time-out, and one that takes next to nothing by the least speed: its
 * place is for others. The container calls from one thread at a time.
 */
final class Sending implements WriteListener {
    private static final Logger LOG = LoggerFactory.getLogger(Sending.class);
    private static final int BUFFER = 32 * 1024;
    /** Bytes a second, on the whole; a modem does seven times that. */
    private static final long LEAST_SPEED = 1024;

    private static final long GRACE_SECONDS = 60;

    private final AsyncContext request;
    private final ServletOutputStream out;
    private final FileChannel from;
    private final ByteRange part;
    private final Consumer<Boolean> ended;
    private final long began = System.nanoTime();
    private final ByteBuffer buffer = ByteBuffer.allocate(BUFFER);
    private long position;
    private boolean over;

    private Sending(
            AsyncContext request, ServletOutputStream out, FileChannel from, ByteRange part, Consumer<Boolean> ended) {
        this.request = request;
        this.out = out;
        this.from = from;
        this.part = part;
        this.ended = ended;
        this.position = part.first();
    }

    /**
     * Status and headers are set.
     *
     * @param ended called once, with whether the last byte went out; also where this fails
     */
    static void start(
            HttpServletRequest request, ServletOutputStream out, Path file, ByteRange part, Consumer<Boolean> ended)
            throws IOException {
        boolean started = false;
        try {
            FileChannel from = FileChannel.open(file, StandardOpenOption.READ);
            AsyncContext async = request.startAsync();
            async.setTimeout(0);
            out.setWriteListener(new Sending(async, out, from, part, ended));
            started = true;
        } finally {
            if (!started) {
                ended.accept(false);
            }
        }
    }

    @Override
    public void onWritePossible() throws IOException {
        while (out.isReady()) {
            if (position > part.last()) {
                end(true);
                return;
            }
            requireSpeed((System.nanoTime() - began) / 1_000_000_000, position - part.first());
            sendSome();
        }
    }

    /** @throws IOException where that is too slow */
    static void requireSpeed(long seconds, long bytes) throws IOException {
        if (seconds > GRACE_SECONDS && bytes < (seconds - GRACE_SECONDS) * LEAST_SPEED) {
            throw new IOException(bytes + " bytes were taken in " + seconds + " seconds");
        }
    }

    private void sendSome() throws IOException {
        buffer.clear().limit((int) Math.min(BUFFER, part.last() - position + 1));
        int count = from.read(buffer, position);
        if (count <= 0) {
            throw new IOException("Content is shorter than it was");
        }
        out.write(buffer.array(), 0, count);
        position += count;
    }

    @Override
    public void onError(Throwable failure) {
        LOG.debug("Content was sent up to byte {} of {}", position, part.last(), failure);
        end(false);
    }

    private void end(boolean whole) {
        if (over) {
            return;
        }
        over = true;
        try {
            from.close();
        } catch (IOException e) {
            LOG.debug("A file did not close", e);
        }
        ended.accept(whole);
        request.complete();
    }
}
