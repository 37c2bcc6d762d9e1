package io.fettle.relay.trust;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** PID {@code io.fettle.relay.trust.RelaySettings}. A system property of the launcher outranks each key. */
@ObjectClassDefinition(name = "Fettle distribution server")
@interface RelayConfig {
    @AttributeDefinition(
            description = "Addresses of the server, host:port, best first (property fettle.relay.servers, with commas)")
    String[] servers() default {};

    @AttributeDefinition(description = "Port for bootstrap and content (property fettle.http.port)")
    int http_port() default 8020;

    @AttributeDefinition(description = "Port for agents (property fettle.https.port)")
    int https_port() default 8383;

    @AttributeDefinition(description = "The one address to listen on; 0.0.0.0 for all (property fettle.bind)")
    String bind_address() default "127.0.0.1";
}
