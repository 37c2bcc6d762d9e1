package io.fettle.protocol;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/**
 * What a machine gets for joining.
 *
 * @param id computer id or relay id
 * @param chain its certificate first, its issuers after it, the root last; DER
 * @param ordersChain the certificate that signs orders and replies, its issuers, the root; DER
 * @param addresses {@code host:port} of the server, best first
 */
public record EnrolReply(
        String id,
        List<byte[]> chain,
        List<byte[]> ordersChain,
        List<String> addresses,
        boolean quarantined,
        Instant serverTime) {
    private static final int MAX_CHAIN = 5;
    private static final int MAX_CERTIFICATE = 8192;

    public EnrolReply {
        chain = List.copyOf(chain);
        ordersChain = List.copyOf(ordersChain);
        addresses = List.copyOf(addresses);
    }

    public byte[] encode() {
        return JsonOut.write(out -> out.text("id", id)
                .texts("chain", base64(chain))
                .texts("ordersChain", base64(ordersChain))
                .texts("addresses", addresses)
                .flag("quarantined", quarantined)
                .instant("serverTime", serverTime));
    }

    public static EnrolReply decode(byte[] json) {
        return JsonIn.read(json, EnrolReply::read);
    }

    private static EnrolReply read(JsonIn in) {
        String id = null;
        List<byte[]> chain = null;
        List<byte[]> ordersChain = null;
        List<String> addresses = List.of();
        boolean quarantined = false;
        Instant serverTime = null;
        in.enter();
        for (String name = in.nextField(); name != null; name = in.nextField()) {
            switch (name) {
                case "id" -> id = in.text(64);
                case "chain" -> chain = in.list(MAX_CHAIN, i -> i.base64(MAX_CERTIFICATE));
                case "ordersChain" -> ordersChain = in.list(MAX_CHAIN, i -> i.base64(MAX_CERTIFICATE));
                case "addresses" -> addresses = in.texts(20, 300);
                case "quarantined" -> quarantined = in.flag();
                case "serverTime" -> serverTime = in.instant();
                default -> in.skip();
            }
        }
        return new EnrolReply(
                JsonIn.required(id, "id"),
                JsonIn.required(chain, "chain"),
                JsonIn.required(ordersChain, "ordersChain"),
                addresses,
                quarantined,
                JsonIn.required(serverTime, "serverTime"));
    }

    private static List<String> base64(List<byte[]> certificates) {
        List<String> texts = new ArrayList<>();
        certificates.forEach(c -> texts.add(Base64.getEncoder().encodeToString(c)));
        return texts;
    }
}
