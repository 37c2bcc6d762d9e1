package io.fettle.gateway;

import io.fettle.api.Digest;
import io.fettle.api.FettleException;
import io.fettle.api.content.Depot;
import io.fettle.api.identity.Admits;
import io.fettle.api.identity.Guest;
import io.fettle.api.trust.Peer;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.channels.WritableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import javax.servlet.Servlet;
import javax.servlet.http.HttpServlet;
import javax.servlet.http.HttpServletRequest;
import javax.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * {@code GET /content/v1/SHA256}: content by digest, with one range. On 8383 for whoever has a certificate of ours, and
 * pulled through where it is not held; on 8020 for anybody, but only what is held: nobody unknown makes us fetch.
 */
@Admits(
        value = {Guest.AGENT, Guest.RELAY},
        inTheClear = Guest.ANYBODY)
@Component(
        service = Servlet.class,
        property = {
            "osgi.http.whiteboard.servlet.name=ContentServlet",
            "osgi.http.whiteboard.servlet.pattern=/v1/*",
            ContentContext.SELECT
        })
public final class ContentServlet extends HttpServlet {
    private static final long serialVersionUID = 1L;
    private static final int DIGEST_LENGTH = 64;

    private final transient Doorkeeper doorkeeper;
    private final transient Depot depot;
    private final transient RelayTransfers transfers;

    @Activate
    public ContentServlet(
            @Reference Doorkeeper doorkeeper, @Reference Depot depot, @Reference RelayTransfers transfers) {
        this.doorkeeper = doorkeeper;
        this.depot = depot;
        this.transfers = transfers;
    }

    @Override
    protected void doHead(HttpServletRequest request, HttpServletResponse response) throws IOException {
        serve(request, response, false);
    }

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        serve(request, response, true);
    }

    private void serve(HttpServletRequest request, HttpServletResponse response, boolean withBody) throws IOException {
        Optional<Peer> peer = doorkeeper.peer(request);
        if (request.isSecure() && peer.isEmpty()) {
            doorkeeper.refused(request, "content.refused");
            Http.fail(response, HttpServletResponse.SC_FORBIDDEN);
            return;
        }
        Optional<Digest> digest = digest(request.getPathInfo());
        if (digest.isEmpty()) {
            Http.fail(response, HttpServletResponse.SC_NOT_FOUND);
            return;
        }
        try {
            Optional<Path> file = peer.isPresent() ? Optional.of(fetched(digest.get())) : depot.file(digest.get());
            if (file.isEmpty()) {
                Http.fail(response, HttpServletResponse.SC_NOT_FOUND);
                return;
            }
            boolean ended = send(request, response, digest.get(), file.get(), withBody);
            if (ended && peer.isPresent()) {
                transfers.ended(peer.get(), digest.get());
            }
        } catch (FettleException e) {
            Http.fail(response, e);
        }
    }

    private Path fetched(Digest digest) throws IOException {
        depot.fetch(digest).close();
        return depot.file(digest).orElseThrow(() -> new IOException("Content left the depot while it was asked for"));
    }

    /** @return whether the last byte was sent */
    private static boolean send(
            HttpServletRequest request, HttpServletResponse response, Digest digest, Path file, boolean withBody)
            throws IOException {
        long size = Files.size(file);
        Optional<ByteRange> range = ByteRange.parse(request.getHeader("Range"), size);
        if (range.isPresent() && !range.get().satisfiable(size)) {
            response.setHeader("Content-Range", "bytes */" + size);
            Http.fail(response, HttpServletResponse.SC_REQUESTED_RANGE_NOT_SATISFIABLE);
            return false;
        }
        response.setContentType("application/octet-stream");
        response.setHeader("Content-Disposition", "attachment");
        response.setHeader("X-Content-Type-Options", "nosniff");
        response.setHeader("Cache-Control", "public, max-age=31536000, immutable");
        response.setHeader("ETag", '"' + digest.hex() + '"');
        response.setHeader("Accept-Ranges", "bytes");
        ByteRange part = range.orElse(new ByteRange(0, size - 1));
        if (range.isPresent()) {
            response.setStatus(HttpServletResponse.SC_PARTIAL_CONTENT);
            response.setHeader("Content-Range", "bytes " + part.first() + '-' + part.last() + '/' + size);
        }
        response.setContentLengthLong(part.length());
        if (withBody) {
            copy(file, part, response.getOutputStream());
        }
        return withBody && part.last() == size - 1;
    }

    private static void copy(Path file, ByteRange part, OutputStream out) throws IOException {
        try (FileChannel from = FileChannel.open(file, StandardOpenOption.READ)) {
            WritableByteChannel to = Channels.newChannel(out);
            long position = part.first();
            while (position <= part.last()) {
                long sent = from.transferTo(position, part.last() - position + 1, to);
                if (sent <= 0) {
                    throw new IOException("Content is shorter than it was");
                }
                position += sent;
            }
        }
    }

    private static Optional<Digest> digest(@Nullable String path) {
        if (path == null || path.length() != DIGEST_LENGTH + 1) {
            return Optional.empty();
        }
        try {
            return Optional.of(new Digest(path.substring(1)));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
