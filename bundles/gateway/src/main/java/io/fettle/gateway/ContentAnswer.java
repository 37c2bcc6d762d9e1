package io.fettle.gateway;

import io.fettle.api.Digest;
import io.fettle.api.FettleException;
import io.fettle.api.content.ContentError;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import javax.servlet.http.HttpServletRequest;
import javax.servlet.http.HttpServletResponse;

/**
 * What is said to one request for content.
 *
 * @param senders who may send at the same time
 * @param who asks, as far as that can be told: a peer, or an address
 */
record ContentAnswer(
        HttpServletRequest request,
        HttpServletResponse response,
        Digest digest,
        boolean withBody,
        Places senders,
        String who) {
    private static final int INSUFFICIENT_STORAGE = 507;

    void heldOnly(Optional<Path> file) throws IOException {
        if (file.isPresent()) {
            send(file.get(), () -> {});
        } else {
            Http.fail(response, HttpServletResponse.SC_NOT_FOUND);
        }
    }

    /**
     * @param fetched done
     * @param ended called when the last byte went out
     */
    void fetched(CompletableFuture<Path> fetched, Runnable ended) throws IOException {
        try {
            send(fetched.join(), ended);
        } catch (CompletionException e) {
            if (!(e.getCause() instanceof FettleException known)) {
                throw new IOException("Content " + digest + " could not be brought here", e.getCause());
            }
            failed(known);
        }
    }

    private void failed(FettleException failure) {
        if (failure.code() == ContentError.NO_SPACE) {
            // Waiting does not help; the next path may.
            Http.fail(response, INSUFFICIENT_STORAGE);
        } else {
            Http.fail(response, failure);
        }
    }

    void comeAgain(int seconds) {
        Http.fail(response, HttpServletResponse.SC_SERVICE_UNAVAILABLE);
        response.setIntHeader("Retry-After", seconds);
    }

    private void send(Path file, Runnable ended) throws IOException {
        long size = Files.size(file);
        Optional<ByteRange> range = ByteRange.parse(request.getHeader("Range"), size);
        if (range.isPresent() && !range.get().satisfiable(size)) {
            response.setHeader("Content-Range", "bytes */" + size);
            Http.fail(response, HttpServletResponse.SC_REQUESTED_RANGE_NOT_SATISFIABLE);
            return;
        }
        if (withBody && !senders.take(who)) {
            comeAgain(Http.RETRY_AFTER_SECONDS);
            return;
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
            boolean toTheEnd = part.last() == size - 1;
            Sending.start(request, response.getOutputStream(), file, part, whole -> {
                senders.leave(who);
                if (whole && toTheEnd) {
                    ended.run();
                }
            });
        }
    }
}
