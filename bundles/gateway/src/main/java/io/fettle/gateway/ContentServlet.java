package io.fettle.gateway;

import io.fettle.api.Digest;
import io.fettle.api.content.Depot;
import io.fettle.api.identity.Admits;
import io.fettle.api.identity.Guest;
import io.fettle.api.trust.Peer;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
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
 * pulled through where it is not held; on 8020 for anybody, but only what is held: nobody unknown makes us fetch. No request
 * holds a thread while it waits for content, or for its client to take it.
 */
@Admits(
        value = {Guest.AGENT, Guest.RELAY},
        inTheClear = Guest.ANYBODY)
@Component(
        service = Servlet.class,
        property = {
            "osgi.http.whiteboard.servlet.name=ContentServlet",
            "osgi.http.whiteboard.servlet.pattern=/v1/*",
            "osgi.http.whiteboard.servlet.asyncSupported:Boolean=true",
            ContentContext.SELECT
        })
public final class ContentServlet extends HttpServlet {
    private static final long serialVersionUID = 1L;
    private static final int DIGEST_LENGTH = 64;
    /** Less than the 60 s that agents and relays read without a byte. */
    static final Duration LONGEST_WAIT = Duration.ofSeconds(30);

    /** A buffer and an open file each. */
    private static final int SENDERS = 2_000;
    /** As many downloads as a relay's depot can run. */
    private static final int SENDERS_OF_ONE = 64;

    /** Soon: who has waited already is not to be late. */
    private static final int AFTER_A_WAIT_SECONDS = 5;

    private final transient Doorkeeper doorkeeper;
    private final transient Depot depot;
    private final transient RelayTransfers transfers;
    private final transient WaitingRoom<Path> room;
    private final transient Duration longest;
    private final transient Places senders;

    @Activate
    public ContentServlet(
            @Reference Doorkeeper doorkeeper, @Reference Depot depot, @Reference RelayTransfers transfers) {
        this(
                doorkeeper,
                depot,
                transfers,
                new WaitingRoom<>(WaitingRoom.PLACES),
                LONGEST_WAIT,
                new Places(SENDERS, SENDERS_OF_ONE));
    }

    ContentServlet(
            Doorkeeper doorkeeper,
            Depot depot,
            RelayTransfers transfers,
            WaitingRoom<Path> room,
            Duration longest,
            Places senders) {
        this.doorkeeper = doorkeeper;
        this.depot = depot;
        this.transfers = transfers;
        this.room = room;
        this.longest = longest;
        this.senders = senders;
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
        String who = peer.map(Peer::id).orElseGet(request::getRemoteAddr);
        ContentAnswer answer = new ContentAnswer(request, response, digest.get(), withBody, senders, who);
        if (peer.isPresent()) {
            pullThrough(request, peer.get(), answer);
        } else {
            answer.heldOnly(depot.file(digest.get()));
        }
    }

    private void pullThrough(HttpServletRequest request, Peer peer, ContentAnswer answer) throws IOException {
        CompletableFuture<Path> fetched = room.waitedFor(request).orElseGet(() -> depot.fetch(answer.digest()));
        if (fetched.isCancelled()) {
            answer.comeAgain(AFTER_A_WAIT_SECONDS);
        } else if (fetched.isDone()) {
            answer.fetched(fetched, () -> transfers.ended(peer, answer.digest()));
        } else if (!room.enter(request, peer, fetched, longest)) {
            fetched.cancel(false);
            answer.comeAgain(Http.RETRY_AFTER_SECONDS);
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
