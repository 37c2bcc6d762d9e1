package io.fettle.gateway;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import javax.servlet.AsyncContext;
import javax.servlet.ServletOutputStream;
import javax.servlet.WriteListener;
import javax.servlet.http.HttpServletRequest;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends part of a file as fast as the client takes it, and holds a thread only while there is something to write. A client
 * that takes nothing is dropped by the container's idle time-out. The container calls from one thread at a time.
 */
final class Sending implements WriteListener {
    private static final Logger LOG = LoggerFactory.getLogger(Sending.class);
    private static final int BUFFER = 32 * 1024;

    private final AsyncContext request;
    private final ServletOutputStream out;
    private final FileChannel from;
    private final ByteRange part;
    private final Runnable ended;
    private final ByteBuffer buffer = ByteBuffer.allocate(BUFFER);
    private long position;

    private Sending(AsyncContext request, ServletOutputStream out, FileChannel from, ByteRange part, Runnable ended) {
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
     * @param ended called once the last byte went out, and only then
     */
    static void start(HttpServletRequest request, ServletOutputStream out, Path file, ByteRange part, Runnable ended)
            throws IOException {
        FileChannel from = FileChannel.open(file, StandardOpenOption.READ);
        AsyncContext async = request.startAsync();
        async.setTimeout(0);
        out.setWriteListener(new Sending(async, out, from, part, ended));
    }

    @Override
    public void onWritePossible() throws IOException {
        while (out.isReady()) {
            if (position > part.last()) {
                from.close();
                ended.run();
                request.complete();
                return;
            }
            sendSome();
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
        try {
            from.close();
        } catch (IOException e) {
            LOG.debug("A file did not close", e);
        }
        request.complete();
    }
}
