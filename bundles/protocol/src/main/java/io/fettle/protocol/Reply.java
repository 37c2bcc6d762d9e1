package io.fettle.protocol;

import io.fettle.api.Digest;
import io.fettle.api.Reason;
import io.fettle.api.mirror.MirroredSuite;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The server's signed answer to one envelope.
 *
 * @param inReplyTo digest of the envelope that this answers: an old reply is no answer to a new question
 * @param acknowledgedReports every report up to this sequence is durable at the server
 * @param inventory what the server wants of the inventory
 * @param orders sealed orders, to be opened one by one
 * @param suites the computer's repositories as mirrored now; empty where the list did not change
 * @param scanNow an admin wants a fresh scan
 * @param network empty where the agent knows it already
 * @param refusal present where the envelope had no effect
 */
public record Reply(
        Digest inReplyTo,
        Instant serverTime,
        long acknowledgedReports,
        InventoryWish inventory,
        List<byte[]> orders,
        Optional<List<MirroredSuite>> suites,
        boolean scanNow,
        boolean quarantined,
        int refreshSeconds,
        Optional<NetworkInfo> network,
        Optional<Reason> refusal) {
    private static final int MAX_ORDERS = 20;
    private static final int MAX_CHAIN = 5;
    private static final int MAX_CERTIFICATE = 8192;

    public Reply {
        orders = orders.stream().map(byte[]::clone).toList();
        suites = suites.map(List::copyOf);
    }

    /** What the server wants of the inventory. */
    public enum InventoryWish {
        /** It has the one that was named. */
        NONE,
        /** Send what changed since the last one that was acknowledged, or the whole. */
        CHANGES,
        /** Send the whole. */
        WHOLE,
        /** A newer server wants what is not known here: nothing is sent for it, and nothing counts as acknowledged. */
        UNKNOWN
    }

    /**
     * What changes seldom.
     *
     * @param addresses {@code host:port} of the server, best first
     * @param revoked key ids, hexadecimal
     * @param ordersChain the certificate that signs orders and replies now, its issuers, the root; DER; empty where nothing
     *     is said of it
     */
    public record NetworkInfo(List<String> addresses, List<String> revoked, List<byte[]> ordersChain) {
        public NetworkInfo {
            addresses = List.copyOf(addresses);
            revoked = List.copyOf(revoked);
            ordersChain = ordersChain.stream().map(byte[]::clone).toList();
        }
    }

    /** See {@link CheckIn#suites}. */
    public Optional<Digest> suitesDigest() {
        return suites.map(SuiteCodec::digest);
    }

    public byte[] encode() {
        return JsonOut.write(out -> {
            out.text("inReplyTo", inReplyTo.hex());
            out.instant("serverTime", serverTime);
            out.number("acknowledgedReports", acknowledgedReports);
            out.text("inventory", inventory.name());
            out.texts("orders", base64(orders));
            suites.ifPresent(list -> out.list("suites", list, SuiteCodec::write));
            out.flag("scanNow", scanNow);
            out.flag("quarantined", quarantined);
            out.number("refreshSeconds", refreshSeconds);
            network.ifPresent(n -> out.object("network", o -> {
                o.texts("addresses", n.addresses());
                o.texts("revoked", n.revoked());
                if (!n.ordersChain().isEmpty()) {
                    o.texts("ordersChain", base64(n.ordersChain()));
                }
            }));
            refusal.ifPresent(r -> out.reason("refusal", r));
        });
    }

    public static Reply decode(byte[] payload) {
        return JsonIn.read(payload, Reply::read);
    }

    private static Reply read(JsonIn in) {
        Digest inReplyTo = null;
        Instant serverTime = null;
        long acknowledged = 0;
        InventoryWish inventory = InventoryWish.NONE;
        List<byte[]> orders = List.of();
        List<MirroredSuite> suites = null;
        boolean scanNow = false;
        boolean quarantined = false;
        int refreshSeconds = 5400;
        NetworkInfo network = null;
        Reason refusal = null;
        in.enter();
        for (String name = in.nextField(); name != null; name = in.nextField()) {
            switch (name) {
                case "inReplyTo" -> inReplyTo = in.digest();
                case "serverTime" -> serverTime = in.instant();
                case "acknowledgedReports" -> acknowledged = in.number();
                case "inventory" -> inventory = in.word(InventoryWish.class).orElse(InventoryWish.UNKNOWN);
                case "orders" -> orders = in.list(MAX_ORDERS, o -> o.base64(Envelope.MAX_BYTES));
                case "suites" -> suites = SuiteCodec.readAll(in);
                case "scanNow" -> scanNow = in.flag();
                case "quarantined" -> quarantined = in.flag();
                case "refreshSeconds" -> refreshSeconds = in.intNumber();
                case "network" -> network = readNetwork(in);
                case "refusal" -> refusal = in.reason();
                default -> in.skip();
            }
        }
        return new Reply(
                JsonIn.required(inReplyTo, "inReplyTo"),
                JsonIn.required(serverTime, "serverTime"),
                acknowledged,
                inventory,
                orders,
                JsonIn.optional(suites),
                scanNow,
                quarantined,
                refreshSeconds,
                JsonIn.optional(network),
                JsonIn.optional(refusal));
    }

    private static NetworkInfo readNetwork(JsonIn in) {
        List<String> addresses = List.of();
        List<String> revoked = List.of();
        List<byte[]> ordersChain = List.of();
        in.enter();
        for (String name = in.nextField(); name != null; name = in.nextField()) {
            switch (name) {
                case "addresses" -> addresses = in.texts(20, 300);
                case "revoked" -> revoked = in.texts(10_000, 64);
                case "ordersChain" -> ordersChain = in.list(MAX_CHAIN, i -> i.base64(MAX_CERTIFICATE));
                default -> in.skip();
            }
        }
        return new NetworkInfo(addresses, revoked, ordersChain);
    }

    private static List<String> base64(List<byte[]> binaries) {
        List<String> texts = new ArrayList<>();
        binaries.forEach(e -> texts.add(java.util.Base64.getEncoder().encodeToString(e)));
        return texts;
    }
}
