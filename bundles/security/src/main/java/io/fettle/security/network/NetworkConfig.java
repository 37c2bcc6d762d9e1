package io.fettle.security.network;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** PID {@code io.fettle.security.network.NetworkSettings}. A system property of the launcher outranks each key. */
@ObjectClassDefinition(name = "Fettle: network", description = "Ports, address and names of this server")
@interface NetworkConfig {
    @AttributeDefinition(name = "HTTP port", description = "Bootstrap and content (property fettle.http.port)")
    int http_port() default 8020;

    @AttributeDefinition(
            name = "HTTPS port",
            description = "Agents, relays, console and REST API (property fettle.https.port)")
    int https_port() default 8383;

    @AttributeDefinition(
            name = "Bind address",
            description = "The one address to listen on; 0.0.0.0 for all (property fettle.bind)")
    String bind_address() default "0.0.0.0";

    @AttributeDefinition(
            name = "Public names",
            description = "Host names and addresses under which computers reach this server, best first"
                    + " (property fettle.public.names, with commas between them)")
    String[] public_names() default {};
}
