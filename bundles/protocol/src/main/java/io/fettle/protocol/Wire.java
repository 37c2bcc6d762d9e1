package io.fettle.protocol;

import java.util.List;

/** Paths, topics and the small JSON bodies of the agent-facing endpoints. */
public final class Wire {
    /** POST {@link EnrolRequest}; no client certificate. */
    public static final String ENROL = "/agent/v1/enrol";
    /** POST {@link Frames#envelopes}, answered by {@link Frames#answers}; an agent's certificate. */
    public static final String CONVERSE = "/agent/v1/converse";
    /** POST, as {@link #CONVERSE}, for the envelopes of a whole office; a relay's certificate. */
    public static final String RELAY_CONVERSE = "/relay/v1/converse";
    /** POST {@link EnrolRequest} of a machine in the relay's office; a relay's certificate. */
    public static final String RELAY_ENROL = "/relay/v1/enrol";
    /** GET with {@link WakesRequest}: {@link #wakes}; a relay's certificate. */
    public static final String RELAY_WAKES = "/relay/v1/wakes";
    /** GET {@code CONTENT + sha256}, with ranges; any certificate of ours on 8383, none on 8020. */
    public static final String CONTENT = "/content/v1/";
    /** GET on 8020: the root certificate, PEM. */
    public static final String ROOT_CERTIFICATE = "/bootstrap/ca.pem";

    private static final String TOPIC = "fettle/wake/";
    private static final int MAX_WAKES = 100_000;

    private Wire() {}

    /** MQTT topic on which a computer or relay is told to poll. */
    public static String wakeTopic(String subject) {
        return TOPIC + subject;
    }

    public static byte[] wakes(List<String> computers) {
        return JsonOut.write(out -> out.texts("computers", computers));
    }

    public static List<String> readWakes(byte[] json) {
        return JsonIn.read(json, in -> {
            List<String> computers = List.of();
            in.enter();
            for (String name = in.nextField(); name != null; name = in.nextField()) {
                switch (name) {
                    case "computers" -> computers = in.texts(MAX_WAKES, 64);
                    default -> in.skip();
                }
            }
            return computers;
        });
    }
}
