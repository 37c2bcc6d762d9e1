package io.fettle.itests.refusals;

import io.fettle.api.exchange.Conversation;
import io.fettle.api.trust.KeyId;
import io.fettle.api.trust.Peer;
import io.fettle.api.trust.PeerRole;
import io.fettle.gateway.ConverseServlet;
import io.fettle.gateway.Doorkeeper;
import io.fettle.gateway.RelayConverseServlet;
import java.io.IOException;
import java.lang.reflect.Proxy;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import javax.servlet.ServletException;
import javax.servlet.http.HttpServlet;
import javax.servlet.http.HttpServletRequest;
import javax.servlet.http.HttpServletResponse;

/** Machines that knock at the gateway with the certificate of their role. */
final class Peers {
    private Peers() {}

    static Peer agent(String computer, KeyId key) {
        return new Peer(PeerRole.AGENT, computer, key);
    }

    /** @return the status that whoever this is gets where only relays are heard */
    static int knockAsRelay(Company company, Peer who) throws ServletException, IOException {
        Conversation conversation = company.exchange.conversation();
        return knock(
                company,
                new RelayConverseServlet(
                        door(company, who),
                        conversation,
                        (relay, facts) -> CompletableFuture.completedFuture(List.of())));
    }

    /** @return the status that whoever this is gets where only agents are heard */
    static int knockAsAgent(Company company, Peer who) throws ServletException, IOException {
        return knock(company, new ConverseServlet(door(company, who), company.exchange.conversation()));
    }

    private static Doorkeeper door(Company company, Peer who) {
        return new Doorkeeper(chain -> Optional.of(who), company.deployments.audit()::add);
    }

    private static int knock(Company company, HttpServlet servlet) throws ServletException, IOException {
        X509Certificate[] some = {company.server.orderSigner.chain().get(0)};
        AtomicInteger status = new AtomicInteger();
        HttpServletRequest request = fake(HttpServletRequest.class, (method, arguments) -> switch (method) {
            case "getMethod" -> "POST";
            case "isSecure" -> true;
            case "getAttribute" -> some;
            case "getRemoteAddr" -> "192.0.2.1";
            default -> throw new AssertionError("Whoever is refused is not asked for " + method);
        });
        HttpServletResponse response = fake(HttpServletResponse.class, (method, arguments) -> {
            if (method.equals("setStatus") || method.equals("sendError")) {
                status.set((Integer) arguments[0]);
            }
            return null;
        });
        servlet.service(request, response);
        return status.get();
    }

    private interface Replying {
        Object reply(String method, Object[] arguments);
    }

    private static <T> T fake(Class<T> type, Replying replying) {
        return type.cast(Proxy.newProxyInstance(
                type.getClassLoader(),
                new Class<?>[] {type},
                (proxy, method, arguments) -> replying.reply(method.getName(), arguments)));
    }
}
