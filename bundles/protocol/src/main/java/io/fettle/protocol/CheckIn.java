package io.fettle.protocol;

import io.fettle.api.Digest;
import java.util.Optional;

/**
 * An agent's regular sign of life: a few hundred bytes.
 *
 * @param inventory digest of the inventory that the agent last sent
 * @param suites digest of the list of suites that the agent knows ({@link Reply#suitesDigest}), so that an unchanged list
 *     does not travel
 * @param orderSequence highest order sequence that the agent has taken
 */
public record CheckIn(
        String agentVersion,
        Optional<Digest> inventory,
        Optional<Digest> suites,
        long orderSequence,
        String bootId,
        boolean wokenUp) {
    public byte[] encode() {
        return JsonOut.write(out -> {
            out.text("agentVersion", agentVersion);
            out.text("inventory", inventory.map(Digest::hex));
            out.text("suites", suites.map(Digest::hex));
            out.number("orderSequence", orderSequence);
            out.text("bootId", bootId);
            out.flag("wokenUp", wokenUp);
        });
    }

    public static CheckIn decode(byte[] payload) {
        return JsonIn.read(payload, CheckIn::read);
    }

    private static CheckIn read(JsonIn in) {
        String agentVersion = "";
        Digest inventory = null;
        Digest suites = null;
        long orderSequence = 0;
        String bootId = "";
        boolean wokenUp = false;
        in.enter();
        for (String name = in.nextField(); name != null; name = in.nextField()) {
            switch (name) {
                case "agentVersion" -> agentVersion = in.text(64);
                case "inventory" -> inventory = in.digest();
                case "suites" -> suites = in.digest();
                case "orderSequence" -> orderSequence = in.number();
                case "bootId" -> bootId = in.text(64);
                case "wokenUp" -> wokenUp = in.flag();
                default -> in.skip();
            }
        }
        return new CheckIn(
                agentVersion, JsonIn.optional(inventory), JsonIn.optional(suites), orderSequence, bootId, wokenUp);
    }
}
