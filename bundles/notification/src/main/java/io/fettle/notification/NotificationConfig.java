package io.fettle.notification;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/**
 * PID {@code io.fettle.notification.MqttNotification}: where the notification server listens, and its bounds. A system property
 * of the launcher outranks the first two.
 */
@ObjectClassDefinition(name = "Fettle notification server")
@interface NotificationConfig {
    @AttributeDefinition(description = "Address to bind, or 0.0.0.0 for all (property fettle.bind)")
    String bind_address() default "127.0.0.1";

    @AttributeDefinition(description = "TCP port (property fettle.notification.port)")
    int port() default 8027;

    @AttributeDefinition(description = "Connections at most; further ones are closed at once")
    int max_connections() default 20_000;

    @AttributeDefinition(description = "Seconds for the TLS handshake and the first packet")
    int handshake_seconds() default 10;
}
