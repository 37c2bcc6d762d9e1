package io.fettle.gateway;

import io.fettle.api.FettleException;
import io.fettle.api.exchange.Conversation;
import io.fettle.api.identity.Admits;
import io.fettle.api.identity.Guest;
import io.fettle.api.trust.Peer;
import io.fettle.api.trust.PeerRole;
import io.fettle.protocol.Frames;
import java.io.IOException;
import java.util.Optional;
import javax.servlet.Servlet;
import javax.servlet.http.HttpServlet;
import javax.servlet.http.HttpServletRequest;
import javax.servlet.http.HttpServletResponse;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** {@code POST /agent/v1/converse}: an agent brings its envelopes and takes the answers. */
@Admits(Guest.AGENT)
@Component(
        service = Servlet.class,
        property = {
            "osgi.http.whiteboard.servlet.name=ConverseServlet",
            "osgi.http.whiteboard.servlet.pattern=/v1/converse",
            AgentContext.SELECT
        })
public final class ConverseServlet extends HttpServlet {
    private static final long serialVersionUID = 1L;

    private final transient Doorkeeper doorkeeper;
    private final transient Conversation conversation;

    @Activate
    public ConverseServlet(@Reference Doorkeeper doorkeeper, @Reference Conversation conversation) {
        this.doorkeeper = doorkeeper;
        this.conversation = conversation;
    }

    @Override
    protected void doPost(HttpServletRequest request, HttpServletResponse response) throws IOException {
        converse(doorkeeper.admit(request, PeerRole.AGENT), conversation, request, response);
    }

    static void converse(
            Optional<Peer> peer, Conversation conversation, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        if (peer.isEmpty()) {
            Http.fail(response, HttpServletResponse.SC_FORBIDDEN);
            return;
        }
        Optional<byte[]> body = Http.body(request, response, Frames.MAX_BODY);
        if (body.isEmpty()) {
            return;
        }
        try {
            byte[] answers = Frames.answers(conversation.converse(peer.get(), Frames.readEnvelopes(body.get())));
            Http.answer(response, Frames.CONTENT_TYPE, answers);
        } catch (FettleException e) {
            Http.fail(response, e);
        }
    }
}
